"""The dates of a reading."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from dragoman.reading import Reading
from dragoman.records import Date

from .doubtful import sense
from .expressions import Dated, Expression, Fixed, Named, Weekday
from .grammar import compose
from .resolve import Resolver
from .scan import Item, scan
from .tense import tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_MONTH = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date and the tokens [first, last) that hold it."""

    date: Date
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one report, in text order; `published` is the report's own day, None when it has none."""

    mentions: tuple[DateMention, ...]
    published: date | None


def published_day(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time, None when it is missing or is none."""
    try:
        return date.fromisoformat((published or "").strip()[:10])
    except ValueError:
        return None


def find_dates(reading: Reading) -> Dates:
    """The temporal expressions of a report with their TIMEX3 values and the days they cover."""
    published = published_day(reading.report.published)
    resolver = Resolver(published)
    text, doc = reading.text, reading.doc
    starts = doc.to_array("IDX").tolist()
    mentions: list[DateMention] = []
    items = compose(scan(text))
    for index, item in enumerate(items):
        first = max(0, bisect_right(starts, item.start) - 1)
        last = max(first + 1, bisect_right(starts, item.end - 1))
        expression = sense(_with_year(items, index, text), doc[first], doc[last - 1])
        if expression is None:
            continue
        resolved = resolver.resolve(expression, _tense(expression, doc[first], doc[last - 1]))
        if resolved is None:
            continue
        mentions.append(
            DateMention(
                Date(
                    start=item.start,
                    end=item.end,
                    text=text[item.start : item.end],
                    type=resolved.type,
                    value=resolved.value,
                    first=resolved.first.isoformat() if resolved.first else None,
                    last=resolved.last.isoformat() if resolved.last else None,
                    anchor=resolved.anchor.isoformat() if resolved.anchor else None,
                    reason=resolved.reason,
                ),
                first,
                last,
            )
        )
    return Dates(tuple(mentions), published)


_JOINED = frozenset(("and", "to", "or", "-", "–", "through", "until", ","))


def _with_year(items: list[Item], index: int, text: str) -> Expression:
    """The expression, with the year of the date that it is joined to: March and May 2021."""
    item = items[index]
    expression = item.expression
    assert expression is not None  # compose gives only items that have one
    if not isinstance(expression, Dated) or expression.month is None or expression.of or expression.turn:
        return expression
    for follower in items[index + 1 : index + 2]:
        after = follower.expression
        joined = text[item.end : follower.start].strip() in _JOINED
        if joined and isinstance(after, Fixed) and _MONTH.match(after.value):
            year, month = int(after.value[:4]), int(after.value[5:7])
            return replace(expression, of=Fixed(value=f"{year - (expression.month > month):04d}"))
    return expression


def _tense(expression: Expression, first: Token, last: Token) -> str | None:
    """The tense around a mention, looked up only where the resolver needs it."""
    if not isinstance(expression, (Weekday, Dated, Named)) and expression.mod != "OVERNIGHT":
        return None
    return tense_of(last if not first.i <= last.head.i < last.i else first)
