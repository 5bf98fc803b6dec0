"""What a country's deaths say now: each chance with its base rate and drivers, and the range of deaths to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from dragoman.errors import UnknownCode

from . import violence, violence_changes, violence_samples
from .history.deaths import DeathMonths
from .logit import Floats
from .violence import Fitted, Rates, with_rate

REACH = "reach"
"""The question whether the threshold is reached next month; the others are `violence_changes.KINDS`."""


@dataclass(frozen=True, slots=True)
class Said:
    """A chance of one question, the rate it starts from with the `cases` (country-months) that it rests on.

    `drivers` are (name, what it adds in log-odds to an average country-month), the strongest first.
    """

    question: str
    p: float
    base: float
    cases: int
    drivers: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Deaths in the month so many months ahead: below `low` and above `high` lies one chance in ten each."""

    horizon: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is said of a country at the end of a month (a number); what is not asked or not known is not in it."""

    country: str
    month: int
    chances: tuple[Said, ...]
    ranges: tuple[Range, ...]


def outlook(
    past: DeathMonths, country: str, horizons: Iterable[int] = violence_samples.HORIZONS, month: int | None = None
) -> Outlook:
    """What a country's deaths say at the end of a month, made as in the backtest: by that year's January's models.

    Args:
        past: the deaths; none after the month has a say.
        country: as it is called in them.
        horizons: months ahead.
        month: the last one known; None for the last of the deaths.

    Raises:
        UnknownCode: the deaths have no such country.
    """
    if country not in past.countries:
        near = get_close_matches(country, past.countries) or past.countries
        raise UnknownCode(f"the deaths have no country {country!r}", hint=f"They have {', '.join(near[:10])}")
    place = past.countries.index(country)
    past = past if month is None else past.until(month)
    return Outlook(country, past.last, tuple(_chances(past, place)), tuple(_ranges(past, place, horizons)))


def _chances(past: DeathMonths, place: int) -> Iterable[Said]:
    year, known = past.last // 12, violence.values(past)
    reach = violence.january(past, year, known)
    if reach is not None:
        cell = int(violence.recent_hits(past)[-1, place])
        yield _said(REACH, reach.model, reach.count12, cell, known[-1, place], violence.NAMES)
    if not violence_changes.asked(past)[-1, place]:
        return
    known, cell = violence_changes.values(past), int(violence_changes.levels(past)[-1, place])
    for kind in violence_changes.KINDS:
        change = violence_changes.january(past, kind, year, known)
        if change is not None:
            yield _said(kind, change.model, change.levels, cell, known[-1, place], violence_changes.NAMES)


def _said(question: str, model: Fitted, table: Rates, cell: int, known: Floats, names: tuple[str, ...]) -> Said:
    values = with_rate(known, table, np.array(cell))
    moved = zip(names, model.drivers(values).tolist(), strict=True)
    drivers = tuple(sorted(moved, key=lambda one: -abs(one[1])))
    return Said(question, float(model.chance(values)), table.rates[cell], table.cases[cell], drivers)


def _ranges(past: DeathMonths, place: int, horizons: Iterable[int]) -> Iterable[Range]:
    known = violence.values(past)
    for horizon in horizons:
        like = violence_samples.analogues(past, past.last // 12, horizon, known)
        if like is not None:
            drawn = violence_samples.samples(past, past.last, like, known=known)[place]
            low, middle, high = np.quantile(drawn, (0.1, 0.5, 0.9)).tolist()
            yield Range(horizon, low, middle, high)
