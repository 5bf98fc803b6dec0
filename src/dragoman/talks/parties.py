"""Who is meant: the party key of an actor, which keys are states, and who "the rebels" of a report are.

A party key is the ISO 3166-1 alpha-3 code of a state, for all who act for it; the entity of an armed or political group
("group:COL-ELN"), for its members, leaders and wings; the code or entity of an international body ("UNO",
"igo:african-union"); or "rebels:COD" for rebels that a report does not name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from dragoman.codebooks import groups, states
from dragoman.records import Actor

from .words import compiled, table

_LED = re.compile(r"\b([A-Z][\w’']+)[-‑](?:led|backed|dominated|aligned|supported) ")


@cache
def _sectors(kind: str) -> frozenset[str]:
    return frozenset(table("parties")[kind])


@lru_cache(1 << 16)
def is_state(key: str) -> bool:
    """Whether a party key is that of a state."""
    return len(key) == 3 and key in states()


@cache
def _stands(code: str) -> bool:
    """Whether a code is that of a state that still is one: nobody talks for the Soviet Union."""
    state = states().get(code) if len(code) == 3 else None
    return state is not None and state.end is None


@lru_cache(1 << 16)
def is_body(key: str) -> bool:
    """Whether a party key is that of an international body: it mediates, hosts or watches and is no party."""
    return key in _sectors("bodies") or key.startswith(("igo:", "ngo:", "int:", "person:"))


def is_group(key: str) -> bool:
    """Whether a party key is that of an armed or political group."""
    return not is_state(key) and not is_body(key)


@cache
def is_armed(key: str) -> bool:
    """Whether a group is one that fights, and not a party in parliament."""
    group = groups().get(key.removeprefix("group:")) if key.startswith("group:") else None
    return bool(_sectors("armed").intersection(group.sectors)) if group is not None else is_group(key)


def may_fight(actor: Actor) -> bool:
    """Whether an actor may be of a group, armed or political: a quick look, before it is known of which."""
    named = actor.entity.startswith(("group:", "org:"))
    return named or not _sectors("armed").isdisjoint(actor.sectors) or _words("rebels").search(actor.text) is not None


@cache
def home(key: str) -> str:
    """The state that a group belongs to by the codebook, a state itself; "" when the key does not tell."""
    if is_state(key):
        return key
    if key.startswith("rebels:"):
        return key.removeprefix("rebels:")
    group = groups().get(key.removeprefix("group:")) if key.startswith("group:") else None
    return group.iso3 if group is not None and is_state(group.iso3) else ""


@cache
def _owners() -> dict[str, list[tuple[str, str]]]:
    """Armed groups by the name that they share with others: ("National Liberation Army (Colombia)")."""
    found: dict[str, list[tuple[str, str]]] = {}
    for group in groups().all():
        if _sectors("armed").intersection(group.sectors):
            found.setdefault(group.name.partition(" (")[0].casefold(), []).append((group.iso3, group.entity))
    return found


@cache
def _words(name: str) -> re.Pattern[str]:
    return compiled(table("parties")["words"][name])


class Sides:
    """The party keys of one report's actors: names in it tell who "the rebels", "the government", a leader are."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._known: Counter[str] = Counter()
        self._homes: Counter[str] = Counter()
        kept = list(actors)
        self._states = {actor.code for actor in kept if actor.code}
        self._governs = {group for actor in kept for group in _governing(actor)}
        for actor in kept:
            key = self._named(actor)
            if key is not None:
                self._known[key] += 1
        for key, count in self._known.items():
            if is_group(key) and home(key):
                self._homes[home(key)] += count
        if not self._homes:
            for actor in kept:
                official = {"MIL", "GOV"}.intersection(actor.sectors) and actor.entity.startswith(("role:", "gov:"))
                if official and actor.code and is_state(actor.code):
                    self._homes[actor.code] += 1
        self._keys: dict[tuple[str, str, str], str | None] = {}

    def __call__(self, actor: Actor) -> str | None:
        """The party key of an actor, or None for one who is no party: a reporter, a civilian, a company."""
        mention = (actor.entity, actor.code or "", actor.text)
        if mention not in self._keys:
            self._keys[mention] = self._key(actor)
        return self._keys[mention]

    def _key(self, actor: Actor) -> str | None:
        if self._homes and _words("ruling").fullmatch(actor.text) and (home_ := self._home()) in self._states:
            return home_
        rebels = _words("rebels").search(actor.text) is not None
        key = self._named(actor)
        if rebels and (key is None or is_state(key)):
            return self._rebels(actor.code)
        if key is not None:
            return None if is_state(key) and _is_led(actor) else key
        if _sectors("armed").intersection(actor.sectors):
            return self._rebels(actor.code)
        if (
            actor.code is None
            and actor.sectors[:1] in (["GOV"], ["MIL"])
            and actor.entity.startswith(("role::", "person:"))
        ):
            return self._of_government(actor)
        return None

    def _named(self, actor: Actor) -> str | None:
        entity, code, sectors = actor.entity, actor.code, actor.sectors
        if entity.startswith("group:"):
            key = _group_key(entity, sectors)
            return home(key) if key in self._governs else key
        if entity.startswith("igo:") or code in _sectors("bodies"):
            if code not in (None, "IGO", "NGO", "INT", "MNC", "IMG"):
                return code
            if code is not None and entity.startswith("org:"):  # of no kind in its name, and no group that fights
                return f"{code.lower() if code in ('IGO', 'NGO') else 'int'}:{entity.removeprefix('org:')}"
            return entity
        if entity.startswith("org:"):
            if (known := self._by_name(actor)) is not None:
                return known
            group = _sectors("armed").intersection(sectors) or (not sectors and _words("armed").search(actor.name))
            return entity if group else (code if code and _sectors("state").intersection(sectors) else None)
        if code is None or not _stands(code):
            return None
        if not sectors or _sectors("state").intersection(sectors[:1]) or sectors[:1] == ["UNK"]:
            return code if not entity.startswith("nominal:") or sectors else None
        return None

    def _by_name(self, actor: Actor) -> str | None:
        """The group of the books that an organisation is, where several bear its name and one state is named."""
        owners = _owners().get(actor.name.casefold(), ())
        found = [f"group:{wing}" for state, wing in owners if state == actor.code or state in self._states]
        return found[0] if len(found) == 1 else None

    def _rebels(self, code: str | None) -> str | None:
        """The group that unnamed rebels of a state are: the one that the report names most, else nobody by name."""
        found = [
            (count, key)
            for key, count in self._known.items()
            if is_group(key) and (code is None or home(key) in ("", code))
        ]
        if found:
            most = max(count for count, _ in found)
            return min(key for count, key in found if count == most)
        of = code or self._home()
        return f"rebels:{of}" if of else None

    def _of_government(self, actor: Actor) -> str | None:
        """The state of a government that the report does not name beside it: that of its groups."""
        return self._home() if _words("government").search(actor.text) or actor.sectors[:1] == ["GOV"] else None

    def _home(self) -> str | None:
        if not self._homes:
            return None
        most = max(self._homes.values())
        return min(key for key, count in self._homes.items() if count == most)


