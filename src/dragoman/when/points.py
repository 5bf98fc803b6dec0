"""The first round, dates: words to days, months, years and what is counted from them."""

from __future__ import annotations

from .expressions import Dated, Expression, Fixed, Length, Named, Offset, Reference, Same, Weekday
from .numbers import amount, iso_value, number, slashed_value
from .patterns import APPROX, COUNT, Groups, Source
from .scan import Item


def _text(groups: Groups, name: str) -> str | None:
    item = groups.get(name)
    return str(item.meaning) if item else None


def _iso(groups: Groups) -> Expression | None:
    value = iso_value(str(groups["x"].meaning))
    return Fixed(value=value) if value else None


def _slashed(groups: Groups) -> Expression | None:
    value = slashed_value(str(groups["x"].meaning))
    return Fixed(value=value) if value else None


def _month(groups: Groups) -> Expression | None:
    """A month with what stands beside it: day, last day of a range and year, each of which may be missing."""
    month = number(groups["m"])
    day = number(groups["d"]) if "d" in groups else None
    until = next((number(groups[name]) for name in ("e", "f") if name in groups), None)
    if day is not None and not 1 <= day <= 31:
        return None
    if until is not None and (day is None or not day < until <= 31):
        return None
    if "y" in groups:
        stem = f"{year_of(groups['y']):04d}-{month:02d}"
        return Fixed(value=f"{stem}-{day:02d}" if day else stem, until=f"{stem}-{until:02d}" if until else None)
    return Dated(month=month, day=day, until=until, turn=str(groups["t"].meaning) if "t" in groups else None)


def year_of(item: Item) -> int:
    """The year an item says: 1998, '98 (which lies between 1930 and 2029), nineteen ninety-eight."""
    value = number(item)
    if item.kind == "SHORTYEAR":
        return 1900 + value if value >= 30 else 2000 + value
    return value


def _year(groups: Groups) -> Expression | None:
    return Fixed(value=f"{year_of(groups['y']):04d}")


def _years(groups: Groups) -> Expression | None:
    """1994-96, 1994-1996."""
    first, last = number(groups["y"]), number(groups["z"])
    if len(groups["z"].text) == 2:
        last += first // 100 * 100
    return Fixed(value=f"{first:04d}", until=f"{last:04d}") if first < last <= first + 99 else None


def _era(groups: Groups) -> Expression | None:
    """ "44 BC" is BC0044, as in TimeML; "AD 410" is 0410."""
    text = groups["y"].text
    year = int("".join(filter(str.isdigit, text)))
    if year == 0:
        return None
    return Fixed(value=f"BC{year:04d}" if "B" in text else f"{year:04d}")


def _fiscal_year(groups: Groups) -> Expression | None:
    return Fixed(value=f"FY{year_of(groups['y']):04d}")


def _decade(groups: Groups) -> Expression | None:
    value = number(groups["x"])
    century = number(groups["c"]) if "c" in groups else 0
    if value < 100:
        if "t" not in groups and "c" not in groups and groups["x"].text[0] not in "'’":
            return None  # "in his thirties"
        value += century * 100 if century else 1900 if value >= 20 else 2000
    return Fixed(value=f"{value // 10:03d}")


def _century(groups: Groups) -> Expression | None:
    value = number(groups["o"])
    unit = groups["u"].meaning
    if unit == "century" and 1 < value <= 22:
        return Fixed(value=f"{value - 1:02d}")
    if unit == "millennium" and 1 < value <= 3:
        return Fixed(value=f"{value - 1:01d}")
    return None


def _ordinal_period(groups: Groups) -> Expression | None:
    """The third quarter, the first half: parts of a year that have a number."""
    value = number(groups["o"])
    unit = groups["u"].meaning or "half"
    if groups["o"].kind == "LAST":
        value = 4 if unit == "quarter" else 2
    limit = {"quarter": 4, "half": 2}.get(str(unit), 0)
    if not 1 <= value <= limit:
        return None
    return Named(code=("Q" if unit == "quarter" else "H") + str(value))


