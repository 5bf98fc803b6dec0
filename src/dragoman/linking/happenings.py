"""Which happening an event joins, decided in one fixed order from the events known before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import log

from dragoman.records import Event

from .same import NEVER, weigh
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

    The decision depends on the arguments alone. Most of the sources must have told something compatible with the new
    event (what is told, whatever the wording, not below the stated floor), so that a vague report cannot bridge two
    specific ones; but not where its best members leave no doubt (`sure`, `sure_of_vague`). The mean score with its
    best members must reach the threshold; of several happenings the best one is chosen, of equal ones the one with
    the first id. Others that it fits as well are one with that from now on, unless what they tell rules it out: the
    first report of an attack had the wrong town, the next ones another day, and this one tells why both.

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
        if name != best and _may_be_one(joined, candidates[name]):
            also.append(name)
            joined += candidates[name]
    return Choice(best, tuple(also))


def _may_be_one(ours: Sequence[Traits], theirs: Sequence[Traits]) -> bool:
    """Whether two happenings may be one: of one day or one number of dead, told by no report both, and not at odds.

    A vague report fits the attacks of two days alike, and shows nothing: so they must be of one day, or count as many
    dead, or count them where only one tells a day.
    """
    if not {member.report for member in ours}.isdisjoint(member.report for member in theirs):
        return False
    if _days(ours).isdisjoint(_days(theirs)) and not _may_be_one_count(ours, theirs):
        return False
    weights = tuning().weights
    total, pairs = 0.0, list(product(ours[:_COMPARED], theirs[:_COMPARED]))
    for one, other in pairs:
        told, wording = weigh(one, other)
        if told == NEVER:
            return False
        total += told + wording
    return total >= weights.merge * len(pairs)


def _days(members: Iterable[Traits]) -> set[int]:
    """The days that their texts give exactly."""
    return {one.first for one in members if one.dated and one.last - one.first <= 1}


def _may_be_one_count(ours: Sequence[Traits], theirs: Sequence[Traits]) -> bool:
    """Whether two happenings count as many victims, or different ones where one of them has no exact day."""
    mine, yours = ({toll[:2] for member in members for toll in member.tolls} for members in (ours, theirs))
    if not mine or not yours:
        return False
    return not _days(ours) or not _days(theirs) or any(low > 1 for _, low in mine & yours)


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
    most = 2 * sum(compatible.values()) > len(compatible)
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
