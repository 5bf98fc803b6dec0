"""How many will die in a coming month? Samples: the country's own last months, and what followed in months like these.

Seven parts in ten are the country's own last 24 months, each counting half as much as one four months later; three are
analogues. For these a linear regression gives an index of the deaths to come; of the 200 country-months whose index was
nearest, how far what followed lay from the index is laid upon this one's. Refit each January on what was known by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .history.deaths import DeathMonths
from .intervals import clustered
from .logit import Floats
from .months import first_of
from .violence import START, YEAR, ages, values

DRAWS = 100
HORIZONS = tuple(range(1, 15))
"""Months ahead, the next one first; ViEWS asks up to fourteen."""

_ALIKE = 200  # country-months that analogues are taken from
_SHARE = 0.3  # of the analogues among all samples
_OWN, _OWN_HALF_LIFE = 24, 4.0  # months
_RIDGE = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Analogues:
    """What followed so many months later in all country-months known in a January, by the index.

    `coefficients` with the intercept first give the index, in logarithms of one and the deaths; `indexes` are sorted;
    `above` is by how much what followed lay above them.
    """

    horizon: int
    coefficients: Floats
    indexes: Floats
    above: Floats


@dataclass(frozen=True, slots=True)
class SampleScore:
    """Mean CRPS of the samples (`crps`) and of the own last twelve months (`own`), in deaths; lower is better.

    `log_crps` and `log_own` are those of the logarithms of one and the deaths, in which no single war outweighs all
    other countries (Bosse et al. 2023); `low` and `high` bound the 95 % interval of their difference, countries
    resampled.
    """

    horizon: int
    rows: int
    crps: float
    own: float
    log_crps: float
    log_own: float
    low: float
    high: float


def crps(samples: Floats, observed: Floats) -> Floats:
    """The continuous ranked probability score of the distribution whose equally likely values the samples are.

    E|X - y| - E|X - X'| / 2 (Gneiting and Raftery 2007, section 4.2), summed over sorted samples as Jordan, Krüger and
    Lerch (2019) do: 2/m² Σ (x_i - y)(m 1{y < x_i} - i + 1/2). In the unit of what is observed; 0 is best.

    Args:
        samples: (..., m) in any order.
        observed: (...,).
    """
    ordered, y = np.sort(samples, axis=-1), observed[..., None]
    size = ordered.shape[-1]
    rank = np.arange(1, size + 1)
    score: Floats = 2 / size**2 * ((ordered - y) * (size * (y < ordered) - rank + 0.5)).sum(axis=-1)
    return score


def analogues(past: DeathMonths, year: int, horizon: int, known: Floats | None = None) -> Analogues | None:
    """What was known in a year's January of the deaths `horizon` months later; None where there were too few cases."""
    known = values(past) if known is None else known
    upto = min(first_of(year) - past.first, len(past)) - horizon
    if (upto - START) * len(past.countries) < _ALIKE:
        return None
    x = _design(known[START:upto]).reshape(-1, known.shape[-1] + 1)
    y = np.log1p(past.deaths[START + horizon : upto + horizon]).ravel()
    weighted = x * np.repeat(ages(past.first + np.arange(START, upto), year), len(past.countries))[:, None]
    found = np.linalg.solve(weighted.T @ x + _RIDGE * np.eye(x.shape[1]), weighted.T @ y).astype(np.float64)
    index = x @ found
    order = np.argsort(index, kind="stable")
    return Analogues(horizon, found, index[order], (y - index)[order])


def samples(past: DeathMonths, month: int, like: Analogues, draws: int = DRAWS, known: Floats | None = None) -> Floats:
    """Equally likely deaths of each country so many months after one, in order: (countries, draws).

    They are evenly spaced quantiles, not drawn at random: the same each time.

    Args:
        past: the deaths; none after `month` has a say.
        month: the last one known, a number.
        like: what followed in like months.
        draws: how many.
        known: `values(past)`, where they are at hand.
    """
    at = month - past.first
    index = _design((values(past) if known is None else known)[at]) @ like.coefficients
    followed = np.maximum(0.0, np.expm1(index[:, None] + like.above[_nearest(like.indexes, index)]))
    own = past.deaths[max(0, at + 1 - _OWN) : at + 1].T
    weight = 0.5 ** (np.arange(own.shape[1])[::-1] / _OWN_HALF_LIFE)
    weights = np.concatenate([(1 - _SHARE) * weight / weight.sum(), np.full(_ALIKE, _SHARE / _ALIKE)])
    return _quantiles(np.concatenate([own, followed], axis=1), weights, draws)


def score(past: DeathMonths, first: int, last: int, horizons: Iterable[int] = HORIZONS) -> list[SampleScore]:
    """How good the samples of the months between two would have been, by horizon; over all countries and months.

    Only months whose deaths at that horizon are known are scored; a horizon without any is left out.
    """
    known = values(past)
    found = []
    for horizon in horizons:
        ours: list[Floats] = []
        for month in range(max(first, past.first + YEAR - 1), min(last, past.last - horizon) + 1):
            if not ours or month % 12 == 0:
                like = analogues(past, month // 12, horizon, known)
            if like is not None:
                at = month - past.first
                ours.append(_scores(past, at, samples(past, month, like, known=known), past.deaths[at + horizon]))
        if ours:
            found.append(_score(horizon, np.stack(ours)))
    return found


def _scores(past: DeathMonths, at: int, drawn: Floats, observed: Floats) -> Floats:
    """(4, countries): CRPS of the samples and of the own last twelve months, then both of logarithms."""
    own, log = past.deaths[at + 1 - YEAR : at + 1].T, np.log1p(observed)
    return np.stack([crps(drawn, observed), crps(own, observed), crps(np.log1p(drawn), log), crps(np.log1p(own), log)])


def _score(horizon: int, scores: Floats) -> SampleScore:
    """Of (months, 4, countries)."""
    months, _, countries = scores.shape
    drawn, own, log_drawn, log_own = (float(mean) for mean in scores.mean(axis=(0, 2)))
    low, high = clustered((scores[:, 2] - scores[:, 3]).ravel(), np.tile(np.arange(countries), months))
    return SampleScore(horizon, months * countries, drawn, own, log_drawn, log_own, low, high)


def _design(known: Floats) -> Floats:
    return np.concatenate([np.ones((*known.shape[:-1], 1)), known], axis=-1)


def _nearest(indexes: Floats, index: Floats) -> NDArray[np.int64]:
    """(countries, alike) places around each index; of more that are equal to it, such spread over all of them."""
    low = indexes.searchsorted(index, side="left") - _ALIKE // 2
    high = indexes.searchsorted(index, side="right") + _ALIKE // 2
    low = np.clip(low, 0, indexes.size - _ALIKE)
    high = np.maximum(np.minimum(high, indexes.size), low + _ALIKE)
    steps = (np.arange(_ALIKE) + 0.5) / _ALIKE
    return (low[:, None] + (high - low)[:, None] * steps).astype(np.int64)


def _quantiles(drawn: Floats, weights: Floats, draws: int) -> Floats:
    """(rows, draws) values below which (i + 1/2) / draws of the weight of (rows, values) lies."""
    order = np.argsort(drawn, axis=1, kind="stable")
    upto = weights[order].cumsum(axis=1)
    wanted = (np.arange(draws) + 0.5) / draws
    place = np.stack([row.searchsorted(wanted * row[-1]) for row in upto])
    return np.take_along_axis(np.take_along_axis(drawn, order, axis=1), place, axis=1)
