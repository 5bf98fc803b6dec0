"""Which happening an event joins, decided in one fixed order from the events known before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

from dragoman.records import Event

from .same import NEVER, weigh
from .told import Told
from .traits import Block, Traits, blocks, happening_id, traits
from .tuning import tuning

_HOPELESS = 3
"""With so many members, the first ones, none of them compatible, an event that is vague itself is not compared on."""


def choose(new: Traits, candidates: Mapping[str, Sequence[Traits]]) -> str | None:
    """The happening that a new event joins, or None: it founds one.

    The decision depends on the arguments alone. Most of the sources must have told something compatible with the new
    event (what is told, whatever the wording, not below the stated floor), so that a vague report cannot bridge two
    specific ones; but not where its best members leave no doubt (`sure`, `sure_of_vague`). The mean score with its
    best members must reach the threshold; of several happenings the best one is chosen, of equal ones the one with
    the first id.

    Args:
        new: the new event.
        candidates: of each happening that shares a block with it, all members known earlier, in canonical order.
    """
    best: tuple[float, str] | None = None
    for name in sorted(candidates):
        found = fit(new, candidates[name])
        if found is not None and (best is None or found > best[0]):
            best = found, name
    return best[1] if best else None


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

    The order of `items` does not matter: events are taken as they became known, then by report and event.
    """
    ordered = sorted((traits(told, event) for told, event in items), key=_order)
    members: dict[str, list[Traits]] = {}
    under: dict[Block, dict[str, None]] = {}
    found: dict[tuple[str, str], str] = {}
    for new in ordered:
        keys = blocks(new)
        names = {name: None for key in keys for name in under.get(key, ())}
        joined = choose(new, {name: members[name] for name in names}) or happening_id(new)
        members.setdefault(joined, []).append(new)
        found[new.key] = joined
        for key in keys:
            under.setdefault(key, {})[joined] = None
    return found


def _order(item: Traits) -> tuple[str, str, str]:
    return item.order
