"""The actors of one report: every mention, and the question "which actor does this word name?"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from dragoman.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

MentionKind = Literal["name", "role", "demonym", "seat", "pronoun", "description", "collective", "nominal"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: the record, its tokens [first, last), the token that heads it, and how it names the actor.

    `kind`: "name" a proper name with its title ("Foreign Minister Jane Doe"), "role" a role word with or without a
    country ("Chadian rebels", "the army"), "demonym" ("the Kenyans"), "seat" a capital or seat of government
    that acts ("Ankara"), "pronoun", "description" a noun phrase that refers back ("the Chadian leader", "his
    delegation"), "collective" ("the two sides"), "nominal" any other noun phrase asked for by a room above.
    `referents` are the entities a collective stands for, in the order the report named them.
    """

    actor: Actor
    first: int
    last: int
    head: int
    kind: MentionKind
    referents: tuple[Actor, ...] = ()


@dataclass(frozen=True)
class Cast:
    """All mentions of a report in text order, and how to ask for the one behind a word."""

    mentions: tuple[Mention, ...]
    name_phrase: Callable[[Token], Mention]
    """Gives a "nominal" mention for any noun phrase head that no listed mention covers."""

    @cached_property
    def _by_token(self) -> dict[int, Mention]:
        # Wider mentions are laid down first so that a name inside a longer description answers for its own tokens,
        # while each mention answers for its head.
        table: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.first - m.last, m.first)):
            for index in range(mention.first, mention.last):
                table[index] = mention
        for mention in self.mentions:
            table[mention.head] = mention
        return table

    def at(self, token: int) -> Mention | None:
        """The mention headed by or covering the token with this index, or None."""
        return self._by_token.get(token)

    def of(self, token: Token) -> Mention:
        """The mention of the noun phrase that `token` heads, made on the spot when the phrase names no known actor."""
        return self._by_token.get(token.i) or self.name_phrase(token)
