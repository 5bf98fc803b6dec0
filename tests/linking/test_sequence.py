"""Grouping in canonical order: the same groups however the items come in, and nothing of what was told later."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.sequence import Grouping, Placed

Item = tuple[int, int]  # number, value: items whose values are at most 2 apart may be the same


def choose(new: Item, candidates: Mapping[str, Sequence[Item]]) -> str | None:
    """The group whose mean is nearest, if no member is further than 2: depends on all its members, as the real ones."""
    near = {
        name: abs(sum(value for _, value in members) / len(members) - new[1])
        for name, members in candidates.items()
        if all(abs(value - new[1]) <= 2 for _, value in members)
    }
    return min(near, key=lambda name: (near[name], name)) if near else None


def found(item: Item) -> str:
    return f"g{item[0]}"


def placed(item: Item, known: int, until: str = "~") -> Placed[Item]:
    value = item[1]
    blocks = tuple(range(value - 1, value + 2))
    return Placed(item[0], (f"{known:03}", f"{item[0]:03}"), until, blocks, item)


class Kept:
    """What a store would hold: settles with a Grouping that has nothing in memory yet."""

    def __init__(self) -> None:
        self.items: dict[int, Placed[Item]] = {}

    def settle(self, new: list[Placed[Item]], **changes: list[Placed[Item]]) -> None:
        def inside(blocks: Sequence[Hashable]) -> list[Placed[Item]]:
            return [self._copy(one) for one in self.items.values() if set(blocks) & set(one.blocks)]

        def members(groups: Sequence[str]) -> list[Placed[Item]]:
            return [self._copy(one) for one in self.items.values() if one.group in groups]

        frontier = max((one.order for one in self.items.values()), default=())
        grouping = Grouping(choose, found, inside, members)
        changed = grouping.settle([self._copy(one) for one in new], frontier=frontier, **changes)
        for one in new:
            self.items[one.key] = self._copy(one)
        for one in changes.get("gone", []):
            del self.items[one.key]
        for one in changes.get("touched", []):
            self.items[one.key].until = one.until
        for key, group in changed.items():
            self.items[key].group = group

    @staticmethod
    def _copy(one: Placed[Item]) -> Placed[Item]:
        return Placed(one.key, one.order, one.until, one.blocks, one.item, one.group)

    def groups(self) -> dict[int, str | None]:
        return {key: one.group for key, one in sorted(self.items.items())}


ITEMS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9)), min_size=1, max_size=14)


def _batch(items: list[Placed[Item]]) -> dict[int, str | None]:
    kept = Kept()
    kept.settle(items)
    return kept.groups()


@given(ITEMS, st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_groups_do_not_depend_on_how_the_items_come_in(values, random, size):
    items = [placed((number, value), known) for number, (known, value) in enumerate(values)]
    shuffled = list(items)
    random.shuffle(shuffled)
    kept = Kept()
    for start in range(0, len(shuffled), size):
        kept.settle(shuffled[start : start + size])
    assert kept.groups() == _batch(items)


@given(ITEMS, st.integers(0, 12))
def test_as_of_a_day_the_groups_are_those_of_what_was_known_then(values, day):
    items = [placed((number, value), known) for number, (known, value) in enumerate(values)]
    then = [one for one in items if one.order[0] <= f"{day:03}"]
    whole = _batch(items)
    assert {one.key: whole[one.key] for one in then} == _batch(then)


@given(ITEMS, st.data())
def test_what_is_taken_away_or_ends_leaves_the_groups_as_if_it_had_been_so_from_the_start(values, data):
    items = [placed((number, value), known) for number, (known, value) in enumerate(values)]
    gone = data.draw(st.lists(st.sampled_from(items), unique_by=lambda one: one.key, max_size=3))
    left = [one for one in items if one not in gone]
    ends = data.draw(st.lists(st.sampled_from(left), unique_by=lambda one: one.key, max_size=3)) if left else []
    ended = [Placed(one.key, one.order, f"{int(one.order[0]) + 2:03}", one.blocks, one.item) for one in ends]
    kept = Kept()
    kept.settle(items)
    touched = []
    for one in ended:
        held = Kept._copy(kept.items[one.key])
        held.until = one.until
        touched.append(held)
    kept.settle([], touched=touched, gone=[Kept._copy(kept.items[one.key]) for one in gone])
    ends_at = {one.key: one for one in ended}
    assert kept.groups() == _batch([ends_at.get(one.key, one) for one in left])
