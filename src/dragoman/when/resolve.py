"""Expression + report's day + dates named before + tense → TIMEX3 type and value, days covered, anchor and reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.records.mentions import DateType

from .expressions import (
    Clock,
    Dated,
    Expression,
    Fixed,
    Length,
    Named,
    Offset,
    Reference,
    Repeated,
    Same,
    Weekday,
    Within,
)
from .nearest import BACK, weekday_beside, weekday_near, year_of_day, year_of_month, year_of_name
from .numbers import real_day
from .periods import UNKNOWN, as_precise, days_of, duration_value, festival, grain_of, period_around, shift

NO_ANCHOR = "no publication date to count from"
_REMEMBERED = 8  # expressions after which a quarter is no longer what is being spoken of


class Resolved(NamedTuple):
    """What a Date record says, without its place in the text."""

    type: DateType
    value: str
    first: date | None = None
    last: date | None = None
    anchor: date | None = None
    reason: str = ""


class Point(NamedTuple):
    """A stretch of the calendar: its value, what it was counted from and why, its days where not the value's."""

    value: str
    anchor: date | None
    reason: str
    days: tuple[date, date] | None = None


@dataclass(slots=True)
class Resolver:
    """Resolves the expressions of one report in text order.

    `published` is the report's day. What the text named before is kept: the last days and periods, from which "a day
    earlier" counts, and the quarter that figures are being compared with.
    """

    published: date | None
    _named: list[str] = field(default_factory=list)
    _quarter: str | None = None
    _since_quarter: int = 0

    def resolve(self, expression: Expression, tense: str | None = None) -> Resolved | None:
        """The record of one expression; None when it turns out to be no date (the 45th of March, the year 12000).

        `tense` is that of the verb it goes with: "past", "present", "future" or None.
        """
        try:
            found = self._resolve(expression, tense)
        except (OverflowError, ValueError):
            return None  # outside the years 1 to 9999
        if found is not None:
            self._remember(found, expression)
        return found

    def _remember(self, found: Resolved, expression: Expression) -> None:
        if found.type in ("DATE", "TIME") and found.first is not None and not found.value.endswith("_REF"):
            self._named.append(found.value)
        self._since_quarter += 1
        if isinstance(expression, Named) and expression.code.startswith("Q"):
            self._quarter, self._since_quarter = found.value, 0
        elif self._since_quarter > _REMEMBERED:
            self._quarter = None

    def _resolve(self, expression: Expression, tense: str | None) -> Resolved | None:
        match expression:
            case Reference(value=value):
                day = self.published if value == "PRESENT_REF" else None
                return Resolved("DATE", value, day, day, day, "a time without a date")
            case Repeated(value=value):
                return Resolved("SET", value, reason="happens again and again")
            case Length():
                return self._length(expression)
            case Clock(part=part):
                return self._clock(str(part))
        point = self._point(expression, tense)
        if point is None:
            return None
        if point.value == "PAST_REF":
            return Resolved("DATE", point.value, reason=point.reason)
        return _finished(point, expression)

    def _point(self, expression: Expression | None, tense: str | None) -> Point | None:
        match expression:
            case Fixed():
                return _fixed(expression)
            case Weekday():
                return self._weekday(expression, tense)
            case Dated():
                return self._dated(expression, tense)
            case Named():
                return self._named_period(expression, tense)
            case Offset():
                return self._offset(expression, tense)
            case Same():
                return self._same(expression, tense)
            case Within():
                return self._within(expression, tense)
        return None

    def _weekday(self, expression: Weekday, tense: str | None) -> Point:
        day, turn = expression.day, expression.turn
        if expression.of is not None:
            week = self._point(expression.of, tense)
            span = days_of(week.value) if week else None
            if week and span:
                return Point((span[0] + timedelta(days=day - 1)).isoformat(), week.anchor, f"week: {week.reason}")
        named = self._last_days("day") if turn in ("previous", "following") else None
        if named and turn:
            return Point(weekday_beside(named, day, turn).isoformat(), named[0], f"{turn} to the last date named")
        if self.published is None:
            return Point(f"XXXX-WXX-{day}", None, NO_ANCHOR)
        found, reason = weekday_near(self.published, day, turn, tense)
        return Point(found.isoformat(), self.published, reason)

    def _dated(self, expression: Dated, tense: str | None) -> Point | None:
        month, day, base = expression.month, expression.day, self.published
        if month is None:
            return self._day_of_month(day or 0, tense)
        if day is not None and real_day(2000, month, day) is None:
            return None
        tail = f"-{month:02d}" + (f"-{day:02d}" if day else "")
        anchor, reason, year = base, "year from publication", "XXXX"
        if expression.of is not None:
            outer = self._point(expression.of, tense)
            if outer is None:
                return None
            anchor, reason, year = outer.anchor, f"year: {outer.reason}", outer.value[:4]
        elif base is not None:
            turn = expression.turn
            chosen = year_of_day(base, month, day, turn, tense) if day else year_of_month(base, month, turn, tense)
            year = f"{chosen:04d}"
            reason = f"{reason} and {tense} tense" if tense and not turn else reason
        else:
            year = next((value[:4] for value in reversed(self._named) if value[:4].isdigit()), "XXXX")
            reason = NO_ANCHOR if year == "XXXX" else "year of the last date named"
        if not year.isdigit():
            return Point(f"XXXX{tail}", None, NO_ANCHOR)
        first = days_of(year + tail)
        if first is None:
            return None  # 29 February of a common year
        last = real_day(int(year), month, expression.until) if expression.until else None
        return Point(year + tail, anchor, reason, (first[0], last) if last else None)

    def _day_of_month(self, day: int, tense: str | None) -> Point | None:
        """The 14th: of the month named last, else of the report's."""
        named = self._last_days("month")
        base = named[0] if named else self.published
        if base is None:
            return Point(f"XXXX-XX-{day:02d}", None, NO_ANCHOR)
        found = real_day(base.year, base.month, day)
        if found is None:
            return None
        if named is None and found > base and tense != "future":
            found = shift(found, "month", -1)
        return Point(found.isoformat(), base, "month of the last date named" if named else "month from publication")

    def _named_period(self, expression: Named, tense: str | None) -> Point | None:
        code, base = expression.code, self.published
        if code == "WE":
            return self._weekend(tense)
        year, anchor, reason = "XXXX", base, "year from publication"
        if expression.of is not None:
            outer = self._point(expression.of, tense)
            if outer is None:
                return None
            year, anchor, reason = outer.value[:4], outer.anchor, f"year: {outer.reason}"
        elif base is not None:
            year = f"{year_of_name(code, base, expression.turn, tense):04d}"
        if not year.isdigit():
            fixed = code[2:] if code.startswith("F:") and code[2].isdigit() and "/" not in code else "XX-XX"
            return Point(f"XXXX-{fixed if code.startswith('F:') else code}", None, NO_ANCHOR)
        if code.startswith("F:"):
            return Point(festival(code[2:], int(year)).isoformat(), anchor, reason)
        return Point(f"{year}-{code}", anchor, reason)

    def _weekend(self, tense: str | None) -> Point:
        """The weekend: the one before publication, the one ahead where the verb looks ahead."""
        base = self.published
        if base is None:
            return Point(UNKNOWN["weekend"], None, NO_ANCHOR)
        back = 0 if base.isoweekday() >= 6 or tense == "future" else 7
        return Point(period_around(base - timedelta(days=back), "weekend"), base, "weekend nearest to publication")

    def _offset(self, expression: Offset, tense: str | None) -> Point | None:
        unit, count = expression.unit, expression.amount
        if count is None:
            return Point("PAST_REF", None, "how many is not said")
        base, reason = self.published, "counted from publication"
        if expression.of is not None:
            outer = self._point(expression.of, tense)
            span = days_of(outer.value) if outer else None
            if span is None:
                return None
            base, reason = span[1] if count > 0 else span[0], "counted from the date beside it"
        elif unit == "year" and count == -1 and self._quarter and expression.backward:
            self._since_quarter = 0
            year = int(self._quarter[:4]) - 1
            return Point(f"{year:04d}{self._quarter[4:]}", base, "the quarter spoken of, a year before")
        elif expression.base == "text" and (named := self._last_days(unit)):
            base, reason = named[0], "counted from the last date named"
        if base is None:
            return Point(UNKNOWN.get(unit, "XXXX"), None, NO_ANCHOR)
        if expression.mod == "OVERNIGHT":
            night = base if tense == "future" else base - timedelta(days=1)
            return Point(night.isoformat(), base, "the night before", (night, shift(night, "day", 1)))
        if unit in ("second", "minute", "hour"):
            return None
        return Point(period_around(shift(base, unit, count), unit), base, reason)

    def _same(self, expression: Same, tense: str | None) -> Point | None:
        unit, back = expression.unit, expression.turn == "that"
        if unit == "quarter" and self._quarter:
            self._since_quarter = 0
            outer = self._point(expression.of, tense)
            year = outer.value[:4] if outer else self._quarter[:4]
            return Point(year + self._quarter[4:], None, "the quarter named before")
        if expression.of is not None:
            return self._point(expression.of, tense)
        if unit != "year" or back:
            for value in reversed(self._named[-_REMEMBERED:]):
                span = days_of(value.partition("T")[0])
                if grain_of(value) == unit:
                    return Point(value.partition("T")[0], span[0] if span else None, "named before")
                if span and back and as_precise(value, unit):
                    return Point(period_around(span[0], unit), span[0], "that of the last date named")
        if self.published is None:
            return Point(UNKNOWN.get(unit, "XXXX"), None, NO_ANCHOR)
        return Point(period_around(self.published, unit), self.published, "that of publication")

    def _within(self, expression: Within, tense: str | None) -> Point | None:
        outer = self._point(expression.of, tense)
        span = days_of(outer.value) if outer else None
        if outer is None or span is None:
            return None
        (first, last), number, unit = span, expression.number, expression.unit
        if unit == "half":
            half = f"{outer.value[:4]}-H{2 if number == -1 else number}"
            return Point(half, outer.anchor, outer.reason) if len(outer.value) == 4 and days_of(half) else None
        if unit == "week" and grain_of(outer.value) == "month":
            begin = shift(last, "day", -6) if number == -1 else shift(first, "day", 7 * (number - 1))
            days = begin, min(last, shift(begin, "day", 6))
            # The ISO week that holds the middle day: no week begins on the first of every month.
            value = period_around(shift(begin, "day", 3), unit)
            return Point(value, outer.anchor, outer.reason, days) if first <= begin <= last else None
        day = last if number == -1 else shift(first, unit, number - 1)
        return Point(period_around(day, unit), outer.anchor, outer.reason) if first <= day <= last else None

    def _length(self, expression: Length) -> Resolved:
        unit, count, base = expression.unit, expression.amount, self.published
        value = duration_value(unit, count)
        if expression.turn is None or base is None or count is None:
            return Resolved("DURATION", value, reason="a length of time")
        if expression.turn == "nth":  # for a third day: the report's day is one of them
            return Resolved("DURATION", value, shift(base, unit, 1 - count), base, base, "up to publication")
        if expression.turn in BACK:
            return Resolved("DURATION", value, shift(base, unit, -count), base, base, "up to publication")
        return Resolved("DURATION", value, base, shift(base, unit, count), base, "from publication")

    def _clock(self, part: str) -> Resolved:
        named = self._last_days("day")
        if named:
            day, reason = named[0], "on the last day named"
        elif self.published is not None:
            day, reason = self.published, "on the day of publication"
        else:
            return Resolved("TIME", f"XXXX-XX-XX{part}", reason=NO_ANCHOR)
        return Resolved("TIME", f"{day.isoformat()}{part}", day, day, day, reason)

    def _last_days(self, unit: str) -> tuple[date, date] | None:
        """The days of the last date named that is at least as precise as `unit`."""
        for value in reversed(self._named[-_REMEMBERED:]):
            if as_precise(value, unit):
                return days_of(value.partition("T")[0])
        return None


