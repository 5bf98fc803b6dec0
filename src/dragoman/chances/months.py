"""Months as whole numbers (12 times the year, plus the month less one): the clock of all chances."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dragoman.errors import BadDate

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def month_of(text: str) -> int:
    """The number of "2004-03".

    Raises:
        BadDate: it is no month.
    """
    found = _MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12:
        raise BadDate(f"{text!r} is no month", hint="Write it as 2004-03")
    return int(found[1]) * 12 + int(found[2]) - 1


def name_of(month: int) -> str:
    """ "2004-03" of a number."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def last_day(month: int) -> int:
    """The ordinal of a month's last day."""
    year, index = divmod(month, 12)
    return date(year, index + 1, monthrange(year, index + 1)[1]).toordinal()


def first_of(year: int) -> int:
    """The number of a year's January."""
    return year * 12


def on(day: int) -> int:
    """The month in which the day with this ordinal lies."""
    found = date.fromordinal(day)
    return found.year * 12 + found.month - 1


def shifted(day: int, months: int) -> int:
    """The ordinal of the day so many months later or earlier, or of the last day of a month that is too short."""
    found = date.fromordinal(day)
    year, index = divmod(found.year * 12 + found.month - 1 + months, 12)
    return date(year, index + 1, min(found.day, monthrange(year, index + 1)[1])).toordinal()
