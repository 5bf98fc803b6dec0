"""Routing: which round of a process a move belongs to, by its number, its day, its sentence, and what is under way."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.records import Change, Move

from .rounds import Building
from .tellings import AHEAD, MEETING, Telling, day_of, evidence_of
from .words import pattern

_SAME = 4  # days between two tellings of one meeting at most
_BREAK = 21  # days that a round may be adjourned for and still be the same
_PAUSE = 12  # days without news after which a meeting is another one
_LONG = 60  # days after which it has no more to do with an end or a break that is told
_RETOLD = 25  # days back from the report at which a dated meeting is one of the past
_EXACT = 2  # days that a date may be wide and still tell when a meeting began or ended
_LATE = 3  # days after which a plan, an answer or a refusal is told again rather than late
_WIDE = 10  # days that the date of a plan may be wide
_RECENT = 12  # rounds back to which a move may belong
_ENDS = frozenset({"adjourned", "concluded", "collapsed"})  # presuppose a sitting
_HELP = frozenset({"mediated", "hosted"})
_AFTER = 3  # days after a round's end in which a plan without a date is taken as retold


@dataclass(slots=True)
class Routing:
    """The rounds of a process so far, and the history of what makes no round."""

    process: str
    parties: tuple[str, ...]
    rounds: list[Building] = field(default_factory=list)
    history: list[Change] = field(default_factory=list)
    at_war: bool = False
    """Whether more than a fifth of what is told of it stands in reports that speak of war, truce or peace."""
    helped: bool = False
    """Whether more than a fifth of it tells who mediates."""
    _ahead: list[Telling] = field(default_factory=list)
    """What is told of a round that nobody has told a step of yet."""
    _last: tuple[tuple[str, int], Building] | None = None
    """The sentence that told a step last, and its round."""

    def take(self, told: Telling) -> None:
        """Fold a move into the round that it belongs to; a new one where it begins one."""
        current = self._round_of(told)
        if current is not None:
            current.take(told)

    def _round_of(self, told: Telling) -> Building | None:
        move = told.move
        kind = move.kind
        recent = self.rounds[-_RECENT:]
        if kind in MEETING or kind == "moved":
            there = _told_again(recent, move)
            if there is not None:
                return there
        if kind in MEETING:
            found = _of_meeting(recent, told, self.history)
        elif kind in AHEAD:
            found = _of_plan(recent, told)
            if kind == "moved" and told.shared and not move.named and not _is_left(found, move):
                return None
            if kind == "moved" and isinstance(found, Building) and _is_of_next(found, told):
                self._ahead.append(told)
                return None
        else:
            return self._of_rest(recent, told)
        current = self._begun(told) if found == "new" else found if isinstance(found, Building) else None
        if current is not None and (self._last is None or self._last[0] != told.sentence):
            self._last = told.sentence, current
        return current

    def _begun(self, told: Telling) -> Building | None:
        """A round that begins with a step, and all that was told ahead of it."""
        move = told.move
        if told.weak or (not move.named and not move.dated):  # of talks that nobody has told of
            return None
        bare = move.venue is None and move.number is None and bool(self.rounds)
        if not move.peace and move.kind in MEETING and (self.at_war or (self.helped and bare)) and not _speaks(move):
            return None  # their postal officials met
        begun = Building(self.process, self.parties, told)
        self.rounds.append(begun)
        ahead, self._ahead = self._ahead, []
        for one in ahead:
            begun.take(one)
        return begun

    def close(self) -> None:
        """After the last move: what was told ahead of a round that never came is of the latest one."""
        latest = _latest(self.rounds)
        helping = [told for told in self._ahead if told.move.kind in _HELP]
        for told in helping if latest is not None and not latest.mediators.origins else ():
            if latest is not None:
                latest.take(told)

    def _of_rest(self, rounds: list[Building], told: Telling) -> Building | None:
        """What is told beside the steps is of the round that its sentence, its number or its day tells.

        Else it is of the latest one; but who is named to help after a round is over, or for a later number, helps
        with the next.
        """
        move = told.move
        if self._last is not None and self._last[0] == told.sentence:
            return self._last[1]
        known = day_of(told.known)
        if (numbered := _numbered(rounds, move.number, known)) is not None:
            return numbered
        if move.dated and known - day_of(move.last) > 1:
            return _spanning(rounds, day_of(move.first), day_of(move.last))
        latest = _latest(rounds)
        if latest is not None and move.kind in _HELP:
            later = move.number is not None and latest.number is not None and move.number > latest.number
            if later or (latest.closed and known > latest.over and _is_news(latest, move)):
                self._ahead.append(told)
                return None
        return latest


def _speaks(move: Move) -> bool:
    """Whether the sentence of a move has a word for talks that no ordinary meeting is called by."""
    return pattern("strong").search(move.sentence.text) is not None


def _is_news(one: Building, move: Move) -> bool:
    """Whether what is told of help is not what is known of a round: others help, or elsewhere."""
    known = {*one.mediators.origins, *one.hosts.origins}
    elsewhere = move.venue is not None and one.halls.venue is not None and move.venue != one.halls.venue
    return elsewhere or not known.issuperset((*move.mediators, *move.hosts))


def _is_left(one: Building | str | None, move: Move) -> bool:
    """Whether a round is to meet where a move tells that it is moved from: of a party's talks, those that are meant."""
    return isinstance(one, Building) and move.moved_from is not None and move.moved_from == one.halls.venue


