"""Deaths by country and month: the whole past of the violence forecasts, from a table or from UCDP's events.

What is counted must be the same in the past that is learnt from and in the question that is asked. The table of
country-months counts all three kinds of UCDP GED (state-based, non-state, one-sided; Rwanda has 630,417 in April 1994);
from events the kinds are chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.chances.months import month_of, name_of, on
from dragoman.errors import BadDate, BadTable

from .tables import columns, day, rows, whole, wrong

FILE = "country_month_deaths.csv"
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
"""Kinds of violence as UCDP GED numbers them (`type_of_violence`)."""
ALL_KINDS = frozenset({STATE_BASED, NON_STATE, ONE_SIDED})


@dataclass(frozen=True, slots=True, eq=False)
class DeathMonths:
    """Deaths in each month from `first` on (its number, see `months`) in each country; `deaths` is (months, countries).

    The array cannot be written to. No value is missing: a month without deaths is 0.
    """

    first: int
    countries: tuple[str, ...]
    deaths: NDArray[np.float64]

    def __post_init__(self) -> None:
        kept = np.array(self.deaths, dtype=np.float64).reshape(-1, len(self.countries))
        kept.flags.writeable = False
        object.__setattr__(self, "deaths", kept)

    def __len__(self) -> int:
        return int(self.deaths.shape[0])

    @property
    def last(self) -> int:
        """The number of the last month."""
        return self.first + len(self) - 1

    def until(self, month: int) -> DeathMonths:
        """What was known at the end of a month."""
        return DeathMonths(self.first, self.countries, self.deaths[: max(0, month - self.first + 1)])


def deaths(path: Path) -> DeathMonths:
    """A table with a row for each month (`month`: 1989-01-31 or 1989-01, none left out) and a column for each country.

    Raises:
        MissingInput, UnreadableInput: it cannot be opened.
        BadTable: it has no `month`, no country or no row, a country twice, a month out of turn, or a cell that is no
            number of deaths (an empty one too: not counted is not the same as none).
    """
    countries = tuple(name for name in columns(path) if name != "month")
    if not countries or len(set(countries)) < len(countries):
        what = "a country has two columns" if countries else "it has no column for any country"
        raise BadTable(what, path=str(path), line=1, hint="Give it a column `month` and one for each country")
    first = 0
    found: list[list[float]] = []
    for line, row in rows(path, ("month", *countries)):
        month = _month(row["month"], path, line)
        first = first or month
        if month != first + len(found):
            what = f"{row['month']!r} stands where {name_of(first + len(found))} should"
            raise wrong(path, line, "month", what)
        found.append([_count(row[name], path, line, name) for name in countries])
    if not found:
        raise BadTable("it has no rows", path=str(path), line=1, hint="Is this the published file?")
    return DeathMonths(first, countries, np.array(found))


def from_events(paths: Iterable[Path], kinds: Collection[int] = ALL_KINDS) -> DeathMonths:
    """Deaths (`best`) of UCDP GED events, by the country they lie in and the month in which they ended.

    An event counts when it has ended, so that no month knows of deaths after it. Give the yearly release first and the
    candidate releases after it by month: of months that an earlier file covers, a later one is not asked. Only
    countries with an event of these kinds are in it.

    Args:
        paths: files of the published form (columns type_of_violence, country, date_end, best).
        kinds: which kinds of violence; `{STATE_BASED}` for what ViEWS forecasts.

    Raises:
        MissingInput, UnreadableInput, BadTable: see `tables.rows`; also where there is no such event.
    """
    counted: dict[tuple[int, str], float] = defaultdict(float)
    covered, read = -1, []
    for path in paths:
        read.append(str(path))
        latest = covered
        for line, row in rows(path, ("type_of_violence", "country", "date_end", "best")):
            month = on(day(row["date_end"], path, line, "date_end"))
            latest = max(latest, month)
            if month > covered and whole(row["type_of_violence"], path, line, "type_of_violence") in kinds:
                counted[month, row["country"]] += _count(row["best"], path, line, "best")
        covered = latest
    if not counted:
        hint = "Give files of UCDP GED, and kinds 1 (state-based), 2 (non-state) or 3 (one-sided)"
        raise BadTable("no event of these kinds", path=", ".join(read), hint=hint)
    countries = sorted({country for _, country in counted})
    place = {country: index for index, country in enumerate(countries)}
    first = min(month for month, _ in counted)
    table = np.zeros((covered - first + 1, len(countries)))
    for (month, country), number in counted.items():
        table[month - first, place[country]] = number
    return DeathMonths(first, tuple(countries), table)


def _month(text: str, path: Path, line: int) -> int:
    try:
        return month_of(text[:7])
    except BadDate as error:
        raise wrong(path, line, "month", f"{text!r} is no month") from error


def _count(text: str, path: Path, line: int, field: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise wrong(path, line, field, f"{text!r} is no number of deaths") from error
    if not isfinite(number) or number < 0:
        raise wrong(path, line, field, f"{text!r} is no number of deaths")
    return number
