"""The catalogue of published tables that chances rest on: data/history.toml, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import msgspec

from dragoman.errors import UnknownCode, UsageError

from ..months import month_of


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published table; the fields are explained at the top of data/history.toml.

    `address` is "" for a table that is published nowhere as a file, `limit` is in bytes. The names of a monthly table
    have places for its month, which `of` fills in.
    """

    key: str
    file: str
    what: str
    publisher: str
    page: str
    address: str
    version: str
    licence: str
    citation: str
    columns: tuple[str, ...]
    limit: int
    usual: bool
    rename: dict[str, str] = {}

    @property
    def monthly(self) -> bool:
        """Whether there is one such table for each month."""
        return "{" in self.file

    @property
    def published(self) -> str:
        """The name of the published file, as a browser would save it; "" where the address ends in none."""
        return urlsplit(self.address).path.rpartition("/")[2]

    def of(self, month: str | None) -> Table:
        """The table of one month ("2026-09"), or a table that is not monthly as it is (None).

        Raises:
            BadDate: it is no month.
            UsageError: a monthly table without its month, or a month for a table that is not monthly.
        """
        if month is None:
            if self.monthly:
                raise UsageError(
                    f"{self.key} is one table for each month", hint="Say which: --month 2026-09, as often as needed"
                )
            return self
        if not self.monthly:
            raise UsageError(f"{self.key} is not a table of one month", hint="Leave --month out")
        year, index = divmod(month_of(month), 12)
        names = {"year": f"{year:04}", "yy": f"{year % 100:02}", "month": str(index + 1), "mm": f"{index + 1:02}"}
        return msgspec.structs.replace(
            self,
            file=self.file.format(**names),
            address=self.address.format(**names),
            version=self.version.format(**names),
        )


@cache
def catalogue() -> tuple[Table, ...]:
    """All tables, in the order in which they are listed."""
    raw = tomllib.loads((files("dragoman.chances") / "data" / "history.toml").read_text("utf-8"))
    return msgspec.convert(raw["table"], tuple[Table, ...])


def named(key: str) -> Table:
    """The table with a key.

    Raises:
        UnknownCode: there is none.
    """
    for table in catalogue():
        if table.key == key:
            return table
    raise UnknownCode(f"no table {key!r}", hint=f"One of: {', '.join(table.key for table in catalogue())}")
