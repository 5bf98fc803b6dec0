"""Will at least 25 die in a country next month? The rate after such a year, moved by the country's own deaths.

Refit each January on what was known by then, old months counting half after eight years. The table says how often such
a month followed as many of them in the last twelve; a logistic regression starts from it and moves with the deaths of
shorter and longer spans. Beside each chance stand the table's and that of persistence: how often such a month followed
one that was (or was not) such a month. What was tried is told in `docs/models/violence.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .history.deaths import DeathMonths
from .logit import Floats, expit, fit, logit
from .months import first_of

THRESHOLD = 25.0
"""Deaths in a month; as many in a year make a conflict for UCDP."""
HALF_LIFE = 8.0
"""Years after which a case counts half (design, chances; 4 to 16 years score the same here)."""
YEAR = 12

_SUMS = (1, 3, 6, 12, 36)
_SHARES = (3, 36, 120)
NAMES = (
    f"rate after as many months with {THRESHOLD:.0f} or more in the last 12",
    *(f"deaths in the last {count} months" if count > 1 else "deaths in the last month" for count in _SUMS),
    *(f"share of the last {count} months with {THRESHOLD:.0f} or more" for count in _SHARES),
)
"""The drivers: log-odds of the table's rate, then those of `values`: logarithms of one and the deaths, and shares."""

START = 36
"""Months of past before the first case, so that the longest sum is whole."""
_STRENGTH = 5.0  # of the prior on each coefficient, in cases' worth
_WIDER = 5.0  # cases of all countries that a cell's rate is mixed with

Ints = NDArray[np.int64]
_Number = TypeVar("_Number", np.float64, np.int64)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A logistic model of a January that starts from a table: `coefficients` with the intercept first, `cases` it saw.

    The first driver is the log-odds of the table's rate, less their mean; the others are standardised.
    """

    year: int
    means: tuple[float, ...]
    scales: tuple[float, ...]
    coefficients: tuple[float, ...]
    cases: int

    def drivers(self, values: Floats) -> Floats:
        """What each adds to the log-odds of an average country-month: (..., drivers) raw values in, the same out."""
        moved: Floats = (values - np.array(self.means)) / np.array(self.scales) * np.array(self.coefficients[1:])
        return moved

    def chance(self, values: Floats) -> Floats:
        """(...,) probabilities of raw values (..., drivers)."""
        return expit(self.coefficients[0] + self.drivers(values).sum(axis=-1))


@dataclass(frozen=True, slots=True)
class Rates:
    """How often something followed, by cell: `rates` and how many `cases` each rests on; `base` is that of all."""

    base: float
    rates: tuple[float, ...]
    cases: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class January:
    """What was known in a January: the model, the rates after a month below the threshold or not, and those after 0 to
    12 such months in the last twelve."""

    model: Fitted
    persistence: Rates
    count12: Rates

    def chance(self, values: Floats, counts: Ints) -> Floats:
        """(...,) chances of `values` (..., drivers) and `recent_hits` (...,)."""
        return self.model.chance(with_rate(values, self.count12, counts))

    def drivers(self, values: Floats, counts: Ints) -> Floats:
        """(..., drivers) what each of `NAMES` adds to the log-odds of an average row (the first coefficient)."""
        return self.model.drivers(with_rate(values, self.count12, counts))


@dataclass(frozen=True, slots=True, eq=False)
class Chances:
    """(months, countries) chances of the month after each, NaN where nothing was known yet; rows as in the deaths."""

    p: Floats
    persistence: Floats
    count12: Floats


def sums(values: NDArray[_Number], months: int) -> NDArray[_Number]:
    """(months, countries) sums of each month and those before it, so many in all or as many as there are."""
    upto = np.concatenate([np.zeros((1, values.shape[1]), dtype=values.dtype), values.cumsum(axis=0)])
    ends = np.arange(1, len(values) + 1)
    found: NDArray[_Number] = upto[ends] - upto[np.maximum(0, ends - months)]
    return found


def hits(past: DeathMonths) -> Ints:
    """(months, countries) 1 where the threshold is reached."""
    return (past.deaths >= THRESHOLD).astype(np.int64)


def recent_hits(past: DeathMonths) -> Ints:
    """(months, countries) how many of the last twelve months, 0 to 12, reached the threshold."""
    return sums(hits(past), YEAR)


def values(past: DeathMonths) -> Floats:
    """(months, countries, drivers) of `NAMES` but the first; each month's are made of it and of earlier ones."""
    reached = hits(past)
    so_far = np.arange(1, len(past) + 1)[:, None]
    logs = [np.log1p(np.maximum(sums(past.deaths, count), 0.0)) for count in _SUMS]
    shares = [sums(reached, count) / np.minimum(count, so_far) for count in _SHARES]
    return np.stack([*logs, *shares], axis=-1)


