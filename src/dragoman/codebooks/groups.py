"""Armed groups and other organisations: names, aliases, sector, country, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

import msgspec

from ._tables import day_after, first_day, fold, rows, several, within

COLUMNS = "entity name aliases iso3 sector {kind}start end parent note"


class Group(msgspec.Struct, frozen=True, gc=False):
    """A group or organisation below or across states.

    `entity` is its stable key, `iso3` the state (or international code) it belongs to, "" when none; several states
    are joined with semicolons in the table, so `iso3` is the first and `states` all of them. `kind` is set for
    organisations (company, party, media ...). It existed in [start, end).
    """

    entity: str
    name: str
    aliases: tuple[str, ...]
    iso3: str
    states: tuple[str, ...]
    sector: str
    sectors: tuple[str, ...]
    start: date | None
    end: date | None
    parent: str
    note: str
    kind: str = ""


class Groups:
    """The groups and organisations, by key and by name."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._all = {group.entity: group for group in groups}

    @cached_property
    def _named(self) -> dict[str, list[Group]]:
        named: dict[str, list[Group]] = {}
        for group in self._all.values():
            for name in dict.fromkeys(map(fold, (group.name, *group.aliases))):
                named.setdefault(name, []).append(group)
        return named

    def all(self) -> tuple[Group, ...]:
        """Every group, armed groups first, in the tables' order."""
        return tuple(self._all.values())

    def get(self, entity: str) -> Group | None:
        """The group with that key, or None."""
        return self._all.get(entity)

    def by_name(self, name: str, on: date | None = None) -> list[Group]:
        """The groups of that name or alias, on a day when given."""
        found = self._named.get(fold(name), [])
        return [group for group in found if on is None or within(on, group.start, group.end)]


def _group(row: list[str]) -> Group:
    entity, name, aliases, iso3, sector, *kind, start, end, parent, note = row
    states, sectors = several(iso3), several(sector)
    return Group(
        entity,
        name,
        several(aliases),
        states[0] if states else "",
        states,
        sectors[0] if sectors else "",
        sectors,
        first_day(start),
        day_after(end),
        parent,
        note,
        kind[0] if kind else "",
    )


def shipped_groups() -> Iterator[Group]:
    """The groups of the shipped tables alone: armed groups, then other organisations."""
    armed = rows("groups.csv", COLUMNS.format(kind=""))
    others = rows("organisations.csv", COLUMNS.format(kind="kind "))
    return map(_group, (*armed, *others))
