"""TIMEX3 values as stretches of the calendar: the value of a period around a day, and the days of a value."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_ISO_UNIT = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first months: meteorological seasons of the northern hemisphere
_VALUE = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{4})"
    r"(?:-W(?P<week>\d\d)(?P<weekend>-WE)?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI)"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<time>T.*)?"
)
_MANY = re.compile(r"\d{1,3}")


def days_of(value: str) -> tuple[date, date] | None:
    """The first and last day that a DATE or TIME value covers; None for references, sets and unknown parts.

    A fiscal year is taken for the calendar year (whose fiscal year it is, the words rarely say), a season for its
    meteorological months in the north, winter of 1994 for December 1994 to February 1995.
    """
    try:
        return _days_of(value)
    except (ValueError, OverflowError):
        return None  # no such day, or outside the years 1 to 9999


def _days_of(value: str) -> tuple[date, date] | None:
    match = _VALUE.fullmatch(value)
    if match is None:
        if not _MANY.fullmatch(value):
            return None
        span = 10 ** (4 - len(value))
        low = int(value) * span
        return date(max(1, low), 1, 1), date(low + span - 1, 12, 31)
    year = int(match["year"])
    if match["week"]:
        first = date.fromisocalendar(year, int(match["week"]), 6 if match["weekend"] else 1)
        return first, first + timedelta(days=1 if match["weekend"] else 6)
    if match["quarter"]:
        return _months(year, int(match["quarter"]) * 3 - 2, 3)
    if match["half"]:
        return _months(year, int(match["half"]) * 6 - 5, 6)
    if match["season"]:
        return _months(year, _SEASONS[match["season"]], 3)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"]:
        return _months(year, int(match["month"]), 1)
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = add_months(date(year, month, 1), count - 1)
    return date(year, month, 1), last.replace(day=monthrange(last.year, last.month)[1])


def add_months(day: date, count: int) -> date:
    """The day `count` months on, on the month's last day where it is shorter. ValueError outside years 1 to 9999."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, count: float) -> date:
    """The day `count` units on. OverflowError outside the years 1 to 9999."""
    if abs(count) > 1e7:
        raise OverflowError(f"{count} {unit}s")
    if unit in ("day", "week", "fortnight", "weekend"):
        return day + timedelta(days=round(count * {"day": 1, "fortnight": 14}.get(unit, 7)))
    if unit in ("second", "minute", "hour"):
        return day + timedelta(days=int(count * {"hour": 1 / 24, "minute": 1 / 1440}.get(unit, 1 / 86400)))
    months = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
    return add_months(day, round(count * months[unit]))


def period_around(day: date, unit: str) -> str:
    """The value of the day, week, month, quarter, year, decade ... that holds a day."""
    if unit in ("week", "weekend", "fortnight"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "semester":
        return f"{day.year:04d}-H{1 if day.month <= 6 else 2}"
    cut = {"year": 4, "decade": 3, "century": 2, "millennium": 1}.get(unit)
    return f"{day.year:04d}"[:cut] if cut else day.isoformat()


_GRAINS = {1: "millennium", 2: "century", 3: "decade", 4: "year", 7: "month", 10: "day"}


def grain_of(value: str) -> str | None:
    """The unit of a DATE or TIME value: day, week, weekend, month, quarter, season, half, year, decade, century."""
    value = value.partition("T")[0]
    mark = value[5:6]
    if mark == "W":
        return "weekend" if value.endswith("-WE") else "season" if value.endswith("WI") else "week"
    named = {"Q": "quarter", "H": "half", "S": "season", "F": "season"}.get(mark)
    return named or _GRAINS.get(len(value))


_ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "millennium")


def as_precise(value: str, unit: str) -> bool:
    """Whether a value says in which `unit` it lies: a day says its month, a year does not."""
    grain = grain_of(value)
    return grain in _ORDER and (unit not in _ORDER or _ORDER.index(grain) <= _ORDER.index(unit))


UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "semester": "XXXX-HX",
    "decade": "XXX",
    "century": "XX",
    "millennium": "X",
}
"""The value of a period of which nothing is known but its length; a year's is "XXXX"."""


def duration_value(unit: str, count: float | None) -> str:
    """The TIMEX3 value of a duration: P3Y, P2W, PT24H, PXD; decades and centuries in years (P20Y, vague PXDE, PXCE).

    A count with a fraction goes to the next smaller unit: 2.5 years is P2Y6M, 1.5 hours PT1H30M.
    """
    if unit in ("decade", "century", "millennium"):
        if count is None:
            return {"decade": "PXDE", "century": "PXCE", "millennium": "PXML"}[unit]
        return f"P{_count(count * {'decade': 10, 'century': 100, 'millennium': 1000}[unit])}Y"
    if unit in ("fortnight", "semester"):
        factor, unit = (2, "week") if unit == "fortnight" else (6, "month")
        count = None if count is None else count * factor
    if unit == "weekend":
        return "P2D" if count == 1 else "PXD" if count is None else f"P{_count(count)}WE"
    if unit in ("second", "minute", "hour"):
        return "PT" + _split(count, unit, {"hour": ("H", 60, "M"), "minute": ("M", 60, "S"), "second": ("S", 0, "")})
    smaller = {unit: (code, 12 if unit == "year" else 0, "M") for unit, code in _ISO_UNIT.items()}
    if unit == "day" and count is not None and count % 1:
        return f"P{int(count)}DT{round(count % 1 * 24)}H" if count > 1 else f"PT{round(count * 24)}H"
    return "P" + _split(count, unit, smaller)


def _split(count: float | None, unit: str, smaller: dict[str, tuple[str, int, str]]) -> str:
    code, parts, below = smaller[unit]
    if count is None:
        return f"X{code}"
    rest = round(count % 1 * parts) if parts else 0
    if not rest:
        return f"{_count(count)}{code}"
    return (f"{int(count)}{code}" if count >= 1 else "") + f"{rest}{below}"


def _count(count: float) -> str:
    return str(int(count)) if count == int(count) else f"{count:.10g}"


def easter(year: int) -> date:
    """Easter Sunday of the Western church (Butcher's algorithm, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)


def festival(rule: str, year: int) -> date:
    """The day of a festival in a year; `rule` as words.toml writes it."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    if "/" in rule:
        month, weekday, nth = (int(part) for part in rule.split("/"))
        if nth < 0:
            last = date(year, month, monthrange(year, month)[1])
            return last - timedelta(days=(last.isoweekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    month, day = (int(part) for part in rule.split("-"))
    return date(year, month, day)
