"""A chance: the base rate of the reference class, moved by what holds, never by a number that is not explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec
import numpy as np

from dragoman.records import Adjustment, Chance, to_json

from .adjusting import adjustments, rules, spread, total
from .logit import expit, logit
from .questions import Question
from .situation import Condition, Situation

MODEL = "classes+judgement/1"
"""What made a chance: reference classes, and adjustments by judgement; counted up when either changes what it says."""
_LEAST = 0.0001  # nothing is certain


@dataclass(frozen=True, slots=True)
class Base:
    """What a chance starts from: a reference class, shrunk to the wider one.

    `p`, `low`, `high` in [0, 1] (95 % interval); `n` cases, `of` what; `says` is the class in one sentence, `cases`
    some of them by name; `source` tells tables with version and date; `proxy` what it stands for where it is not the
    thing itself.
    `measured` are adjustments whose worth was shown on held-out data (the conflict's own record, say).
    """

    key: str
    says: str
    p: float
    low: float
    high: float
    n: int
    cases: tuple[str, ...] = ()
    source: str = ""
    proxy: str = ""
    of: str = ""
    measured: tuple[Adjustment, ...] = ()


def issue(question: Question, base: Base, situation: Situation, *, previous: float | None = None) -> Chance:
    """The chance of a question.

    Args:
        question: what is asked.
        base: what it starts from.
        situation: what holds of its parties.
        previous: what the chance of the same question was last time.

    Returns:
        Its `adjustments` are those of the base, then those of the situation; `p` is `base` moved by all of them in
        log-odds. The interval adds theirs to that of the base, as independent.
    """
    moved = adjustments(question.template, situation.conditions)
    p, low, high = _moved(base, moved)
    chance = Chance(
        id="",
        question=question.id,
        parties=list(question.parties),
        horizon_days=question.days,
        issued=question.asked,
        p=p,
        low=low,
        high=high,
        base=round(base.p, 4),
        base_low=round(base.low, 4),
        base_high=round(base.high, 4),
        base_n=base.n,
        base_cases=list(base.cases),
        table=round(base.p, 4),
        adjustments=[*base.measured, *moved],
        previous=previous,
        model=MODEL,
        template=question.template,
        deadline=question.deadline,
        words=question.told("asks"),
        data=base.source,
    )
    return msgspec.structs.replace(chance, id=_id(chance))


def _moved(base: Base, moved: Sequence[Adjustment]) -> tuple[float, float, float]:
    """A base rate after adjustments, and its interval."""
    start = float(logit(base.p)) + sum(one.log_odds for one in base.measured)
    centre = start + total(moved)
    below, above = spread([*base.measured, *moved])
    low = centre - ((float(logit(base.p)) - float(logit(base.low))) ** 2 + below**2) ** 0.5
    high = centre + ((float(logit(base.high)) - float(logit(base.p))) ** 2 + above**2) ** 0.5
    found = np.round(expit(np.array([centre, low, high])), 4).clip(_LEAST, 1 - _LEAST)
    return tuple(found.tolist())


def _id(chance: Chance) -> str:
    """Of all that it says but what was said before it: on a day on which more was read, another chance is another."""
    return "c-" + sha256(to_json(msgspec.structs.replace(chance, previous=None))).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Other:
    """What would move a chance: the condition in words, and what the chance would be."""

    says: str
    p: float


def would_move(question: Question, base: Base, situation: Situation) -> list[Other]:
    """What does not hold and would move the chance, the strongest first."""
    holding = {one.name for one in situation.conditions}
    now, _, _ = _moved(base, adjustments(question.template, situation.conditions))
    found = []
    for rule in rules().values():
        if rule.when not in holding and question.template in rule.sizes:
            also = [*_without_stage(situation.conditions, rule.when), Condition(rule.when, "either side")]
            p, _, _ = _moved(base, adjustments(question.template, also))
            found.append(Other(rule.says.format(party=_someone(rule.when)), p))
    return sorted(found, key=lambda one: -abs(one.p - now))


_STAGES = frozenset({"under_way", "agreed_ahead", "adjourned", "broken_off"})
_LEVELS = frozenset({"high_level", "low_level"})


def _without_stage(conditions: Iterable[Condition], new: str) -> list[Condition]:
    """The conditions that can hold beside a new one: talks have one stage, and one level."""
    group = next((one for one in (_STAGES, _LEVELS) if new in one), frozenset[str]())
    return [one for one in conditions if one.name not in group]


def _someone(condition: str) -> str:
    return {"mediated": "a third party", "venue": "any place"}.get(condition, "one side")
