"""What scripts/build_classes.py counts by month: what was signed after it, and how deaths went on."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from reference_classes import DECLARED, RECENT, ROUND, TRUCE, Class

from dragoman.chances.history import deaths, terminations, ucdp
from dragoman.chances.history.pax import CEASEFIRE, SUBSTANTIVE, Document
from dragoman.chances.history.tables import rows, whole
from dragoman.chances.months import last_day, on
from dragoman.chances.panel import FIRST_YEAR, panel
from dragoman.chances.survival import Spell, known
from dragoman.codebooks.states import states

TEN_YEARS = 120  # months
LEVELS = ((25, 75), (75, 300), (300, 1000), (1000, None))  # deaths in three months, from and below
CONTROLS = 3  # months without a document for each with one
CELLS = ("no document in 60 months", "none in 12 months but some in 60", "one document in 12 months",
         "two or three documents in 12 months", "four or more documents in 12 months")  # fmt: skip

COUNTRY = "deaths in the fighting of a pair: these are of the whole country and of all kinds of violence"

NATURAL_EARTH = {"Bosnia and Herz.": "BIH", "Central African Rep.": "CAF", "Congo": "COG", "Dem. Rep. Congo": "COD",
                 "Dominican Rep.": "DOM"}  # fmt: skip
"""Countries as the table of deaths shortens them, where `states` would not know them or take another."""


def of_conflict_months(
    conflicts: Mapping[int, ucdp.Conflict], found: Sequence[Document], names: Mapping[int, str]
) -> Iterator[Class]:
    """What was signed after months of conflicts lately active, by how many documents there had been."""
    counted = [one for one in found if not one.local and one.conflicts]
    until = max(one.day for one in counted)
    table = panel(conflicts.values(), found, FIRST_YEAR * 12, on(until))
    by_stage: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one in counted:
        for conflict in one.conflicts:
            for name, stages in (("document", None), ("ceasefire", CEASEFIRE), ("agreement", SUBSTANTIVE)):
                if not stages or one.stage in stages:
                    by_stage[conflict, name].append(one.day)
    ends = np.array([last_day(int(month)) for month in table.months], dtype=np.int64)

    def within(kind: str, days: int) -> np.ndarray:
        """Whether one followed each row in so many days: 1, 0, or NaN where that is not known yet."""
        found = [
            float(bisect_right(dates, end + days) > bisect_right(dates, end))
            for conflict, end in zip(table.conflicts.tolist(), ends.tolist(), strict=True)
            for dates in (by_stage[conflict, kind],)
        ]
        return np.where(ends + days <= until, found, np.nan)

    signed = {
        "document": ("a document is signed", "round", ROUND),
        "ceasefire": ("a ceasefire or its renewal is signed", "ceasefire", DECLARED),
        "agreement": ("a substantive agreement is signed", "agreement", ""),
    }
    for kind, days, told, outcome, target in (
        ("document", 30, "30 days", within("document", 30), False),
        ("document", 90, "90 days", within("document", 90), False),
        ("document", 183, "6 months", table.outcomes["any6"], True),
        ("document", 365, "365 days", within("document", 365), False),
        ("ceasefire", 90, "90 days", within("ceasefire", 90), False),
        ("ceasefire", 365, "12 months", table.outcomes["cea12"], True),
        ("agreement", 365, "12 months", table.outcomes["sub12"], True),
    ):
        what, template, proxy = signed[kind]
        seen = ~np.isnan(outcome)
        latest = int(table.months[seen].max())
        spans = [("", latest - TEN_YEARS, "in the last ten years that are known")]
        spans += [(f"-since-{RECENT}", RECENT * 12 - 1, f"since {RECENT}")] if target else []
        for suffix, after, when in spans:
            here = seen & (table.months > after)
            for name, told_of, rows_of, wider, cell in (
                ("all", "lately active", here, "", None),
                ("live", "with a document in the last 24 months", here & table.live, "", None),
                *((f"cell{place}", f"with {much}", here & (table.cells == place), "live" if place > 1 else "all", place)
                  for place, much in enumerate(CELLS)),
            ):  # fmt: skip
                base = f"months-{kind}-{days}"
                spells = [
                    known(names.get(int(conflict), f"UCDP conflict {conflict}"), str(conflict), int(end), bool(so))
                    for conflict, end, so in zip(table.conflicts[rows_of], ends[rows_of], outcome[rows_of], strict=True)
                ]
                if spells:
                    yield Class(
                        f"{base}-{name}{suffix}", f"Of months of conflicts {told_of}, {what} within {told} ({when})",
                        spells, 1, "conflict-months", "conflicts", ("pax", "conflict_years"), template, cell, proxy,
                        f"{base}-{wider}{suffix}" if wider else "", counted_to=days,
                    )  # fmt: skip


def of_deaths(
    table: deaths.DeathMonths, found: Sequence[Document], places: Mapping[int, tuple[str, ...]]
) -> Iterator[Class]:
    """In which months deaths halved or doubled, by how many there were; and after ceasefires, against like months."""
    codes = [NATURAL_EARTH.get(name) or getattr(states().by_name(name), "iso3", "") for name in table.countries]
    column = {code: place for place, code in enumerate(codes) if code}
    threes = np.array([table.deaths[at : at + 3].sum(axis=0) for at in range(len(table) - 2)])

    def case(at: int, country: int, so: bool) -> Spell:
        return known(table.countries[country], table.countries[country], last_day(table.first + at), so)

    def made(
        key: str, says: str, spells: Sequence[Spell], template: str, sources: tuple[str, ...], wider: str = ""
    ) -> Class:
        return Class(key, says, spells, 1, "country-months", "countries", sources, template, None, COUNTRY, wider,
                     counted_to=91)  # fmt: skip

    for name, told in (("halve", "at most half"), ("double", "at least twice")):
        every: list[Spell] = []
        by_level: dict[tuple[int, int | None], list[Spell]] = defaultdict(list)
        for at in range(2, len(table) - 3):
            before, after = threes[at - 2], threes[at + 1]
            for country in np.flatnonzero(before >= LEVELS[0][0]).tolist():
                then, since = before[country], after[country]
                spell = case(at, country, bool(since <= then / 2 if name == "halve" else since >= 2 * then))
                every.append(spell)
                by_level[_level(before[country])].append(spell)
        says = f"Deaths in a country over three months are {told} of those in the three before, which were"
        key = f"deaths-{name}"
        yield made(key, f"{says} {LEVELS[0][0]} or more", every, f"deaths_{name}", ("deaths",))
        for low, high in LEVELS:
            if spells := by_level[low, high]:
                told_level = f"{low} to {high - 1}" if high else f"{low} or more"
                end = f"-{high}" if high else ""
                yield made(f"{key}-{low}{end}", f"{says} {told_level}", spells, f"deaths_{name}", ("deaths",), key)

    dated: dict[tuple[int, int], bool] = {}  # whether it was a ceasefire, and not only a renewal
    for one in found:
        for code in places.get(one.id, ()):
            if one.stage in CEASEFIRE and not one.local and code in column:
                month = column[code], on(one.day) - table.first
                dated[month] = dated.get(month, False) or one.stage == TRUCE
    halves = _halving(threes)
    after_truce = [(country, at) for (country, at), new in sorted(dated.items()) if new and (country, at) in halves]
    spells = [case(at, country, halves[country, at][1]) for country, at in after_truce]
    says = "Deaths in a country are at most half in the three months after {}, of those in the three months before it"
    if spells:
        key = "deaths-halve-after-ceasefire"
        told = "the month of a ceasefire document (no renewal)"
        yield made(key, says.format(told), spells, "deaths_halve", ("deaths", "pax"), "deaths-halve")
    like = [
        case(at, country, halves[country, at][1])
        for country, truce in after_truce
        for at in _controls(country, truce, halves, dated)
    ]
    if like:
        told = f"a month like it without a ceasefire document (same country and level; the {CONTROLS} nearest)"
        key = "deaths-halve-without-ceasefire"
        yield made(key, says.format(told), like, "deaths_halve", ("deaths", "pax"), "deaths-halve")


def _halving(threes: np.ndarray) -> dict[tuple[int, int], tuple[tuple[int, int | None], bool]]:
    """Of countries and months with 25 deaths in the three before: the level, and whether the three after have half."""
    found = {}
    for at in range(3, len(threes) - 1):
        before, after = threes[at - 3], threes[at + 1]
        for country in np.flatnonzero(before >= LEVELS[0][0]).tolist():
            found[country, at] = _level(before[country]), bool(after[country] <= before[country] / 2)
    return found


def _controls(
    country: int,
    truce: int,
    halves: Mapping[tuple[int, int], tuple[tuple[int, int | None], bool]],
    dated: Mapping[tuple[int, int], bool],
) -> list[int]:
    """The months nearest to one with a document, of that country and level, with none in three months either way."""
    level = halves[country, truce][0]
    free = [
        at
        for (of, at), (other, _) in halves.items()
        if of == country and other == level and not any((country, at + shift) in dated for shift in range(-3, 4))
    ]
    return sorted(free, key=lambda at: (abs(at - truce), at))[:CONTROLS]


def _level(number: float) -> tuple[int, int | None]:
    return LEVELS[bisect_right([low for low, _ in LEVELS], number) - 1]


def names_of(episodes: Iterable[terminations.Episode], found: Iterable[Document]) -> dict[int, str]:
    """What each UCDP conflict is called, as UCDP builds it: where, and about what; else after its PA-X process."""
    names: dict[int, str] = {}
    for one in found:
        for conflict in one.conflicts:
            names.setdefault(conflict, one.process_name)
    names.update({one.conflict: f"{one.location}: {one.about}" for one in episodes})
    first: dict[str, int] = {}
    for conflict in sorted(names):
        first.setdefault(names[conflict], conflict)
    return {one: name if first[name] == one else f"{name} (UCDP {one})" for one, name in names.items()}


def places_of(path: Path) -> dict[int, tuple[str, ...]]:
    """The ISO codes of the countries that each document of PA-X is of."""
    found: dict[int, tuple[str, ...]] = {}
    for line, row in rows(path, ("AgtId", "Loc1ISO", "Loc2ISO")):
        codes = (row["Loc1ISO"].strip(), row["Loc2ISO"].strip())
        found[whole(row["AgtId"], path, line, "AgtId")] = tuple(dict.fromkeys(code for code in codes if code))
    return found
