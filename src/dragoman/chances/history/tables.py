"""Rows of published tables: any of the encodings they come in, and a clear error where their columns have changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dragoman.errors import BadTable, MissingInput, UnreadableInput


def rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of a CSV table with its line, as {column: value} for the columns that are asked for.

    Raises:
        MissingInput, UnreadableInput: it cannot be opened.
        BadTable: it lacks a column that is asked for, or its bytes are no table.
    """
    table = csv.DictReader(io.StringIO(_text(path), newline=""))
    try:
        missing = [name for name in columns if name not in (table.fieldnames or ())]
        if missing:
            raise BadTable(
                f"it has no column {', '.join(missing)}",
                path=str(path),
                line=1,
                hint="Is this the published file? `dragoman history list` tells which version is read",
            )
        for row in table:
            yield table.line_num, {name: row[name] or "" for name in columns}
    except csv.Error as error:
        raise BadTable(
            f"no table: {error}", path=str(path), line=table.line_num, hint="Is this the published file?"
        ) from error


def columns(path: Path) -> list[str]:
    """The names of a CSV table's columns, for tables with a column for each country.

    Raises:
        MissingInput, UnreadableInput: it cannot be opened.
    """
    return next(csv.reader(io.StringIO(_text(path), newline="")), [])


def whole(text: str, path: Path, line: int, field: str) -> int:
    """A whole number, also where a spreadsheet has made "12.0" of it.

    Raises:
        BadTable: it is none.
    """
    try:
        return int(text.removesuffix(".0"))
    except ValueError as error:
        raise wrong(path, line, field, f"{text!r} is no whole number") from error


def day(text: str, path: Path, line: int, field: str) -> int:
    """The ordinal of a day given as 2004-03-31, 31/03/2004 or 3/31/04 (month first only where the year has two digits).

    Raises:
        BadTable: it is no day.
    """
    try:
        if "-" in text:
            return date.fromisoformat(text[:10]).toordinal()
        one, two, year = text.split("/")
        if len(year) == 4:
            return date(int(year), int(two), int(one)).toordinal()
        century = 2000 if int(year) < 40 else 1900
        return date(century + int(year), int(one), int(two)).toordinal()
    except ValueError as error:
        raise wrong(path, line, field, f"{text!r} is no day") from error


def wrong(path: Path, line: int, field: str, what: str) -> BadTable:
    """The error that a value is not what its column should hold."""
    return BadTable(what, path=str(path), line=line, field=field, hint="Is this the published file?")


def _text(path: Path) -> str:
    """What stands in a table: in UTF-8 where that explains its bytes, else in the encoding of old spreadsheets."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        hint = "Fetch it with `dragoman history fetch`, or name the folder with --from"
        raise MissingInput("no such table", path=str(path), hint=hint) from error
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error), path=str(path), hint="Check the path") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
