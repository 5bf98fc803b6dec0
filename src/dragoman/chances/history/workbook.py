"""The first sheet of a workbook (ECMA-376, SpreadsheetML) as rows of text; only what tables of data need of it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.etree import ElementTree

from dragoman.errors import BadTable, TooLarge

_HINT = "Save its first sheet as CSV, and give that with --from"
_LARGEST = 60_000_000  # bytes of a part, which is held in memory several times over
_WIDEST = 16_384  # columns of a sheet (ECMA-376's programs have no more)
_LETTERS = re.compile(r"([A-Z]{1,3})\d*")
_DAYS = frozenset((*range(14, 23), *range(45, 48)))  # 18.8.30: the built-in formats of days and times
_PLAIN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # what stands in a format without being a part of the day
_DAY_FORMAT = re.compile(r"[ymd]", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,7}(?:\.\d+)?")


def sheet_rows(archive: zipfile.ZipFile, *, path: str, limit: int) -> Iterator[list[str]]:
    """The rows of the first sheet, all as wide as its first; days as ISO days, other cells as the file has them.

    Args:
        archive: the workbook.
        path: what errors name.
        limit: bytes of any part of it, decompressed; 60 MB at most.

    Raises:
        BadTable: a part is missing, or is no XML of the kind.
        TooLarge: a part is over the limit.
    """
    book = _Book(archive, path, min(limit, _LARGEST))
    try:
        shared = ["".join(_texts(item)) for item in book.part("xl/sharedStrings.xml", optional=True)]
        days = _day_styles(book.part("xl/styles.xml", optional=True))
        properties = book.part("xl/workbook.xml").find("{*}workbookPr")
        late = properties is not None and properties.get("date1904") in ("1", "true")
        width = 0
        for row in book.part(_first_sheet(book)).iterfind("{*}sheetData/{*}row"):
            cells = _cells(row, shared, days, datetime(1904, 1, 1) if late else datetime(1899, 12, 30))
            if not any(cells):
                continue
            width = width or len(cells)
            yield (cells + [""] * (width - len(cells)))[:width]
    except (ValueError, IndexError, KeyError, OverflowError) as error:
        raise BadTable(f"a workbook that cannot be read: {error}", path=path, hint=_HINT) from error


class _Book:
    """The parts of a workbook, each parsed when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile, path: str, limit: int) -> None:
        self._archive, self._path, self._limit = archive, path, limit

    def part(self, name: str, optional: bool = False) -> ElementTree.Element:
        if name not in self._archive.namelist():
            if optional:
                return ElementTree.Element("none")
            raise BadTable(f"a workbook without {name}", path=self._path, hint=_HINT)
        with self._archive.open(name) as stream:
            raw = stream.read(self._limit + 1)
        if len(raw) > self._limit:
            raise TooLarge(f"{name} has more than {self._limit:,} bytes", path=self._path, hint=_HINT)
        # No workbook declares a document type; what does would define entities, which can be made to grow without end.
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise BadTable(f"{name} is no part of a workbook", path=self._path, hint=_HINT)
        try:
            return ElementTree.fromstring(raw)
        except ElementTree.ParseError as error:
            raise BadTable(f"{name} is no XML: {error}", path=self._path, hint=_HINT) from error


def _first_sheet(book: _Book) -> str:
    """The name of the part with the first sheet."""
    sheet = book.part("xl/workbook.xml").find("{*}sheets/{*}sheet")
    if sheet is None:
        raise ValueError("it has no sheet")
    (relation,) = [value for name, value in sheet.attrib.items() if name.endswith("}id")][:1] or [""]
    for link in book.part("xl/_rels/workbook.xml.rels"):
        if link.get("Id") == relation:
            target = link.get("Target", "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise ValueError("its first sheet is nowhere")


def _day_styles(styles: ElementTree.Element) -> frozenset[int]:
    """The numbers of the cell styles that show days."""
    own = {
        int(one.get("numFmtId", "0"))
        for one in styles.iterfind("{*}numFmts/{*}numFmt")
        if _DAY_FORMAT.search(_PLAIN.sub("", one.get("formatCode", "")))
    }
    formats = [int(one.get("numFmtId", "0")) for one in styles.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(number for number, one in enumerate(formats) if one in own or one in _DAYS)


def _cells(row: ElementTree.Element, shared: list[str], days: frozenset[int], epoch: datetime) -> list[str]:
    cells: list[str] = []
    for cell in row.iterfind("{*}c"):
        place = _LETTERS.match(cell.get("r", ""))
        at = _column(place[1]) if place else len(cells)
        if at >= _WIDEST:
            raise ValueError(f"a cell in column {at + 1}")
        cells.extend([""] * (at + 1 - len(cells)))
        cells[at] = _value(cell, shared, days, epoch)
    return cells


def _column(letters: str) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: ElementTree.Element, shared: list[str], days: frozenset[int], epoch: datetime) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_texts(cell))
    text = (cell.findtext("{*}v") or "").strip() if kind == "n" else cell.findtext("{*}v") or ""
    if kind == "s":
        return shared[int(text)]
    if kind == "e":
        return ""  # "#N/A" and its like
    if kind == "b":
        return "True" if text == "1" else "False"
    if kind == "n" and int(cell.get("s", "0")) in days and _NUMBER.fullmatch(text):
        moment = epoch + timedelta(days=float(text))
        return moment.date().isoformat() if "." not in text else moment.isoformat(sep=" ", timespec="seconds")
    return text


def _texts(item: ElementTree.Element) -> Iterator[str]:
    """The pieces of a text; how a word is spoken (rPh) is none."""
    for child in item:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            yield child.text or ""
        elif name in ("r", "is"):
            yield from _texts(child)
