"""Routing: which round of a process a move belongs to, by its number, its day, its sentence, and what is under way."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.records import Change

from .rounds import Building
from .tellings import AHEAD, MEETING, Telling, day_of, evidence_of

_SAME = 4  # days between two tellings of one meeting at most
_BREAK = 21  # days that a round may be adjourned for and still be the same
_PAUSE = 12  # days without news after which a meeting is another one
_RETOLD = 25  # days back from the report at which a dated meeting is one of the past
_EXACT = 2  # days that a date may be wide and still tell when a meeting began or ended
_LATE = 3  # days after which a plan, an answer or a refusal is told again rather than late
_WIDE = 10  # days that the date of a plan may be wide
_RECENT = 12  # rounds back to which a move may belong
_AFTER = 3  # days after a round's end in which a plan without a date is taken as retold


@dataclass(slots=True)
class Routing:
    """The rounds of a process so far, and the history of what makes no round."""

    process: str
    parties: tuple[str, ...]
    rounds: list[Building] = field(default_factory=list)
    history: list[Change] = field(default_factory=list)

    def take(self, told: Telling) -> None:
        """Fold a move into the round that it belongs to; a new one where it begins one."""
        current = self._round_of(told)
        if current is not None:
            current.take(told)

    def _round_of(self, told: Telling) -> Building | None:
        kind = told.move.kind
        recent = self.rounds[-_RECENT:]
        if kind in MEETING:
            found = _of_meeting(recent, told, self.history)
        elif kind in AHEAD:
            found = _of_plan(recent, told)
        else:
            found = _of_rest(recent, told)
        if found != "new":
            return found if isinstance(found, Building) else None
        if told.weak or (not told.move.named and not told.move.dated):  # of talks that nobody has told of
            return None
        self.rounds.append(Building(self.process, self.parties, told))
        return self.rounds[-1]


def _latest(rounds: list[Building]) -> Building | None:
    return max(rounds, key=lambda one: (one.start, one.founded.order), default=None)


def _of_rest(rounds: list[Building], told: Telling) -> Building | None:
    """What is told beside the steps belongs to the round of its day, else to the latest."""
    move = told.move
    if move.dated and day_of(told.known) - day_of(move.last) > 1:
        return _spanning(rounds, day_of(move.first), day_of(move.last))
    return _latest(rounds)


def _spanning(rounds: list[Building], first: int, last: int) -> Building | None:
    """The latest round that met in [first, last], or near it."""
    found = [one for one in rounds if one.held and one.start - 1 <= last and first <= one.end + 1]
    return max(found, key=lambda one: one.start, default=None)


def _numbered(rounds: list[Building], number: int | None, day: int) -> Building | None:
    """The round of that number, when it is not months away."""
    if number is None:
        return None
    found = [one for one in rounds if one.number == number and -90 <= day - one.end <= 90]
    return max(found, key=lambda one: one.start, default=None)


def _of_meeting(rounds: list[Building], told: Telling, history: list[Change]) -> Building | str | None:
    move = told.move
    known = day_of(told.known)
    first, last = day_of(move.first) or known, day_of(move.last) or known
    if (numbered := _numbered(rounds, move.number, first)) is not None:
        return numbered
    if last - first > _EXACT or (move.dated and known - last > _RETOLD):
        spanning = _spanning(rounds, first, last)
        if spanning is None and move.dated:
            _earlier(told, history)
        return spanning
    current = _latest(rounds)
    other = [one for one in rounds if move.number is None or one.number is None]
    held = [one for one in other if one.held and one.start - _SAME <= last and first <= one.end + _SAME]
    planned = current.planned if current is not None and current in other and not current.closed else 0
    if planned and abs(first - planned) <= 1:
        return current
    again = move.dated and move.kind == "convened" and (move.new or move.number is not None)
    if held:
        nearest = min(held, key=lambda one: (_gap(one, first), -one.start))
        if not (again and nearest.closed and first > nearest.end):
            return nearest if current is None or nearest is current or current.held or last < known - 1 else current
    if current is None or current not in other:
        return "new" if current is None or current.held or current.closed else current
    if not current.held and current.stage != "cancelled":
        return current if last >= day_of(current.founded.known) - 1 else None
    gap = first - current.end
    if current.stage == "cancelled":
        return "new" if first > current.stage_day and move.named else None
    if not current.closed:
        return current if gap <= (_BREAK if current.stage == "adjourned" else _PAUSE) and not again else "new"
    if not move.dated and move.kind not in ("convened", "ongoing") and (move.kind == current.stage or gap <= 10):
        return current
    return "new" if first > current.end else None


def _earlier(told: Telling, history: list[Change]) -> None:
    """Note talks before the record begins: they are told, but make no round of it."""
    move = told.move
    if not any(change.field == "earlier" and change.value == move.first for change in history):
        why = "talks of before the record, told in retrospect"
        history.append(
            Change(known=told.known, field="earlier", value=move.first, why=why, evidence=[evidence_of(move)])
        )


def _gap(one: Building, day: int) -> int:
    return 0 if one.start <= day <= one.end else min(abs(day - one.start), abs(day - one.end))


def _of_plan(rounds: list[Building], told: Telling) -> Building | str | None:
    move = told.move
    known = day_of(told.known)
    current = _latest(rounds)
    first, last = (day_of(move.first), day_of(move.last)) if move.dated else (known, known)
    opens = move.kind in ("proposed", "accepted")
    if (numbered := _numbered(rounds, move.number, known)) is not None:
        return numbered
    if last < known - _LATE or last - first > _WIDE:  # told again
        return next((one for one in reversed(rounds) if day_of(one.founded.known) <= last and first <= one.end), None)
    planned = first if first > known else 0
    if current is None:
        return "new" if opens or move.kind in ("moved", "postponed", "cancelled") else None
    other = move.number is not None and current.number is not None and move.number > current.number
    if not current.held and not current.closed:
        return current
    if not current.closed:
        later = planned > current.end + 6 or (planned > current.end + 1 and move.new and current.stage != "adjourned")
        return "new" if opens and (later or other) else current
    if current.stage == "cancelled":
        if move.kind == "accepted" and not move.new and planned <= current.planned:
            return current  # a consent of before, told again
        return (
            "new" if opens and (known > current.stage_day + 1 or (known > current.stage_day and move.new)) else current
        )
    if opens and (
        other or planned > current.end + 1 or known > current.end + _AFTER or (move.new and known > current.end)
    ):
        return "new"
    return current if known <= current.end + 10 and not opens else None
