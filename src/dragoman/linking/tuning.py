"""The families, words and weights by which events are joined, read once from data/happenings.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


class Rule(msgspec.Struct, frozen=True):
    """Events of one type, of some modes or beginnings of the CAMEO code (one that ends in `$` is the whole code)."""

    type: str
    modes: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()

    def holds(self, type: str, mode: str | None, cameo: str | None) -> bool:
        """Whether an event of this coding falls under the rule."""
        if type != self.type or (self.modes and mode not in self.modes):
            return False
        code = f"{cameo or ''}$"
        return not self.cameo or code.startswith(self.cameo)


class Weights(msgspec.Struct, frozen=True):
    """The weights by group, in log-odds-like units; what each is for stands beside it in the file."""

    threshold: float
    start: float
    start_verbal: float
    best_of: int
    floor: float
    day: dict[str, Any]
    place: dict[str, float]
    actors: dict[str, float]
    toll: dict[str, float]
    words: dict[str, float]
    kind: dict[str, float]
    report: dict[str, float]


class Tuning(msgspec.Struct, frozen=True):
    """Everything that the file holds, ready to be asked."""

    families: tuple[tuple[str, tuple[Rule, ...]], ...]
    verbal: frozenset[str]
    mutual: frozenset[str]
    together: dict[str, frozenset[tuple[str, str]]]
    status: dict[str, str]
    stop: frozenset[str]
    again: frozenset[str]
    back: frozenset[str]
    weights: Weights


@cache
def tuning() -> Tuning:
    """The tables of data/happenings.toml."""
    table = tomllib.loads(files(__package__).joinpath("data/happenings.toml").read_text(encoding="utf-8"))
    return Tuning(
        families=tuple((row["name"], msgspec.convert(row["rules"], tuple[Rule, ...])) for row in table["family"]),
        verbal=frozenset(table["kinds"]["verbal"]),
        mutual=frozenset(table["kinds"]["mutual"]),
        together={
            family: frozenset((a, b) for group in groups for a in group for b in group)
            for family, groups in table["modes"].items()
        },
        status={status: name for name, several in table["status"].items() for status in several},
        stop=frozenset(table["words"]["stop"].split()),
        again=frozenset(table["words"]["again"].split()),
        back=frozenset(table["words"]["back"].split()),
        weights=msgspec.convert(table["weights"], Weights),
    )


@cache
def family(type: str, mode: str | None, cameo: str | None) -> str:
    """The family of a coding; events of two families are never the same happening."""
    for name, rules in tuning().families:
        if any(rule.holds(type, mode, cameo) for rule in rules):
            return name
    return type.lower()
