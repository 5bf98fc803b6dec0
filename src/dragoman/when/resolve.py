"""Expression + report's day + earlier dates + tense → TIMEX3 type and value, first and last day, anchor and reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

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
from .numbers import real_day
from .periods import UNKNOWN, days_of, duration_value, festival, period_around, shift

_QUARTER_LASTS = 8  # expressions after which a quarter is no longer what is being compared
NO_ANCHOR = "no publication date to count from"


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around an expression: `tense` of its verb ("past", "present", "future" or None)."""

    tense: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a Date record says, without its place in the text."""

    type: DateType
    value: str
    first: date | None = None
    last: date | None = None
    anchor: date | None = None
    reason: str = ""


@dataclass(slots=True)
class Resolver:
    """Resolves the expressions of one report in text order.

    `published` is the report's day; the last day or period named in the text is kept as the anchor of "a day earlier".
    """

    published: date | None
    _last: list[str] = field(default_factory=list)
    _quarter: str | None = None
    _since_quarter: int = 0

    def resolve(self, expression: Expression, context: Context) -> Resolved | None:
        """The record of one expression, None when it turns out to be no date (the 45th of March)."""
        try:
            found = self._resolve(expression, context)
        except (OverflowError, ValueError):
            return None
        if found is None:
            return None
        self._remember(found, expression)
        return found

    def _remember(self, found: Resolved, expression: Expression) -> None:
        if found.type in ("DATE", "TIME") and found.first is not None:
            self._last.append(found.value)
        self._since_quarter += 1
        if isinstance(expression, Named) and expression.code.startswith("Q"):
            self._quarter, self._since_quarter = found.value, 0
        elif self._since_quarter > _QUARTER_LASTS:
            self._quarter = None


    def _resolve(self, expression: Expression, context: Context) -> Resolved | None:
        match expression:
            case Reference(value=value):
                day = self.published if value == "PRESENT_REF" else None
                return Resolved("DATE", value, day, day, day, "a time without a date")
            case Repeated(value=value):
                return Resolved("SET", value, reason="repeated")
            case Length():
                return self._length(expression)
            case Clock(part=part):
                return self._clock(str(part))
        point = self._point(expression, context)
        return None if point is None else _finished(point, expression)

    def _point(self, expression: Expression, context: Context) -> tuple[str, date | None, str] | None:
        """Value, anchor and reason of an expression that names a stretch of the calendar."""
        match expression:
            case Fixed(value=value):
                if days_of(value) is None:
                    return None
                return value, None, "explicit"
            case Weekday(day=day, turn=turn):
                return self._weekday(day, turn, context)
            case Dated():
                return self._dated(expression, context)
            case Named():
                return self._named(expression, context)
            case Offset():
                return self._offset(expression, context)
            case Same():
                return self._same(expression, context)
            case Within():
                return self._within(expression, context)
        return None

    def _weekday(self, day: int, turn: str | None, context: Context) -> tuple[str, date | None, str]:
        base = self.published
        named = days_of(self._last[-1].partition("T")[0]) if self._last and turn in ("previous", "following") else None
        if named:
            step = -((named[0].isoweekday() - day - 1) % 7 + 1) if turn == "previous" else (day - named[1].isoweekday() - 1) % 7 + 1
            found = (named[0] if turn == "previous" else named[1]) + timedelta(days=step)
            return found.isoformat(), named[0], f"{turn} to the last date named"
        if base is None:
            return f"XXXX-WXX-{day}", None, NO_ANCHOR
        ahead = (day - base.isoweekday()) % 7
        if turn in ("next", "following"):
            return (base + timedelta(days=ahead or 7)).isoformat(), base, "next after publication"
        if turn in ("last", "past", "previous"):
            return (base - timedelta(days=(7 - ahead) % 7 or 7)).isoformat(), base, "last before publication"
        if ahead and (turn == "this" or context.tense == "future"):
            return (base + timedelta(days=ahead)).isoformat(), base, "nearest after publication (future)"
        return (base - timedelta(days=(7 - ahead) % 7)).isoformat(), base, "nearest before publication"

    def _dated(self, expression: Dated, context: Context) -> tuple[str, date | None, str] | None:
        month, day = expression.month, expression.day
        if month is None:
            return None
        if day is not None and real_day(2000, month, day) is None:
            return None
        tail = f"-{month:02d}" + (f"-{day:02d}" if day else "")
        if expression.of is not None:
            outer = self._point(expression.of, context)
            if outer is None:
                return None
            year = outer[0]
            return (f"{year[:4]}{tail}", outer[1], f"year from {outer[2]}") if year[:4].isdigit() else (f"XXXX{tail}", None, outer[2])
        base = self.published
        if base is None:
            year = self._last_year()
            return (f"{year}{tail}", None, "year of the last date named") if year else (f"XXXX{tail}", None, NO_ANCHOR)
        chosen = _year_near(base, month, day, expression.turn, context.tense)
        value = f"{chosen:04d}{tail}"
        return (value, base, "year from publication and tense") if days_of(value) else None

    def _named(self, expression: Named, context: Context) -> tuple[str, date | None, str] | None:
        code, base = expression.code, self.published
        if code == "WE":
            return self._weekend(context)
        year: int | None = None
        anchor, reason = base, "year from publication"
        if expression.of is not None:
            outer = self._point(expression.of, context)
            if outer is None:
                return None
            year = int(outer[0][:4]) if outer[0][:4].isdigit() else None
            anchor, reason = outer[1], f"year from {outer[2]}"
        elif base is not None:
            year = base.year + _turn_of_year(code, base, expression.turn, context.tense)
        if year is None:
            value = f"XXXX-{code[2:] if code.startswith('F:') and '-' in code and 'easter' not in code else code}"
            return ("XXXX-XX-XX" if code.startswith("F:") and not value[5:].replace("-", "").isdigit() else value), None, NO_ANCHOR
        if code.startswith("F:"):
            return festival(code[2:], year).isoformat(), anchor, reason
        return f"{year:04d}-{code}", anchor, reason

    def _weekend(self, context: Context) -> tuple[str, date | None, str]:
        """The weekend: the one before publication, the one ahead where the verb looks ahead."""
        base = self.published
        if base is None:
            return UNKNOWN["weekend"], None, NO_ANCHOR
        back = 0 if base.isoweekday() >= 6 or context.tense == "future" else 7
        return period_around(base - timedelta(days=back), "weekend"), base, "weekend nearest to publication"

    def _offset(self, expression: Offset, context: Context) -> tuple[str, date | None, str] | None:
        unit, count = expression.unit, expression.amount
        if count is None:
            return "PAST_REF", None, "how many is not said"
        base, reason = self.published, "counted from publication"
        if unit == "year" and count == -1 and self._quarter and expression.backward:
            self._since_quarter = 0
            return f"{int(self._quarter[:4]) - 1:04d}{self._quarter[4:]}", base, "the quarter spoken of, a year before"
        if expression.base == "text" and self._last:
            span = days_of(self._last[-1].split("T")[0])
            if span:
                base, reason = span[0], "counted from the last date named"
        if base is None:
            return UNKNOWN.get(unit, "XXXX"), None, NO_ANCHOR
        if expression.mod == "OVERNIGHT":
            return (base if context.tense == "future" else shift(base, "day", -1)).isoformat(), base, "the night before"
        if unit in ("second", "minute", "hour"):
            return None
        return period_around(shift(base, unit, count), unit), base, reason

    def _same(self, expression: Same, context: Context) -> tuple[str, date | None, str] | None:
        unit = expression.unit
        if unit == "quarter" and self._quarter:
            year = self._point(expression.of, context) if expression.of else None
            self._since_quarter = 0
            return (year[0][:4] if year else self._quarter[:4]) + self._quarter[4:], None, "named before"
        if expression.of is not None:
            return self._point(expression.of, context)
        for value in reversed(self._last[-_QUARTER_LASTS:]) if unit != "year" or expression.turn == "that" else ():
            if _grain(value) == unit:
                return value, None, "named before"
            span = days_of(value.split("T")[0])
            if span and (expression.turn == "that" and unit != "quarter"):
                return period_around(span[0], unit), None, "of the last date named"
        if self.published is None:
            return UNKNOWN.get(unit, "XXXX"), None, NO_ANCHOR
        return period_around(self.published, unit), self.published, "of publication"

    def _within(self, expression: Within, context: Context) -> tuple[str, date | None, str] | None:
        outer = self._point(expression.of, context)
        span = days_of(outer[0]) if outer else None
        if outer is None or span is None:
            return None
        first, last = span
        count, unit = expression.number, expression.unit
        if unit == "half":
            return (f"{first.year:04d}-H{2 if count == -1 else count}", outer[1], outer[2]) if len(outer[0]) == 4 else None
        day = last if count == -1 else shift(first, unit, count - 1)
        if not first <= day <= last:
            return None
        return period_around(day, unit), outer[1], outer[2]

    def _length(self, expression: Length) -> Resolved:
        value = duration_value(expression.unit, expression.amount)
        base = self.published
        if expression.turn is None or base is None or expression.amount is None:
            return Resolved("DURATION", value, reason="a length of time")
        if expression.turn in ("last", "past", "previous"):
            return Resolved("DURATION", value, shift(base, expression.unit, -expression.amount), base, base, "up to publication")
        return Resolved("DURATION", value, base, shift(base, expression.unit, expression.amount), base, "from publication")

    def _clock(self, part: str) -> Resolved:
        base = self.published
        last = days_of(self._last[-1].split("T")[0]) if self._last else None
        if last and last[0] == last[1]:
            return Resolved("TIME", f"{last[0].isoformat()}{part}", last[0], last[0], last[0], "on the last day named")
        if base is None:
            return Resolved("TIME", f"XXXX-XX-XX{part}", reason=NO_ANCHOR)
        return Resolved("TIME", f"{base.isoformat()}{part}", base, base, base, "on the day of publication")

    def _last_year(self) -> str | None:
        return next((value[:4] for value in reversed(self._last) if value[:4].isdigit()), None)


def _year_near(base: date, month: int, day: int | None, turn: str | None, tense: str | None) -> int:
    """The year of a month or day without one: past before, future after publication, else the nearest."""
    target, here = (month, day or base.day), (base.month, base.day)
    if turn == "this":
        return base.year
    if turn in ("last", "past", "previous"):
        return base.year - (1 if target >= here or month == base.month else 0)
    if turn == "next":
        return base.year + (1 if target <= here else 0)
    if month == base.month and day is None:
        return base.year
    if day is not None:
        return _nearest(base, month, day, tense)
    if tense == "future":
        return base.year + (1 if target < here else 0)
    if tense == "past":
        return base.year - (1 if target > here else 0)
    return _nearest(base, month, 15)


def _nearest(base: date, month: int, day: int, tense: str | None = None) -> int:
    """The year that brings a day of the calendar nearest to `base`, as far ahead or back as the tense lets it be."""
    ahead = (month - base.month) * 30.4 + day - base.day
    most = {"past": 75, "future": 275}.get(tense or "", 121)
    least = {"past": 290, "future": 92}.get(tense or "", 244)
    return base.year + (1 if ahead < -least else -1 if ahead > most else 0)


_LAST_MONTH = {"SP": 5, "SU": 8, "FA": 11, "WI": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12}
_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}


def _turn_of_year(code: str, base: date, turn: str | None, tense: str | None) -> int:
    if code.startswith("F:"):
        first = last = festival(code[2:], base.year)
        if turn is None:
            return _nearest(base, first.month, first.day) - base.year
    else:
        first, last = date(base.year, _FIRST_MONTH[code], 1), date(base.year, _LAST_MONTH[code], 28)
    if turn in ("last", "past", "previous"):
        return 0 if last < base else -1
    if turn == "next":
        return 0 if first > base else 1
    if turn == "this" or first <= base <= last:
        return 0
    if first > base:
        return 0 if tense == "future" and code[0] not in "QH" or (first - base).days < 45 else -1
    return 1 if tense == "future" and code[0] not in "QH" else 0


def _grain(value: str) -> str | None:
    if "-Q" in value:
        return "quarter"
    if "-WE" in value:
        return "weekend"
    if "-W" in value:
        return "week"
    if "-S" in value or "-F" in value or "-H" in value:
        return "season"
    return {4: "year", 7: "month", 10: "day", 3: "decade", 2: "century"}.get(len(value.split("T")[0]))


def _finished(point: tuple[str, date | None, str], expression: Expression) -> Resolved:
    value, anchor, reason = point
    kind: DateType = "DATE"
    span = days_of(value)
    if expression.part and len(value) == 10 and "T" not in value:
        value, kind = value + expression.part, "TIME"
    elif "T" in value:
        kind = "TIME"
    first, last = span if span else (None, None)
    if last is not None and expression.mod == "OVERNIGHT":
        last = shift(last, "day", 1)
    elif first is not None and isinstance(expression, Dated) and expression.until:
        last = real_day(first.year, first.month, expression.until) or last
    elif first is not None and last is not None and expression.mod and first != last:
        first, last = _edge(first, last, expression.mod)
        reason = f"{reason}; mod {expression.mod}"
    return Resolved(kind, value, first, last, anchor, reason)


def _edge(first: date, last: date, mod: str) -> tuple[date, date]:
    """A third of the period for START, MID and END; BEFORE and AFTER leave it whole, the report's day being unknown here."""
    third = max(1, ((last - first).days + 1) // 3)
    if mod == "START":
        return first, first + timedelta(days=third - 1)
    if mod == "END":
        return last - timedelta(days=third - 1), last
    if mod == "MID":
        return first + timedelta(days=third), last - timedelta(days=third)
    return first, last
