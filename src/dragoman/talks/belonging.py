"""Belonging: for whom somebody stands where the report says so by name, and not by what stands around the name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from dragoman.codebooks import groups, states
from dragoman.records import Actor
from dragoman.records.kept import Level

from .levels import level_of
from .parties import Sides
from .words import compiled, table

_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'’-]+")
_BODY = ":UNK:"  # in the entity of a body of no known sector: "the northern team"


class Belonging:
    """The party of an actor of one report, or None where only words around tell: "chief negotiator X" of which side?

    Somebody is of the party whose name or adjective stands in any mention of the person, "Chadian envoy X", or of the
    state or group that the books have for the person.
    """

    def __init__(self, sides: Sides, actors: Iterable[Actor], day: str | None) -> None:
        self._sides, self._actors, self._day = sides, list(actors), day
        self._kept: dict[tuple[str, str | None], str | None] = {}
        self._called: dict[str, set[str]] | None = None

    def __call__(self, actor: Actor) -> str | None:
        """The party key."""
        key = self._sides(actor)
        if not actor.entity.startswith(("person:", "role:")):
            return key
        mention = actor.entity, key
        if mention not in self._kept:
            self._kept[mention] = self._stated(actor, key)
        return self._kept[mention]

    def office(self, actor: Actor) -> Level | None:
        """The level of the office that the books have for a person on the day of the report."""
        from dragoman.who.people import people

        person = people().get(actor.entity)
        if person is None or self._day is None:
            return None
        held = person.on(date.fromisoformat(self._day)).office
        return level_of(held.title.replace("_", " ")) if held is not None else None

    def _stated(self, actor: Actor, key: str | None) -> str | None:
        if actor.entity.startswith("role:"):
            named = key is not None and (_BODY not in actor.entity or self._names(actor.text, key))
            return key if named or _sides_words().search(actor.text) else None
        from dragoman.who.people import people

        if key is None or people().get(actor.entity) is not None:
            return key
        told = [one.text for one in self._actors if one.entity == actor.entity]
        return key if any(self._names(text, key) for text in told) else None

    def _names(self, text: str, key: str) -> bool:
        """Whether words name a party, by a name or adjective of the state or by what the report calls a group."""
        if any(found.iso3 == key for word in _CAPITALISED.findall(text) for found in states().called(_bare(word))):
            return True
        if self._called is None:
            self._called = {}
            for one in self._actors:
                if one.entity.startswith(("group:", "org:", "state:")) and (party := self._sides(one)):
                    self._called.setdefault(party, set()).add(one.text)
            for party in self._called:
                group = groups().get(party.removeprefix("group:"))
                self._called[party].update((group.name, *group.aliases) if group is not None else ())
        return any(name in text for name in self._called.get(key, ()))


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


@cache
def _sides_words() -> re.Pattern[str]:
    """What finds a word for a side that a report leaves unnamed: "the army", "the rebels"."""
    words = table("parties")["words"]
    return compiled((*words["rebels"], *words["government"]))