def _fixed(expression: Fixed) -> Point | None:
    span = days_of(expression.value)
    until = days_of(expression.until) if expression.until else None
    if span is None:  # before the year 1 a calendar has no days that could be told
        return Point(expression.value, None, "explicit") if expression.value.startswith("BC") else None
    return Point(expression.value, None, "explicit", (span[0], until[1]) if until else None)


def _finished(point: Point, expression: Expression) -> Resolved:
    """The point with its part of day and the part of the period that "early" or "late" says."""
    value, reason = point.value, point.reason
    span = point.days or days_of(value)
    kind: DateType = "TIME" if "T" in value else "DATE"
    if expression.part and grain_of(value) == "day" and "T" not in value:
        value, kind = value + expression.part, "TIME"
    first, last = span or (None, None)
    if expression.mod in _EDGES:
        reason = f"{reason}; mod {expression.mod}"
        if first is not None and last is not None and first != last:
            first, last = _edge(first, last, expression.mod or "")
    return Resolved(kind, value, first, last, point.anchor, reason)


_EDGES = ("START", "MID", "END", "BEFORE", "AFTER")


def _edge(first: date, last: date, mod: str) -> tuple[date, date]:
    """The first, middle or last third of a period, in whole years, months or days as the period is long.

    "Earlier this year" and "later this year" leave it whole.
    """
    days = (last - first).days + 1
    unit, size = ("year", 365.25) if days > 3000 else ("month", 30.44) if days > 80 else ("day", 1.0)
    third = max(1, round(days / size / 3))
    begin, end = shift(first, unit, third), shift(last + timedelta(days=1), unit, -third)
    day = timedelta(days=1)
    if mod == "START":
        return first, begin - day
    if mod == "END":
        return end, last
    if mod == "MID":
        return (begin, end - day) if begin < end else (first, last)
    return first, last
