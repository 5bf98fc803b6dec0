"""The second round: dates with their edges, parts of day, clock times and years."""

from __future__ import annotations

from dataclasses import replace

from .expressions import Clock, Dated, Expression, Fixed, Length, Named, Offset, Same, Weekday, Within
from .numbers import number
from .patterns import Groups, Source
from .points import turned_unit


def _expression(groups: Groups, name: str) -> Expression:
    expression = groups[name].expression
    assert expression is not None  # the pattern's classes are those of nodes
    return expression


def _edged(groups: Groups) -> Expression | None:
    """Late February, the end of the month, early next week, later this year."""
    inner = _expression(groups, "x")
    if isinstance(inner, Length) or inner.mod:
        return None
    return replace(inner, mod=str(groups["e"].meaning))


def _parted(groups: Groups) -> Expression | None:
    """Tuesday morning, the night of March 14."""
    inner = _expression(groups, "x")
    if inner.part:
        return None
    return replace(inner, part=str(groups["p"].meaning))


def _timed(groups: Groups) -> Expression | None:
    """10 p.m. Wednesday; March 14 at 08:00."""
    inner, clock = _expression(groups, "x"), _expression(groups, "c")
    if isinstance(inner, Length):
        return None
    return replace(inner, part=clock.part)


def _weekday_date(groups: Groups) -> Expression | None:
    """Saturday, April 25: the date says it all."""
    day, date = _expression(groups, "x"), _expression(groups, "y")
    if isinstance(day, Weekday) and isinstance(date, (Dated, Fixed)):
        return date
    return None


def _date_weekday(groups: Groups) -> Expression | None:
    day, date = _expression(groups, "y"), _expression(groups, "x")
    if isinstance(day, Weekday) and not day.turn and isinstance(date, (Dated, Fixed)):
        return date
    return None


def _of_year(groups: Groups) -> Expression | None:
    """June last year, the third quarter of 1998, last year's fourth quarter, spring next year."""
    inner, outer = _expression(groups, "x"), _expression(groups, "y")
    yearly = (isinstance(outer, Fixed) and len(outer.value) == 4) or (
        isinstance(outer, (Offset, Same)) and outer.unit == "year"
    )
    if not yearly or not isinstance(inner, (Dated, Named)):
        return None
    return replace(inner, of=outer)


def _of_week(groups: Groups) -> Expression | None:
    """Wednesday next week, Monday of last week."""
    day, week = _expression(groups, "x"), _expression(groups, "y")
    if isinstance(day, Weekday) and isinstance(week, (Offset, Same)) and week.unit == "week" and not week.mod:
        return replace(day, of=week)
    return None


def _within(groups: Groups) -> Expression | None:
    """The first week of April, the last day of the year."""
    item = groups["o"]
    unit = str(groups["u"].meaning or "half")
    count = -1 if item.kind == "LAST" else number(item)
    if unit not in ("day", "week", "month", "quarter", "half", "weekend"):
        return None
    return Within(number=count, unit=unit, of=_expression(groups, "x"))


def _season_of(groups: Groups) -> Expression | None:
    return Named(code=str(groups["s"].meaning), of=_expression(groups, "x"))


def _season(groups: Groups) -> Expression | None:
    mod = str(groups["e"].meaning) if "e" in groups else None
    return Named(code=str(groups["s"].meaning), mod=mod)


def _compared(groups: Groups) -> Expression | None:
    """The quarter a year ago: the comparison says it all."""
    year = _expression(groups, "y")
    return year if isinstance(year, Offset) and year.backward else None


def _anchored(groups: Groups) -> Expression | None:
    """Two days after June 3, the day before Christmas."""
    sign = -1 if groups["g"].meaning in ("before", "earlier") else 1
    length = groups["x"].expression if "x" in groups else Length(unit=str(groups["u"].meaning), amount=1)
    if not isinstance(length, Length) or length.turn or length.amount is None:
        return None
    return Offset(unit=length.unit, amount=sign * length.amount, of=_expression(groups, "y"))


def _same_quarter(groups: Groups) -> Expression | None:
    """The 1988 period: of 1988 what is being spoken of."""
    year = _expression(groups, "y")
    if groups["u"].meaning not in ("quarter", "period") or not isinstance(year, Fixed):
        return year if isinstance(year, Offset) else None
    return Same(unit="quarter", of=year)


def _noon(groups: Groups) -> Expression | None:
    meaning = str(groups["p"].meaning)
    return Clock(part=meaning)


def _edge_of_unit(groups: Groups) -> Expression | None:
    """The end of the month, the start of the week."""
    unit = str(groups["u"].meaning)
    if unit in ("second", "minute", "hour", "day"):
        return None
    return Offset(unit=unit, amount=0, mod=str(groups["e"].meaning))


SECOND: tuple[Source, ...] = (
    ("A_DAY", "x:A_DAY p:PART", _parted),
    ("A_DAY", "(AT | THE)? p:PART (ON | OF)? x:A_DAY", _parted),
    ("A_DAY", "THE? e:[EDGE BEYOND] (ON | HYPHEN | OF)* x:A_DAY p:PART", _parted),
    ("A_DAY", "c:A_CLOCK (OPEN A_CLOCK CLOSE)? COMMA? ON? x:A_DAY", _timed),
    ("A_DAY", "x:A_DAY COMMA? AT? c:A_CLOCK", _timed),
    ("A_DAY", "x:A_DAY COMMA? THE? y:A_DAY", _weekday_date),
    ("A_DAY", "x:A_DAY COMMA y:A_DAY", _date_weekday),
    ("A_PERIOD", "THE? e:[EDGE BEYOND] (HYPHEN | OF | IN | ON)* x:[A_DAY A_PERIOD A_YEAR]", _edged),
    ("A_PERIOD", "THE? e:EDGE OF (THE | THIS) u:[UNIT]", _edge_of_unit),
    ("A_PERIOD", "THE? e:EDGE (OF | HYPHEN | THE)* s:SEASON (?! [UNIT UNITS])", _season),
    ("A_PERIOD", "x:[A_DAY A_PERIOD] COMMA? (OF | IN)? y:[A_PERIOD A_YEAR]", _of_year),
    ("A_DAY", "x:A_DAY OF? y:A_PERIOD", _of_week),
    ("A_PERIOD", "THE? y:[A_PERIOD A_YEAR] POSSESSIVE? x:A_PERIOD", _of_year),
    ("A_PERIOD", "THE? o:[ORDINAL SECOND LAST] u:[UNIT HALF] OF THE? x:[A_PERIOD A_YEAR]", _within),
    ("A_PERIOD", "THE? t:LAST u:UNIT", turned_unit),
    ("A_PERIOD", "THE? s:SEASON (OF | IN)? x:A_YEAR", _season_of),
    ("A_PERIOD", "(IN | SINCE | BY) THE? s:SEASON (?! [UNIT UNITS])", _season),
    ("A_DAY", "x:A_LENGTH g:AROUND y:[A_DAY]", _anchored),
    ("A_DAY", "THE u:UNIT g:AROUND y:[A_DAY]", _anchored),
    ("A_PERIOD", "A_PERIOD COMMA? y:[A_DAY A_YEAR]", _compared),
    ("A_PERIOD", "THE? y:A_YEAR u:[UNIT PERIOD]", _same_quarter),
    ("A_CLOCK", "AT p:PART", _noon),
)
