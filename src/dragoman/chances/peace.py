"""What comes of peace processes: the five-cell table, the conflict's own record, and how fresh its documents are.

Refit each January on the outcomes known by then. The table says how often something followed where as much was signed
lately; a logistic regression starts from it and moves with what the table leaves out, no further than the cases carry:
with few of them it says what the table says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .logit import Floats, errors, expit, fit, logit
from .panel import FIRST_YEAR, Panel, known_by, years_of
from .targets import Target

NAMES = ("base rate of like processes", "own record", "documents, half-life 3 months", "documents, half-life 12 months",
         "documents, half-life 36 months", "months since the last document")  # fmt: skip

HALF_LIFE = 8.0
"""Years after which a case counts half: rates drift, and .24 became .13 (design, chances)."""
_OWN_HALF_LIFE = 6.0
_WIDER = 20.0  # cases of all processes that a cell's rate is mixed with
_OWN_WIDER = 1.0  # what a conflict's own record is held against, as variance of outcomes
_STRENGTH = 20.0  # of the prior on each standardised coefficient, in cases' worth
EARLIEST = FIRST_YEAR + 4
"""The first year whose January can fit a model: tables stand from two years before, when the outcomes of a year were
known, and a year later some of theirs are."""
_TABLES = EARLIEST - 2


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model as of a January: `rates` by cell, `means` and `scales` of the drivers, `coefficients` with the intercept
    first, and their standard `errors`; `cases` (conflict-months) it was fitted on."""

    target: str
    year: int
    base: float
    rates: tuple[float, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    coefficients: tuple[float, ...]
    errors: tuple[float, ...]
    cases: int

    def drivers(self, values: Floats) -> Floats:
        """What each driver adds to the log-odds beyond the table: (rows, drivers) of raw values in, the same out."""
        x = (values - np.array(self.means)) / np.array(self.scales)
        moved: Floats = x * np.array(self.coefficients[1:])
        return moved

    def chance(self, values: Floats) -> Floats:
        """(rows,) probabilities of raw values (rows, drivers)."""
        return expit(self.coefficients[0] + self.drivers(values).sum(axis=1))


class Walk:
    """The models of one target for each January, each made of what was known then."""

    def __init__(self, rows: Panel, target: Target) -> None:
        self._rows, self._target = rows, target
        self._y = rows.outcomes[target.name]
        self._years = rows.months // 12
        self._table = np.full(len(rows), np.nan)
        self._rates: dict[int, tuple[float, tuple[float, ...]]] = {}
        self._own = np.zeros(len(rows))
        for year in years_of(rows):
            if year >= _TABLES:
                self._january(year)

    def _known(self, year: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        known: np.ndarray[tuple[int], np.dtype[np.bool_]] = known_by(self._rows, self._target.months, year) & ~np.isnan(
            self._y
        )
        return known

    def _january(self, year: int) -> None:
        """The table and the conflicts' own records as of a January, and what they say of that year's rows."""
        known = self._known(year)
        here = self._years == year
        if not known.any():
            return
        base, rates = table(self._rows.cells[known], self._y[known], self._ages(known, year, HALF_LIFE))
        self._rates[year] = base, rates
        self._table[here] = np.array(rates)[self._rows.cells[here]]
        told = known & ~np.isnan(self._table)
        own = self._records(told, year)
        self._own[here] = [own.get(int(one), 0.0) for one in self._rows.conflicts[here]]

    def _ages(self, rows: np.ndarray[tuple[int], np.dtype[np.bool_]], year: int, half_life: float) -> Floats:
        """What cases count in a January: half after so many years, for windows that overlap are no new cases."""
        weights: Floats = np.exp2(-(year - self._years[rows] - 0.5) / half_life)
        return weights

    def _records(self, rows: np.ndarray[tuple[int], np.dtype[np.bool_]], year: int) -> dict[int, float]:
        """By how much a conflict's outcomes were above what the table said, in its own spread, shrunk."""
        weights = self._ages(rows, year, _OWN_HALF_LIFE) / self._target.months
        p, y, conflicts = self._table[rows], self._y[rows], self._rows.conflicts[rows]
        names, place = np.unique(conflicts, return_inverse=True)
        above = np.bincount(place, weights * (y - p))
        spread = np.bincount(place, weights * p * (1 - p))
        return dict(zip(names.tolist(), (above / (spread + _OWN_WIDER)).tolist(), strict=True))

    def values(self) -> Floats:
        """(rows, drivers) of all rows; NaN where no January before had a table."""
        rows = self._rows
        found: Floats = np.column_stack([logit(self._table), self._own, np.log1p(rows.decayed), np.log1p(rows.since)])
        return found

    def fitted(self, year: int) -> Fitted | None:
        """The model of a January; None where nothing was known yet."""
        if year not in self._rates:
            return None
        known = self._known(year) & ~np.isnan(self._table)
        base, rates = self._rates[year]
        x = self.values()[known]
        means, scales = x.mean(axis=0), x.std(axis=0) + 1e-9
        scales[0] = 1.0  # the table's own log-odds: where the coefficient is 1 and the intercept their mean, it speaks
        design = np.column_stack([np.ones(len(x)), (x - means) / scales])
        towards = np.zeros(design.shape[1])
        towards[:2] = means[0], 1.0
        strength = np.full(design.shape[1], _STRENGTH)
        weights = self._ages(known, year, HALF_LIFE) / (self._target.months / 2)
        found = fit(design, self._y[known], weights, towards, strength)
        return Fitted(
            target=self._target.name,
            year=year,
            base=base,
            rates=rates,
            means=tuple(means.tolist()),
            scales=tuple(scales.tolist()),
            coefficients=tuple(found.tolist()),
            errors=tuple(errors(design, weights, found, strength).tolist()),
            cases=int(known.sum()),
        )


def table(
    cells: np.ndarray[tuple[int], np.dtype[np.int64]], y: Floats, weights: Floats
) -> tuple[float, tuple[float, ...]]:
    """The rate of all cases, and that of each of the five cells, mixed with it where there are few."""
    base = float((weights * y).sum() / weights.sum())
    hits = np.bincount(cells, weights * y, minlength=5)
    cases = np.bincount(cells, weights, minlength=5)
    return base, tuple(((hits + _WIDER * base) / (cases + _WIDER)).tolist())


def walk_forward(rows: Panel, target: Target, first: int, last: int) -> Mapping[int, float]:
    """The chance of each row whose month lies between two, by its place in the panel: each from its January's model."""
    walk = Walk(rows, target)
    values = walk.values()
    found: dict[int, float] = {}
    for year in range(first // 12, last // 12 + 1):
        model = walk.fitted(year)
        here = np.flatnonzero((rows.months // 12 == year) & (rows.months >= first) & (rows.months <= last))
        if model is not None and here.size:
            found.update(zip(here.tolist(), model.chance(values[here]).tolist(), strict=True))
    return found
