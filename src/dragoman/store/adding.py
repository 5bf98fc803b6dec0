"""Adding coded reports: versions, flat rows for asking, words for searching. One transaction a batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from dragoman.records import Report

from .backend import STILL, Backend, chunks, one
from .counting import Counting
from .features import Features
from .filters import marks
from .log import Log
from .membership import one_row
from .preparing import EventRow, Prepared
from .tally import Added
from .versions import digest, known_from, spans

_REPORTS = (
    "INSERT INTO reports (seq, id, digest, known, until, recorded, title, published, source, url, language, chars,"
    " coder) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_EVENTS = (
    "INSERT INTO events (n, seq, event, known, until, type, mode, cameo, quad, status, day, last, place, country, lat,"
    " lon, confidence, traits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_STATEMENTS = (
    "INSERT INTO statements (n, seq, known, until, statement, day, speaker, code, entity, kind, labels, content)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ACTORS = (
    "INSERT INTO actors (entity, known, until, seq, name, code, sectors, mentions) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_AT_ONCE = 400  # reports whose versions are asked for in one query


def present(backend: Backend, report: Report) -> bool:
    """Whether this very report is in the record."""
    sql = "SELECT 1 FROM reports WHERE id = ? AND digest = ?"
    return bool(backend.rows(sql, (report.id, digest(report))))


def utc_now() -> str:
    """The present moment in the form in which the record keeps moments."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_batch(backend: Backend, batch: Sequence[Prepared], now: str | None = None) -> Added:
    """Write a batch, all of it or nothing; when this returns it is on the disk."""
    added = Added()
    with backend.writing():
        writing = Writing(backend, now or utc_now(), {prepared.id for prepared in batch})
        for prepared in batch:
            writing.add(prepared, added)
        writing.flush()
    return added


class _Version(NamedTuple):
    """A version that the record holds: its number, from when to when it counts, what it was made of."""

    seq: int
    known: str
    until: str
    digest: str