def _is_of_next(one: Building, told: Telling) -> bool:
    """Whether a change of venue told after a round met and ended is of the one to come, and not told again."""
    move, here = told.move, one.halls.venue
    over = one.held and one.closed and day_of(told.known) > one.over
    return over and move.venue != here and (move.number is None or move.number != one.number)


def _latest(rounds: list[Building]) -> Building | None:
    if len(rounds) < 2:
        return rounds[0] if rounds else None
    return max(rounds, key=lambda one: (one.start, one.founded.order))


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
        return _instead(rounds, numbered, first) or numbered
    if last - first > _EXACT or (move.dated and known - last > _RETOLD):
        spanning = _spanning(rounds, first, last)
        if spanning is None and move.dated:
            _earlier(told, history)
        return spanning
    current = _latest(rounds)
    other = [one for one in rounds if move.number is None or one.number is None]
    held = [one for one in other if one.held and one.start - _SAME <= last and first <= one.end + _SAME]
    planned = 0
    if current is not None and current in other:
        off = current.closed and (current.held or current.stage != "cancelled" or current.course.sure)
        planned = 0 if off else current.planned
    if planned and abs(first - planned) <= 1:
        return current
    again = move.dated and move.kind == "convened" and (move.new or move.number is not None)
    if held:
        nearest = min(held, key=lambda one: (_gap(one, first), -one.start))
        elsewhere = move.kind == "convened" and move.dated and _is_elsewhere(nearest, move)
        counted = again and move.number is not None and nearest.stage == "adjourned" and nearest.number is None
        if not (first > nearest.end and (counted or (nearest.closed and (again or elsewhere)))):
            return nearest if current is None or nearest is current or current.held or last < known - 1 else current
    if current is None or current not in other:
        if current is not None and _is_before(move, current):
            return None  # a round that nobody told a step of
        missed = current is not None and bool(current.planned) and first > current.planned + 1
        return "new" if current is None or current.held or current.closed or missed else current
    if not current.held and current.stage != "cancelled":
        return current if last >= day_of(current.founded.known) - 1 else None
    gap = first - current.end
    if current.stage == "cancelled":
        return "new" if first > current.stage_day and move.named else None
    if not current.closed:
        ends = move.kind in _ENDS and not _is_elsewhere(current, move)
        longest = _LONG if ends else _BREAK if current.stage == "adjourned" else _PAUSE
        return current if gap <= longest and not again else "new"
    if not move.dated and move.kind not in ("convened", "ongoing") and (move.kind == current.stage or gap <= 10):
        return current
    if move.kind == "adjourned" and move.venue is None and move.number is None:
        return None  # a break of talks that nobody told of
    return "new" if first > current.end else None


def _is_elsewhere(one: Building, move: Move) -> bool:
    """Whether a move tells of another place than those where a round is known to have met, or was to."""
    return move.venue is not None and one.halls.venue is not None and move.venue not in one.halls.told


def _instead(rounds: list[Building], one: Building, day: int) -> Building | None:
    """The round that met about a day after one of that number was called off, and has no number: the same one."""
    if one.held or one.stage != "cancelled":
        return None
    later = (other for other in rounds if other.number is None and other.held and other.start > one.stage_day)
    return next((other for other in later if other.start - 1 <= day <= other.end + _SAME), None)


def _earlier(told: Telling, history: list[Change]) -> None:
    """Note talks before the record begins: they are told, but make no round of it."""
    move = told.move
    if not any(change.field == "earlier" and change.value == move.first for change in history):
        why = "talks of before the record, told in retrospect"
        history.append(
            Change(known=told.known, field="earlier", value=move.first, why=why, evidence=[evidence_of(move)])
        )


def _told_again(rounds: list[Building], move: Move) -> Building | None:
    """The earlier round that met where a step without a day is told, where the latest is to meet elsewhere."""
    latest = _latest(rounds)
    if latest is None or latest.held or move.dated or move.new or move.number is not None or move.venue is None:
        return None
    if latest.halls.venue in (None, move.venue):
        return None
    found = [one for one in rounds if one.held and one.halls.venue == move.venue]
    return max(found, key=lambda one: one.start, default=None)


def _is_before(move: Move, one: Building) -> bool:
    """Whether a move is of a round of a lower number than a round's own."""
    return move.number is not None and one.number is not None and move.number < one.number


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
    if _is_before(move, current):
        return None  # a round that nobody told a step of
    if not current.held and not current.closed:
        missed = bool(current.planned) and max(known, planned) > current.planned + 1
        return "new" if opens and other and missed else current  # of which nobody told that it was called off
    if not current.closed:
        later = planned > current.end + 6 or (planned > current.end + 1 and move.new and current.stage != "adjourned")
        return "new" if opens and (later or other) else current
    if current.stage == "cancelled":
        if other and opens:
            return "new"
        if move.kind == "accepted" and not move.new and planned <= current.planned:
            return current  # a consent of before, told again
        return (
            "new" if opens and (known > current.stage_day + 1 or (known > current.stage_day and move.new)) else current
        )
    told_today = move.kind == "proposed" and move.dated and last >= known - 1 and last > current.over
    if opens and (
        other
        or told_today
        or planned > current.end + 1
        or known > current.end + _AFTER
        or (move.new and known > current.end)
    ):
        return "new"
    return current if known <= current.end + 10 and not opens else None