def _weekday(groups: Groups) -> Expression | None:
    return Weekday(day=number(groups["w"]), turn=_text(groups, "t"))


def _season(groups: Groups) -> Expression | None:
    code = str(groups["s"].meaning)
    if "y" in groups:
        return Fixed(value=f"{year_of(groups['y']):04d}-{code}")
    return Named(code=code, turn=_text(groups, "t"))


def _festival(groups: Groups) -> Expression | None:
    code = f"F:{groups['f'].meaning}"
    if "y" in groups:
        return Named(code=code, of=Fixed(value=f"{year_of(groups['y']):04d}"))
    return Named(code=code, turn=_text(groups, "t"))


_TURNS = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "this": 0}


def turned_unit(groups: Groups) -> Expression | None:
    """Last week, next year, the following month, that day."""
    turn, unit = str(groups["t"].meaning), str(groups["u"].meaning)
    if unit in ("second", "minute", "hour"):
        return Length(unit=unit, amount=1) if turn in ("last", "next") else None
    if groups["t"].text == "present":
        return Reference(value="PRESENT_REF")
    if groups["t"].text == "past" and unit in ("decade", "century"):
        return Length(unit=unit, amount=1, turn="past")
    if turn in ("that", "latest") or (turn == "this" and unit == "quarter"):
        return Same(unit=unit, turn=turn)
    narrated = turn in ("previous", "following") or (turn == "next" and unit == "day")
    base = "text" if narrated else "published"
    return Offset(unit=unit, amount=_TURNS[turn], base=base)


_HENCE = {"earlier": -1, "BEFORE": -1, "before": -1, "later": 1, "AFTER": 1, "after": 1}
_SMALLER = {"year": (12, "month"), "month": (30, "day"), "week": (7, "day")}
_YEARS = {"decade": 10, "century": 100, "millennium": 1000}


def _away(groups: Groups) -> Expression | None:
    """Two days ago, a week earlier, three months later, four years from now."""
    how = str(groups["g"].meaning)
    sign = -1 if how == "ago" else _HENCE.get(how, 1)
    count, unit = amount(groups), str(groups["u"].meaning)
    if unit in ("second", "minute", "hour"):
        return Length(unit=unit, amount=None if count is None else count + (0.5 if "e" in groups else 0))
    if count is None:
        return Length(unit=unit, amount=None) if how in _HENCE else Offset(unit=unit, amount=None)
    base = "text" if how in _HENCE else "published"
    if "e" in groups:
        count += 0.5
    if unit in _YEARS:  # a decade ago: that year
        count, unit = count * _YEARS[unit], "year"
    if count % 1 and unit in _SMALLER:  # a year and a half ago: that month
        count, unit = count * _SMALLER[unit][0], _SMALLER[unit][1]
    return Offset(unit=unit, amount=sign * count, base=base, backward=sign < 0)


def _year_ago(groups: Groups) -> Expression | None:
    """The year-earlier quarter, year-ago results."""
    return Offset(unit=str(groups["u"].meaning), amount=-1, base="text", backward=True)


def _today(groups: Groups) -> Expression | None:
    part = str(groups["p"].meaning) if "p" in groups else None
    return Offset(unit="day", amount=number(groups["k"]), part=part)


def _day_beyond(groups: Groups) -> Expression | None:
    """The day before yesterday, the day after tomorrow."""
    return Offset(unit="day", amount=2 if groups["g"].meaning == "after" else -2)


def _tonight(groups: Groups) -> Expression | None:
    if groups["k"].meaning == "overnight":
        return Offset(unit="day", amount=0, part="TNI", mod="OVERNIGHT")
    return Offset(unit="day", amount=0, part="TNI")


