"""How a report words a day: by its weekday, as yesterday, by its date, by its month."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Literal

Style = Literal["us", "uk", "iso"]
_COUNTED = ("", "one", "two", "three", "four", "five", "six")


def dated(day: date, style: Style, *, year: bool = False) -> str:
    """The day as a date: "March 5" or "5 March", with its year when asked for."""
    month = day.strftime("%B")
    if style == "us":
        return f"{month} {day.day}, {day.year}" if year else f"{month} {day.day}"
    return f"{day.day} {month} {day.year}" if year else f"{day.day} {month}"


def past(day: date, published: date, style: Style, rng: Random) -> str:
    """The day of something that has happened, as an adverb: "on Tuesday", "yesterday", "on 5 March"."""
    age = (published - day).days
    weekday = f"on {day.strftime('%A')}"
    if age <= 0:
        return rng.choice([weekday, weekday, weekday, weekday, weekday, "today"])
    if age == 1:
        return rng.choice([weekday, weekday, weekday, "yesterday"])
    if age < 6:
        return rng.choice([weekday, weekday, f"on {dated(day, style)}"])
    return f"on {dated(day, style, year=day.year != published.year)}"


def bare(day: date, published: date, style: Style, rng: Random) -> str:
    """The day of something planned as a name: "Thursday", "14 March"."""
    return ahead(day, published, style, rng).removeprefix("on ")


def retold(day: date, published: date, style: Style, rng: Random) -> str:
    """The day of something told again later: "in March", "on 5 March", "last month", "two weeks ago"."""
    age = (published - day).days
    if age < 7:
        return past(day, published, style, rng)
    exact = f"on {dated(day, style, year=day.year != published.year)}"
    month = f"in {day.strftime('%B')}" + (f" {day.year}" if day.year != published.year else "")
    if age < 10:
        return rng.choice([exact, "last week"]) if published.isocalendar()[1] - day.isocalendar()[1] == 1 else exact
    if (published.year * 12 + published.month) - (day.year * 12 + day.month) == 1:
        return rng.choice([exact, exact, month, "last month"])
    return exact if published.month == day.month else rng.choice([exact, month, month])


def ahead(day: date, published: date, style: Style, rng: Random) -> str:
    """The day of something planned: "on Thursday", "next Tuesday", "on 14 March"."""
    wait = (day - published).days
    if wait <= 0:
        return past(day, published, style, rng)
    if wait == 1:
        return rng.choice([f"on {day.strftime('%A')}", "tomorrow"])
    if wait < 6:
        return rng.choice([f"on {day.strftime('%A')}", f"on {dated(day, style)}"])
    return f"on {dated(day, style, year=day.year != published.year)}"


def lately(day: date, published: date, style: Style, rng: Random, *, lasting: bool = False) -> str:
    """As `past`, in more ways: "Tuesday", "this Tuesday", "on the 5th", "two days ago".

    `lasting` words hold as well when they are read or copied a day later.
    """
    age = (published - day).days
    weekday = day.strftime("%A")
    named = weekday if style == "us" else f"on {weekday}"
    exact = f"on {dated(day, style, year=day.year != published.year)}"
    month = [f"on the {_nth(day.day)}"] if (day.year, day.month) == (published.year, published.month) else []
    if age <= 0:
        return rng.choice([named, named, named, named, f"this {weekday}", *([] if lasting else ["today"])])
    if age == 1:
        return rng.choice([named, named, named, *month, *([] if lasting else ["yesterday"])])
    if age < 6:
        return rng.choice([named, named, exact, *month, *([] if lasting else [f"{_COUNTED[age]} days ago"])])
    return rng.choice([exact, exact, *month])


def recalled(day: date, published: date, style: Style, rng: Random, *, lasting: bool = False) -> str:
    """As `retold`, in more ways: "earlier this month", "two weeks ago"."""
    if (published - day).days < 7:
        return lately(day, published, style, rng, lasting=lasting)
    vague = ["earlier this month"] if (day.year, day.month) == (published.year, published.month) else []
    if (published - day).days in (14, 15):
        vague.append("two weeks ago" if style == "us" else "a fortnight ago")
    return rng.choice([retold(day, published, style, rng), *vague])


def soon(day: date, published: date, style: Style, rng: Random, *, lasting: bool = False) -> str:
    """As `ahead`, in more ways: "this Thursday", "next Tuesday", "on the 14th", "in three days' time", "next week"."""
    wait = (day - published).days
    if wait <= 0:
        return lately(day, published, style, rng, lasting=lasting)
    weekday = day.strftime("%A")
    exact = f"on {dated(day, style, year=day.year != published.year)}"
    month = [f"on the {_nth(day.day)}"] if (day.year, day.month) == (published.year, published.month) else []
    if wait == 1:
        return rng.choice([f"on {weekday}", *month, *([] if lasting else ["tomorrow"])])
    weeks = (day - timedelta(day.weekday()) - (published - timedelta(published.weekday()))).days // 7
    if wait < 7:
        here = f"this {weekday}" if weeks == 0 else f"next {weekday}"
        here = f"on {weekday}" if lasting and published.weekday() == 6 else here
        return rng.choice([here, here, exact, *month, *([] if lasting else [f"in {_COUNTED[wait]} days' time"])])
    return rng.choice([exact, exact, *month, *(["next week"] if weeks == 1 and not lasting else [])])


def _nth(number: int) -> str:
    """The number as an ordinal in figures: 1st, 12th, 23rd."""
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
