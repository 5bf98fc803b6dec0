"""UCDP conflict termination, by dyad: episodes of fighting, and how each ended (Kreutz, J. Peace Res. 47, 2010)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .tables import day, rows, whole, wrong

FILE = "ucdp_term_dyad_3_2021.csv"
AGREEMENT, CEASEFIRE, WON_BY_A, WON_BY_B, LOW_ACTIVITY, GONE = range(1, 7)
"""Outcomes: a peace agreement, a ceasefire, a victory of side A or B, fewer than 25 deaths in a year, an actor that
ceased to exist."""

_COLUMNS = ("dyadepisode", "conflict_id", "dyad_id", "year", "dyadterm", "ependdate", "outcome", "start_date2",
            "location", "side_a", "side_b", "territory_name", "incompatibility")  # fmt: skip
_NONE = ("", ".")  # how the table writes that there is none
_TERRITORY = "1"


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode of fighting in a dyad, the `number`-th of it.

    `years` are the calendar years with at least 25 deaths, each with the year in which that spell of fighting began, as
    UCDP dates it (None: undated). `ended` is the ordinal of its last day and `outcome` one of the six above; both None
    while the table does not tell of an end. `known` marks that it tells whether the last year was the last.
    """

    dyad: int
    number: int
    conflict: int
    location: str
    about: str
    side_a: str
    side_b: str
    began: int
    years: tuple[tuple[int, int | None], ...]
    known: bool
    ended: int | None
    outcome: int | None


def episodes(path: Path) -> list[Episode]:
    """All episodes of the published table, by dyad and then by time.

    Raises:
        MissingInput, UnreadableInput, BadTable: see `tables.rows`.
    """
    by_episode: dict[tuple[int, int], list[tuple[int, int, dict[str, str]]]] = defaultdict(list)
    for line, row in rows(path, _COLUMNS):
        # not dyadep_id, which is made of the two and which R has written as 1.4e+06 where that is shorter
        of = whole(row["dyad_id"], path, line, "dyad_id"), whole(row["dyadepisode"], path, line, "dyadepisode")
        by_episode[of].append((whole(row["year"], path, line, "year"), line, row))
    return [_episode(*of, sorted(by_episode[of], key=lambda one: one[:2]), path) for of in sorted(by_episode)]


def _episode(dyad: int, number: int, lines: list[tuple[int, int, dict[str, str]]], path: Path) -> Episode:
    """One episode of its rows, one a year."""
    (first, at, begin), (last, line, end) = lines[0], lines[-1]
    outcome = None if end["outcome"] in _NONE else whole(end["outcome"], path, line, "outcome")
    if outcome is not None and not AGREEMENT <= outcome <= GONE:
        raise wrong(path, line, "outcome", f"{outcome} is no outcome of version 3")
    ended: int | None = None
    if outcome is not None:  # an end without its day is an end in that year
        dated = end["ependdate"] not in _NONE
        ended = day(end["ependdate"], path, line, "ependdate") if dated else date(last, 12, 31).toordinal()
    began = _day(begin["start_date2"], path, at)
    return Episode(
        dyad=dyad,
        number=number,
        conflict=whole(end["conflict_id"], path, line, "conflict_id"),
        location=end["location"],
        about=end["territory_name"] if end["incompatibility"] == _TERRITORY else "Government",
        side_a=end["side_a"],
        side_b=end["side_b"],
        began=date(first, 1, 1).toordinal() if began is None else began,
        years=tuple((year, _year(_day(row["start_date2"], path, place))) for year, place, row in lines),
        known=end["dyadterm"] not in _NONE,
        ended=ended,
        outcome=outcome,
    )


def _day(text: str, path: Path, line: int) -> int | None:
    return None if text in _NONE else day(text, path, line, "start_date2")


def _year(ordinal: int | None) -> int | None:
    return None if ordinal is None else date.fromordinal(ordinal).year


def last_year(found: list[Episode]) -> int:
    """The last year that a table of episodes covers; 0 for an empty one."""
    return max((year for episode in found for year, _ in episode.years), default=0)
