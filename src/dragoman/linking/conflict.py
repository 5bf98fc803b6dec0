"""Which fields of a happening have values that cannot all be right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from dragoman.records import Event

from .same import distance, spot_of
from .traits import Party, Spot, Toll, Traits
from .tuning import tuning

_AREAS = frozenset({"country", "admin1", "region", "water", "continent"})
_OPEN = -1
_GROUPS = ("group:", "org:")


def conflicts(members: Sequence[tuple[Traits, Event]]) -> list[str]:
    """The fields in which two members contradict each other, in the order of the fields.

    `status`: one denies what another holds. `sources`: two doers that are not of one side, in an act that is not
    mutual. `days`: two dated intervals that do not meet. `place`: two places of which neither lies in the other,
    a country that takes part being none.
    `killed` and the other counts: two ranges with no number in common; "at least 10" and 12 can both be right.
    """
    traits = [member[0] for member in members]
    denied = {event.status == "denied" for _, event in members}
    held = any(item.status == "held" for item in traits)
    found = ["status"] if True in denied and held else []
    mutual = any(item.reciprocal for item in traits) or traits[0].family in tuning().mutual
    tests: list[tuple[str, Callable[[Traits, Traits], bool]]] = [("days", _days), ("place", _places)]
    if not mutual:
        tests.insert(0, ("sources", _doers))
    pairs = list(combinations(_distinct(traits), 2))
    found += [name for name, at_odds in tests if any(at_odds(a, b) for a, b in pairs)]
    ranges: dict[str, set[tuple[int, int]]] = {}
    for item in traits:
        for kind, low, high in item.tolls:
            ranges.setdefault(kind, set()).add((low, high))
    for kind in ("killed", "injured", "detained", "displaced", "missing"):
        several = sorted(ranges.get(kind, ()))
        if any(_apart((kind, *a), (kind, *b)) for a, b in combinations(several, 2)):
            found.append(kind)
    return found


def _distinct(traits: Sequence[Traits]) -> list[Traits]:
    """One event of each kind of telling: what hundreds of copies say is compared once."""
    seen = {(item.sources, item.place, item.first, item.last, item.dated, item.status): item for item in traits}
    return list(seen.values())


def _doers(a: Traits, b: Traits) -> bool:
    """Whether two tellings name doers that are not of one side; a denial names none."""
    if "not" in (a.status, b.status) or not a.sources or not b.sources:
        return False
    return not any(_one_side(one, other) for one in a.sources for other in b.sources)


def _one_side(one: Party, other: Party) -> bool:
    """Whether two actors are, or may be, of one side: the same, one of them unknown, or of one state."""
    if one[0] == other[0] or not (_known(one) and _known(other)):
        return True
    if one[1] != other[1]:
        return False
    if one[0].startswith(_GROUPS) and other[0].startswith(_GROUPS):
        return False
    rebels = {one[2] == "REB", other[2] == "REB"}
    return len(rebels) == 1


def _known(party: Party) -> bool:
    """Whether an actor is somebody: of a state or body, or a named group."""
    return bool(party[1]) or party[0].startswith(_GROUPS)


def _days(a: Traits, b: Traits) -> bool:
    return a.dated and b.dated and max(a.first, b.first) > min(a.last, b.last)


def _places(a: Traits, b: Traits) -> bool:
    if a.named and a.named == b.named:
        return False  # one name that the gazetteer was read to mean two towns by
    one, other = spot_of(a, b), spot_of(b, a)
    return one is not None and other is not None and apart(one, other)


def apart(one: Spot, other: Spot) -> bool:
    """Whether two places cannot be one: of two countries, of two divisions, or two towns (however near)."""
    if one[2] and other[2] and one[2] != other[2]:
        return True
    areas = one[1] in _AREAS, other[1] in _AREAS
    if not any(areas):
        gap = distance(one, other)
        return one[0] != other[0] and (gap is None or gap > 1)
    divisions = [spot[0] if spot[1] == "admin1" else spot[3] for spot in (one, other)]
    return all(divisions) and divisions[0] != divisions[1]


def _apart(a: Toll, b: Toll) -> bool:
    low, high = (a, b) if a[1] <= b[1] else (b, a)
    return low[2] != _OPEN and low[2] < high[1]
