"""UCDP: in which years a conflict was active, how its dyads' episodes ended, and the agreements that were signed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .tables import day, rows, whole

YEARS = "ucdp_conflict_years.csv"

_SIDES = ("gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd")
_BETWEEN = re.compile(r"[;, ]+")


@dataclass(frozen=True, slots=True)
class Conflict:
    """One UCDP conflict: the years in which at least 25 died in it, and the ordinal of the day it began, if told."""

    id: int
    years: frozenset[int]
    began: int | None


def conflicts(path: Path) -> Mapping[int, Conflict]:
    """All conflicts of the published table of conflict-years, by id.

    Raises:
        MissingInput, UnreadableInput, BadTable: see `tables.rows`.
    """
    years: dict[int, set[int]] = defaultdict(set)
    began: dict[int, int] = {}
    for line, row in rows(path, ("conflict_id", "year", "start_date2")):
        number = whole(row["conflict_id"], path, line, "conflict_id")
        years[number].add(whole(row["year"], path, line, "year"))
        if row["start_date2"]:
            first = day(row["start_date2"], path, line, "start_date2")
            began[number] = min(first, began.get(number, first))
    return {number: Conflict(number, frozenset(years[number]), began.get(number)) for number in sorted(years)}


def sides(path: Path) -> Mapping[int, Mapping[int, frozenset[int]]]:
    """The states that take part in each conflict, on either side, by year and by their Gleditsch-Ward numbers.

    Raises:
        MissingInput, UnreadableInput, BadTable: see `tables.rows`.
    """
    found: dict[int, dict[int, frozenset[int]]] = defaultdict(dict)
    for line, row in rows(path, ("conflict_id", "year", *_SIDES)):
        number = whole(row["conflict_id"], path, line, "conflict_id")
        year = whole(row["year"], path, line, "year")
        here = {int(part) for column in _SIDES for part in _BETWEEN.split(row[column]) if part.isdecimal()}
        found[number][year] = found[number].get(year, frozenset()) | here
    return {number: found[number] for number in sorted(found)}