def _turned_part(groups: Groups) -> Expression | None:
    """This morning, last night, that evening."""
    turn, part = str(groups["t"].meaning), str(groups["p"].meaning)
    if turn == "that":
        return Same(unit="day", part=part)
    if turn in ("last", "past", "previous"):
        return Offset(unit="day", amount=-1, part=part)
    if turn in ("next", "following"):
        return Offset(unit="day", amount=1, part=part, base="text")
    return Offset(unit="day", amount=0, part=part)


def _same(groups: Groups) -> Expression | None:
    """The quarter, the week, the weekend."""
    unit = str(groups["u"].meaning)
    if unit == "weekend":
        return Named(code="WE")
    return Same(unit=unit) if unit in ("quarter", "year", "week") else None


def _latest_period(groups: Groups) -> Expression | None:
    if groups["u"].meaning != "period" or groups["t"].meaning not in ("latest", "that"):
        return None
    return Same(unit="quarter")


def _year_ended(groups: Groups) -> Expression | None:
    """The year ended March 31 is no calendar year."""
    return Length(unit="year", amount=1) if groups["u"].meaning == "year" else None


def _year_end(groups: Groups) -> Expression | None:
    if groups["u"].meaning != "year" or groups["e"].text != "end":
        return None
    return Offset(unit="year", amount=0, mod="END")


def _day_of_month(groups: Groups) -> Expression | None:
    """On the 14th, the 14th of this month."""
    if "u" in groups and groups["u"].meaning != "month":
        return None
    if not groups["o"].text[0].isdigit() or not 1 <= number(groups["o"]) <= 31:
        return None
    return Dated(month=None, day=number(groups["o"]))


