"""What moves a chance away from its base rate: conditions, each with a stated size in log-odds and where it is from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.records import Adjustment

from .situation import Condition

JUDGEMENT = "judgement"
"""The worth of an adjustment whose size no table shows."""
MOST = 1.2
"""The most that all adjustments together move a chance, in log-odds: they are not as independent as their sum."""


@dataclass(frozen=True, slots=True)
class Size:
    """An adjustment of one template, in log-odds, and between what it may lie."""

    log_odds: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rule:
    """What a condition says, and by how much it moves each template that it moves."""

    when: str
    says: str
    sizes: Mapping[str, Size]


@cache
def rules() -> Mapping[str, Rule]:
    """The adjustments, by the name of their condition."""
    table = tomllib.loads(files(__package__).joinpath("data/adjustments.toml").read_text("utf-8"))
    return {
        row["when"]: Rule(row["when"], row["says"], {name: Size(*size) for name, size in row["for"].items()})
        for row in table["adjustment"]
    }


def adjustments(template: str, conditions: Iterable[Condition]) -> list[Adjustment]:
    """The adjustments of a question by what holds, the largest first."""
    found = []
    for one in conditions:
        rule = rules()[one.name]
        size = rule.sizes.get(template)
        if size is not None:
            found.append(
                Adjustment(
                    reason=rule.says.format(party=one.of),
                    log_odds=size.log_odds,
                    low=size.low,
                    high=size.high,
                    worth=JUDGEMENT,
                    evidence=list(one.evidence),
                )
            )
    return sorted(found, key=lambda one: -abs(one.log_odds))


def total(found: Sequence[Adjustment]) -> float:
    """By how much they move a chance together, in log-odds: their sum, within `MOST`."""
    return max(-MOST, min(MOST, sum(one.log_odds for one in found)))


def spread(found: Sequence[Adjustment]) -> tuple[float, float]:
    """How far below and above their total the truth may lie, in log-odds: as of independent errors."""
    below = sum((one.log_odds - one.low) ** 2 for one in found) ** 0.5
    above = sum((one.high - one.log_odds) ** 2 for one in found) ** 0.5
    return below, above
