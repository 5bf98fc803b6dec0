"""Will deaths at most halve, or at least double? The rate at that level of deaths, moved by how they came to it.

The deaths of a country in the next three months are held against those of the last three, where these were 25 or more;
with fewer a single event decides. What falls back or grows is told by how steady the deaths were: after a month far
above the others they mostly fall. Refit each January on what was known by then.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .history.deaths import DeathMonths
from .intervals import clustered
from .logit import Floats
from .months import first_of
from .violence import START, Fitted, Ints, Rates, ages, fitted, rates, sums, with_rate

SPAN = 3
"""Months that are held against each other."""
LEVELS = (25.0, 75.0, 300.0, 1000.0)
"""From how many deaths in the last three months on each level begins; below the first nothing is asked."""
KINDS = ("halve", "double")
NAMES = (
    "rate at this level of deaths",
    "the last month against the last 3",
    "the last 6 months against the last 3",
    "the last 12 months against the last 3",
    "the last 36 months against the last 3",
    "the worst of the last 3 months against their mean",
    "how unsteady the last 12 months were",
)
"""The drivers: log-odds of the rate, logarithms of ratios of monthly means, standard deviation of log deaths."""

_OVERLAP = 2.0  # cases a month apart share two thirds of what they tell: so many of them count as one


@dataclass(frozen=True, slots=True)
class January:
    """What was known in a January of one kind of change: the rates by level of deaths, and the model."""

    kind: str
    model: Fitted
    levels: Rates


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """(months, countries) chances and the rates by level beside them, NaN where nothing is asked or known.

    `outcomes` are 1 or 0; NaN also where the next three months are not in the deaths.
    """

    p: Floats
    table: Floats
    outcomes: Floats


@dataclass(frozen=True, slots=True)
class ChangeScore:
    """Mean Brier scores of the model and of the rate by level, and their difference with its 95 % interval.

    `rows` country-months in `countries` were asked and are known; in `happened` of them it came true.
    """

    kind: str
    rows: int
    countries: int
    happened: int
    brier: float
    table: float
    difference: float
    low: float
    high: float


def asked(past: DeathMonths) -> NDArray[np.bool_]:
    """(months, countries) where the last three months had deaths enough to ask."""
    found: NDArray[np.bool_] = sums(past.deaths, SPAN) >= LEVELS[0]
    return found


def levels(past: DeathMonths) -> Ints:
    """(months, countries) the place in `LEVELS` of the deaths of the last three months; below the first is 0 too."""
    return np.maximum(0, np.digitize(sums(past.deaths, SPAN), LEVELS) - 1).astype(np.int64)


def values(past: DeathMonths) -> Floats:
    """(months, countries, drivers) of `NAMES` but the first; each month's are made of it and of earlier ones."""
    so_far = np.arange(1, len(past) + 1)[:, None]

    def mean(months: int) -> Floats:
        found: Floats = np.log1p(np.maximum(sums(past.deaths, months), 0.0) / np.minimum(months, so_far))
        return found

    logs, count = np.log1p(past.deaths), np.minimum(12, so_far)
    spread = sums(logs**2, 12) / count - (sums(logs, 12) / count) ** 2
    padded = np.concatenate([np.zeros((SPAN - 1, len(past.countries))), past.deaths])
    worst = np.max([padded[back : back + len(past)] for back in range(SPAN)], axis=0)
    others = [mean(1), mean(6), mean(12), mean(36), np.log1p(worst)]
    return np.stack([*(other - mean(SPAN) for other in others), np.sqrt(np.maximum(spread, 0.0))], axis=-1)


def outcomes(past: DeathMonths, kind: str) -> Floats:
    """(months, countries) whether deaths at most halved or at least doubled; NaN where not asked or not known yet."""
    last = sums(past.deaths, SPAN)
    following = np.full(last.shape, np.nan)
    following[:-SPAN] = last[SPAN:]
    came = following <= last / 2 if kind == "halve" else following >= 2 * last
    return np.where(asked(past) & ~np.isnan(following), came.astype(np.float64), np.nan)


def january(past: DeathMonths, kind: str, year: int, known: Floats | None = None) -> January | None:
    """What was known in a year's January; None where no outcome was yet.

    Args:
        past: the deaths; of those from that January on none has a say.
        kind: one of `KINDS`.
        year: a calendar year.
        known: `values(past)`, where they are at hand.
    """
    known = values(past) if known is None else known
    until = past.until(first_of(year) - 1)
    if len(until) <= START + SPAN:
        return None
    came = outcomes(until, kind)
    came[:START] = np.nan
    months, countries = np.nonzero(~np.isnan(came))
    if not months.size:
        return None
    cells, y = levels(until)[months, countries], came[months, countries]
    weights = ages(past.first + months, year) / _OVERLAP
    table = rates(cells, y, weights, len(LEVELS))
    return January(kind, fitted(with_rate(known[months, countries], table, cells), y, weights, year), table)


def walk_forward(past: DeathMonths, kind: str, first: int, last: int) -> Changes:
    """The chances as they would have been given at the end of each month between two, each from its January's model."""
    p, table = np.full(past.deaths.shape, np.nan), np.full(past.deaths.shape, np.nan)
    known, cells, ask = values(past), levels(past), asked(past)
    for year in range(max(first, past.first) // 12, min(last, past.last) // 12 + 1):
        model = january(past, kind, year, known)
        if model is None:
            continue
        months = past.first + np.arange(len(past))
        here = ask & ((months // 12 == year) & (months >= first) & (months <= last))[:, None]
        p[here] = model.model.chance(with_rate(known[here], model.levels, cells[here]))
        table[here] = np.array(model.levels.rates)[cells[here]]
    return Changes(p, table, outcomes(past, kind))


def score(past: DeathMonths, first: int, last: int) -> list[ChangeScore]:
    """How good the chances of the months between two would have been, by kind; one without known rows is left out."""
    found = []
    for kind in KINDS:
        walk = walk_forward(past, kind, first, last)
        months, countries = np.nonzero(~np.isnan(walk.p) & ~np.isnan(walk.outcomes))
        if not months.size:
            continue
        p, table, y = (one[months, countries] for one in (walk.p, walk.table, walk.outcomes))
        gain = (p - y) ** 2 - (table - y) ** 2
        low, high = clustered(gain, countries.astype(np.int64))
        found.append(
            ChangeScore(
                kind=kind,
                rows=int(y.size),
                countries=int(np.unique(countries).size),
                happened=int(y.sum()),
                brier=float(((p - y) ** 2).mean()),
                table=float(((table - y) ** 2).mean()),
                difference=float(gain.mean()),
                low=low,
                high=high,
            )
        )
    return found
