"""Numbers out of items: counts, clock times, dates written in digits."""

from __future__ import annotations

import re
from datetime import date

from .scan import Item


def number(item: Item) -> int:
    """The whole number an item says."""
    meaning = item.meaning
    return int(meaning) if isinstance(meaning, (int, float)) else 0


def amount(groups: dict[str, Item]) -> float | None:
    """How many: 3, 2.5 ("two and a half"), 2 ("a couple of"), None for "several"."""
    vague = groups.get("v")
    if vague is not None:
        return 2.0 if vague.meaning == "2" else None
    item = groups.get("n")
    count = 1.0
    if item is not None and isinstance(item.meaning, (int, float)):
        count = float(item.meaning)
    return count + (0.5 if "h" in groups else 0.0)


def iso_value(raw: str) -> str | None:
    """An ISO date or date-time as a TIMEX3 value, cut to the minute; None when there is no such day."""
    day = real_day(int(raw[:4]), int(raw[5:7]), int(raw[8:10]))
    if day is None:
        return None
    time = re.match(r"T(\d\d)(?::?(\d\d))?", raw[10:])
    return day.isoformat() + (f"T{time.group(1)}:{time.group(2) or '00'}" if time else "")


def slashed_value(raw: str) -> str | None:
    """3/14/98 (month first, as American wires write, unless only day first is a date) or 14.3.1998 (day first)."""
    first, second, year = (int(part) for part in re.split(r"[/.]", raw))
    if year < 100:
        year += 1900 if year >= 30 else 2000
    if "." in raw:
        first, second = second, first
    day = real_day(year, first, second) or real_day(year, second, first)
    return day.isoformat() if day else None


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def clock_time(groups: dict[str, Item]) -> str | None:
    """A clock time as "T17:00"; None when there is no such time."""
    item = groups["c"]
    if item.kind == "CLOCK":
        hour, minute = (int(part) for part in str(item.meaning).split(":")[:2])
    elif item.kind == "FRACTION":
        whole, _, cents = item.text.partition(".")
        if not (whole.isdigit() and len(cents) == 2):
            return None
        hour, minute = int(whole), int(cents)
    elif item.kind == "SMALL":
        hour, minute = number(item), 0
    else:
        if len(item.text) != 4:
            return None
        hour, minute = divmod(number(item), 100)
    half = groups.get("p")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.meaning == "p" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None
