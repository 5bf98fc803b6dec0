"""What an event takes from the other events of its report: which attack is pointed back to, or counted the dead of."""

from __future__ import annotations

from dragoman.records import Actor, Casualties, Event, Place

from .told import Told
from .tuning import family

UNCLEAR = "180"
"""CAMEO's violence of no known kind."""

_ATTACKED = ("180", "190")
_BREAK = 4  # characters between two sentences that follow each other: a space, or an empty line
_CLOSE = 400  # characters within which a number of dead is still one of the attack told before
_TOO_MANY = 3  # times as many dead as the attack had, and they are those of the whole war
_TOLLS = ("killed", "injured", "detained", "displaced", "missing")
_TOWNS = frozenset({"city", "facility", "admin2", "other"})


def meant(told: Told, event: Event, kind: str) -> Event | None:
    """The event to which one points back: the last of its family in an earlier sentence of the report."""
    best: Event | None = None
    for other in told.coded.events:
        if other.sentence.start < event.sentence.start and (best is None or other.trigger.start > best.trigger.start):
            best = other if family(other.type, other.mode, other.cameo) == kind else best
    return best


def counted(told: Told, event: Event) -> tuple[Event | None, Place | None]:
    """The attack of which a sentence only counts the dead, and the place where it was, as far as the report tells.

    "X attacked the town on Monday. The ministry spoke of four dead and six wounded." It is the last attack told
    before, unless a town has been named since: then it is that town's, if no other act is told of it. Whom the sentence
    blames must not be others than who attacked, and the dead not many times as many.
    """
    if event.place is not None or event.casualties is None or event.mode is not None or event.cameo not in _ATTACKED:
        return None, event.place
    start = event.sentence.start
    town: Place | None = None
    for place in told.coded.places:
        if place.end <= start and place.kind in _TOWNS and (town is None or place.start > town.start):
            town = place
    attack: Event | None = None
    for other in told.coded.events:
        earlier = other.sentence.start < start and (attack is None or other.trigger.start >= attack.trigger.start)
        if earlier and family(other.type, other.mode, other.cameo) == "force" and _is_told(other):
            attack = other
    if attack is not None and (town is None or town.start < attack.sentence.end or _names(attack, town)):
        near = start - attack.sentence.end <= (_BREAK if event.sources else _CLOSE)
        fits = _one_side(event.sources, attack.sources) and not _is_many(event.casualties, attack.casualties)
        return (attack, None) if near and fits else (None, None)
    if town is None or event.sources or not _follows(told, town, event) or _is_elsewhere(told, town):
        return None, None
    return None, town


def counted_next(told: Told, event: Event, kind: str) -> Casualties | None:
    """What an attack cost that its own words do not count: what its sentence or the next one counts, and no more.

    "X attacked the town on Monday. Those killed numbered 11, the council said."
    """
    if kind != "force" or not event.sources:
        return None
    at = event.sentence
    after = min((e.sentence.start for e in told.coded.events if e.sentence.start > at.start), default=None)
    if after is not None and after - at.end > _BREAK:
        after = None  # another sentence stands between
    for other in told.coded.events:
        if other.sentence.start not in (at.start, after) or other is event or other.casualties is None:
            continue
        bare = other.mode is None and other.cameo == UNCLEAR and not other.sources
        if bare and (other.place is None or (event.place is not None and other.place.name == event.place.name)):
            return other.casualties
    return None


def deed(told: Told, event: Event) -> Event | None:
    """The attack of an event's own sentence whose dead it only counts: "after X attacked the town, nine were dead"."""
    if event.casualties is None or event.sources or event.mode is not None or event.cameo != UNCLEAR:
        return None
    for other in told.coded.events:
        if other.sentence.start == event.sentence.start and other is not event and other.sources:
            attacks = family(other.type, other.mode, other.cameo) == "force" and not other.reciprocal
            if attacks and other.place is not None and (event.place is None or event.place.name == other.place.name):
                return other
    return None


def beside(told: Told, event: Event) -> Event | None:
    """The first event of the same type and sentence that its text dates, up to the report's day: its day is the day."""
    for other in told.coded.events:
        day = other.date if other.sentence.start == event.sentence.start and other.type == event.type else None
        if day is not None and day.origin == "text" and (day.first or "9999") <= told.known:
            return other
    return None


def _is_told(event: Event) -> bool:
    """Whether an attack is told, not only its dead counted."""
    return event.place is not None or event.mode is not None or bool(event.sources)


def _names(event: Event, town: Place) -> bool:
    return event.place is not None and event.place.name == town.name


def _one_side(ours: list[Actor], theirs: list[Actor]) -> bool:
    """Whether two tellings may have one doer: either names none, or both the same or one of the same state or body."""
    if not ours or not theirs:
        return True
    names = {name for actor in theirs for name in (actor.entity, actor.code) if name}
    return any(actor.entity in names or actor.code in names for actor in ours)


def _is_many(ours: Casualties, theirs: Casualties | None) -> bool:
    for name in _TOLLS if theirs is not None else ():
        mine, other = getattr(ours, name), getattr(theirs, name)
        if mine is not None and other is not None and mine.min > _TOO_MANY * max(other.min, other.max or 0, 1):
            return True
    return False


def _follows(told: Told, town: Place, event: Event) -> bool:
    """Whether a town is named just before an event's sentence: little text between, and no other event."""
    return event.sentence.start - town.end <= _CLOSE // 2 and not any(
        town.end <= other.sentence.start < event.sentence.start for other in told.coded.events
    )


def _is_elsewhere(told: Told, town: Place) -> bool:
    """Whether another act than an attack is told in the sentence that names a town."""
    return any(
        other.sentence.start <= town.start < other.sentence.end
        and family(other.type, other.mode, other.cameo) != "force"
        for other in told.coded.events
    )
