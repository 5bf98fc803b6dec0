"""Tables: who sits with whom, and who only helps, decided from all moves that could tell.

What is decided about a table depends on nothing but the moves kept under its key, and under the conflicts that share a
move with it (see `keys.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from dragoman.records import Move

from .keys import ALONE, MOST, Parties, conflict, helping, owner
from .parties import home, is_body, is_group, is_state
from .tellings import AHEAD, MEETING, Order, Telling, day_of, order_of

Told = tuple[str, str, Move]
"""When a move became known (ISO day or date-time), the origin of its report, and the move."""
Read = Callable[[str], Iterable[Told]]
"""The moves that are kept under a key."""
Mark = tuple[str, int]
"""A place and the week of a meeting there."""

_GUESS = 0.5  # what a source weighs that names neither party in the sentence
_FEW = 3.0  # sources below which a pair is of a helper as soon as as many tell so
_OFTEN = 3.0  # and times as many from there on
_TOLD = 2  # tellings of where a pair met, below which they tell nothing
_AGREE = 0.6  # share of a pair's tellings that must be of the meetings of another pair at the table
_AGREE_MOST = 0.3  # and of those of the pair that is told of most
_PRESENT = 3.0  # times as often as a state is told to sit with its groups may these be told to talk with each other


@dataclass(slots=True)
class _Kept:
    """What is kept under one key, by its parties once these are settled, and how many sources tell of which."""

    told: dict[Parties, list[Told]] = field(default_factory=dict)
    seated: dict[Parties, list[tuple[Parties, Parties]]] = field(default_factory=dict)
    """By a table those named together who sit at it, each with whoever of them only helps; filled by `_at`."""
    weight: dict[Parties, float] = field(default_factory=dict)
    helped: dict[tuple[str, Parties], float] = field(default_factory=dict)


class _About(NamedTuple):
    """What of a move does not depend on the key under which it is read."""

    move: Move
    """Held, so that no other one gets its place in memory, by which this is found."""
    parties: Parties
    helpers: list[str]
    """The states that it has for helpers, be they parties as well."""


class Tables:
    """The tables that moves are told of, and the tellings of each."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._kept: dict[str, _Kept] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._seats: dict[Parties, list[tuple[Parties, Parties]]] = {}
        self._dropped: dict[Parties, Parties] = {}
        self._about: dict[int, _About] = {}
        self._real: dict[Parties, bool] = {}
        self._met: dict[Parties, bool] = {}

    def of(self, key: str) -> Iterator[tuple[Parties, list[Telling]]]:
        """The tables that are kept under a key, each with all that is told of it, in canonical order."""
        if key.startswith(ALONE):
            return
        tables: dict[Parties, None] = {}
        for parties in sorted(self._under(key).weight):
            tables.update((table, None) for table, _ in self._seat(parties) if owner(table) == key)
        tables.update((sides, None) for _, sides in self._under(key).helped if owner(sides) == key)
        for table in sorted(tables):
            if told := self._tellings(key, table, len(tables)):
                yield table, told

    def _tellings(self, key: str, table: Parties, among: int) -> list[Telling]:
        found: dict[Order, Telling] = {}
        near = {key, *(conflict(pair) for pair in combinations(table, 2))} if len(table) <= MOST else {key}
        helpers = {helper for helper, sides in self._under(key).helped if sides == table}
        for one in sorted(near):
            kept = self._under(one)
            for parties, dropped in self._at(one, table):
                weak = len(set(parties) & set(table)) < 2 or (bool(dropped) and self._table(table) != table)
                for each in kept.told[parties]:
                    helpers.update(self._about[id(each[2])].helpers)
                    order = order_of(each[0], each[2])
                    if order not in found:
                        found[order] = Telling(order, *each, table, dropped, weak)
        helpers.difference_update(table)
        beside = {conflict((helper, party)) for helper in helpers for party in table} - near
        for one in sorted(beside):
            kept = self._under(one)
            for parties, dropped in self._at(one, table):
                if dropped and len(parties) == 2:
                    for each in kept.told[parties]:
                        order = order_of(each[0], each[2])
                        if order not in found:
                            found[order] = Telling(order, *each, table, dropped, weak=True)
        for party in table:
            if is_group(party) and home(party):
                one = home(party)
            elif party in key.split("|"):
                one = ALONE + party
            else:
                continue
            for each in self._under(one).told.get((party,), ()):
                order = order_of(each[0], each[2])
                if order not in found:
                    found[order] = Telling(order, *each, table, weak=True, shared=among > 1 or one != key)
        return [found[order] for order in sorted(found)]

    def _at(self, key: str, table: Parties) -> list[tuple[Parties, Parties]]:
        """Those named together under a key who sit at a table, with whoever of them only helps."""
        kept = self._under(key)
        if not kept.seated:
            for parties in kept.told:
                for seat, dropped in self._seat(parties):
                    kept.seated.setdefault(seat, []).append((parties, dropped))
        return kept.seated.get(table, [])

    def _under(self, key: str) -> _Kept:
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        kept = self._kept[key] = _Kept()
        told = list(self._read(key))
        names = self._settled(key, told) if is_state(key) else {}
        self._names[key] = names
        named: dict[Parties, dict[str, float]] = defaultdict(dict)
        helped: dict[tuple[str, Parties], dict[str, float]] = defaultdict(dict)
        for one in told:
            _, origin, move = one
            about = self._about.get(id(move)) or self._read_of(key, move)
            parties = about.parties
            together = kept.told.get(parties)
            if together is None:
                together = kept.told[parties] = []
            together.append(one)
            if len(parties) < 2:
                continue
            sure = 1.0 if move.named else _GUESS
            given = named[parties]
            if given.get(origin, 0.0) < sure:
                given[origin] = sure
            for helper in about.helpers:
                if helper in parties:
                    continue
                given = helped[helper, parties]
                if given.get(origin, 0.0) < sure:
                    given[origin] = sure
        kept.weight = {parties: sum(given.values()) for parties, given in named.items()}
        kept.helped = {about: sum(given.values()) for about, given in helped.items()}
        return kept

    def _read_of(self, key: str, move: Move) -> _About:
        parties = tuple(sorted({self._called(key, party) for party in move.parties if not is_body(party)}))
        about = self._about[id(move)] = _About(move, parties, helping(move, ()))
        return about

    def _called(self, key: str, party: str) -> str:
        if not party.startswith("rebels:"):
            return party
        of = home(party)
        if of != key:
            self._under(of)
        return self._names[of].get(party, party)

    def _settled(self, state: str, told: list[Told]) -> dict[str, str]:
        """Rebels without a name are the conflict's one group, or the one that is named far most."""
        named: dict[str, set[str]] = defaultdict(set)
        for _, origin, move in told:
            for party in move.parties:
                if is_group(party) and home(party) == state and not party.startswith("rebels:"):
                    named[party].add(origin)
        ranked = sorted(named, key=lambda key: (-len(named[key]), key))
        if not ranked or (len(ranked) > 1 and len(named[ranked[1]]) * 3 > len(named[ranked[0]])):
            return {}
        return {f"rebels:{state}": ranked[0]}

    def _seat(self, parties: Parties) -> list[tuple[Parties, Parties]]:
        """The tables that those named together sit at, with whoever of them only helps there."""
        seats = self._seats.get(parties)
        if seats is None:
            seats = self._seats[parties] = self._seated(parties) if len(parties) > 1 else []
        return seats

    def _seated(self, parties: Parties) -> list[tuple[Parties, Parties]]:
        if len(parties) > MOST:
            return [(parties, ())]
        if (about := self._of_rebels(parties)) is not None:
            return [(about, ())]
        dropped = self._helpers(parties)
        rest = tuple(key for key in parties if key not in dropped)
        if len(rest) == 1:
            about = self._helped_most(dropped, rest[0])
            if about is None:
                return [(parties, ())]
            table = self._table(about)
            return [(table if owner(table) == owner(about) else about, dropped)]
        if dropped:
            table = self._table(rest)
            return [(table if owner(table) == owner(rest) else rest, dropped)]
        if len(rest) == 2 or self._exists(rest):
            return [(self._table(rest), ())]
        pairs = [pair for pair in combinations(rest, 2) if self._weight(pair) > 0]
        return [(table, ()) for table in sorted({self._table(pair) for pair in pairs} or {rest})]

    def _of_rebels(self, parties: Parties) -> Parties | None:
        """The table of a state and its groups, where the rebels that it is told to meet have no name."""
        if len(parties) != 2 or not any(key.startswith("rebels:") for key in parties):
            return None
        state = conflict(parties)
        if state not in parties:
            return None
        told = self._under(state).weight
        named: dict[Parties, float] = defaultdict(float)
        for sides, weight in told.items():
            if state in sides and not any(key.startswith("rebels:") for key in sides) and self._inside(sides, state):
                named[self._table(sides)] += weight
        ranked = sorted(named, key=lambda table: (-named[table], table))
        if not ranked or (len(ranked) > 1 and named[ranked[1]] * 2 > named[ranked[0]]):
            return None
        return ranked[0]

    def _inside(self, parties: Parties, state: str) -> bool:
        return all(key == state or (is_group(key) and home(key) == state) for key in parties)

    def _table(self, parties: Parties) -> Parties:
        """The larger table that some belong to, else their own."""
        larger = self._larger(parties)
        return larger if larger is not None and self._exists(larger) else parties

    def _weight(self, parties: Parties) -> float:
        return self._under(conflict(parties[:2])).weight.get(parties, 0.0)

    def _helpers(self, parties: Parties) -> Parties:
        """Those of some named together who are told to help the others more than to sit with them."""
        found = self._dropped.get(parties)
        if found is not None:
            return found
        told = self._weight(parties)
        times = _OFTEN if told >= _FEW else 1.0
        often: dict[str, float] = {}
        for key in parties:
            others = [party for party in parties if party != key]
            if not is_state(key) or any(home(party) == key for party in others):
                continue  # no state helps with groups of its own
            homes = {home(party) if is_group(party) else "" for party in others}
            if len(others) > 1 and len(homes) == 1 and "" not in homes:  # with groups of another state: a go-between
                often[key] = float("inf")
                continue
            if len(others) == 1:
                helped = self._help(key, conflict(parties), others)
            else:
                helped = max(self._help(key, conflict(pair), pair) for pair in combinations(others, 2))
            if helped >= times * told and helped > 0:
                often[key] = helped
        ranked = sorted(often, key=lambda key: (-often[key], key))
        kept_back = 1 if len(parties) == 2 else 2
        found = self._dropped[parties] = tuple(sorted(ranked[: len(parties) - kept_back]))
        return found

    def _help(self, helper: str, kept: str, sides: Iterable[str]) -> float:
        """How many sources, of what is kept under a key, tell of help for these sides."""
        wanted = set(sides)
        told = self._under(kept).helped
        return sum(weight for (key, helped), weight in told.items() if key == helper and wanted <= set(helped))

    def _helped_most(self, helpers: Parties, party: str) -> Parties | None:
        """The table of a party that some are told to help most."""
        about: dict[Parties, float] = defaultdict(float)
        for helper in helpers:
            for (key, sides), weight in self._under(conflict((helper, party))).helped.items():
                if key == helper and party in sides:
                    about[sides] += weight
        sure = [sides for sides in about if not self._helpers(sides)]
        return max(sure, key=lambda sides: (about[sides], sides), default=None)

    def _larger(self, parties: Parties) -> Parties | None:
        """The table of more that some most likely belong to, by the moves that name them all."""
        key = conflict(parties[:2])
        told = self._under(key).weight
        mine = told.get(parties, 0.0)
        wide = [
            table
            for table, weight in sorted(told.items())
            if len(parties) < len(table) <= MOST
            and set(parties) <= set(table)
            and not self._helpers(table)
            and (weight * 2 >= mine or self._coincide(table) or self._without_state(table))
        ]
        if is_state(key) and len(parties) == 2 and self._inside(parties, key):
            named = {one for sides in told for one in sides if self._inside(sides, key)}
            others = sorted(one for one in named - set(parties) if not one.startswith("rebels:"))
            for other in others:  # nobody names all three at once: two groups and their state, met in pairs
                table = tuple(sorted((*parties, other)))
                if key in table and table not in wide and (self._coincide(table) or self._without_state(table)):
                    wide.append(table)
        return max(wide, key=lambda table: (told.get(table, 0.0), table), default=None)

    def _exists(self, table: Parties) -> bool:
        """Whether three or more sit at one table: named together often beside each pair of them, and none helps."""
        found = self._real.get(table)
        if found is None:
            told = self._weight(table)
            apart = max(self._weight(pair) for pair in combinations(table, 2))
            same = told * 2 >= apart or self._coincide(table) or self._without_state(table)
            found = self._real[table] = same and not self._helpers(table)
        return found

    def _without_state(self, table: Parties) -> bool:
        """Whether two groups of a state are told to talk more often than it with one alone, and it with them, not once
        by the way: groups that fight each other talk without it."""
        state = next((key for key in table if is_state(key)), "")
        if len(table) != 3 or not state or not self._inside(table, state):
            return False
        groups = tuple(key for key in table if key != state)
        if any(group.startswith("rebels:") for group in groups):
            return False
        alone = [self._weight(_pair(state, group)) for group in (*groups, f"rebels:{state}")]
        apart, there = self._weight(groups), self._weight(table) + max(alone)
        return there * _PRESENT >= apart >= max(alone) and there > 0

    def _coincide(self, table: Parties) -> bool:
        """Whether what is told of the pairs of a table is of the same meetings: at one place in one week."""
        found = self._met.get(table)
        if found is None:
            met = {pair: self._meetings(pair) for pair in combinations(table, 2)}
            found = self._met[table] = _one_table(table, {pair: marks for pair, marks in met.items() if marks})
        return found

    def _meetings(self, pair: Parties) -> dict[Mark, set[str]]:
        """Where and in which weeks two are told to meet, each with the sources that tell it."""
        found: dict[Mark, set[str]] = {}
        for _, origin, move in self._under(conflict(pair)).told.get(pair, ()):
            if move.venue and (move.kind in MEETING or move.kind in AHEAD):
                found.setdefault((move.venue, day_of(move.first) // 7), set()).add(origin)
        return found


def _pair(one: str, other: str) -> Parties:
    return (one, other) if one < other else (other, one)


def _one_table(table: Parties, met: dict[Parties, dict[Mark, set[str]]]) -> bool:
    told = {pair: sum(map(len, marks.values())) for pair, marks in met.items()}
    sure = sorted((pair for pair in met if told[pair] >= _TOLD), key=lambda pair: (-told[pair], pair))
    if len(sure) < 2 or {key for pair in sure for key in pair} != set(table):
        return False
    for rank, pair in enumerate(sure):
        others = {mark for other in met if other != pair for mark in met[other]}
        same = sum(
            len(origins)
            for (place, week), origins in met[pair].items()
            if any((place, week + by) in others for by in (-1, 0, 1))
        )
        if same < (_AGREE if rank else _AGREE_MOST) * told[pair]:
            return False
    return True
