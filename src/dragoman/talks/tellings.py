"""Tellings: one move as it became known, the order in which they are folded, and the history that they leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from dragoman.records import Change, Evidence, Move

T = TypeVar("T", bound=str)

MEETING = frozenset({"convened", "ongoing", "adjourned", "concluded", "collapsed"})
AHEAD = frozenset({"proposed", "accepted", "refused", "cancelled", "postponed", "moved"})
CLOSED = frozenset({"concluded", "collapsed", "cancelled"})
STEPS = MEETING | AHEAD | {"denied"}

Order = tuple[str, str, int, bool, int, int, str, str]
"""Where a telling stands among others."""


class Telling(msgspec.Struct, frozen=True, gc=False):
    """One move as it became known: `known` is a day or date-time, `origin` the independent source that told it."""

    order: Order
    known: str
    origin: str
    move: Move
    parties: tuple[str, ...]
    """The parties of the process."""
    helpers: tuple[str, ...] = ()
    """Those whom the move has for parties and who only help."""
    weak: bool = False
    """Whether it names one of the parties at most: it belongs to a round that is there, and begins none."""
    shared: bool = False
    """Whether it could as well be of other talks of that party: it counts only where more than its time fits."""

    @property
    def sentence(self) -> tuple[str, int]:
        """The sentence it stands in: its report and where it begins there."""
        return self.move.report, self.move.sentence.start


def order_of(known: str, move: Move) -> Order:
    """The canonical order: when it became known, then the report, then the sentence, its steps before all else."""
    rest = move.kind not in STEPS
    return known, move.report, move.sentence.start, rest, move.words.start, move.words.end, move.kind, move.id


@lru_cache(maxsize=65536)
def day_of(iso: str | None) -> int:
    """The ordinal of an ISO day or date-time; 0 when there is none."""
    try:
        return date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return 0


def iso(day: int) -> str | None:
    """The ISO day of an ordinal."""
    return date.fromordinal(day).isoformat() if day > 0 else None


def evidence_of(move: Move) -> Evidence:
    """Where a move stands."""
    return Evidence(
        report=move.report, event=move.event, statement=move.statement, start=move.words.start, end=move.words.end
    )


def most(told: Mapping[T, Collection[str]]) -> T | None:
    """What most sources tell; the one of them that comes last by name where as many tell others."""
    return max(told, key=lambda value: (len(told[value]), value), default=None)


@dataclass(slots=True)
class Chronicle:
    """What became of a round's fields: every change with its reason, and by field all that tells of it."""

    history: list[Change] = field(default_factory=list)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)

    def log(self, told: Telling, name: str, value: Any, why: str) -> None:
        """Write down that a field has another value since a telling."""
        found = [evidence_of(told.move)]
        self.history.append(Change(known=told.known, field=name, value=value, why=why, evidence=found))

    def note(self, name: str, move: Move) -> None:
        """Write down that a move tells of a field."""
        self.evidence.setdefault(name, []).append(evidence_of(move))