YEAR = "[YEAR YEARWORDS SHORTYEAR]"
UNTIL = "((HYPHEN | TO) e:[SMALL ORDINAL] | (AND | OR) THE? f:[SMALL ORDINAL] (?! OTHER))"
TURN = "(THIS (?= [LAST NEXT]))? (THE? t:[LAST NEXT THIS])?"
COUNTED = f"{APPROX}? {COUNT} MORE? HYPHEN? u:[UNIT UNITS]"
HALVED = f"{APPROX}? n:[ONE SMALL] u:[UNIT UNITS] HYPHEN? AND HYPHEN? ONE? HYPHEN? e:HALF"
POINTS: tuple[Source, ...] = (
    ("A_DAY", "x:ISO", _iso),
    ("A_DAY", "x:SLASHED", _slashed),
    # March 14, 2022; March 14; Mar. 14th; March 2022; March
    ("A_DAY", f"m:MONTH THE? d:[SMALL ORDINAL] (?! HYPHEN? UNIT) (COMMA? y:{YEAR})?", _month),
    ("A_DAY", f"m:MONTH d:[SMALL ORDINAL] {UNTIL} (?! HYPHEN? [UNIT UNITS]) (COMMA? y:{YEAR})?", _month),
    ("A_DAY", f"THE? d:[SMALL ORDINAL] {UNTIL} OF? m:MONTH (COMMA? y:{YEAR})?", _month),
    ("A_DAY", "THE? t:[LAST NEXT THIS] m:MONTH d:[SMALL ORDINAL] (?! HYPHEN? UNIT)", _month),
    ("A_DAY", f"THE? d:[SMALL ORDINAL] OF? m:MONTH (COMMA? OF? y:{YEAR})?", _month),
    ("A_DAY", f"d:SMALL HYPHEN m:MONTH HYPHEN y:{YEAR}", _month),
    ("A_PERIOD", f"m:MONTH (COMMA|OF|HYPHEN)? THE? y:{YEAR} (?! HYPHEN UNIT)", _month),
    ("A_PERIOD", f"{TURN} m:MONTH", _month),
    ("A_DAY", f"{TURN} w:WEEKDAY", _weekday),
    ("A_DAY", f"{TURN} f:FESTIVAL", _festival),
    # "following" without its article is a preposition
    ("A_PERIOD", "THE t:FOLLOWING m:MONTH", _month),
    ("A_DAY", "THE t:FOLLOWING w:WEEKDAY", _weekday),
    ("A_PERIOD", "THE t:FOLLOWING u:UNIT", turned_unit),
    ("A_DAY", "THE t:FOLLOWING p:PART", _turned_part),
    ("A_DAY", f"f:FESTIVAL (COMMA | OF | IN)? y:{YEAR}", _festival),
    ("A_PERIOD", f"THE? s:SEASON OF? y:{YEAR}", _season),
    ("A_PERIOD", "(THIS (?= [LAST NEXT]))? THE? t:[LAST NEXT THIS] s:SEASON", _season),
    ("A_YEAR", "y:[YEAR YEARWORDS] (?! [HYPHEN AMPM ZONE UNITS])", _year),
    ("A_YEAR", "y:SHORTYEAR (?! [UNITS])", _year),
    ("A_YEAR", "y:ERA", _era),
    ("A_YEAR", f"THE UNIT y:{YEAR}", _year),
    ("A_YEAR", "y:YEAR HYPHEN z:[YEAR SMALL NUMBER] (?! [HYPHEN UNITS])", _years),
    ("A_YEAR", f"THE? FISCAL UNIT? y:{YEAR}", _fiscal_year),
    ("A_PERIOD", "t:THE? x:DECADE", _decade),
    ("A_PERIOD", "THE? c:YEARWORDS x:DECADE", _decade),
    ("A_PERIOD", "THE? o:ORDINAL HYPHEN? u:UNIT", _century),
    ("A_PERIOD", "THE? FISCAL? HYPHEN? o:[ORDINAL SECOND] HYPHEN? u:[UNIT HALF]", _ordinal_period),
    ("A_PERIOD", "THE o:LAST u:[HALF]", _ordinal_period),
    # last week, the following month
    ("A_PERIOD", "(THE | THIS)? t:[NEXT THIS THAT] (FISCAL|CALENDAR|FULL)? u:UNIT", turned_unit),
    ("A_PERIOD", "(THE | THIS)? t:LAST (FISCAL|CALENDAR|FULL)? u:UNIT (?! OF)", turned_unit),
    ("A_PERIOD", "THE t:[LAST THAT] u:PERIOD", _latest_period),
    ("A_LENGTH", "THE FISCAL? u:UNIT (?= ENDED)", _year_ended),
    ("A_PERIOD", "THE (FISCAL|CALENDAR|FULL)? u:UNIT (?! [AFTERWARDS AROUND HYPHEN PART OF])", _same),
    # two days ago, a week earlier
    ("A_DAY", f"{COUNTED} g:[AFTERWARDS BEYOND] (?! THAN)", _away),
    ("A_DAY", f"{COUNTED} g:AROUND (?= BLANK | STOP | COMMA | $)", _away),
    ("A_DAY", f"{HALVED} g:[AFTERWARDS BEYOND]", _away),
    ("A_DAY", f"{COUNTED} FROM g:[REFERENCE TODAY]", _away),
    ("A_YEAR", "(THE | ONE)? u:UNIT HYPHEN [AFTERWARDS BEYOND] [UNIT PERIOD]?", _year_ago),
    ("A_YEAR", "u:UNIT (HYPHEN | POSSESSIVE)? e:EDGE (?! OF)", _year_end),
    ("A_DAY", "k:TODAY p:PART?", _today),
    ("A_DAY", "THE UNIT g:AROUND TODAY", _day_beyond),
    ("A_DAY", "k:TONIGHT", _tonight),
    ("A_DAY", "THE? THIS? t:[LAST NEXT THIS THAT] p:PART", _turned_part),
    ("A_DAY", "[ON SINCE BY FROM] THE o:ORDINAL (?! [OF UNIT UNITS HYPHEN])", _day_of_month),
    ("A_DAY", "THE o:ORDINAL OF [THIS THE] u:UNIT", _day_of_month),
)
