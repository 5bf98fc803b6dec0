"""Has it come true? What the record tells of a question, by its own rule; what it cannot tell, a person must."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records import Evidence, Move, Process, Round

SOURCES = 2
"""Reports that are no copies of each other, that a rule asks for."""
GRACE = 7
"""Days after a deadline in which reports of what happened before it still come in."""
COVERED = 5
"""Reports on the parties within the time asked for, below which that nothing is told says nothing."""

_HELD = frozenset({"convened", "ongoing", "adjourned", "concluded", "collapsed"})
_VISITS = "shuttle"  # a mediator goes to one side and then to the other: they do not meet
_CEASEFIRE = "ceasefire"
_DOCUMENTS = {"ceasefire": frozenset({"ceasefire_agreement"}), "agreement": frozenset({"peace_agreement", "framework"})}

Origin = Callable[[str], str]
"""Gives for a report's id that of the report it is a copy of, or its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the record tells: whether it came true, on which ISO day, by which evidence, in words why."""

    outcome: bool
    why: str
    on: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that stands: its template, and the ISO days between which it must come true, the first left out."""

    template: str
    parties: tuple[str, ...]
    after: str
    deadline: str


def resolve(
    asked: Asked, processes: Iterable[Process], moves: Sequence[Move], today: str, *, reports: int, origin: Origin
) -> Found | None:
    """How a question ended, as far as the record tells; None where it is open still, or a person must say.

    Args:
        asked: the question.
        processes: those with all of its parties.
        moves: what is told of talks among them.
        today: an ISO day.
        reports: how many reports in the record, dated within the time asked for, name all of its parties.
        origin: which reports are copies.
    """
    upto = min(asked.deadline, today[:10])  # what is told ahead of its day has not come true
    if asked.template == "round":
        found = _round(asked, upto, [one for process in processes for one in process.rounds], origin)
    elif asked.template in _DOCUMENTS:
        found = _signed(asked, upto, [one for one in moves if one.kind == "signed" and _is_such(asked, one)], origin)
    else:
        return None  # deaths are counted by UCDP, not by reports
    if found is not None:
        return found
    over = date.fromisoformat(asked.deadline) + timedelta(days=GRACE) < date.fromisoformat(today[:10])
    if not over or reports < COVERED:
        return None
    return Found(False, f"{reports:,} reports on the parties tell of none by {asked.deadline}")


def _round(asked: Asked, upto: str, rounds: Iterable[Round], origin: Origin) -> Found | None:
    for one in sorted(rounds, key=lambda one: (one.first or "", one.id)):
        if one.first is None or not asked.after < one.first[:10] <= upto or not _held(asked, one):
            continue
        evidence = one.evidence.get("dates", ())  # its stages rest on what was announced as well
        if _independent(evidence, origin) >= SOURCES:
            where = f" in {one.venue}" if one.venue else ""
            return Found(True, f"a round was held{where}", one.first[:10], _each(evidence))
    return None


def _held(asked: Asked, one: Round) -> bool:
    """Whether the parties have met in a round: also in one that was not taken up again."""
    stages = {one.stage, *(change.value for change in one.history if change.field == "stage")}
    return one.format != _VISITS and set(asked.parties) <= set(one.parties) and bool(stages & _HELD)


def _signed(asked: Asked, upto: str, moves: Sequence[Move], origin: Origin) -> Found | None:
    days: dict[str, list[Move]] = {}
    for move in moves:
        if move.first is not None and asked.after < move.first[:10] <= upto:
            days.setdefault(move.first[:10], []).append(move)
    for day in sorted(days):
        # What one paper dates a day later is told by it as well.
        near = [one for other in (day, _next(day)) for one in days.get(other, ())]
        told = [Evidence(report=one.report, start=one.words.start, end=one.words.end) for one in near]
        # Where no text gives a day, it may be an old document that is told of again.
        if any(one.dated for one in near) and _independent(told, origin) >= SOURCES:
            return Found(True, "it was signed", day, _each(told))
    return None


def _is_such(asked: Asked, move: Move) -> bool:
    """Whether what was signed is what is asked for, and all who are asked of signed it."""
    if not set(asked.parties) <= set(move.parties):
        return False
    truce = asked.template == _CEASEFIRE and move.issue == _CEASEFIRE
    return truce or (move.document or "") in _DOCUMENTS[asked.template]


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _independent(evidence: Iterable[Evidence], origin: Origin) -> int:
    return len({origin(one.report) for one in evidence})


def _each(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each once, in the order of reports and of their words."""
    found = {(one.report, one.start or 0, one.end or 0): one for one in evidence}
    return tuple(found[key] for key in sorted(found))
