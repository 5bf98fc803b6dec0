"""What this room gives: the places of one report, each tied to its tokens."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from dragoman.records import Place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One mention of a place: its record, tokens [first, last) and the token that heads it.

    `event_place` is false where the name stands for people rather than ground: a seat of government that acts
    ("Moscow said"). Such a mention is a place all the same, but nothing happened there.
    """

    place: Place
    first: int
    last: int
    head: int
    event_place: bool = True


@dataclass(frozen=True)
class Places:
    """All place mentions of a report, in text order; they never overlap.

    `possible` are unlisted names that are places only if an event happened there ("in Xanadu"): `place_of` may choose
    one of them, nothing else looks at them.
    """

    mentions: tuple[PlaceMention, ...]
    possible: tuple[PlaceMention, ...] = ()

    @cached_property
    def _by_token(self) -> dict[int, PlaceMention]:
        return {index: mention for mention in self.mentions for index in range(mention.first, mention.last)}

    def at(self, token: int) -> PlaceMention | None:
        """The mention that covers the token with this index, or None."""
        return self._by_token.get(token)

    @cached_property
    def _possible_firsts(self) -> list[int]:
        return [mention.first for mention in self.possible]

    def possible_within(self, first: int, last: int) -> tuple[PlaceMention, ...]:
        """The possible places that begin in tokens [first, last), in text order."""
        firsts = self._possible_firsts
        return self.possible[bisect_left(firsts, first) : bisect_left(firsts, last)]

    def within(self, first: int, last: int) -> tuple[PlaceMention, ...]:
        """The mentions that lie in tokens [first, last), in text order."""
        found = dict.fromkeys(self._by_token.get(index) for index in range(first, last))
        return tuple(mention for mention in found if mention is not None)
