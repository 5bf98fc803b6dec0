"""People in office by date: heads of state and government, ministers, envoys, leaders of groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

import msgspec

from ._tables import day_after, first_day, fold, rows, several, within

COLUMNS = "name aliases iso3 role title start end group source"


class Office(msgspec.Struct, frozen=True, gc=False):
    """One term of one person in one office.

    `iso3` is a state's ISO 3166-1 alpha-3 code or an international code (UNO, EEC, NAT); it is empty for a leader of
    a group, named in `group`. The term is [start, end): on the day of a handover the successor holds the office.
    None as `end` means still in office when the table was made; None as `start` means the start is not recorded.
    `sector` is set where a user's table gives one; else the office tells it.
    """

    name: str
    aliases: tuple[str, ...]
    iso3: str
    role: str
    title: str
    start: date | None
    end: date | None
    group: str = ""
    source: str = ""
    sector: str = ""

    def held(self, on: date) -> bool:
        """Whether the office was held on a day."""
        return within(on, self.start, self.end)


class Offices:
    """The people and the offices they held."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self._all = tuple(offices)

    @cached_property
    def _people(self) -> dict[str, list[Office]]:
        people: dict[str, list[Office]] = {}
        for office in self._all:
            for name in dict.fromkeys(map(fold, (office.name, *office.aliases))):
                people.setdefault(name, []).append(office)
        return people

    @cached_property
    def _seats(self) -> dict[tuple[str, str], list[Office]]:
        seats: dict[tuple[str, str], list[Office]] = {}
        for office in self._all:
            seats.setdefault((office.iso3, office.role), []).append(office)
        return seats

    def all(self) -> tuple[Office, ...]:
        """Every office, in the table's order."""
        return self._all

    def person(self, name: str) -> list[Office]:
        """Every office of the people of that name or alias, earliest first; empty when there is none."""
        return sorted(self._people.get(fold(name), ()), key=lambda office: office.start or date.min)

    def holders(self, iso3: str, role: str, on: date) -> list[Office]:
        """Who held `role` in a country (or international body) on a day, latest to take office first."""
        held = [office for office in self._seats.get((iso3, role), ()) if office.held(on)]
        return sorted(held, key=lambda office: office.start or date.min, reverse=True)

    def at(self, name: str, on: date) -> list[Office]:
        """The offices that a person held on a day."""
        return [office for office in self.person(name) if office.held(on)]

    def former(self, name: str, on: date) -> bool:
        """Whether every office of a person had ended by a day: PLOVER's sector ELI."""
        terms = self.person(name)
        return bool(terms) and all(office.end is not None and office.end <= on for office in terms)


def _office(row: list[str]) -> Office:
    name, aliases, iso3, role, title, start, end, group, source = row
    return Office(name, several(aliases), iso3, role, title, first_day(start), day_after(end), group, source)


def shipped() -> Iterator[Office]:
    """The terms of the shipped table alone."""
    return map(_office, rows("people.csv", COLUMNS))
