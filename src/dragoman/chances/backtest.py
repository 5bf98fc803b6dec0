"""Backtests: the chances that would have been given, month by month, each made of what was known then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import BadFilter

from .history import pax, ucdp
from .months import first_of, name_of
from .panel import FIRST_YEAR, panel
from .peace import EARLIEST, walk_forward
from .targets import TARGETS


@dataclass(frozen=True, slots=True)
class Forecast:
    """One row of the open benchmark: a UCDP conflict, the last month known ("2004-01"), a target, its chance."""

    conflict_id: int
    month: str
    target: str
    p: float


def backtest(folder: Path, first: int, last: int) -> Iterator[Forecast]:
    """The chances of all conflict-months between two months, by target, conflict and month.

    Args:
        folder: holds the tables of PA-X documents and UCDP conflict-years.
        first: a month's number (`months.month_of`), and
        last: the last one, not before it.

    Raises:
        BadFilter: the span is empty, or begins before a model can be fitted.
        MissingInput, UnreadableInput, BadTable: a table cannot be read.
    """
    if last < first:
        raise BadFilter(f"from {name_of(first)} to {name_of(last)}", hint="Give the earlier month first")
    if first < first_of(EARLIEST):
        hint = f"Begin in {EARLIEST} or later: the tables begin in {FIRST_YEAR}, and a model needs outcomes"
        raise BadFilter(f"nothing is known yet in {name_of(first)}", hint=hint)
    documents = pax.documents(folder / pax.FILE)
    conflicts = ucdp.conflicts(folder / ucdp.YEARS)
    rows = panel(conflicts.values(), documents, first_of(FIRST_YEAR), last)
    for target in TARGETS:
        for row, p in sorted(walk_forward(rows, target, first, last).items()):
            yield Forecast(int(rows.conflicts[row]), name_of(int(rows.months[row])), target.name, p)
