"""When: the day of the act that a step tells, and not the day of saying it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from dragoman.records import Date
from dragoman.records.kept import MoveKind

from .scene import Scene
from .steps import Step

AHEAD: frozenset[MoveKind] = frozenset({"proposed", "accepted", "postponed", "moved", "refused", "cancelled"})
WIDE = 45  # days: a date this wide tells of no meeting's day
_SINCE = re.compile(r"\b(?:since|before|until|till|by|than|deadline of|from)(?: the)?\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|to)\s*$", re.IGNORECASE)
_SAID_ON = re.compile(
    r"\b(?:said|told|announced|tweeted|wrote|reporters?|statement|added|confirmed"
    r"|reported|posted)(?: \w+){0,4}?(?: on| late| early| in)?\s*$",
    re.IGNORECASE,
)
_TALKED = re.compile(r"\b(?:talks|meeting|round|session)\b[^\ue000-\uf8ff]{0,12}$")
_NUMBERED = re.compile(r"(?:on )?the \d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
_AGAIN = timedelta(days=1)
_FAR, _NEAR = timedelta(days=17), timedelta(days=10)
_BREAKING = frozenset({"collapse", "end"})


def date_of(scene: Scene, step: Step, kind: MoveKind, day: str | None) -> Date | None:
    """The day of the act: the nearest date of the sentence that is not the day of saying, of "since" or of before.

    Of a step that looks ahead it is the day of the meeting where one is told, and else that of the step itself; `day`
    is the ISO day of the report.
    """
    best: tuple[tuple[int, int, int], Date] | None = None
    for char, coded in scene.dates.items():
        found = _nearest(coded, day)
        if found.type not in ("DATE", "TIME") or not found.first or not found.last or days(found) > WIDE:
            continue
        at = scene.masked.find(char)
        left = scene.masked[max(0, at - 40) : at]
        if _SINCE.search(left) and kind != "postponed" and (kind != "adjourned" or _UNTIL.search(left)):
            continue
        ahead = bool(day and found.first > day)
        if ahead and kind in ("adjourned", "concluded", "collapsed") and step.word not in _BREAKING:
            continue
        spoken = _SAID_ON.search(left) is not None
        if not ahead and spoken and kind in AHEAD and not (day and _is_past(found.last, day)):
            continue
        said = spoken and not _TALKED.search(left)
        if said and len(scene.dates) > 1:
            continue
        outside = not step.clause[0] <= at < step.clause[1]
        distance = at - step.end if at >= step.end else (step.start - at) * 2
        score = (int(kind in AHEAD and not ahead), int(outside) + 2 * said, distance)
        if best is None or score < best[0]:
            best = score, found
    return best[1] if best is not None else None


def _is_past(told: str, day: str) -> bool:
    """Whether a day lies so far before the report's that what was made known on it is told again."""
    return date.fromisoformat(day) - date.fromisoformat(told) > _AGAIN


def _nearest(found: Date, day: str | None) -> Date:
    """A day told by its number alone, "on the 30th", as the one near the report where the coder took one far off."""
    if not day or not found.first or _NUMBERED.fullmatch(found.text) is None:
        return found
    told, here = date.fromisoformat(found.first), date.fromisoformat(day)
    near = [other for month in (-1, 0, 1) if (other := _in_month(told.day, here, month)) is not None]
    best = min(near, key=lambda other: abs(other - here), default=told)
    if abs(told - here) < _FAR or abs(best - here) > _NEAR:
        return found
    return msgspec.structs.replace(found, first=best.isoformat(), last=best.isoformat())


def _in_month(number: int, here: date, months: int) -> date | None:
    """The day of that number in the month so many after a day's own."""
    month = here.year * 12 + here.month - 1 + months
    try:
        return date(month // 12, month % 12 + 1, number)
    except ValueError:
        return None


def days(found: Date) -> int:
    """How many days a date is wide; very many when it tells none."""
    try:
        return (date.fromisoformat(found.last or "") - date.fromisoformat(found.first or "")) // timedelta(days=1)
    except ValueError:
        return 10**6
