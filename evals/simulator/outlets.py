"""The outlets that tell a script: how much of it, how late, from whose side, copying whom."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from .days import Style

HERE = Path(__file__).parent


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One outlet. `covers`: share of steps told, `delay`: chances of 0, 1, 2 ... days, `view`: index of its side,
    `copies`: the outlet that it copies with up to `edits` of the words changed, `every`: days between its issues."""

    id: str
    name: str
    url: str
    covers: float
    style: Style
    delay: tuple[float, ...] = (1.0,)
    dateline: str | None = None
    curly: bool = False
    view: int | None = None
    copies: str | None = None
    edits: float = 0.0
    every: int | None = None
    length: tuple[int, int] = (4, 7)
    per_day: int = 1


def outlets() -> list[Outlet]:
    """All outlets, in the order of their file."""
    read = tomllib.loads((HERE / "outlets.toml").read_text("utf-8"))
    return msgspec.convert(read["outlets"], list[Outlet])
