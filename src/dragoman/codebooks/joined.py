"""The shipped tables of people and groups joined with the user's own: what comes later wins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

import msgspec

from ._tables import day_after, first_day, fold
from .groups import Group, Groups, shipped_groups
from .offices import Office, Offices, shipped
from .own import Own, own

ONE_HOLDER = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "monarch")
"""Offices that one person holds at a time: a successor's start ends a term that was open."""
_SAME = timedelta(days=62)
"""Sources differ on when a term began, elected, sworn in or announced, by less than this."""


@cache
def offices() -> Offices:
    """People in office, with the days they took and left it: the shipped table and the user's own."""
    return Offices(terms(shipped(), own()))


@cache
def groups() -> Groups:
    """Armed groups, then other organisations, then the user's own."""
    return Groups(grouped(shipped_groups(), own()))


def same_name(one: str, other: str) -> bool:
    """Whether two spellings of a name differ only in case and marks on letters."""
    return bare(one) == bare(other)


def bare(name: str) -> str:
    """A name without case and marks."""
    folded = unicodedata.normalize("NFKD", fold(name))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def same_term(one: Office, other: Office) -> bool:
    """Whether two rows tell of the same term of the same person: name or alias, country, office and start agree."""
    if (one.iso3, one.role) != (other.iso3, other.role):
        return False
    names = {bare(name) for name in (one.name, *one.aliases)}
    if not names.intersection(bare(name) for name in (other.name, *other.aliases)):
        return False
    if one.start is None or other.start is None or abs(one.start - other.start) <= _SAME:
        return True
    # A start of which only the year is known stands as its first day.
    rough = date(one.start.year, 1, 1) in (one.start, other.start)
    return rough and one.start.year == other.start.year


def term_of(row: Own) -> Office:
    """The term that a person row tells of."""
    return Office(
        row.name, row.aliases, row.code, row.role or "notable", row.title, first_day(row.start), day_after(row.end),
        row.group, "own table", row.sector,
    )  # fmt: skip


def terms(shipped: Iterable[Office], own: Iterable[Own]) -> tuple[Office, ...]:
    """All terms of office. A term of the user's replaces the same shipped one, and ends an open one that it follows."""
    found = list(shipped)
    seats: dict[tuple[str, str], list[int]] = {}
    named: dict[str, list[int]] = {}
    for place, office in enumerate(found):
        seats.setdefault((office.iso3, office.role), []).append(place)
        named.setdefault(bare(office.name), []).append(place)
    for row in own:
        if row.kind == "alias":
            for place in named.get(bare(row.name), ())[:1]:
                office = found[place]
                found[place] = msgspec.structs.replace(office, aliases=_with(office.name, office.aliases, row.aliases))
        elif row.kind == "person":
            new = term_of(row)
            seat = seats.setdefault((new.iso3, new.role), [])
            place = next((place for place in seat if same_term(found[place], new)), len(found))
            if place < len(found):
                old = found[place]
                aliases = _with(old.name, old.aliases, (new.name, *new.aliases))
                found[place] = msgspec.structs.replace(
                    new, name=old.name, aliases=aliases, start=new.start or old.start
                )
            else:
                known = next((found[at].name for at in named.get(bare(new.name), ())), new.name)
                aliases = new.aliases if known == new.name else _with(known, (), (new.name, *new.aliases))
                found.append(msgspec.structs.replace(new, name=known, aliases=_plainly(known, aliases)))
                seat.append(place)
                named.setdefault(bare(new.name), []).append(place)
            _end_before(found, seat, found[place])
    return tuple(found)


def _end_before(found: list[Office], seat: list[int], new: Office) -> None:
    """End the open terms of an office of one holder on the day that another takes it."""
    if new.role not in ONE_HOLDER or new.start is None:
        return
    for place in seat:
        old = found[place]
        if old.end is None and old.start and old.start < new.start and not same_name(old.name, new.name):
            found[place] = msgspec.structs.replace(old, end=new.start)


def _with(name: str, aliases: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(alias for alias in (*aliases, *more) if alias != name))


def _plainly(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """The aliases, with the name's plain spelling, by which most newspapers write it."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _with(name, aliases, (letters,))


def grouped(shipped: Iterable[Group], own: Iterable[Own]) -> tuple[Group, ...]:
    """All groups. One of the user's replaces the shipped one of its name and keeps its key and aliases."""
    found = {group.entity: group for group in shipped}
    named = {fold(name): group.entity for group in found.values() for name in (group.name, *group.aliases)}
    for row in own:
        old = found.get(named.get(fold(row.name), ""))
        if row.kind == "alias" and old:
            found[old.entity] = msgspec.structs.replace(old, aliases=_with(old.name, old.aliases, row.aliases))
        elif row.kind == "group":
            new = _group(row, old, found)
            found[new.entity] = new
            named.update(dict.fromkeys(map(fold, (new.name, *new.aliases)), new.entity))
    return tuple(found.values())


def _group(row: Own, old: Group | None, taken: Iterable[str]) -> Group:
    code = row.code or (old.iso3 if old else "")
    entity = old.entity if old else next(key for key in _keys(code, row.name) if key not in taken)
    aliases = _with(row.name, old.aliases if old else (), ((old.name,) if old else ()) + row.aliases)
    return Group(
        entity, row.name, aliases, code, (code,) if code else (), row.sector, (row.sector,),
        first_day(row.start), day_after(row.end), old.parent if old else "", "own table",
    )  # fmt: skip


def _keys(code: str, name: str) -> Iterator[str]:
    key = f"{code or 'XXX'}-{re.sub(r'[^A-Z0-9]+', '', bare(name).upper())[:24] or 'UNNAMED'}"
    yield key
    yield from (f"{key}{number}" for number in range(2, 10_000))
