"""Where the voices of one report contradict each other about the same event."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import msgspec

from dragoman.records import Actor, Count, Event

_HELD = frozenset({"happened", "ongoing", "ended"})
_DONE_TO = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION", "AID", "CONSULT"})


def disputed(events: list[Event]) -> list[Event]:
    """The events with the ids of those that contradict them in `disputed_by`.

    Two events of a report contradict each other when they tell of the same act, two voices vouch for them (the
    report's own is one), and one denies what the other holds, or another is said to have done it, or the numbers of
    the harmed cannot both be right. Nothing is weighed: each keeps its own status.
    """
    against: dict[str, list[str]] = {}
    deeds = [event for event in events if event.type in _DONE_TO]
    for one, other in combinations(deeds, 2):
        if _told_by(one) != _told_by(other) and _is_same_act(one, other) and _is_at_odds(one, other):
            against.setdefault(one.id, []).append(other.id)
            against.setdefault(other.id, []).append(one.id)
    return [
        msgspec.structs.replace(event, disputed_by=against[event.id]) if event.id in against else event
        for event in events
    ]


def _told_by(event: Event) -> str | None:
    """The voice that vouches for an event; who denies an own deed speaks even where no statement is found."""
    if event.said_by is not None:
        return event.said_by.entity
    return event.sources[0].entity if event.status == "denied" and event.sources else None


def _is_same_act(one: Event, other: Event) -> bool:
    """Whether two events may tell of one act: its type, whom it befell, and nowhere and never in two places or days."""
    if one.type != other.type or (one.mode and other.mode and one.mode != other.mode):
        return False
    if not (_share(one.targets, other.targets) or _blame_each_other(one, other)):
        return False
    if one.place and other.place and one.place.name != other.place.name and one.place.kind == other.place.kind:
        return False
    days = [event.date for event in (one, other) if event.date is not None and event.date.origin != "published"]
    if len(days) == 2 and all(day.first and day.last for day in days):
        first, second = sorted(days, key=lambda day: str(day.first))
        return str(second.first) <= str(first.last)
    return True


def _is_at_odds(one: Event, other: Event) -> bool:
    statuses = {one.status, other.status}
    if "denied" in statuses and statuses & _HELD:
        return not (one.sources and other.sources) or _is_one_side(one, other)
    if not statuses <= _HELD:
        return False
    if one.sources and other.sources and not _is_one_side(one, other):
        return not (one.reciprocal or other.reciprocal)
    return _counts_differ(one, other)


def _blame_each_other(one: Event, other: Event) -> bool:
    """Whether, of a deed done to nobody named, each of two voices says that the other's side did it."""
    if one.targets or other.targets or one.said_by is None or other.said_by is None:
        return False
    mine, yours = one.said_by.code, other.said_by.code
    return bool(mine and yours) and yours in _states(one.sources) and mine in _states(other.sources) and mine != yours


def _is_one_side(one: Event, other: Event) -> bool:
    """Whether the doers of two events are, or may be, of one side: the same, or of one state and not of two sectors."""
    return _share(one.sources, other.sources) or any(
        a.code is not None
        and a.code == b.code
        and not (a.sectors and b.sectors and set(a.sectors).isdisjoint(b.sectors))
        for a in one.sources
        for b in other.sources
    )


def _counts_differ(one: Event, other: Event) -> bool:
    if one.casualties is None or other.casualties is None:
        return False
    a, b = one.casualties, other.casualties
    pairs = [(a.killed, b.killed), (a.injured, b.injured), (a.detained, b.detained), (a.missing, b.missing)]
    return any(_apart(first, second) for first, second in pairs if first is not None and second is not None)


def _apart(a: Count, b: Count) -> bool:
    """Whether two ranges of numbers have none in common; "at least" is open above."""
    low, high = sorted((a, b), key=lambda count: count.min)
    return low.max is not None and low.max < high.min


def _states(actors: Iterable[Actor]) -> set[str | None]:
    return {actor.code for actor in actors}


def _share(a: Iterable[Actor], b: Iterable[Actor]) -> bool:
    """Whether two sides have somebody or something in common: an entity, or the same last word ("the hospital")."""
    return bool(set(_known(a)) & set(_known(b)))


def _known(actors: Iterable[Actor]) -> Iterable[str]:
    for actor in actors:
        yield actor.entity
        if actor.text.split():
            yield actor.text.split()[-1].lower()
