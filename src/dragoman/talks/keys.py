"""Keys: by what moves are kept, so that the talks they may change are found when one comes.

A move is kept under the conflict of each pair of its parties: two states ("ARM|AZE"), or all talks with the groups of
a state ("SDN"). Three and more whose pairs are of several conflicts have one together as well ("ETH|KEN|SOM"), and
whoever helps stands beside each party ("QAT|SDN"), so that a helper who is once taken for a party is found out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from dragoman.records import Move

from .parties import home, is_body, is_group, is_state

Parties = tuple[str, ...]
MOST = 6
"""Parties named in one move: more are a summit, and no pairs of it."""
ALONE = "="
"""Before a party that is told of alone."""


def process_keys(move: Move) -> list[str]:
    """The keys that a store keeps a move under, and by which it finds what must be folded again when one comes.

    When a move comes, the processes of its keys may change, those of the keys that share a move with one of them, and
    for "=ETH", a party told of alone, those of every key with that party in it ("ETH", "ETH|KEN").
    """
    parties = sorted({key for key in move.parties if not is_body(key)})
    if len(parties) > MOST:
        return ["|".join(parties)]
    if not parties:
        return []
    if len(parties) == 1:
        return [home(parties[0]) if is_group(parties[0]) and home(parties[0]) else ALONE + parties[0]]
    keys = {conflict(pair) for pair in combinations(parties, 2)}
    keys.add(owner(tuple(parties)))
    keys.update(conflict((helper, party)) for helper in helping(move, parties) for party in parties)
    return sorted(keys)


def conflict(pair: Iterable[str]) -> str:
    """The conflict of two parties: the home of the group among them, else both."""
    one, other = pair
    return _conflict(one, other) if one < other else _conflict(other, one)


@lru_cache(maxsize=65536)
def _conflict(one: str, other: str) -> str:
    homes = sorted({home(key) for key in (one, other) if not is_state(key) and home(key)})
    if len(homes) == 1:
        return homes[0]
    return "|".join(f"*{key}" for key in homes) or f"{one}|{other}"


@lru_cache(maxsize=65536)
def owner(table: Parties) -> str:
    """The key under which the process of a table is kept."""
    conflicts = {conflict(pair) for pair in combinations(table, 2)}
    if len(conflicts) == 1:
        return conflicts.pop()
    return "|".join(sorted({key if is_state(key) or not home(key) else f"*{home(key)}" for key in table}))


def helping(move: Move, parties: Iterable[str]) -> list[str]:
    """The states that are told to mediate, to host or to be where it takes place."""
    named = {*move.mediators, *move.hosts, *([move.venue_country] if move.venue_country else [])}
    return sorted(key for key in named if is_state(key) and key not in parties)
