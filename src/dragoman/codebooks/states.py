"""States and territories: their codes in every system, their dates, and what newspapers call them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property

import msgspec

from ._tables import day_after, first_day, fold, rows, several, within

COLUMNS = "iso3 iso2 m49 fips cow cow_abbr gw name official start end capital region status standard cow_in gw_in aka"
NAME_COLUMNS = "iso3 text kind sector start end"
KINDS = (
    "name",
    "official",
    "alias",
    "abbr",
    "former",
    "adjective",
    "demonym",
    "demonym_plural",
    "capital",
    "seat",
)
"""What a name can be, in the order in which a word is understood."""

Interval = tuple[date, date | None]
"""First and last day, both included, as the lists give them; None as the last: to this day."""


class State(msgspec.Struct, frozen=True, gc=False):
    """A state, territory or former state under its ISO 3166 code (or XKX, RVN: see `standard`).

    `m49` is the UN's three-digit number, `fips` FIPS 10-4, `cow` and `cow_abbr` Correlates of War, `gw` Gleditsch and
    Ward; "" or None where a system has no code. `status` is member, observer, other (states outside the UN),
    territory or former; `standard` says where the alpha-3 code comes from. It has existed in [start, end); None as
    `start` where no day is agreed on, None as `end` when it still exists. `cow_in` and `gw_in` are the times it was in
    the two state systems since 1946. `aka` are its other codes, as "iso3=BUR" or "cow=260".
    """

    iso3: str
    iso2: str
    m49: str
    fips: str
    cow: int | None
    cow_abbr: str
    gw: int | None
    name: str
    official: str
    start: date | None
    end: date | None
    capital: str
    region: str
    status: str
    standard: str
    cow_in: tuple[Interval, ...]
    gw_in: tuple[Interval, ...]
    aka: tuple[str, ...]


class StateName(msgspec.Struct, frozen=True, gc=False):
    """A word or phrase for a state.

    `kind` is name, official, alias, abbr, adjective, demonym, demonym_plural, capital, seat or former; `sector` the
    PLOVER sector a seat of government stands for ("the Kremlin" GOV, "the Pentagon" MIL), "" otherwise. In use in
    [start, end), where known.
    """

    text: str
    iso3: str
    kind: str
    sector: str
    start: date | None
    end: date | None


class States:
    """The states, by any of their codes and names."""

    def __init__(self, states: Iterable[State], names: Iterable[StateName]) -> None:
        self._all = {state.iso3: state for state in states}
        self._names = tuple(names)
        self._codes: dict[tuple[str, str], list[State]] = {}
        for state in self._all.values():
            own = (
                ("iso3", state.iso3),
                ("iso2", state.iso2),
                ("m49", state.m49),
                ("fips", state.fips),
                ("cow", str(state.cow or "")),
                ("cow_abbr", state.cow_abbr),
                ("gw", str(state.gw or "")),
                *((system, code) for system, _, code in (other.partition("=") for other in state.aka)),
            )
            for system, code in dict.fromkeys(own):
                if code:
                    self._codes.setdefault((system, code), []).append(state)

    @cached_property
    def _named(self) -> dict[str, list[StateName]]:
        named: dict[str, list[StateName]] = {}
        for name in sorted(self._names, key=lambda name: KINDS.index(name.kind)):
            named.setdefault(fold(name.text), []).append(name)
        return named

    @cached_property
    def _of(self) -> dict[str, list[StateName]]:
        of: dict[str, list[StateName]] = {}
        for name in self._names:
            of.setdefault(name.iso3, []).append(name)
        return of

    def __contains__(self, iso3: object) -> bool:
        return iso3 in self._all

    def all(self) -> tuple[State, ...]:
        """Every state and territory, in the order of the alpha-3 code."""
        return tuple(self._all.values())

    def get(self, iso3: str) -> State | None:
        """The state of an alpha-3 code, current or withdrawn (BUR gives Myanmar), or None."""
        return self._all.get(iso3) or self._first("iso3", iso3)

    by_iso3 = get

    def by_iso2(self, code: str) -> State | None:
        """The state of an ISO alpha-2 code, or None."""
        return self._first("iso2", code)

    def by_m49(self, code: str | int) -> State | None:
        """The state of a UN M49 number, or None."""
        return self._first("m49", f"{int(code):03}")

    def by_fips(self, code: str) -> State | None:
        """The state of a FIPS 10-4 code, or None."""
        return self._first("fips", code)

    def by_cow(self, code: str | int, on: date | None = None) -> State | None:
        """The state of a Correlates of War number or abbreviation, on a day when given (345 was Yugoslavia)."""
        return self._first("cow", str(code), on) or self._first("cow_abbr", str(code), on)

    def by_gw(self, code: str | int, on: date | None = None) -> State | None:
        """The state of a Gleditsch and Ward number, on a day when given."""
        return self._first("gw", str(code), on)

    def by_name(self, text: str, on: date | None = None) -> State | None:
        """The state that a name, official name, alias or abbreviation means, or None.

        Adjectives, demonyms, capitals and seats are not names of the state: see `called`.
        """
        naming = KINDS[: KINDS.index("adjective")]
        found = [name for name in self.called(text, on) if name.kind in naming]
        return self._all[found[0].iso3] if found else None

    def called(self, text: str, on: date | None = None) -> list[StateName]:
        """Everything that a word or phrase can stand for, names before adjectives before capitals and seats."""
        return [name for name in self._named.get(fold(text), ()) if on is None or within(on, name.start, name.end)]

    def names(self) -> Iterator[StateName]:
        """Every word and phrase for every state, for building matchers."""
        return iter(self._names)

    def names_of(self, iso3: str, kind: str | None = None) -> list[StateName]:
        """The words and phrases for one state, of one kind when given."""
        return [name for name in self._of.get(iso3, ()) if kind is None or name.kind == kind]

    def at(self, on: date) -> tuple[State, ...]:
        """The states and territories that existed on a day."""
        return tuple(state for state in self._all.values() if within(on, state.start, state.end))

    def _first(self, system: str, code: str, on: date | None = None) -> State | None:
        found = self._codes.get((system, code), [])
        if on is not None:
            return next((state for state in found if within(on, state.start, state.end)), None)
        return next((state for state in found if state.end is None), found[0] if found else None)


def _interval(text: str) -> Interval:
    first, _, last = text.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last) if last else None


def _state(row: list[str]) -> State:
    iso3, iso2, m49, fips, cow, cow_abbr, gw, name, official, start, end, capital, region, status, standard, *rest = row
    cow_in, gw_in, aka = rest
    return State(
        iso3,
        iso2,
        m49,
        fips,
        int(cow) if cow else None,
        cow_abbr,
        int(gw) if gw else None,
        name,
        official,
        first_day(start),
        day_after(end),
        capital,
        region,
        status,
        standard,
        tuple(map(_interval, several(cow_in))),
        tuple(map(_interval, several(gw_in))),
        several(aka),
    )


def _name(row: list[str]) -> StateName:
    iso3, text, kind, sector, start, end = row
    return StateName(text, iso3, kind, sector, first_day(start), day_after(end))


@cache
def states() -> States:
    """States and territories with their codes, dates and names."""
    return States(map(_state, rows("states.csv", COLUMNS)), map(_name, rows("state_names.csv", NAME_COLUMNS)))
