"""The first round, the rest: words to durations, sets, references and times of day."""

from __future__ import annotations

from .expressions import Clock, Expression, Length, Offset, Reference, Repeated
from .numbers import amount, clock_time, number
from .patterns import APPROX, COUNT, Groups, Source
from .periods import duration_value


def _turned_length(groups: Groups) -> Expression | None:
    """The past three months, the next few days: a duration that touches the day of the report."""
    return Length(unit=str(groups["u"].meaning), amount=amount(groups), turn=str(groups["t"].meaning))


def _length(groups: Groups) -> Expression | None:
    unit = str(groups["u"].meaning)
    if "e" in groups:  # "a minute and a half"
        return Length(unit=unit, amount=(amount(groups) or 0) + 0.5)
    item = groups.get("n")
    if unit == "weekend" or (item and item.kind == "YEAR" and groups["u"].kind == "UNIT"):
        return None  # "the 1988 quarter" counts nothing
    if unit == "quarter" and "f" in groups and groups["u"].kind == "UNITS":
        return None  # three-quarters of the town
    return Length(unit=unit, amount=amount(groups))


def _length_of(groups: Groups) -> Expression | None:
    return None if groups["u"].meaning == "quarter" else _length(groups)


def _bare_units(groups: Groups) -> Expression | None:
    return Length(unit=str(groups["u"].meaning), amount=None)


def _half(groups: Groups) -> Expression | None:
    """Half an hour, half a century."""
    unit = str(groups["u"].meaning)
    if unit in ("decade", "century"):
        return Length(unit="year", amount=5 if unit == "decade" else 50)
    return Length(unit=unit, amount=0.5) if unit in ("minute", "hour", "day", "year") else None


def _nights(groups: Groups) -> Expression | None:
    """Two nights: as many days."""
    if groups["p"].text != "nights":
        return None
    return Length(unit="day", amount=amount(groups))


def _nth(groups: Groups) -> Expression | None:
    """For a third day, the second consecutive week: so many days or weeks."""
    unit = str(groups["u"].meaning)
    if unit not in ("day", "week", "month", "year"):
        return None
    return Length(unit=unit, amount=number(groups["o"]), turn="nth")


def _coming(groups: Groups) -> Expression | None:
    unit, turn = str(groups["u"].meaning), str(groups["t"].meaning)
    return Length(unit=unit, amount=None, turn=turn)


def _recent(groups: Groups) -> Expression | None:
    value = str(groups["j"].meaning)
    unit = str(groups["u"].meaning)
    if value == "PRESENT_REF":
        return Offset(unit=unit, amount=0)
    return Length(unit=unit, amount=None, turn="last" if value == "PAST_REF" else "next")


def _every(groups: Groups) -> Expression | None:
    """Every day, each Tuesday, every two weeks."""
    part = str(groups["p"].meaning) if "p" in groups else ""
    if "w" in groups:
        return Repeated(value=f"XXXX-WXX-{groups['w'].meaning}{part}")
    if "m" in groups:
        return Repeated(value=f"XXXX-{number(groups['m']):02d}")
    if "s" in groups:
        return Repeated(value=f"XXXX-{groups['s'].meaning}")
    if "u" not in groups:
        return Repeated(value=f"XXXX-XX-XX{part}")
    return Repeated(value=duration_value(str(groups["u"].meaning), amount(groups) if "n" in groups else 1))


def _repeat(groups: Groups) -> Expression | None:
    return Repeated(value=str(groups["r"].meaning))


def _reference(groups: Groups) -> Expression | None:
    return Reference(value=str(groups["x"].meaning))


def _past(groups: Groups) -> Expression | None:
    return Reference(value="PAST_REF") if groups["t"].meaning == "past" else None


def _these(groups: Groups) -> Expression | None:
    return Reference(value="PRESENT_REF") if groups["u"].meaning == "day" else None


def _clock(groups: Groups) -> Expression | None:
    time = clock_time(groups)
    if time is None:
        return None
    return Clock(part=time)


COUNTED = f"{APPROX}? THE? {COUNT} (ROW|MORE|FULL)* f:HYPHEN? u:[UNIT UNITS]"
LENGTHS: tuple[Source, ...] = (
    ("A_LENGTH", f"THE? THIS? t:[LAST NEXT] {COUNT} (ROW|MORE|FULL)* HYPHEN? u:[UNIT UNITS]", _turned_length),
    ("A_LENGTH", f"THE t:FOLLOWING {COUNT} u:UNITS", _turned_length),
    ("A_LENGTH", "THE? THIS? t:[LAST NEXT] u:UNITS", _coming),
    ("A_LENGTH", "THE t:FOLLOWING u:UNITS", _coming),
    ("A_LENGTH", "THE? THIS? j:ADJECTIVE FISCAL? u:[UNIT UNITS]", _recent),
    ("A_THING", "RIGHT? x:REFERENCE (?! AS | AFTERWARDS)", _reference),
    ("A_THING", "THE NEAR x:ADJECTIVE", _reference),
    ("A_THING", "THESE u:UNITS", _these),
    ("A_THING", "IN THE t:LAST (?! [UNIT UNITS SMALL NUMBER YEARWORDS VAGUE HALF ORDINAL ONE])", _past),
    ("A_THING", "THE x:ADJECTIVE (?! [FISCAL UNIT UNITS OTHER])", _reference),
    # durations
    ("A_LENGTH", f"{COUNTED} (?! HYPHEN? OLD | OF)", _length),
    ("A_LENGTH", f"{COUNTED} (?= OF)", _length_of),
    ("A_LENGTH", f"{APPROX}? n:[ONE SMALL] u:[UNIT UNITS] HYPHEN? AND HYPHEN? ONE? HYPHEN? e:HALF", _length),
    ("A_LENGTH", f"{APPROX}? HALF (ONE | HYPHEN) u:UNIT", _half),
    ("A_LENGTH", f"{APPROX}? {COUNT} (ROW|MORE)* p:PART", _nights),
    ("A_LENGTH", "ANOTHER u:UNIT", _length),
    ("A_LENGTH", "FOR (MORE THAN)? u:UNITS", _bare_units),
    ("A_LENGTH", "FOR (ONE | THE) o:[ORDINAL SECOND] (ROW | FULL)* u:UNIT", _nth),
    ("A_LENGTH", "(ONE | THE)? o:[ORDINAL SECOND] ROW u:UNIT", _nth),
    # sets
    ("A_THING", "e:EVERY u:UNIT", _every),
    ("A_THING", "e:EVERY n:[SMALL NUMBER VAGUE] u:UNITS", _every),
    ("A_THING", "e:EVERY w:WEEKDAY p:PART?", _every),
    ("A_THING", "e:EVERY m:MONTH", _every),
    ("A_THING", "e:EVERY s:SEASON", _every),
    ("A_THING", "e:EVERY p:PART", _every),
    ("A_THING", "w:WEEKDAYS", _every),
    ("A_THING", "r:REPEAT", _repeat),
    # times of day
    ("A_CLOCK", "c:[SMALL FRACTION CLOCK] p:AMPM LOCAL? PERIOD? z:ZONE?", _clock),
    ("A_CLOCK", "c:CLOCK LOCAL? PERIOD? z:ZONE?", _clock),
    ("A_CLOCK", "c:[NUMBER YEAR] z:ZONE", _clock),
)
