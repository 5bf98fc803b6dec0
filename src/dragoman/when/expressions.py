"""What a temporal expression says, before it is known when: the output of the grammar, the input of the resolver."""

from __future__ import annotations

from dataclasses import dataclass

Turn = str | None
"""Which way a partial date looks: "last", "next", "this", "that", "following", "previous", "latest", or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """`mod` is START, MID, END, BEFORE, AFTER or OVERNIGHT; `part` a part of day (TMO) or a clock time (T17:00)."""

    mod: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed(Expression):
    """A value that needs no anchor: "1998-03-14", "1998", "199" (a decade), "18" (a century), "FY1998".

    `until` is the last value of a range (1994-96).
    """

    value: str
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Expression):
    """A month, perhaps a day, without its year; a day without its month has `month` None.

    `of` is an expression of the year ("June last year"), `until` the last day of a range.
    """

    month: int | None
    day: int | None = None
    turn: Turn = None
    of: Expression | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Expression):
    """A season ("SU"), quarter ("Q3"), half ("H1") or festival ("F:12-25") whose year has to be found."""

    code: str
    turn: Turn = None
    of: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday(Expression):
    """A day of the week, 1 Monday to 7 Sunday; `of` is an expression of its week ("Monday of last week")."""

    day: int
    turn: Turn = None
    of: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset(Expression):
    """`amount` units from `base` ("published", or "text" for the last date named) or from `of`, as precise as the unit.

    `amount` None is a number nobody gave ("several years ago"); `backward` marks a comparison ("a year earlier") that
    may stand for the quarter spoken of.
    """

    unit: str
    amount: float | None
    base: str = "published"
    backward: bool = False
    of: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Same(Expression):
    """A period named before: "the quarter", "that day", "the 1988 period" (`of` its year)."""

    unit: str
    turn: Turn = None
    of: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Within(Expression):
    """The nth unit inside a longer period: "the first week of April"; n = -1 the last."""

    number: int
    unit: str
    of: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Length(Expression):
    """A duration: `amount` units, None for an unknown number; `turn` where it touches the report's day."""

    unit: str
    amount: float | None
    turn: Turn = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated(Expression):
    """A set: something that happens again and again."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Expression):
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Expression):
    """A time of day on a day to be found; `part` says which, on the clock of the place it is told of."""
