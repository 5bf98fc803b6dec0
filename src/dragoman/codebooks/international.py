"""International bodies: the UN and its organs, regional organisations, courts, coalitions, relief agencies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from ._tables import fold, rows, several

COLUMNS = "code name aliases kind sector parent cameo"


class Body(msgspec.Struct, frozen=True, gc=False):
    """An international body.

    `code` is the actor code of the record: its own three letters where CAMEO or PLOVER has them (UNO for the UN and
    all its organs, EEC for the EU and its organs, NAT, OAS ...), else its kind. `name` is the key: several bodies
    share a code. `kind` is IGO, NGO, MNC or INT; `cameo` its full CAMEO actor code where the manual lists one.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    sector: str
    parent: str
    cameo: str = ""


class International:
    """The international bodies."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._all = tuple(bodies)
        self._named: dict[str, Body] = {}
        for body in self._all:
            for name in (body.name, *body.aliases):
                self._named.setdefault(fold(name), body)

    def all(self) -> tuple[Body, ...]:
        """Every body, in the table's order."""
        return self._all

    def codes(self) -> frozenset[str]:
        """The actor codes in use."""
        return frozenset(body.code for body in self._all)

    def by_name(self, name: str) -> Body | None:
        """The body of that name or alias, or None."""
        return self._named.get(fold(name))


def _body(row: list[str]) -> Body:
    code, name, aliases, kind, sector, parent, cameo = row
    return Body(code, name, several(aliases), kind, sector, parent, cameo)


@cache
def international() -> International:
    """The international bodies with their codes."""
    return International(map(_body, rows("international.csv", COLUMNS)))
