"""Reference classes: how often something came of like cases, with interval, number and names, as counted and shipped.

The data are made by scripts/build_classes.py; docs/models/reference-classes.md tells how, and what they cannot say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from types import MappingProxyType
from typing import Any

from dragoman.errors import UnknownCode

from .intervals import wilson

STRENGTH = 5.0
"""How many cases the wider class's rate counts as in `shrunk`. Of 0, 5, 20, 50 and a strength by moments, 0 and 5
scored best when walked forward over 2004-2020 (scripts/measure_shrinking.py); 5 is for classes with few cases."""

_KINDS = {"round": "document", "ceasefire": "ceasefire", "agreement": "agreement"}
_DEATHS = ("deaths_halve", "deaths_double")


@dataclass(frozen=True, slots=True)
class Case:
    """The cases of one name: the year of the latest, how often what the class tells of came, and of how many."""

    name: str
    year: int
    came: int
    of: int


@dataclass(frozen=True, slots=True)
class Source:
    """A published table that was counted on: `until` the last ISO day that it covers."""

    key: str
    name: str
    licence: str
    file: str
    version: str
    until: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """What came of like cases: `rate` in [0, 1] with its 95 % interval [low, high].

    `n` cases (`unit`) of `clusters` (`of`) tell as much as `effective` independent ones; `days` is the horizon, `years`
    the first and last in which a case began. `cases` are the most recent by name, `rest` counts the names left out.
    `proxy` is "" or tells what is asked for in truth, `wider` is "" or the key of the class to shrink towards;
    `template` the kind of question it answers, "" for none; `cell` that of the five-cell table.
    """

    key: str
    says: str
    rate: float
    low: float
    high: float
    n: int
    clusters: int
    effective: float
    unit: str
    of: str
    days: int
    years: tuple[int, int]
    sources: tuple[str, ...]
    cases: tuple[Case, ...]
    rest: int
    template: str = ""
    proxy: str = ""
    wider: str = ""
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A class that is asked for and that no table supports: `proxy` is the key of what is shown in its place."""

    asks: str
    template: str
    proxy: str
    why: str


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A class's rate moved towards that of its wider class, with its 95 % interval."""

    p: float
    low: float
    high: float

    def __iter__(self) -> Iterator[float]:
        return iter((self.p, self.low, self.high))


@cache
def classes() -> Mapping[str, ReferenceClass]:
    """All classes by key, in the order in which they are listed."""
    return MappingProxyType({key: _class(key, row) for key, row in _data()["class"].items()})


@cache
def sources() -> Mapping[str, Source]:
    """The tables that were counted on, by key."""
    return MappingProxyType({key: Source(key=key, **row) for key, row in _data()["source"].items()})


@cache
def unsupported() -> tuple[Unsupported, ...]:
    """What is asked for and has no class, with what stands in for it."""
    return tuple(Unsupported(**row) for row in _data()["unsupported"])


def named(key: str) -> ReferenceClass:
    """The class with a key.

    Raises:
        UnknownCode: there is none.
    """
    if key not in classes():
        raise UnknownCode(f"no reference class {key!r}", hint="docs/models/reference-classes.md lists them")
    return classes()[key]


def shrunk(one: ReferenceClass, strength: float = STRENGTH) -> Shrunk:
    """A class's rate moved towards its wider class's, the more so the fewer cases it has.

    The mean of a beta posterior whose prior has the wider class's (shrunk) rate as its mean and counts as `strength`
    cases (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 2.4); the class counts as its effective cases.
    The interval is Wilson's at both together. A class with no wider one stays as it is.

    Args:
        one: a class.
        strength: how many cases the wider class's rate counts as, 0 or more.

    Raises:
        ValueError: the strength is below 0.
    """
    if strength < 0:
        raise ValueError(f"a strength of {strength}")
    if not one.wider or strength == 0:
        return Shrunk(one.rate, one.low, one.high)
    together = one.effective + strength
    p = (one.effective * one.rate + strength * shrunk(named(one.wider), strength).p) / together
    return Shrunk(p, *wilson(p, together))


