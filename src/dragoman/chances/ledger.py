"""The chain of the ledger: each line holds the hash of the one before it, so that no past line can be edited quietly.

A line's hash is SHA-256 of the previous line's hash (64 hex digits; of the first, zeros) followed by the bytes of its
entry. Who changes, adds, takes out or moves a line breaks the chain there; who writes all later lines anew needs the
last hash (the head) to be known nowhere else, so publish it now and then: `verify` takes it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Literal

import msgspec

from dragoman.errors import BadFilter, BadRow

from . import entries

Why = Literal["edited", "missing", "inserted", "reordered", "cut", "rewritten"]
_HEAD = re.compile(r"(\d{1,15}):([0-9a-f]{64})")


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The end of a chain: how many lines it has, and the hash of the last."""

    n: int = 0
    hash: str = "0" * 64

    def __str__(self) -> str:
        return f"{self.n}:{self.hash}"


START = Head()
"""The head of an empty ledger."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line: its number from 1, the previous line's hash, the bytes of its entry, and its own hash."""

    n: int
    previous: str
    hash: str
    body: bytes

    @property
    def head(self) -> Head:
        """The head of a ledger that ends here."""
        return Head(n=self.n, hash=self.hash)

    @property
    def entry(self) -> entries.AnyEntry | None:
        """Its entry; None when a newer version has written it."""
        return entries.read(self.body)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the chain holds: `lines` of it do, and `head` is where that ends.

    Where it does not, `broken` is the place (from 1) of the first line that is not as it was written, `why` in a word
    and `what` in a sentence.
    """

    holds: bool
    lines: int
    head: Head = START
    broken: int | None = None
    why: Why | None = None
    what: str = ""


def link(before: Head, entry: entries.AnyEntry) -> Line:
    """The line that puts an entry after the head of a ledger.

    Raises:
        BadEntry: it cannot be written.
    """
    body = entries.canonical(entry)
    return Line(n=before.n + 1, previous=before.hash, hash=digest(before.hash, body), body=body)


def digest(previous: str, body: bytes) -> str:
    """The hash of a line: 64 hex digits."""
    return sha256(previous.encode("utf-8", "surrogatepass") + body).hexdigest()


def verify(lines: Iterable[Line], known: Head | None = None) -> Verdict:
    """Follow the chain from its first line.

    Args:
        lines: all of them, in order.
        known: the head that it had at some time: whether it has been cut off or written anew since.
    """
    head, hashes = START, [START.hash]
    rest = iter(lines)
    for place, line in enumerate(rest, 1):
        if line.hash != digest(line.previous, line.body):
            return _broken(head, place, "edited", f"line {place} does not have the words that its hash was made of")
        if line.previous != head.hash:
            return _displaced(line, head, hashes, {one.hash for one in rest})
        if line.n != place:
            return _broken(head, place, "edited", f"line {place} is numbered {line.n}")
        head = line.head
        hashes.append(line.hash)
    if known is not None and known.n > head.n:
        return _broken(head, head.n + 1, "cut", f"it had {known.n} lines, of which {head.n} are left")
    if known is not None and (known.n < 0 or hashes[known.n] != known.hash):
        what = f"line {known.n} is another than it was: some line up to it, and all after that, were written anew"
        return _broken(START, max(1, known.n), "rewritten", what)
    return Verdict(holds=True, lines=head.n, head=head)


def _broken(head: Head, place: int, why: Why, what: str) -> Verdict:
    return Verdict(holds=False, lines=head.n, head=head, broken=place, why=why, what=what)


def _displaced(line: Line, head: Head, before: Sequence[str], after: Collection[str]) -> Verdict:
    """What has happened where a line that is whole does not follow the one before it.

    Args:
        line: that line.
        head: of the lines before, which hold.
        before: their hashes, after that of an empty ledger.
        after: the hashes of the lines that come after it.
    """
    place = len(before)
    if line.previous in before:
        # It follows an earlier line, so those in between do not belong there.
        first = before.index(line.previous) + 1
        what = f"line {first} does not belong between its neighbours"
        return _broken(Head(n=first - 1, hash=line.previous), first, "inserted", what)
    if line.previous in after:
        return _broken(head, place, "reordered", f"line {place} stands before the line that it follows")
    if line.n > place:
        return _broken(head, place, "missing", f"before what is now line {place} a line is missing")
    what = f"line {place} follows another line than that which stands before it: that was replaced, or one is missing"
    return _broken(head, place, "edited", what)


def head_of(text: str) -> Head:
    """The head that was noted as "NUMBER:HASH".

    Raises:
        BadFilter: it is none.
    """
    found = _HEAD.fullmatch(text.strip().lower())
    if found is None:
        raise BadFilter(f"{text!r} is no head of a ledger", hint="It is a number, a colon and 64 hex digits")
    return Head(n=int(found[1]), hash=found[2])


class _Written(msgspec.Struct, frozen=True, kw_only=True):
    n: int
    previous: str
    hash: str
    entry: msgspec.Raw


def to_bytes(line: Line) -> bytes:
    """A line as JSON with a line break, its entry byte by byte as it was hashed: what anybody can verify."""
    about = msgspec.json.encode({"n": line.n, "previous": line.previous, "hash": line.hash})
    return about[:-1] + b',"entry":' + line.body + b"}\n"


def from_bytes(stream: Iterable[bytes]) -> Iterator[Line]:
    """The lines of such a file.

    Raises:
        BadRow: a line is no JSON of that shape.
    """
    for number, text in enumerate(stream, 1):
        if not text.strip():
            continue
        try:
            found = msgspec.json.decode(text, type=_Written)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            hint = "Is this what `dragoman chances ledger --json` wrote?"
            raise BadRow(f"no line of a ledger: {error}", line=number, hint=hint) from error
        yield Line(n=found.n, previous=found.previous, hash=found.hash, body=bytes(found.entry))
