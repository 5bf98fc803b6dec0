"""Armed groups and other organisations: names, aliases, sector, country, dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import msgspec

from ._tables import day_after, first_day, fold, rows, several, within


class Group(msgspec.Struct, frozen=True):
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
        self._named: dict[str, list[Group]] = {}
        for group in self._all.values():
            for name in dict.fromkeys(map(fold, (group.name, *group.aliases))):
                self._named.setdefault(name, []).append(group)

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


def _group(row: dict[str, str]) -> Group:
    states, sectors = several(row["iso3"]), several(row["sector"])
    return Group(
        row["entity"],
        row["name"],
        several(row["aliases"]),
        states[0] if states else "",
        states,
        sectors[0] if sectors else "",
        sectors,
        first_day(row["start"]),
        day_after(row["end"]),
        row["parent"],
        row["note"],
        row.get("kind", ""),
    )


@cache
def groups() -> Groups:
    """Armed groups, then other organisations."""
    return Groups(_group(row) for name in ("groups.csv", "organisations.csv") for row in rows(name))