def cell_of(n12: int, n60: int) -> int:
    """The cell of the five-cell table that a process with so many documents in 12 and in 60 months is in.

    Raises:
        ValueError: fewer in 60 months than in 12, or fewer than none.
    """
    if not 0 <= n12 <= n60:
        raise ValueError(f"{n12} documents in 12 months and {n60} in 60")
    if not n60:
        return 0
    return 1 if not n12 else 2 if n12 == 1 else 3 if n12 <= 3 else 4


def for_documents(n12: int, n60: int, template: str, horizon_days: int) -> ReferenceClass:
    """The class of conflicts in which as much was signed lately, at the horizon nearest to the one asked for.

    Its `days` tell at which; `carried` brings its rate to another horizon.

    Args:
        n12: documents of the pair's process in the last 12 months, and
        n60: in the last 60.
        template: "round", "ceasefire" or "agreement".
        horizon_days: 1 or more.

    Raises:
        UnknownCode: no class depends on documents for such a question.
        ValueError: the numbers cannot be, or the horizon is below 1.
    """
    return _of_months(template, f"cell{cell_of(n12, n60)}", horizon_days)


def for_live(template: str, horizon_days: int) -> ReferenceClass:
    """The class of all processes with a document in the last 24 months, at the horizon nearest to the one asked for.

    Raises:
        UnknownCode, ValueError: as `for_documents`.
    """
    return _of_months(template, "live", horizon_days)


def for_any(template: str, horizon_days: int) -> ReferenceClass:
    """The class of all conflicts lately active, at the horizon nearest to the one asked for.

    Raises:
        UnknownCode, ValueError: as `for_documents`.
    """
    return _of_months(template, "all", horizon_days)


def for_deaths(last_three_months: float, template: str) -> ReferenceClass:
    """The class of country-months with as many deaths in the last three months; below 25 that of all with 25 and more.

    Args:
        last_three_months: deaths in them, 0 or more.
        template: "deaths_halve" or "deaths_double".

    Raises:
        UnknownCode: no class depends on deaths for such a question.
    """
    if template not in _DEATHS:
        raise UnknownCode(f"no class by deaths for {template!r}", hint=f"One of {', '.join(_DEATHS)}")
    base = template.replace("_", "-")
    found = base
    for key in classes():
        low, _, high = key.removeprefix(f"{base}-").partition("-")
        if key.startswith(f"{base}-") and low.isdecimal() and int(low) <= last_three_months < float(high or "inf"):
            found = key
    return classes()[found]


def carried(p: float, days: int, to: int) -> float:
    """A chance within so many days as a chance within another number, as if nothing aged: 1 - (1 - p)^(to / days).

    For horizons near to the one that was counted; hazards fall with time, so it errs upward for longer ones.

    Raises:
        ValueError: p is no probability, or a horizon is below 1.
    """
    if not 0 <= p <= 1 or days < 1 or to < 1:
        raise ValueError(f"{p} within {days} days cannot be carried to {to}")
    return float(1 - (1 - p) ** (to / days))


def _of_months(template: str, which: str, horizon_days: int) -> ReferenceClass:
    """The class of some conflict-months for a question about talks."""
    if template not in _KINDS:
        raise UnknownCode(f"no class of conflict-months for {template!r}", hint=f"One of {', '.join(_KINDS)}")
    return _nearest(f"months-{_KINDS[template]}", which, horizon_days)


def _nearest(kind: str, which: str, horizon_days: int) -> ReferenceClass:
    """The class of a kind whose horizon is nearest by ratio, the shorter of two as near."""
    if horizon_days < 1:
        raise ValueError(f"a horizon of {horizon_days} days")
    found = [one for key, one in classes().items() if key.startswith(f"{kind}-") and key.endswith(f"-{which}")]
    return min(found, key=lambda one: (abs(log(one.days / horizon_days)), one.days))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data/classes.toml").read_text("utf-8"))


def _class(key: str, row: Mapping[str, Any]) -> ReferenceClass:
    """One class of its row, whose lists become tuples."""
    first, last = row["years"]
    return ReferenceClass(
        **{
            **row,
            "key": key,
            "years": (first, last),
            "sources": tuple(row["sources"]),
            "cases": tuple(Case(*case) for case in row["cases"]),
        }
    )
