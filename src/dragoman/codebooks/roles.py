"""Role words: "special envoy", "troops", "lawmaker", and the sector each one puts an actor in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from ._tables import rows

PREPOSITIONS = frozenset({"of", "for", "in", "at", "to", "with", "from"})


class Role(msgspec.Struct, frozen=True, gc=False):
    """A role word.

    `word` is a lemma or short phrase in lower case; `sector` a PLOVER sector, "" for words that name an actor
    without telling its sector; `kind` person, people, body, thing or title; `number` sg, pl or both.
    """

    word: str
    sector: str
    kind: str
    number: str


class Roles:
    """The role words."""

    def __init__(self, roles: Iterable[Role]) -> None:
        self._all = {role.word: role for role in roles}

    def __contains__(self, word: object) -> bool:
        return word in self._all

    def all(self) -> tuple[Role, ...]:
        """Every role word, in the table's order."""
        return tuple(self._all.values())

    def get(self, phrase: str) -> Role | None:
        """The role of a phrase, or None; case is put aside."""
        return self._all.get(phrase.casefold())

    def sector(self, phrase: str) -> str | None:
        """The sector a phrase puts an actor in, or None.

        The longest ending of the phrase that is a role word decides: "deputy special envoy" is read as
        "special envoy", "opposition lawmakers" as "lawmakers" when "opposition lawmakers" is no entry of its own.
        Where no ending is one, the part before the first preposition is tried: "minister of fisheries". A word that
        tells no sector by itself takes that of what stands before it: "union spokesman". Plurals are found by their
        singular when they have no entry.
        """
        words = phrase.casefold().split()
        role = self._ending(words)
        if role is None:
            head = next((place for place, word in enumerate(words) if word in PREPOSITIONS), 0)
            words = words[:head]
            role = self._ending(words)
        if role is None:
            return None
        before = words[: len(words) - len(role.word.split())]
        return role.sector or (self.sector(" ".join(before)) if before else None)

    def _ending(self, words: list[str]) -> Role | None:
        for first in range(len(words)):
            phrase = " ".join(words[first:])
            role = self._all.get(phrase) or self._all.get(_singular(phrase))
            if role:
                return role
        return None


def _singular(phrase: str) -> str:
    """The phrase with its last word in the singular, by spelling alone."""
    for plural, singular in (("men", "man"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if phrase.endswith(plural):
            return phrase.removesuffix(plural) + singular
    return phrase


@cache
def roles() -> Roles:
    """Role words with their sectors."""
    return Roles(Role(*row) for row in rows("roles.csv", "word sector kind number"))
