"""How a question goes about a large table: from the few rows of an index, from the newest, or over one narrow index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .backend import Backend, Row, one
from .filters import Where

FEW = 100_000
"""Rows that are looked up one by one sooner than all are gone over."""
_EACH = 4  # rows of a report, about
_NEWEST = 20_000  # rows among which the page is looked for first, where many rows answer


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is asked of.

    Attributes:
        name, alias: how queries call it.
        over: the index in which all rows are gone over, as it has the columns that conditions are on; "" for none.
        held: these columns, but the row's number.
        sorted: the columns by which an index sorts, and rows with the same by their numbers.
    """

    name: str
    alias: str
    over: str
    held: str
    sorted: Sequence[str]


EVENTS = Table(
    *("events", "e", "events_happening"),
    "happening, seq, day, known, until, type, status, country, lat, lon, confidence, cameo",
    ("day", "known", "type"),
)
STATEMENTS = Table("statements", "s", "", "seq, day, known, until, speaker, labels", ("day", "known"))


class Plan:
    """The rows of a table that conditions leave, the cheap way: `few` tells whether few rows come into question.

    A database that keeps no statistics takes the rarest place and the commonest type for equally rare. So the rows of
    each condition that has an index are counted, as far as the fewest counted before.
    """

    def __init__(self, backend: Backend, table: Table, where: Where) -> None:
        self._backend, self._table = backend, table
        chosen, least = None, FEW
        for way in where.ways:
            some = f"({way.listed}) AS listed" if way.listed else f"{self._by(way.by)} WHERE {way.condition}"
            each = _EACH if way.listed and way.by else 1
            sql = f"SELECT count(*) FROM (SELECT 1 FROM {some} LIMIT {least // each}) AS counted"
            number = int(one(backend, sql, way.among if way.listed else way.values)) * each
            if number < least:
                chosen, least = way, number
        conditions = list(where.conditions)
        if chosen is not None:
            conditions[chosen.place] = chosen.condition
        self._conditions, self._values = " AND ".join(conditions), where.values
        self.few = chosen is not None
        self._source = self._by(table.over if chosen is None else chosen.by)

    def _by(self, index: str) -> str:
        return f"{self._table.name} {self._table.alias} {self._backend.by(index)}"

    def count(self, what: str = "*") -> int:
        """How many there are, or how many different ones of a column."""
        return int(
            one(self._backend, f"SELECT count({what}) FROM {self._source} WHERE {self._conditions}", self._values)
        )

    def number(self, of: str, column: str, by: str) -> Callable[[Any], int]:
        """How many different ones of a column there are among the rows with a value of another, which an index has."""
        sql = f"SELECT count(DISTINCT {of}) FROM {self._by(by)} WHERE {column} = ? AND {self._conditions}"
        return lambda value: int(one(self._backend, sql, (value, *self._values)))

    def grouped(self, column: str, order: str, limit: int, offset: int) -> tuple[list[Any], int]:
        """The values of a column in the order of something counted of each, and how many there are in all."""
        rest = f"GROUP BY {column} ORDER BY {order}"
        found = self._page(f"{column}, count(*) OVER ()", self._source, rest, limit, offset)
        total = found[0][1] if found else self.count(f"DISTINCT {column}") if offset else 0
        return [row[0] for row in found], total

    def rows(self, columns: str, order: str, limit: int, offset: int) -> list[Row]:
        """Some columns of a page, sorted; only columns that `over` holds."""
        ordered = f"ORDER BY {order}"
        column = order.partition(" ")[0].partition(".")[2]
        if not self.few and column in self._table.sorted:
            source = self._by(f"{self._table.name}_{column}")
            if offset + limit > _NEWEST:
                return self._page(columns, source, ordered, limit, offset)
            newest = f"SELECT n, {self._table.held} FROM {source} {ordered} LIMIT {_NEWEST}"
            found = self._page(columns, f"({newest}) AS {self._table.alias}", ordered, limit, offset)
            if len(found) == limit:
                return found
        return self._page(columns, self._source, ordered, limit, offset)

    def counted(self, order: str, limit: int, offset: int, total: int | None) -> tuple[list[int], int]:
        """The numbers of the rows of a page, and how many there are in all where that is not known (`total`)."""
        column = f"{self._table.alias}.n"
        if total is None and self.few:
            found = self.rows(f"{column}, count(*) OVER ()", order, limit, offset)
            total = found[0][1] if found else self.count() if offset else 0
        else:
            total = self.count() if total is None else total
            found = self.rows(column, order, limit, offset) if offset < total else []
        return [row[0] for row in found], total

    def _page(self, columns: str, source: str, rest: str, limit: int, offset: int) -> list[Row]:
        sql = f"SELECT {columns} FROM {source} WHERE {self._conditions} {rest} LIMIT ? OFFSET ?"
        return self._backend.rows(sql, (*self._values, limit, offset))
