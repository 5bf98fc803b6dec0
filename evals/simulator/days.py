"""How a report words a day: by its weekday, as yesterday, by its date, by its month."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Literal

Style = Literal["us", "uk", "iso"]


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
