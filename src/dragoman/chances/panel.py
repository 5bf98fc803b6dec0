"""Conflict-months: every month of every conflict that was lately active, with what was known then and what followed.

A conflict has a row for a month when it was active in one of the two calendar years before, or began at or before that
month. A document counts for a conflict when PA-X gives that UCDP id and it is not local. What is known at a month is
what is dated up to its last day; what followed is known once the horizon lies within the documents at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .history.pax import Document
from .history.ucdp import Conflict
from .months import first_of, last_day, shifted
from .past import Past, between
from .targets import TARGETS

FIRST_YEAR = 1991
_LATE = 5  # days that the last documents of a table may lie before the end of the last month that it covers

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows by conflict and month; `outcomes` has for each target 0, 1, or NaN where it is not known yet.

    `cells` is the five-cell count of recent documents: 0 none in 60 months; 1 none in 12; 2 one; 3 two or three; 4
    more. `live` marks a document in the last 24 months. `decayed` has three columns: the documents so far, each counted
    half after 3, 12 and 36 months; `since` the months since the last one, 120 at most.
    """

    conflicts: Ints
    months: Ints
    cells: Ints
    live: NDArray[np.bool_]
    decayed: Floats
    since: Floats
    outcomes: Mapping[str, Floats]

    def __len__(self) -> int:
        return int(self.months.size)


HALF_LIVES = (3.0, 12.0, 36.0)
LONGEST = 120.0


def panel(conflicts: Iterable[Conflict], documents: Iterable[Document], first: int, last: int) -> Panel:
    """The rows of the months from `first` to `last`.

    Args:
        conflicts: when they were active and began.
        documents: what was signed; later ones than `last` tell what followed.
        first: a month, and
        last: the last one.
    """
    pasts, known_to = _pasts(documents)
    rows: list[tuple[int, int, int, bool]] = []
    known: list[tuple[float, ...]] = []
    after: dict[str, list[float]] = {target.name: [] for target in TARGETS}
    for conflict in sorted(conflicts, key=lambda one: one.id):
        past = pasts.get(conflict.id, Past(()))
        days = {target.name: past.of(target.stages) for target in TARGETS}
        for month in range(first, last + 1):
            end = last_day(month)
            if not _is_in(conflict, month, end):
                continue
            rows.append((conflict.id, month, cell(past, end), past.count(end, 24) > 0))
            known.append(recent(past, end))
            for target in TARGETS:
                until = shifted(end, target.months)
                seen = until <= known_to + _LATE
                after[target.name].append(float(between(days[target.name], end, until) > 0) if seen else np.nan)
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    numbers = np.array(known, dtype=np.float64).reshape(-1, len(HALF_LIVES) + 1)
    return Panel(
        conflicts=np.array(columns[0], dtype=np.int64),
        months=np.array(columns[1], dtype=np.int64),
        cells=np.array(columns[2], dtype=np.int64),
        live=np.array(columns[3], dtype=np.bool_),
        decayed=numbers[:, :-1],
        since=numbers[:, -1],
        outcomes={name: np.array(values, dtype=np.float64) for name, values in after.items()},
    )


def cell(past: Past, at: int) -> int:
    """The cell of the five-cell table that a process is in on a day."""
    if not past.count(at, 60):
        return 0
    count = past.count(at, 12)
    return 1 if not count else 2 if count == 1 else 3 if count <= 3 else 4


def recent(past: Past, at: int) -> tuple[float, ...]:
    """The decayed counts of documents known on a day, and the months since the last one."""
    ages = past.ages(at)
    if not ages.size:
        return *([0.0] * len(HALF_LIVES)), LONGEST
    return *(float((0.5 ** (ages / half)).sum()) for half in HALF_LIVES), min(LONGEST, float(ages.min()))


def _pasts(documents: Iterable[Document]) -> tuple[dict[int, Past], int]:
    """The documents of each conflict, and the last day of any that counts for one."""
    of: dict[int, list[tuple[int, str]]] = {}
    known_to = 0
    for document in documents:
        if not document.local and document.conflicts:
            known_to = max(known_to, document.day)
            for conflict in document.conflicts:
                of.setdefault(conflict, []).append((document.day, document.stage))
    return {conflict: Past(found) for conflict, found in of.items()}, known_to


def _is_in(conflict: Conflict, month: int, end: int) -> bool:
    year = month // 12
    if year - 1 in conflict.years or year - 2 in conflict.years:
        return True
    if year not in conflict.years or year > min(conflict.years):
        return False
    return conflict.began is not None and conflict.began <= end


def years_of(rows: Panel) -> range:
    """The calendar years of a panel's months."""
    return range(int(rows.months.min()) // 12, int(rows.months.max()) // 12 + 1) if len(rows) else range(0)


def known_by(rows: Panel, target_months: int, year: int) -> NDArray[np.bool_]:
    """Which rows' outcomes lie wholly before a year's January."""
    return rows.months + target_months < first_of(year)
