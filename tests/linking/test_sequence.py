"""Grouping in canonical order: the same groups however the items come in, and nothing of what was told later."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.sequence import Choice, Grouping, Placed, Span

Item = tuple[int, int]  # number, value: items whose values are at most 2 apart may be the same


def choose(new: Item, candidates: Mapping[str, Sequence[Item]]) -> Choice:
    """The group whose mean is nearest, if no member is further than 2: depends on all its members, as the real ones.

    Others of which no member is further than 3 from the first one's are one with it.
    """
    near = {
        name: abs(sum(value for _, value in members) / len(members) - new[1])
        for name, members in candidates.items()
        if all(abs(value - new[1]) <= 2 for _, value in members)
    }
    if not near:
        return Choice()
    best = min(near, key=lambda name: (near[name], name))
    alike = [
        name for name in sorted(near) if name != best and abs(candidates[name][0][1] - candidates[best][0][1]) <= 3
    ]
    return Choice(best, tuple(alike))


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
        self.spans: dict[int, list[Span]] = {}

    def settle(self, new: list[Placed[Item]], **changes: list[Placed[Item]]) -> None:
        def inside(blocks: Sequence[Hashable]) -> list[Placed[Item]]:
            return [self._copy(one) for one in self.items.values() if set(blocks) & set(one.blocks)]

        def members(groups: Sequence[str]) -> list[Placed[Item]]:
            return [self._copy(one) for one in self.items.values() if one.group in groups]

        def tying(groups: Sequence[str]) -> list[Placed[Item]]:
            return [self._copy(one) for one in self.items.values() if set(groups) & set(one.also)]

        frontier = max((one.order for one in self.items.values()), default=())
        grouping = Grouping(choose, found, inside, members, tying)
        settled = grouping.settle([self._copy(one) for one in new], frontier=frontier, **changes)
        for one in new:
            self.items[one.key] = self._copy(one)
        for one in changes.get("gone", []):
            del self.items[one.key]
            self.spans.pop(one.key, None)
        for one in changes.get("touched", []):
            self.items[one.key].until = one.until
            self._whole_time(one.key)
        for key in settled.changed:
            self.items[key] = self._copy(grouping[key])
            self._whole_time(key)
        self.spans |= grouping.spans(settled.tied)

    def _whole_time(self, key: int) -> None:
        """What holds of an item of whose group nothing is told: it is of that as long as it counts."""
        one = self.items[key]
        assert one.group is not None
        self.spans[key] = [Span(one.order[0], one.until, one.group)] if one.order[0] < one.until else []

    @staticmethod
    def _copy(one: Placed[Item]) -> Placed[Item]:
        return replace(one)

    def groups(self, day: str = "~") -> dict[int, str | None]:
        """What group each item is of that counts on a day, at the end when none is given."""
        return {
            key: span.group
            for key, spans in sorted(self.spans.items())
            for span in spans
            if span.since <= day < span.till or (day == "~" == span.till)
        }


ITEMS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9)), min_size=1, max_size=14)


def _batch(items: list[Placed[Item]]) -> Kept:
    kept = Kept()
    kept.settle([replace(one) for one in items])
    return kept


@given(ITEMS, st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_groups_do_not_depend_on_how_the_items_come_in(values, random, size):
    items = [placed((number, value), known) for number, (known, value) in enumerate(values)]
    shuffled = list(items)
    random.shuffle(shuffled)
    kept = Kept()
    for start in range(0, len(shuffled), size):
        kept.settle(shuffled[start : start + size])
    assert kept.spans == _batch(items).spans


@given(ITEMS, st.integers(0, 12))
def test_as_of_a_day_the_groups_are_those_of_what_was_known_then(values, day):
    items = [placed((number, value), known) for number, (known, value) in enumerate(values)]
    then = [one for one in items if one.order[0] <= f"{day:03}"]
    assert _batch(items).groups(f"{day:03}") == (_batch(then).groups() if then else {})


@given(ITEMS, st.data())
def test_what_is_taken_away_or_ends_leaves_the_groups_as_if_it_had_been_so_from_the_start(values, data):
    items = [placed((number, value), known) for number, (known, value) in enumerate(values)]
    gone = data.draw(st.lists(st.sampled_from(items), unique_by=lambda one: one.key, max_size=3))
    left = [one for one in items if one not in gone]
    ends = data.draw(st.lists(st.sampled_from(left), unique_by=lambda one: one.key, max_size=3)) if left else []
    ended = {one.key: replace(one, until=f"{int(one.order[0]) + 2:03}") for one in ends}
    kept = Kept()
    kept.settle(items)
    touched = [replace(kept.items[key], until=one.until) for key, one in ended.items()]
    kept.settle([], touched=touched, gone=[replace(kept.items[one.key]) for one in gone])
    assert kept.spans == _batch([ended.get(one.key, one) for one in left]).spans


def test_groups_that_a_later_item_shows_to_be_one_are_one_from_then_on() -> None:
    items = [placed((0, 1), 1), placed((1, 4), 2), placed((2, 3), 3), placed((3, 2), 4)]
    kept = _batch(items)
    assert kept.groups("002") == {0: "g0", 1: "g1"}
    assert set(kept.groups().values()) == {"g0"}
    assert kept.spans[1] == [Span("002", "003", "g1"), Span("003", "~", "g0")]


def test_groups_are_one_no_longer_than_what_shows_it_counts() -> None:
    items = [placed((0, 1), 1), placed((1, 4), 2), placed((2, 3), 3, until="005")]
    kept = _batch(items)
    assert kept.spans[1] == [Span("002", "003", "g1"), Span("003", "005", "g0"), Span("005", "~", "g1")]
    assert kept.groups() == {0: "g0", 1: "g1"}
