"""The families, words and weights by which events are joined, read once from data/happenings.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from .marks import mark


class Rule(msgspec.Struct, frozen=True):
    """Events of one type, and of some modes, CAMEO codes (their beginnings; `$` ends one), triggers, content words."""

    type: str
    modes: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()
    trigger: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def holds(self, mode: str | None, cameo: str | None, trigger: str, words: Collection[str]) -> bool:
        """Whether an event of the rule's type, with these stems of trigger and content words, falls under it."""
        if self.modes and mode not in self.modes:
            return False
        if self.cameo and not f"{cameo or ''}$".startswith(self.cameo):
            return False
        if self.trigger and trigger not in self.trigger:
            return False
        return not self.words or any(word in words for word in self.words)


class Weights(msgspec.Struct, frozen=True):
    """The weights by group, in log-odds-like units; what each is for stands beside it in the file."""

    threshold: float
    start: float
    start_verbal: float
    start_rare: float
    best_of: int
    floor: float
    sure: float
    sure_of_vague: float
    known: float
    merge: float
    day: dict[str, Any]
    place: dict[str, float]
    actors: dict[str, float]
    toll: dict[str, float]
    words: dict[str, float]
    kind: dict[str, float]
    report: dict[str, float]


class Tuning(msgspec.Struct, frozen=True):
    """Everything that the file holds, ready to be asked."""

    families: dict[str, tuple[tuple[str, Rule], ...]]
    worded: frozenset[str]
    verbal: frozenset[str]
    mutual: frozenset[str]
    rare: frozenset[str]
    together: dict[str, frozenset[tuple[str, str]]]
    status: dict[str, str]
    stop: frozenset[str]
    alike: dict[str, str]
    again: frozenset[str]
    ordinals: frozenset[str]
    numbers: frozenset[str]
    back: frozenset[str]
    acts: frozenset[str]
    third: frozenset[int]
    weights: Weights


@cache
def tuning() -> Tuning:
    """The tables of data/happenings.toml."""
    table = tomllib.loads(files(__package__).joinpath("data/happenings.toml").read_text(encoding="utf-8"))
    families: dict[str, list[tuple[str, Rule]]] = {}
    for row in table["family"]:
        for rule in msgspec.convert(row["rules"], list[Rule]):
            families.setdefault(rule.type, []).append((row["name"], rule))
    return Tuning(
        families={type: tuple(several) for type, several in families.items()},
        worded=frozenset(type for type, several in families.items() if any(rule.words for _, rule in several)),
        verbal=frozenset(table["kinds"]["verbal"]),
        mutual=frozenset(table["kinds"]["mutual"]),
        rare=frozenset(table["kinds"]["rare"]),
        together={
            family: frozenset((a, b) for group in groups for a in group for b in group)
            for family, groups in table["modes"].items()
        },
        status={status: name for name, several in table["status"].items() for status in several},
        stop=frozenset(table["words"]["stop"].split()),
        alike={word: group.split()[0] for group in table["words"]["alike"] for word in group.split()},
        again=frozenset((table["words"]["again"] + " " + table["words"]["ordinals"]).split()),
        ordinals=frozenset(table["words"]["ordinals"].split()),
        numbers=frozenset(table["words"]["numbers"].split()),
        back=frozenset(table["words"]["back"].split()),
        third=frozenset(map(mark, table["words"]["third"].split())),
        acts=frozenset(table["words"]["acts"].split()),
        weights=msgspec.convert(table["weights"], Weights),
    )


def family(type: str, mode: str | None, cameo: str | None, trigger: str = "", words: Collection[str] = ()) -> str:
    """The family of a coding, with the stems of its trigger and words; of two families no happening is the same."""
    for name, rule in tuning().families.get(type, ()):
        if rule.holds(mode, cameo, trigger, words):
            return name
    return type.lower()