class Writing:
    """Rows of one transaction, numbered by hand: the lock of writers is held, so nobody else gives numbers.

    Args:
        backend: the record.
        now: the present moment.
        ids: the reports that may be added.
    """

    def __init__(self, backend: Backend, now: str, ids: Iterable[str] = ()) -> None:
        self._backend, self._now = backend, now
        self.log = Log(backend, now)
        self._last = {table: _last(backend, table) for table in ("events", "statements", "moves")}
        self._seq = one(backend, "SELECT coalesce(max(seq), 0) FROM reports")
        self._versions = _versions(backend, ids)
        self._reports: list[tuple[Any, ...]] = []
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._words: list[tuple[int, str, str]] = []
        self._counting = Counting(backend)

    def add(self, prepared: Prepared, added: Added) -> None:
        """Write a report, unless it is there already; it may be a new version of one that is."""
        others = self._versions[prepared.id]
        if any(other.digest == prepared.digest for other in others):
            added.unchanged += 1
            return
        known = known_from(prepared.published, [other.known for other in others], self._now)
        self._seq += 1
        versions = sorted([*others, _Version(self._seq, known, STILL, prepared.digest)], key=_order)
        untils = spans([version.known for version in versions])
        for place, (version, until) in enumerate(zip(versions, untils, strict=True)):
            if version.until != until:
                versions[place] = version._replace(until=until)
                if version.seq != self._seq:
                    self.flush()  # its rows may still be waiting, when it came with the same batch
                    self._ends(version.seq, until)
        self._versions[prepared.id] = versions
        self._report(prepared, known, next(version.until for version in versions if version.seq == self._seq))
        if others:
            added.versions += 1
            self.log.add("version", prepared.id, known=known, versions=len(versions))
        else:
            added.new += 1
            self.log.add("report", prepared.id, known=known)
        added.ids.append(prepared.id)

    def _ends(self, seq: int, until: str) -> None:
        """Another version took over: what this one tells counts until then, and must be linked anew."""
        self._counting.without(seq)
        sql = f"SELECT source, language FROM reports WHERE seq = ? AND until = '{STILL}'"
        for source, language in self._backend.rows(sql, (seq,)):
            self._counting.report(source, language, -1)
        one_row(self._backend, "seq = ?", seq)
        for table in ("events", "statements", "moves", "actors"):
            self._backend.run(f"UPDATE {table} SET until = ? WHERE seq = ?", (until, seq))
        self._backend.run("UPDATE reports SET until = ?, linked = 0 WHERE seq = ?", (until, seq))

    def _report(self, prepared: Prepared, known: str, until: str) -> None:
        seq = self._seq
        title, source, url, language, chars = prepared.about
        self._reports.append(
            (
                *(seq, prepared.id, prepared.digest, known, until, self._now, title, prepared.published),
                *(source, url, language, chars, prepared.coder),
            )
        )
        if until == STILL:
            self._counting.report(source, language)
        if prepared.body is not None:
            self._put("INSERT INTO texts (seq, body) VALUES (?, ?)", (seq, prepared.body))
        self._words.append((seq, *prepared.words))
        self.marks(seq, prepared.features)
        self.coding(seq, prepared, known, until)

    def marks(self, seq: int, marks: Features) -> None:
        """Write what linking goes by."""
        self._put(
            "INSERT INTO marks (seq, fingerprint, wording) VALUES (?, ?, ?)", (seq, marks.fingerprint, marks.wording)
        )

    def forget(self, seq: int, statements: Sequence[str]) -> None:
        """Take away the rows of a coding that another one is written in place of."""
        self._counting.without(seq)
        for sql in statements:
            self._backend.run(sql, (seq,))

    def coding(self, seq: int, prepared: Prepared, known: str, until: str) -> None:
        """Write what was coded from a version that stands in the record."""
        self._put(
            "INSERT INTO codings (seq, coder, recorded, events, rest) VALUES (?, ?, ?, ?, ?)",
            (seq, prepared.coder, self._now, *prepared.coding),
        )
        rows = prepared.written(known)
        for event in rows.events:
            self._event(seq, event, known, until)
        n = self._numbers("statements", len(rows.statements))
        self._all(
            _STATEMENTS,
            [(n + place, seq, known, until, *columns) for place, columns in enumerate(rows.statements, 1)],
        )
        self._all(_ACTORS, [(entity, known, until, seq, *about) for entity, about in rows.actors])
        self._counting.actors(rows.actors, known, counts=until == STILL)
        if until == STILL:
            told = [(event.type, event.status) for event in rows.events]
            self._counting.coding((prepared.about[1], prepared.about[3]), told, len(rows.statements))
        for body, keys in prepared.features.moves:
            n = self._numbers("moves", 1) + 1
            self._put(
                "INSERT INTO moves (n, seq, known, until, body) VALUES (?, ?, ?, ?, ?)", (n, seq, known, until, body)
            )
            self._all("INSERT INTO move_keys (process, n) VALUES (?, ?)", [(key, n) for key in keys])

    def _event(self, seq: int, event: EventRow, known: str, until: str) -> None:
        n = self._numbers("events", 1) + 1
        self._put(_EVENTS, (n, seq, event.id, known, until, *event.columns))
        day = event.day
        self._all(
            "INSERT INTO event_actors (actor, day, n, role) VALUES (?, ?, ?, ?)",
            [(actor, day, n, role) for actor, role in event.actors],
        )
        self._all("INSERT INTO event_blocks (block, n) VALUES (?, ?)", [(block, n) for block in event.blocks])

    def _numbers(self, table: str, count: int) -> int:
        """The number after which so many of a table are free now."""
        last = self._last[table]
        self._last[table] += count
        return last

    def _put(self, sql: str, row: tuple[Any, ...]) -> None:
        self._rows.setdefault(sql, []).append(row)

    def _all(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        self._rows.setdefault(sql, []).extend(rows)

    def flush(self) -> None:
        """Write what was gathered; tables in the order in which they first came, so parents stand before children."""
        self._backend.many(_REPORTS, self._reports)
        for sql, rows in self._rows.items():
            self._backend.many(sql, rows)
        self._backend.index(self._words)
        self.log.flush()
        self._reports, self._rows, self._words = [], {}, []
        self._counting.flush()


def _versions(backend: Backend, ids: Iterable[str]) -> dict[str, list[_Version]]:
    """The versions of these reports that there are, in the order in which they are known."""
    found: dict[str, list[_Version]] = {one: [] for one in sorted(ids)}
    for some in chunks(list(found), _AT_ONCE):
        for id_, *version in backend.rows(
            f"SELECT id, seq, known, until, digest FROM reports WHERE id IN ({marks(some)})", some
        ):
            found[id_].append(_Version(*version))
    for versions in found.values():
        versions.sort(key=_order)
    return found


def _order(version: _Version) -> tuple[str, int]:
    return version.known, version.seq


def _last(backend: Backend, table: str) -> int:
    last: int = one(backend, f"SELECT coalesce(max(n), 0) FROM {table}")
    return last
