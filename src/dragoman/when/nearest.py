"""Which year, which week: partial dates placed beside the report's day, by tense and by "last" and "next"."""

from __future__ import annotations

from datetime import date, timedelta

from .periods import days_of, festival

BACK = frozenset(("last", "past", "previous"))
AHEAD = frozenset(("next", "following"))

# A day without its year lies at most so many days ahead of or behind the report, or the year would have been written.
# Chosen on the development texts of TempEval-3; flat within two weeks of these numbers.
_DAYS_AHEAD = {"past": 75, "present": 275, "future": 275}
_DAYS_BACK = {"past": 290, "present": 92, "future": 92}
_DAYS_AHEAD_ELSE, _DAYS_BACK_ELSE = 121, 244
_SOON = 45  # days; a quarter that begins so soon is this year's


def weekday_near(base: date, day: int, turn: str | None, tense: str | None) -> tuple[date, str]:
    """The day that a weekday (1 Monday to 7 Sunday) means beside the day `base`, and why.

    Without "last" or "next" it is the nearest on or before `base`, after it where the verb looks ahead.
    """
    ahead = (day - base.isoweekday()) % 7
    if turn in AHEAD:
        return base + timedelta(days=ahead or 7), "next after publication"
    if turn in BACK:
        return base - timedelta(days=(7 - ahead) % 7 or 7), "last before publication"
    if ahead and (tense == "future" or (turn == "this" and tense != "past")):
        return base + timedelta(days=ahead), "nearest after publication, as the verb looks ahead"
    return base - timedelta(days=(7 - ahead) % 7), "nearest before publication"


def weekday_beside(named: tuple[date, date], day: int, turn: str) -> date:
    """The weekday before ("previous") or after ("following") a stretch of days named in the text."""
    if turn == "previous":
        return named[0] - timedelta(days=(named[0].isoweekday() - day - 1) % 7 + 1)
    return named[1] + timedelta(days=(day - named[1].isoweekday() - 1) % 7 + 1)


def year_of_month(base: date, month: int, turn: str | None, tense: str | None) -> int:
    """The year of a month without one: past months before, future ones after the day `base`."""
    if turn in BACK:
        return base.year - (1 if month >= base.month else 0)
    if turn in AHEAD:
        return base.year + (1 if month <= base.month else 0)
    if turn == "this" or month == base.month:
        return base.year
    if tense == "future":
        return base.year + (1 if month < base.month else 0)
    if tense == "past":
        return base.year - (1 if month > base.month else 0)
    return year_of_day(base, month, 15, None, None)


def year_of_day(base: date, month: int, day: int, turn: str | None, tense: str | None) -> int:
    """The year that brings a day of the calendar nearest to `base`, as far ahead or back as the tense lets it be."""
    here, there = (base.month, base.day), (month, day)
    if turn in BACK:
        return base.year - (1 if there >= here else 0)
    if turn in AHEAD:
        return base.year + (1 if there <= here else 0)
    if turn == "this":
        return base.year
    ahead = (month - base.month) * 30.4 + day - base.day
    most = _DAYS_AHEAD.get(tense or "", _DAYS_AHEAD_ELSE)
    least = _DAYS_BACK.get(tense or "", _DAYS_BACK_ELSE)
    return base.year + (1 if ahead < -least else -1 if ahead > most else 0)


def year_of_name(code: str, base: date, turn: str | None, tense: str | None) -> int:
    """The year of a season, quarter, half ("SU", "Q3", "H1") or festival ("F:12-25") without one."""
    if code.startswith("F:"):
        day = festival(code[2:], base.year)
        return year_of_day(base, day.month, day.day, turn, tense)
    if code == "WI":
        return _year_of_winter(base, turn, tense)
    span = days_of(f"{base.year:04d}-{code}")
    if span is None:
        return base.year
    first, last = span
    if turn in BACK:
        return base.year - (0 if last < base else 1)
    if turn in AHEAD:
        return base.year + (0 if first > base else 1)
    if turn == "this" or first <= base <= last:
        return base.year
    season = code[0] not in "QH"  # business speaks of quarters after they end, whatever the verb
    if first > base:
        return base.year - (0 if (tense == "future" and season) or (first - base).days < _SOON else 1)
    return base.year + (1 if tense == "future" and season else 0)


def _year_of_winter(base: date, turn: str | None, tense: str | None) -> int:
    """The year in which the winter meant begins: till February it is last year's that goes on."""
    going_on = base.month <= 2
    if turn in BACK:
        return base.year - (2 if going_on else 1)
    if turn in AHEAD or (tense == "future" and not going_on):
        return base.year
    return base.year - (1 if base.month < 6 else 0)
