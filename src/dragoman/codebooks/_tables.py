"""How a codebook's file becomes rows: CSV or TOML from the package's data folder, read once, late."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

DATA = Path(__file__).with_name("data")


class Entry(msgspec.Struct, frozen=True):
    """What looking something up gives: the book, the code in it, its name, and lines of detail."""

    book: str
    code: str
    name: str
    details: tuple[str, ...] = ()


def rows(name: str, columns: str) -> Iterator[list[str]]:
    """The rows of `data/<name>` in file order, each a list of cells in the order of `columns`.

    Rows are lists and not dicts because the tables are read at every start. Cells carry no outer spaces: the tests
    hold the tables to that.

    Args:
        name: the file.
        columns: the names its header has, with spaces between.

    Raises:
        FileNotFoundError: the installation lacks the file.
        ValueError: the header has other columns, or a row another number of cells.
    """
    header, *lines = (DATA / name).read_text("utf-8").splitlines()
    if header.split(",") != columns.split():
        raise ValueError(f"{name}: the columns are {header.replace(',', ' ')}, not {columns}")
    width = header.count(",") + 1
    for line in lines:
        # most lines have no quoted cell, and splitting them is five times as fast
        row = next(csv.reader((line,))) if '"' in line else line.split(",")
        if len(row) != width:
            raise ValueError(f"{name}: {len(row)} cells, {width} columns: {row[:3]}")
        yield row


def toml(name: str) -> dict[str, Any]:
    """The table in `data/<name>`."""
    return tomllib.loads((DATA / name).read_text("utf-8"))


def several(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list with semicolons."""
    if ";" not in cell:
        return (cell,) if cell else ()
    return tuple(part for part in map(str.strip, cell.split(";")) if part)


def first_day(cell: str) -> date | None:
    """The first day that ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` covers; None for an empty cell."""
    if not cell:
        return None
    if len(cell) == 10:
        return date.fromisoformat(cell)
    return date(int(cell[:4]), int(cell[5:7] or 1), 1)


def day_after(cell: str) -> date | None:
    """The day something ended, half open.

    A full date is that day itself; a bare year or month is taken to its end, so that an office known to have
    ended "in 2014" still holds on 30 June 2014.
    """
    if not cell:
        return None
    if len(cell) == 10:
        return date.fromisoformat(cell)
    if len(cell) == 7:
        return (date(int(cell[:4]), int(cell[5:7]), 28) + timedelta(days=4)).replace(day=1)
    return date(int(cell) + 1, 1, 1)


def within(day: date, start: date | None, end: date | None) -> bool:
    """Whether `day` lies in [start, end); an open end holds for ever."""
    return (start is None or start <= day) and (end is None or day < end)


def fold(text: str) -> str:
    """A name as it is compared: case and the shape of apostrophes and spaces put aside."""
    if not text.isascii():
        text = text.replace("\u2019", "'").replace("\u02bc", "'")
    folded = text.casefold()
    plain = folded.isprintable() and "  " not in folded and folded[:1] != " " != folded[-1:]
    return folded if plain else " ".join(folded.split())
