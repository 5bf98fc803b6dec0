"""PLOVER sectors: what part of society an actor belongs to."""

from __future__ import annotations

from functools import cache

import msgspec

from ._tables import rows


class Sector(msgspec.Struct, frozen=True):
    """A sector: its three-letter code, name and definition."""

    code: str
    name: str
    definition: str


@cache
def sectors() -> dict[str, Sector]:
    """The sectors by code, in the order of the codebook."""
    return {row[0]: Sector(*row) for row in rows("sectors.csv", "code name definition")}
