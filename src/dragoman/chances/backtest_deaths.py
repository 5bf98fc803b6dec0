"""Backtest of the violence chances: what would have been said of each country-month, what came, who said it better.

Rows differ in how hard they are, so they are also scored apart: *contested* ones, where some but not all of the last
twelve months reached the threshold; *onsets*, where none did; *held* ones, where all did.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import BadFilter

from .history.deaths import DeathMonths
from .intervals import clustered
from .logit import Floats
from .months import name_of
from .violence import THRESHOLD, YEAR, recent_hits, walk_forward
from .violence_changes import ChangeScore
from .violence_samples import SampleScore

FORECASTERS = ("p", "persistence", "count12")
_SURE = 1e-6  # a chance further out is scored as this, so that no single surprise is endless


@dataclass(frozen=True, slots=True)
class Row:
    """The chances given at the end of `month` that the next one reaches the threshold in `country`.

    `hits` of the last twelve months did; `outcome` is None where the next month is not in the deaths.
    """

    country: str
    month: str
    p: float
    persistence: float
    count12: float
    hits: int
    outcome: bool | None


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean Brier score of the model less that of another forecaster; its 95 % interval, countries resampled."""

    against: str
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """Scores of one kind of rows: mean Brier and log score by forecaster (lower is better), NaN where there is no row.

    `error` is the model's expected calibration error in ten bins of equal width (Naeini et al. 2015).
    """

    name: str
    rows: int
    countries: int
    happened: int
    brier: dict[str, float]
    log: dict[str, float]
    error: float
    differences: tuple[Difference, ...]


def backtest(deaths: DeathMonths, first: int, last: int) -> list[Row]:
    """The rows of the months between two (numbers, see `months`), by month and then as the countries stand.

    Raises:
        BadFilter: no month of the deaths lies between them, or nothing was known yet in the first.
    """
    if last < first:
        raise BadFilter(f"from {name_of(first)} to {name_of(last)}", hint="Give the earlier month first")
    months = range(max(first, deaths.first), min(last, deaths.last) + 1)
    span = f"The deaths cover {name_of(deaths.first)} to {name_of(deaths.last)}"
    if not months:
        raise BadFilter(f"no deaths from {name_of(first)} to {name_of(last)}", hint=span)
    found, hits = walk_forward(deaths, first, last), recent_hits(deaths)
    if np.isnan(found.p[months[0] - deaths.first]).any():
        hint = f"{span}, and the first chance needs three years of them before its January"
        raise BadFilter(f"nothing is known yet in {name_of(months[0])}", hint=hint)
    rows = []
    for month in months:
        at = month - deaths.first
        came = deaths.deaths[at + 1] >= THRESHOLD if month < deaths.last else [None] * len(deaths.countries)
        for place, country in enumerate(deaths.countries):
            p, persistence, count12 = (float(one[at, place]) for one in (found.p, found.persistence, found.count12))
            outcome = None if came[place] is None else bool(came[place])
            rows.append(Row(country, name_of(month), p, persistence, count12, int(hits[at, place]), outcome))
    return rows


def summary(rows: Sequence[Row]) -> tuple[Group, ...]:
    """The scores of all rows whose outcome is known, and of the contested, the onset and the held ones."""
    told = [row for row in rows if row.outcome is not None]
    hits = np.array([row.hits for row in told], dtype=np.int64)
    kinds = {
        "all": np.ones(len(told), dtype=np.bool_),
        "contested": (hits > 0) & (hits < YEAR),
        "onset": hits == 0,
        "held": hits == YEAR,
    }
    return tuple(
        _group(name, [row for row, here in zip(told, kind, strict=True) if here]) for name, kind in kinds.items()
    )


def write(rows: Sequence[Row], stream: BinaryIO) -> None:
    """The rows as CSV in UTF-8, with their names as header; an outcome is 0, 1 or, not known yet, empty."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text, lineterminator="\n")
    table.writerow(Row.__slots__)
    for row in rows:
        chances = (f"{value:.6f}" for value in (row.p, row.persistence, row.count12))
        outcome = "" if row.outcome is None else int(row.outcome)
        table.writerow([row.country, row.month, *chances, row.hits, outcome])
    text.detach()


def as_text(groups: Sequence[Group], changes: Sequence[ChangeScore] = (), samples: Sequence[SampleScore] = ()) -> str:
    """The scores as lines of plain text: each table first, and below it what the model gains."""
    lines = [f"{'Brier':10} {'rows':>6} {'rate':>6} {'model':>7} {'persist':>7} {'count12':>7} {'log':>6} {'ECE':>6}"]
    lines += [
        f"{one.name:10} {one.rows:6} {one.happened / one.rows:6.4f} "
        + " ".join(f"{one.brier[name]:7.4f}" for name in FORECASTERS)
        + f" {one.log['p']:6.4f} {one.error:6.4f}"
        for one in groups
        if one.rows
    ]
    lines += [
        f"{one.name}: model less {gain.against} {gain.difference:+.4f} [{gain.low:+.4f}, {gain.high:+.4f}]"
        for one in groups
        for gain in one.differences
    ]
    lines += [
        f"deaths {one.kind} in 3 months: {one.happened} of {one.rows} rows, model {one.brier:.4f}, rate by level "
        f"{one.table:.4f}, difference {one.difference:+.4f} [{one.low:+.4f}, {one.high:+.4f}]"
        for one in changes
    ]
    lines += [
        f"deaths {one.horizon} month{'s' if one.horizon > 1 else ''} ahead: CRPS {one.crps:.2f}, own last 12 months "
        f"{one.own:.2f}; of logarithms {one.log_crps:.4f}, {one.log_own:.4f}, difference "
        f"{one.log_crps - one.log_own:+.4f} [{one.low:+.4f}, {one.high:+.4f}]"
        for one in samples
    ]
    return "\n".join(lines)


def _group(name: str, rows: Sequence[Row]) -> Group:
    y = np.array([row.outcome for row in rows], dtype=np.float64)
    p = {name: np.array([getattr(row, name) for row in rows], dtype=np.float64) for name in FORECASTERS}
    countries = sorted({row.country for row in rows})
    place = {country: index for index, country in enumerate(countries)}
    clusters = np.array([place[row.country] for row in rows], dtype=np.int64)
    losses = {name: (values - y) ** 2 for name, values in p.items()}
    return Group(
        name=name,
        rows=len(rows),
        countries=len(countries),
        happened=int(y.sum()),
        brier={name: _mean(loss) for name, loss in losses.items()},
        log={
            name: _mean(-np.log(np.maximum(np.where(y == 1, values, 1 - values), _SURE))) for name, values in p.items()
        },
        error=_calibration(p["p"], y),
        differences=tuple(
            Difference(other, _mean(losses["p"] - losses[other]), *clustered(losses["p"] - losses[other], clusters))
            for other in FORECASTERS[1:]
            if rows
        ),
    )


def _mean(loss: Floats) -> float:
    return float(loss.mean()) if loss.size else float("nan")


def _calibration(p: Floats, y: Floats) -> float:
    """How far chances lie from what came, on average over rows in ten bins."""
    bins: NDArray[np.int64] = np.minimum((p * 10).astype(np.int64), 9)
    gaps = np.abs(np.bincount(bins, p, minlength=10) - np.bincount(bins, y, minlength=10))
    return float(gaps.sum() / len(p)) if len(p) else float("nan")
