"""What can stand in the ledger: chances issued, people's forecasts, resolutions, voids, withdrawals and notes."""

from __future__ import annotations

import msgspec

from dragoman.errors import BadEntry
from dragoman.records import Chance, Evidence


class Entry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """An entry: `at` is the ISO day or UTC date-time of its writing, `by` who wrote it."""

    at: str
    by: str = "dragoman"


class Issued(Entry, frozen=True, kw_only=True, tag="issued"):
    """A chance, with all that it was made of."""

    chance: Chance


class Forecast(Entry, frozen=True, kw_only=True, tag="forecast"):
    """What `by`, a person or a crowd, says of a question of the ledger: `p` in [0, 1], and why."""

    question: str
    p: float
    why: str = ""


class Resolved(Entry, frozen=True, kw_only=True, tag="resolved"):
    """Whether a question came true, `on` which ISO day, and by what evidence.

    `correction` is the reason for putting it in the place of what stood before; that stays in the ledger.
    """

    question: str
    outcome: bool
    on: str | None = None
    evidence: list[Evidence] = msgspec.field(default_factory=list)
    why: str = ""
    correction: str = ""


class Void(Entry, frozen=True, kw_only=True, tag="void"):
    """A question that its own rule makes void, and why; `correction` as in `Resolved`."""

    question: str
    why: str
    correction: str = ""


class Withdrawn(Entry, frozen=True, kw_only=True, tag="withdrawn"):
    """A question of which no more chances will be given, and why. It stays, can be resolved, and then counts."""

    question: str
    why: str


class Note(Entry, frozen=True, kw_only=True, tag="note"):
    """Words, of a question or of the ledger."""

    words: str
    question: str | None = None


AnyEntry = Issued | Forecast | Resolved | Void | Withdrawn | Note
"""Every kind of entry."""

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER: msgspec.json.Decoder[AnyEntry] = msgspec.json.Decoder(AnyEntry)


def canonical(entry: AnyEntry) -> bytes:
    """The bytes that are hashed: JSON in UTF-8, keys sorted, no spaces, every field.

    Raises:
        BadEntry: JSON has no word for one of its values (a number that is none, half a character).
    """
    try:
        body = _ENCODER.encode(entry)
        same = _DECODER.decode(body) == entry
    except (UnicodeEncodeError, msgspec.MsgspecError, OverflowError) as error:
        raise BadEntry(f"it cannot be written as JSON: {error}") from error
    if not same:
        raise BadEntry("written as JSON it would not be the same", hint="Give plain text and numbers")
    return body


def read(body: bytes) -> AnyEntry | None:
    """The entry of some bytes; None where a newer version has written a kind that this one does not know."""
    try:
        return _DECODER.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