def walk_forward(past: DeathMonths, first: int, last: int) -> Chances:
    """The chances as they would have been given at the end of each month between two, each from its January's model.

    The last month of the deaths has its chances too: they are of a month that is still to come.
    """
    found = Chances(*(np.full(past.deaths.shape, np.nan) for _ in range(3)))
    known, reached, counts = values(past), hits(past), recent_hits(past)
    for year in range(max(first, past.first) // 12, min(last, past.last) // 12 + 1):
        model = january(past, year, known)
        if model is None:
            continue
        here = slice(
            max(first, past.first, first_of(year)) - past.first, min(last, first_of(year) + 11) - past.first + 1
        )
        found.p[here] = model.chance(known[here], counts[here])
        found.persistence[here] = np.array(model.persistence.rates)[reached[here]]
        found.count12[here] = np.array(model.count12.rates)[counts[here]]
    return found


def january(past: DeathMonths, year: int, known: Floats | None = None) -> January | None:
    """What was known in a year's January; None where no outcome was yet.

    Args:
        past: the deaths; of those from that January on none has a say.
        year: a calendar year.
        known: `values(past)`, where they are at hand.
    """
    known = values(past) if known is None else known
    upto = min(first_of(year) - past.first, len(past)) - 1  # cases before this have their outcome before the January
    if upto <= START:
        return None
    cases = slice(START, upto)
    reached = hits(past)
    y = reached[START + 1 : upto + 1].ravel().astype(np.float64)
    weights = np.repeat(ages(past.first + np.arange(START, upto), year), len(past.countries))
    counts = recent_hits(past)[cases].ravel()
    count12 = rates(counts, y, weights, YEAR + 1)
    return January(
        model=fitted(with_rate(known[cases].reshape(y.size, -1), count12, counts), y, weights, year),
        persistence=rates(reached[cases].ravel(), y, weights, 2),
        count12=count12,
    )


def with_rate(values: Floats, table: Rates, cells: Ints) -> Floats:
    """Raw values (..., drivers) with the log-odds of their cells' (...,) rates before them."""
    odds = logit(np.array(table.rates)[cells])
    found: Floats = np.concatenate([odds[..., None], values], axis=-1)
    return found


def ages(months: Ints, year: int) -> Floats:
    """What cases of these months (numbers) count in a January."""
    weights: Floats = 0.5 ** ((first_of(year) - months) / 12 / HALF_LIFE)
    return weights


def fitted(x: Floats, y: Floats, weights: Floats, year: int) -> Fitted:
    """A model of (cases, drivers), the table's log-odds first: where nothing else tells, it says what that says."""
    means, scales = x.mean(axis=0), x.std(axis=0) + 1e-9
    scales[0] = 1.0
    towards, strength = np.zeros(x.shape[1] + 1), np.full(x.shape[1] + 1, _STRENGTH)
    towards[:2] = means[0], 1.0
    design = np.column_stack([np.ones(len(x)), (x - means) / scales])
    found = fit(design, y, weights, towards, strength)
    return Fitted(year, tuple(means.tolist()), tuple(scales.tolist()), tuple(found.tolist()), len(y))


def rates(cells: Ints, y: Floats, weights: Floats, size: int) -> Rates:
    """The rate of all cases and of each cell (0 to `size` - 1), mixed with that of all where there are few."""
    base = float((weights * y).sum() / weights.sum())
    hit = np.bincount(cells, weights * y, minlength=size)
    cases = np.bincount(cells, weights, minlength=size)
    mixed = (hit + _WIDER * base) / (cases + _WIDER)
    return Rates(base, tuple(mixed.tolist()), tuple(np.bincount(cells, minlength=size).tolist()))
