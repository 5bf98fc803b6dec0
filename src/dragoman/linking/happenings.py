"""Which happening an event joins, decided in one fixed order from the events known before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import log

from dragoman.records import Event

from .same import NEVER, places, weigh
from .sequence import Choice, Grouping, Placed
from .told import Told
from .traits import Traits, blocks, happening_id, traits
from .tuning import tuning

_EVER = "\U0010ffff"  # until when what is not corrected counts
_COMPARED = 8  # members of two happenings that are compared with each other, the first ones
_HOPELESS = 3
"""With so many members, the first ones, none of them compatible, an event that is vague itself is not compared on."""


def choose(new: Traits, candidates: Mapping[str, Sequence[Traits]]) -> Choice:
    """The happening that a new event joins, if any (else it founds one), and those that it shows to be the same.

    The decision depends on the arguments alone. Most of the sources (for a count of victims half) must have told
    something compatible with the new event (what is told, whatever the wording, not below the stated floor), so that a
    vague report cannot bridge two specific ones; but not where its best members leave no doubt (`sure`,
    `sure_of_vague`). The mean score with its best members must reach the threshold; of several happenings the best one
    is chosen, of equal ones the one with the first id. Others that it fits as well are one with that from now on,
    unless what they tell rules it out: the first report of an attack had the wrong town, the next ones another day, and
    this one tells why both.

    Args:
        new: the new event.
        candidates: of each happening that shares a block with it, all members known earlier, in canonical order.
    """
    fits = {name: found for name in sorted(candidates) if (found := fit(new, candidates[name])) is not None}
    if not fits:
        return Choice()
    best = max(fits, key=lambda name: fits[name])  # of equal ones the first
    joined = list(candidates[best])
    also: list[str] = []
    for name in fits:
        if name != best and _may_be_one(new, joined, candidates[name]):
            also.append(name)
            joined += candidates[name]
    return Choice(best, tuple(also))


def _may_be_one(new: Traits, ours: Sequence[Traits], theirs: Sequence[Traits]) -> bool:
    """Whether an event that fits two happenings shows them to be one.

    They must be told by no report both, be of one day or one number of victims, and nothing in them may rule it out. A
    vague report fits the attacks of two days, or of two towns on one day, and shows nothing.
    """
    if not {member.report for member in ours}.isdisjoint(member.report for member in theirs):
        return False
    if _days(ours).isdisjoint(_days(theirs)) and not _may_be_one_count(ours, theirs):
        return False
    pairs = list(product(ours[:_COMPARED], theirs[:_COMPARED]))
    apart = all(places(one, other) < 0 for one, other in pairs)
    if not _bridges(new, ours, theirs, apart=apart):
        return False
    weights = tuning().weights
    total = 0.0
    for one, other in pairs:
        told, wording = weigh(one, other)
        if told == NEVER:
            return False
        total += told + wording
    return total >= weights.merge * len(pairs)


def _bridges(new: Traits, ours: Sequence[Traits], theirs: Sequence[Traits], *, apart: bool) -> bool:
    """Whether an event agrees with each of two happenings in what sets an attack apart: its town, its victims.

    Where the two are in two towns (`apart`), it has to have the one's town and the other's number of victims.
    """
    if new.family != "force":
        return not apart
    near = tuning().weights.place["told_nearby"]
    here, there = (any(places(new, one) >= near for one in members) for members in (ours, theirs))
    mine, yours = (bool(_counts([new]) & _counts(members)) for members in (ours, theirs))
    if apart:
        return (here and yours) or (there and mine)
    return (here or mine) and (there or yours)


def _days(members: Iterable[Traits]) -> set[int]:
    """The days that their texts give exactly."""
    return {one.first for one in members if one.dated and one.last - one.first <= 1}


def _counts(members: Iterable[Traits]) -> set[tuple[str, int]]:
    """The numbers of victims that they tell, by kind; one alone is too common to tell anything."""
    return {(kind, low) for member in members for kind, low, _ in member.tolls if low > 1}


def _may_be_one_count(ours: Sequence[Traits], theirs: Sequence[Traits]) -> bool:
    """Whether two happenings count as many victims, or different ones where one of them has no exact day."""
    if not _counts(ours).isdisjoint(_counts(theirs)):
        return True
    counted = all(any(member.tolls for member in members) for members in (ours, theirs))
    return counted and not (_days(ours) and _days(theirs))


def fit(new: Traits, members: Sequence[Traits]) -> float | None:
    """How well an event fits the members of a happening; None where it does not.

    Among happenings that it fits, those told by many are likelier: what two sentences of the first report parted by
    mistake then does not stay parted through all later ones.
    """
    weights = tuning().weights
    scores: list[float] = []
    compatible: dict[str, bool] = {}
    for member in members:
        told, wording = weigh(new, member)
        if told == NEVER:
            return None
        compatible[member.origin] = compatible.get(member.origin, False) or told >= weights.floor
        scores.append(told + wording)
        if len(scores) == _HOPELESS and not any(compatible.values()) and not new.is_specific:
            return None
    scores.sort(reverse=True)
    top = scores[: weights.best_of]
    mean = sum(top) / len(top) if top else weights.floor
    most = 2 * sum(compatible.values()) > len(compatible) - new.is_toll
    if mean < (weights.threshold if most else weights.sure if new.is_specific else weights.sure_of_vague):
        return None
    return mean + weights.known * log(len({member.origin for member in members}))


def link(items: Iterable[tuple[Told, Event]]) -> dict[tuple[str, str], str]:
    """The happening of each event, by its report's and its own id: what a store does, in memory.

    The order of `items` does not matter: events are taken as they became known, then by report and event. Of happenings
    that became one the last name is given.
    """
    placed = [
        Placed(number, one.order, _EVER, tuple(blocks(one)), one)
        for number, one in enumerate(traits(told, event) for told, event in items)
    ]
    grouping = Grouping(choose, happening_id)
    grouping.settle(placed)
    spans = grouping.spans(dict.fromkeys(str(one.group) for one in placed))
    return {one.item.key: spans[one.key][-1].group for one in placed}
