"""Grouping in canonical order, exactly, however the items come in.

Each item joins one of the groups that it can see, or founds one. What it sees are the items before it in canonical
order (when it became known, then its id) that share a block with it and were valid then. So a group never depends on
what was told later: the record as of a day is the groups without what came after it. And the groups are a function of
the set of items: when one comes late, those after it that could see it, or see the groups that it changed, are asked
again, and nothing else is.

An item may also find that groups founded apart are one: from then on they are, and so they are seen by what comes
later. What was known before stays as it was known; `spans` tells which item belonged where, and from when to when.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
Order = tuple[str, ...]
_LAST: Order = ("\U0010ffff",)  # sorts after every order


class Choice(NamedTuple):
    """The group that an item joins, or None, and other groups that are one with it from this item on."""

    group: str | None = None
    also: tuple[str, ...] = ()


class Span(NamedTuple):
    """From when to when an item belongs to what group."""

    since: str
    till: str
    group: str


@dataclass(slots=True)
class Placed(Generic[T]):
    """An item with its place: `order` begins with when it became known, `until` is when it stopped to count.

    `group` is the one that it joined or founded, `also` those that it made one with that, for as long as it counts.
    """

    key: int
    order: Order
    until: str
    blocks: tuple[Hashable, ...]
    item: T
    group: str | None = None
    also: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """All groups that it has to do with."""
        return () if self.group is None else (self.group, *self.also)


class Settled(NamedTuple):
    """What settling has changed.

    Attributes:
        changed: keys of the items that are new, or have another group, or make other groups one, than before.
        tied: groups that are or were one with others, and whose items may have other spans than before.
    """

    changed: list[int]
    tied: list[str]


class Grouping(Generic[T]):
    """Items and their groups, loaded as they are needed, many blocks or groups at a time.

    Args:
        choose: what an item joins, of {group: its members seen, in canonical order}; groups that are one by then stand
            under the name of the one that was founded first.
        found: the name of the group that an item founds; no two items found the same.
        inside: the items of some blocks that are grouped already; one may come more than once.
        members: all items of some groups.
        tying: the items that make some groups one with others, beside members of these.
    """

    def __init__(
        self,
        choose: Callable[[T, Mapping[str, Sequence[T]]], Choice],
        found: Callable[[T], str],
        inside: Callable[[Sequence[Hashable]], Iterable[Placed[T]]] = lambda _: (),
        members: Callable[[Sequence[str]], Iterable[Placed[T]]] = lambda _: (),
        tying: Callable[[Sequence[str]], Iterable[Placed[T]]] = lambda _: (),
    ) -> None:
        self._choose, self._found = choose, found
        self._inside, self._members, self._tying = inside, members, tying
        self._items: dict[int, Placed[T]] = {}
        self._blocks: dict[Hashable, dict[int, Placed[T]]] = {}
        self._groups: dict[str, dict[int, Placed[T]]] = {}
        self._ties: dict[str, dict[int, Placed[T]]] = {}  # the items that make a group one with others
        self._full: set[str] = set()
        self._gone: set[int] = set()

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, key: int) -> Placed[T]:
        return self._items[key]

    def settle(
        self,
        new: Iterable[Placed[T]],
        *,
        touched: Iterable[Placed[T]] = (),
        gone: Iterable[Placed[T]] = (),
        frontier: Order = (),
    ) -> Settled:
        """Group the new items, and ask again those that they, or what has changed, may have moved.

        Args:
            new: items that have no group yet.
            touched: grouped items whose `until` is another now.
            gone: grouped items that are no more.
            frontier: the last order of all items grouped before; nothing after it needs to be asked again.
        """
        before: dict[int, tuple[str, ...]] = {}
        tied: dict[str, None] = {}
        heap: list[tuple[Order, int]] = []
        waiting: set[int] = set()

        def ask(one: Placed[T]) -> None:
            if one.key not in waiting:
                waiting.add(one.key)
                heappush(heap, (one.order, one.key))

        def later(of: Placed[T], groups: Sequence[str]) -> None:
            self._load_groups(groups)
            if of.also or any(self._ties.get(group) for group in groups):
                groups = self._whole(groups)
                tied.update(dict.fromkeys(groups))
            if of.order >= frontier:
                return
            seen = [member for group in groups for member in self._groups[group].values()]
            blocks = dict.fromkeys(block for member in (of, *seen) for block in member.blocks)
            self._load_blocks(blocks)
            for block in blocks:
                for other in self._blocks[block].values():
                    if other.order > of.order:
                        ask(other)

        for one in touched:
            known = self._items.get(one.key) or self._add(one)
            known.until = one.until
            later(known, known.groups)
        for one in gone:
            known = self._items.get(one.key) or self._add(one)
            later(known, known.groups)
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
            old, groups = one.groups, self._decide(one)
            if groups == old:
                continue
            before.setdefault(key, old)
            later(one, old)
            self._move(one, groups)
            later(one, groups)
        changed = [key for key, old in before.items() if key in self._items and self._items[key].groups != old]
        return Settled(changed, self._whole(list(tied)))

    def spans(self, groups: Iterable[str]) -> dict[int, list[Span]]:
        """From when to when each item of these groups, and of those that are ever one with them, is of which group.

        An item that never counts (`until` is when it became known) has no span.
        """
        found: dict[int, list[Span]] = {}
        done: set[str] = set()
        for group in groups:
            if group in done:
                continue
            whole = self._whole([group])
            done.update(whole)
            ties = {one.key: one for name in whole for one in self._ties.get(name, {}).values()}
            moments = sorted({moment for one in ties.values() for moment in (one.order[0], one.until)})
            names = [("", dict(zip(whole, whole, strict=True)))]
            for moment in moments:
                names.append((moment, {name: self._name(self._whole([name], at=moment)) for name in whole}))
            for name in whole:
                told = [(moment, called[name]) for moment, called in names]
                for key, member in self._groups[name].items():
                    found[key] = _spans(member.order[0], member.until, told)
        return found

    def _decide(self, one: Placed[T]) -> tuple[str, ...]:
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
        done: set[str] = set()
        for group in sorted(seen):
            if group in done:
                continue
            whole = self._whole([group], before=one) if self._ties.get(group) else [group]
            done.update(whole)
            members = [m for name in whole for m in self._groups[name].values() if m.order < order and m.until > known]
            if len(members) > 1:
                members.sort(key=lambda member: member.order)
            candidates[self._name(whole)] = [member.item for member in members]
        chosen = self._choose(one.item, candidates) if candidates else Choice()
        if chosen.group is not None:
            return chosen.group, *chosen.also
        founded = self._found(one.item)
        if founded not in self._groups:  # of one that nobody was in, the store has no members
            self._full.add(founded)
        return (founded,)

    def _whole(self, groups: Sequence[str], before: Placed[T] | None = None, at: str | None = None) -> list[str]:
        """These groups and all that are one with them: as an item saw them that comes, at a moment, or ever."""
        found = dict.fromkeys(groups)
        new = list(found)
        while new:
            self._load_groups(new)
            ties = {one.key: one for name in new for one in self._ties.get(name, {}).values()}
            new = []
            for one in ties.values():
                if before is not None and not (one.order < before.order and one.until > before.order[0]):
                    continue
                if at is not None and not (one.order[0] <= at < one.until):
                    continue
                new += [name for name in one.groups if name not in found]
                found.update(dict.fromkeys(one.groups))
        return sorted(found)

    def _name(self, whole: Sequence[str]) -> str:
        """What groups that are one are called: as the one of the first item."""
        if len(whole) == 1:
            return whole[0]
        return min((min((one.order for one in self._groups[name].values()), default=_LAST), name) for name in whole)[1]

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
            self._put_in(self._tying(missing))

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
        self._put(held)
        return held

    def _put(self, one: Placed[T]) -> None:
        if one.group is not None:
            self._groups.setdefault(one.group, {})[one.key] = one
        if one.also:
            for group in one.groups:
                self._ties.setdefault(group, {})[one.key] = one

    def _take(self, one: Placed[T]) -> None:
        if one.group is not None:
            self._groups[one.group].pop(one.key, None)
        if one.also:
            for group in one.groups:
                self._ties[group].pop(one.key, None)

    def _move(self, one: Placed[T], groups: tuple[str, ...]) -> None:
        self._take(one)
        one.group, one.also = groups[0], groups[1:]
        self._put(one)

    def _remove(self, one: Placed[T]) -> None:
        del self._items[one.key]
        self._gone.add(one.key)  # the store may still give it
        for block in one.blocks:
            if block in self._blocks:
                self._blocks[block].pop(one.key, None)
        self._take(one)


def _spans(since: str, till: str, told: Sequence[tuple[str, str]]) -> list[Span]:
    """What was told of a group's name at moments, the first of them "", for an item that counts between two."""
    found: list[Span] = []
    for number, (moment, name) in enumerate(told):
        first = max(since, moment)
        last = min(till, told[number + 1][0]) if number + 1 < len(told) else till
        if first >= last:
            continue
        if found and found[-1].group == name:
            found[-1] = found[-1]._replace(till=last)
        else:
            found.append(Span(first, last, name))
    return found
