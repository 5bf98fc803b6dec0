"""The ledger of chances in the record: lines are added at its end, and none is ever changed or taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from dragoman.chances.book import Book
from dragoman.chances.entries import AnyEntry, Forecast, Issued, Note, Resolved, Void, Withdrawn
from dragoman.chances.ledger import START, Head, Line, Verdict, digest, link, verify
from dragoman.errors import BrokenLedger
from dragoman.records import Chance, Evidence

from .adding import utc_now
from .backend import Backend

_ADD = "INSERT INTO ledger (n, previous, hash, body) VALUES (?, ?, ?, ?)"
_COLUMNS = {
    "sqlite": "n, CAST(previous AS BLOB), CAST(hash AS BLOB), CAST(body AS BLOB)",  # what an edit left may be no text
    "postgres": "n, previous, hash, body",
}


class Ledger:
    """The ledger of an open record. What it appends is on the disk when the call returns, all of it or nothing.

    Args:
        backend: the record's database.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._book = Book()

    # Reading

    def lines(self, after: int = 0) -> Iterator[Line]:
        """The lines in order, or those after some number."""
        sql = f"SELECT {_COLUMNS[self._backend.dialect]} FROM ledger WHERE n > ? ORDER BY n"
        for n, previous, hash_, body in self._backend.stream(sql, (after,)):
            yield Line(n=n, previous=_text(previous), hash=_text(hash_), body=bytes(body))

    def head(self) -> Head:
        """The number and hash of the last line: what to note or publish, and to give to `verify` later."""
        rows = self._backend.rows("SELECT n, hash FROM ledger ORDER BY n DESC LIMIT 1")
        return Head(n=rows[0][0], hash=_text(rows[0][1])) if rows else START

    def book(self) -> Book:
        """The questions and all chances given of them, as the lines tell; whether those are whole `verify` tells."""
        return Book(self.lines())

    def verify(self, known: Head | None = None) -> Verdict:
        """Whether every line is as it was written, and where not; `known` is a head that was noted once."""
        return verify(self.lines(), known)

    # Writing

    def append(self, entries: Sequence[AnyEntry]) -> list[Line]:
        """Put entries at the end, in one transaction.

        Raises:
            BadEntry: one of them is refused (see `Book.check`); then none is written.
            BrokenLedger: lines that stand there are not as they were written.
            RecordBusy: another writer has not let go in time.
        """
        with self._writing():
            return self._add(entries)

    def issue(self, chances: Sequence[Chance], *, at: str | None = None, by: str = "dragoman") -> list[Line]:
        """Put chances down; such as stand there already, the very same, are left out.

        Args:
            chances: with their hashes, outcomes and scores empty.
            at: the moment of writing; now when not given.
            by: who writes them.

        Raises:
            BadEntry, BrokenLedger, RecordBusy: see `append`.
        """
        with self._writing():
            now = self._moment(at)
            return self._add([Issued(at=now, by=by, chance=one) for one in chances if not self._book.holds(one)])

    def forecast(self, question: str, p: float, by: str, *, why: str = "", at: str | None = None) -> Line:
        """What a person or crowd says of a question: see `append`."""
        return self._one(lambda now: Forecast(at=now, by=by, question=question, p=p, why=why), at)

    def resolve(
        self,
        question: str,
        outcome: bool,
        *,
        by: str,
        on: str | None = None,
        evidence: Sequence[Evidence] = (),
        why: str = "",
        correction: str = "",
        at: str | None = None,
    ) -> Line:
        """Say whether a question came true, and `on` which day: see `Resolved` and `append`."""
        found = list(evidence)
        return self._one(
            lambda now: Resolved(
                at=now, by=by, question=question, outcome=outcome, on=on, evidence=found, why=why, correction=correction
            ),
            at,
        )

    def void(self, question: str, why: str, *, by: str, correction: str = "", at: str | None = None) -> Line:
        """Say that a question's own rule makes it void: see `append`."""
        return self._one(lambda now: Void(at=now, by=by, question=question, why=why, correction=correction), at)

    def withdraw(self, question: str, why: str, *, by: str, at: str | None = None) -> Line:
        """Give no more chances of a question: see `Withdrawn` and `append`."""
        return self._one(lambda now: Withdrawn(at=now, by=by, question=question, why=why), at)

    def note(self, words: str, *, by: str, question: str | None = None, at: str | None = None) -> Line:
        """Put words down, of a question or of the ledger: see `append`."""
        return self._one(lambda now: Note(at=now, by=by, words=words, question=question), at)

    def _one(self, make: Callable[[str], AnyEntry], at: str | None) -> Line:
        with self._writing():
            return self._add([make(self._moment(at))])[0]

    def _moment(self, at: str | None) -> str:
        """The moment given, or now; by a clock that is behind another writer's, the moment of the last line."""
        return at if at is not None else max(utc_now(), self._book.at)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The lock of writers, with the book as the ledger stands; what fails leaves nothing in either."""
        try:
            with self._backend.writing():
                self._catch_up()
                yield
        except BaseException:
            self._book = Book()
            raise

    def _catch_up(self) -> None:
        """Take in what has been written since, following the chain from the line that was the last."""
        known = self._book.head
        for line in list(self.lines(max(0, known.n - 1))):
            if line.n == known.n and line.hash == known.hash:
                continue
            head = self._book.head
            whole = line.hash == digest(line.previous, line.body)
            if not whole or line.previous != head.hash or line.n != head.n + 1:
                raise self._broken(line.n)
            self._book.take(line)
        if self._book.head.n < known.n or self.head() != self._book.head:
            raise self._broken(known.n)

    def _broken(self, line: int) -> BrokenLedger:
        found = self.verify(self._book.head)
        return BrokenLedger(
            found.what or f"line {line} is not as it was",
            path=self._backend.place,
            line=found.broken or line,
            hint="Nothing can be added to it; put back a copy of the record",
        )

    def _add(self, entries: Sequence[AnyEntry]) -> list[Line]:
        lines = []
        for entry in entries:
            self._book.check(entry)
            line = link(self._book.head, entry)
            self._book.take(line)
            lines.append(line)
        self._backend.many(_ADD, [(line.n, line.previous, line.hash, line.body) for line in lines])
        return lines


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
