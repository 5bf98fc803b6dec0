"""Grouping in canonical order, exactly, however the items come in.

Each item joins one of the groups that it can see, or founds one. What it sees are the items before it in canonical
order (when it became known, then its id) that share a block with it and were valid then. So a group never depends on
what was told later: the record as of a day is the groups without what came after it. And the groups are a function of
the set of items: when one comes late, those after it that could see it, or see the groups that it changed, are asked
again, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Generic, TypeVar

T = TypeVar("T")
Order = tuple[str, ...]


@dataclass(slots=True)
class Placed(Generic[T]):
    """An item with its place: `order` begins with when it became known, `until` is when it stopped to count."""

    key: int
    order: Order
    until: str
    blocks: tuple[Hashable, ...]
    item: T
    group: str | None = None


class Grouping(Generic[T]):
    """Items and their groups, loaded as they are needed, many blocks or groups at a time.

    Args:
        choose: the group that an item joins, of {group: its members seen, in canonical order}, or None.
        found: the name of the group that an item founds; no two items found the same.
        inside: the items of some blocks that are grouped already; one may come more than once.
        members: all items of some groups.
    """

    def __init__(
        self,
        choose: Callable[[T, Mapping[str, Sequence[T]]], str | None],
        found: Callable[[T], str],
        inside: Callable[[Sequence[Hashable]], Iterable[Placed[T]]] = lambda _: (),
        members: Callable[[Sequence[str]], Iterable[Placed[T]]] = lambda _: (),
    ) -> None:
        self._choose, self._found, self._inside, self._members = choose, found, inside, members
        self._items: dict[int, Placed[T]] = {}
        self._blocks: dict[Hashable, dict[int, Placed[T]]] = {}
        self._groups: dict[str, dict[int, Placed[T]]] = {}
        self._full: set[str] = set()
        self._gone: set[int] = set()

    def __len__(self) -> int:
        return len(self._items)

    def settle(
        self,
        new: Iterable[Placed[T]],
        *,
        touched: Iterable[Placed[T]] = (),
        gone: Iterable[Placed[T]] = (),
        frontier: Order = (),
    ) -> dict[int, str]:
        """Group the new items, and ask again those that they, or what has changed, may have moved.

        Args:
            new: items that have no group yet.
            touched: grouped items whose `until` is another now.
            gone: grouped items that are no more.
            frontier: the last order of all items grouped before; nothing after it needs to be asked again.

        Returns:
            {key: group} of every item whose group is new or another than before.
        """
        before: dict[int, str | None] = {}
        heap: list[tuple[Order, int]] = []
        waiting: set[int] = set()

        def ask(one: Placed[T]) -> None:
            if one.key not in waiting:
                waiting.add(one.key)
                heappush(heap, (one.order, one.key))

        def later(of: Placed[T], groups: Iterable[str | None]) -> None:
            if of.order >= frontier:
                return
            named = [group for group in groups if group]
            self._load_groups(named)
            seen = [member for group in named for member in self._groups[group].values()]
            blocks = dict.fromkeys(block for member in (of, *seen) for block in member.blocks)
            self._load_blocks(blocks)
            for block in blocks:
                for other in self._blocks[block].values():
                    if other.order > of.order:
                        ask(other)

        for one in touched:
            known = self._items.get(one.key) or self._add(one)
            known.until = one.until
            later(known, (known.group,))
        for one in gone:
            known = self._items.get(one.key) or self._add(one)
            later(known, (known.group,))
            self._remove(known)
            waiting.discard(known.key)
        coming = sorted(new, key=lambda placed: placed.order)
        self._load_blocks(block for one in coming for block in one.blocks)
        for one in coming:
            self._add(one)
            ask(one)
        while heap:
            _, key = heappop(heap)
            if key not in waiting or key not in self._items:
                continue
            waiting.discard(key)
            one = self._items[key]
            old, group = one.group, self._decide(one)
            if group == old:
                continue
            before.setdefault(key, old)
            self._move(one, group)
            later(one, (old, group))
        return {
            key: now
            for key, old in before.items()
            if key in self._items and (now := self._items[key].group) is not None and now != old
        }

    def _decide(self, one: Placed[T]) -> str:
        known, order = one.order[0], one.order
        self._load_blocks(one.blocks)
        seen: dict[str, None] = {}
        for block in one.blocks:
            for other in self._blocks[block].values():
                group = other.group
                if group is not None and group not in seen and other.order < order and other.until > known:
                    seen[group] = None
        self._load_groups(seen)
        candidates: dict[str, list[T]] = {}
        for group in sorted(seen):
            members = [m for m in self._groups[group].values() if m.order < order and m.until > known]
            if len(members) > 1:
                members.sort(key=lambda member: member.order)
            candidates[group] = [member.item for member in members]
        chosen = self._choose(one.item, candidates) if candidates else None
        if chosen is not None:
            return chosen
        founded = self._found(one.item)
        if founded not in self._groups:  # of one that nobody was in, the store has no members
            self._full.add(founded)
        return founded

    def _load_blocks(self, blocks: Iterable[Hashable]) -> None:
        missing = [block for block in dict.fromkeys(blocks) if block not in self._blocks]
        if missing:
            for block in missing:
                self._blocks[block] = {}
            self._put_in(self._inside(missing))

    def _load_groups(self, groups: Iterable[str]) -> None:
        missing = [group for group in groups if group not in self._full]
        if missing:
            self._full.update(missing)
            for group in missing:
                self._groups.setdefault(group, {})
            self._put_in(self._members(missing))

    def _put_in(self, stored: Iterable[Placed[T]]) -> None:
        for one in stored:
            if one.key not in self._gone:
                self._add(one)

    def _add(self, one: Placed[T]) -> Placed[T]:
        """The item as it is held: what was loaded before and moved since is not overwritten by what is stored."""
        held = self._items.setdefault(one.key, one)
        for block in held.blocks:
            if block in self._blocks:
                self._blocks[block][held.key] = held
        if held.group is not None:
            self._groups.setdefault(held.group, {})[held.key] = held
        return held

    def _move(self, one: Placed[T], group: str) -> None:
        if one.group is not None:
            self._groups[one.group].pop(one.key, None)
        one.group = group
        self._groups.setdefault(group, {})[one.key] = one

    def _remove(self, one: Placed[T]) -> None:
        del self._items[one.key]
        self._gone.add(one.key)  # the store may still give it
        for block in one.blocks:
            if block in self._blocks:
                self._blocks[block].pop(one.key, None)
        if one.group is not None:
            self._groups[one.group].pop(one.key, None)
