"""The chances of what reports tell of: each pair of parties whose peace talks they tell, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.records import Chance, CodedReport, Move, Report
from dragoman.talks import find_moves, fold, is_peace

from .bases import base_for
from .issuing import Base, Other, issue, would_move
from .own import History, Like
from .questions import Question, standing
from .situation import Situation

PEACE = ("round", "ceasefire", "agreement")
"""The templates that talks bear on; those of deaths need a history of deaths."""
_AHEAD = frozenset({"proposed", "accepted", "postponed", "moved", "hosted"})
_SAME = 14  # days within which a document is told with one day or another


@dataclass(frozen=True, slots=True)
class Issued:
    """A chance with all that explains it; `nearest` are past situations like this one, where tables are kept;
    `last` is the chance of the same kind that was issued before it."""

    chance: Chance
    question: Question
    base: Base
    situation: Situation
    nearest: tuple[Like, ...] = ()
    last: Chance | None = None

    @property
    def would_move(self) -> list[Other]:
        """What does not hold and would move it."""
        return would_move(self.question, self.base, self.situation)


def situations(pairs: Iterable[tuple[Report, CodedReport]], today: str) -> list[Situation]:
    """The situations of the peace talks that reports tell of, those told most first, as of the latest report's day.

    Args:
        pairs: each report with what was coded from it.
        today: an ISO day that stands for the latest where no report has one and no text gives any.
    """
    read = [(report, find_moves(report, coded)) for report, coded in pairs]
    days = [report.published or _last_day(moves) for report, moves in read]
    at = max((day[:10] for day in days if day), default=today)
    told = [(day or at, report.id, move) for (report, moves), day in zip(read, days, strict=True) for move in moves]
    moves = [move for _, _, move in told]
    return [
        Situation(process, of(process.parties, moves), at, documents(process.parties, moves))
        for process in fold(told)
        if is_peace(process)
    ]


def _last_day(moves: Iterable[Move]) -> str | None:
    """The last day that the words of a report give; where they do, of what has happened and is not still to come."""
    dated = [move for move in moves if move.dated and move.first]
    done = [move for move in dated if move.kind not in _AHEAD]
    return max((move.first for move in done or dated if move.first), default=None)


def of(parties: Sequence[str], moves: Iterable[Move]) -> list[Move]:
    """The moves that are told of some parties and of nobody else."""
    table = set(parties)
    return [move for move in moves if move.parties and table.issuperset(move.parties)]


def documents(parties: Sequence[str], moves: Iterable[Move]) -> tuple[int, ...]:
    """The ordinals of the days of documents that some parties are told to have signed with each other, each once.

    Reports give one document different days, and tell of it again for weeks: what is told within two weeks of a
    document's first day is that document, and so is what is told without a day within two weeks of being told last.
    """
    told = sorted(
        (_ordinal(move.first), not move.dated, move.document or "")
        for move in of(parties, moves)
        if move.kind == "signed" and move.first and len(set(move.parties)) > 1
    )
    found: list[_Signed] = []
    for day, undated, name in told:
        same = (one for one in reversed(found) if one.tells(day, undated, name))
        if (one := next(same, None)) is not None:
            one.last, one.name = day, one.name or name
        else:
            found.append(_Signed(name, day, day))
    return tuple(one.first for one in found)


@dataclass(slots=True)
class _Signed:
    """A document: what it is, "" where nobody says; the first day told of it, and the last on which it was told."""

    name: str
    first: int
    last: int

    def tells(self, day: int, undated: bool, name: str) -> bool:
        """Whether what is told on a day may be this document."""
        if name and self.name and name != self.name:
            return False
        return day - (self.last if undated else self.first) <= _SAME


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def together(known: Sequence[int], told: Sequence[int]) -> tuple[int, ...]:
    """The days of documents of published tables, and of those that only reports tell of."""
    new = (day for day in told if all(abs(day - one) > _SAME for one in known))
    return tuple(sorted({*known, *new}))


Before = Callable[[str, Sequence[str], int], Chance | None]
"""Gives the last chance that was issued of a template, parties and horizon in days."""


def issued(
    situation: Situation, kinds: Sequence[str] = PEACE, history: History | None = None, before: Before | None = None
) -> list[Issued]:
    """The chances of the questions that are asked of a situation unasked.

    Args:
        situation: where a pair of parties stands.
        kinds: templates.
        history: published tables, where they are kept: what was signed before is then known, and a conflict's own
            record counts.
        before: what was said last time, where a ledger tells.
    """
    return [issued_of(one, situation, history, before) for one in standing(situation.names, situation.at, kinds)]


def issued_of(
    question: Question, situation: Situation, history: History | None = None, before: Before | None = None
) -> Issued:
    """The chance of one question; arguments as of `issued`."""
    conflict = history.conflict_of(situation.process.parties, situation.at) if history else None
    own = None
    if history and conflict is not None:
        known = history.days(conflict, situation.at)
        whole = history.covers(situation.at)
        situation = replace(situation, documents=together(known, situation.documents), whole=whole)
        own = history.base(question, conflict)
    base = own.base if own else base_for(question, situation)
    last = before(question.template, question.parties, question.days) if before else None
    chance = issue(question, base, situation, previous=last.p if last else None)
    return Issued(chance, question, base, situation, own.nearest if own else (), last)