def _is_led(actor: Actor) -> bool:
    """Whether forces are led or backed by others than the state they were read as: whose they are is a guess."""
    led = _LED.search(actor.text) if actor.entity.startswith("role:") else None
    return led is not None and all(found.iso3 != actor.code for found in states().called(led[1]))


def _governing(actor: Actor) -> list[str]:
    """The group keys of an authority that governs a state, and of the group it grew from."""
    name = actor.entity.removeprefix("group:").partition(":")[0] if actor.entity.startswith("group:") else ""
    group = groups().get(name)
    if group is None or actor.sectors[:1] != ["GOV"] or name in table("parties")["wings"] or not is_state(group.iso3):
        return []
    return [f"group:{name}", *([f"group:{group.parent}"] if group.parent else [])]


def _group_key(entity: str, sectors: list[str]) -> str | None:
    """A group's own key, or its state's where it is an arm of it."""
    wings: dict[str, str] = table("parties")["wings"]
    name = entity.removeprefix("group:").partition(":")[0]
    name = wings.get(name, name)
    group = groups().get(name)
    held = frozenset(group.sectors) if group is not None else frozenset(sectors)
    if (
        sectors
        and sectors[0] in _sectors("state")
        and group is not None
        and is_state(group.iso3)
        and name not in wings.values()
    ):
        return group.iso3  # it governs, as of the report
    if _sectors("group").intersection(held):
        return f"group:{name}"
    if group is not None and _sectors("state").intersection(held) and is_state(group.iso3):
        return group.iso3
    return None
