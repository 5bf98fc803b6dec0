"""What publishers send as a table in CSV: as it is, out of a zip file, a workbook or a JSON answer.

Cells are kept as they are, but for a workbook's days, which are numbers there and ISO days here.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, BinaryIO

from dragoman.errors import BadAnswer, BadTable, DragomanError, TooLarge

_HINT = "Look at the publisher's page: the file may have moved, or changed its form"
_BOM = b"\xef\xbb\xbf"
_ZIP = b"PK\x03\x04"
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
_LOOKED_AT = 4096  # bytes at the start that tell a form
_HEADER = 1_000_000  # bytes that a header may take
_PIECE = 1 << 20


def to_csv(sent: BinaryIO, into: BinaryIO, rename: Mapping[str, str], *, path: str, limit: int) -> None:
    """Writes what was sent as a table in CSV.

    Args:
        sent: the bytes, to be read from their start.
        into: takes the table.
        rename: names of the header that are changed; the others stay.
        path: what errors name.
        limit: bytes of the table.

    Raises:
        BadAnswer: a web page, nothing, a zip file without one table, or a part of a longer answer.
        BadTable: a workbook or JSON that cannot be read.
        TooLarge: a table over the limit.
    """
    sent.seek(0)
    start = sent.read(_LOOKED_AT)
    sent.seek(0)
    if not start.strip():
        raise BadAnswer("nothing was sent", path=path, hint=_HINT)
    if _MARKUP.match(start.removeprefix(_BOM)):
        raise BadAnswer("a web page, not a table", path=path, hint=_HINT)
    if start.startswith(_ZIP):
        _from_zip(sent, into, rename, path, limit)
    elif start.lstrip()[:1] == b"{":
        _write(_answer_rows(sent, path), into, rename)
    else:
        _copy(sent, into, rename, path, limit)


def _from_zip(sent: BinaryIO, into: BinaryIO, rename: Mapping[str, str], path: str, limit: int) -> None:
    try:
        with zipfile.ZipFile(sent) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names:
                from .workbook import sheet_rows

                _write(sheet_rows(archive, path=path, limit=limit), into, rename)
                return
            tables = [name for name in names if name.lower().endswith(".csv") and not name.startswith("__MACOSX/")]
            if len(tables) != 1:
                raise BadAnswer(f"a zip file of {len(tables)} tables, not of one", path=path, hint=_HINT)
            with archive.open(tables[0]) as table:
                _copy(table, into, rename, path, limit)
    except DragomanError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise  # the disk's trouble, not the file's
        what = f"no whole zip file: {str(error)[:200] or type(error).__name__}"
        raise BadAnswer(what, path=path, hint="Fetch it again") from error


def _copy(table: IO[bytes], into: BinaryIO, rename: Mapping[str, str], path: str, limit: int) -> None:
    """The bytes as they are, but for the names of the header."""
    if rename:
        line = table.readline(_HEADER)
        # Latin-1 gives every byte a letter and takes it back: the header's other names stay in their encoding.
        try:
            names = next(csv.reader((line.removeprefix(_BOM).decode("latin-1").rstrip("\r\n"),), strict=True), [])
        except csv.Error as error:
            raise BadTable(f"no header of a table: {error}", path=path, line=1, hint=_HINT) from error
        if not line.endswith(b"\n"):
            raise BadAnswer("no row below the header, or no table", path=path, hint=_HINT)
        if any(name in rename for name in names):
            _write([names], into, rename, encoding="latin-1")
        else:
            into.write(line)
    size = 0
    while piece := table.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise TooLarge(f"a table of more than {limit:,} bytes", path=path, hint="Is it the table that was meant?")
        into.write(piece)


def _answer_rows(sent: BinaryIO, path: str) -> list[list[str]]:
    """The rows of a JSON answer, which stand as objects under "data"; the first one's names are the header."""
    try:
        answer = json.loads(sent.read())
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"no whole JSON: {str(error)[:200]}", path=path, hint="Fetch it again") from error
    rows = answer.get("data")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise BadTable('no rows under "data"', path=path, hint=_HINT)
    if answer.get("next_page"):
        raise BadAnswer(
            f"{len(rows):,} rows, and the answer says that there are more", path=path, hint="Raise its pagesize"
        )
    names = list(rows[0])
    return [names, *([_cell(row.get(name)) for name in names] for row in rows)]


def _cell(value: object) -> str:
    """A value of JSON as a cell."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _write(rows: Iterable[Sequence[str]], into: BinaryIO, rename: Mapping[str, str], encoding: str = "utf-8") -> None:
    text = io.TextIOWrapper(into, encoding=encoding, newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    for number, row in enumerate(rows):
        writer.writerow([rename.get(name, name) for name in row] if number == 0 else row)
    text.detach()
