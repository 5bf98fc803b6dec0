"""Tables of reports: JSONL, CSV and Parquet, row by row; a bad row is a failure and the rest goes on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, ParamSpec, Protocol, TextIO

from dragoman.errors import BadRow, BadTable, DragomanError, MissingExtra, TooLarge
from dragoman.records import Failure, Report

from .decode import MAX_BYTES, decode, refusals
from .rows import report_from

P = ParamSpec("P")

_DELIMITERS = ",;\t|"
_BATCH_ROWS = 64
# Media Cloud's names of columns; the older ones of its first version among them.
_SYNONYMS = {"stories_id": "id", "publish_date": "published", "media_name": "source"}


class _Reader(Protocol):
    """What csv.reader gives."""

    @property
    def line_num(self) -> int: ...
    def __next__(self) -> list[str]: ...


def read_jsonl(path: Path) -> Iterator[Report | Failure]:
    """One report a line."""
    with _opened(path) as stream:
        yield from jsonl_lines(stream, str(path))


def jsonl_lines(stream: BinaryIO, path: str) -> Iterator[Report | Failure]:
    """Reports from an open stream of JSON lines; empty lines are skipped."""
    number = 0
    while raw := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(raw) > MAX_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MAX_BYTES)
            yield Failure.of(
                TooLarge(f"a line of more than {MAX_BYTES:,} bytes", path=path, line=number, hint="Split it")
            )
        elif raw.strip():
            yield _one(_json_report, raw, path, number)


def _json_report(raw: bytes, path: str, line: int) -> Report:
    return report_from(_object(raw, path, line), path=path, line=line)


def _row_report(row: dict[str, Any], path: str, line: int) -> Report:
    return report_from(row, path=path, line=line)


def _object(raw: bytes, path: str, line: int) -> dict[str, Any]:
    try:
        row = json.loads(decode(raw, path=path, line=line))
    except json.JSONDecodeError as error:
        raise BadRow(
            f"not JSON: {error.msg} at character {error.pos}", path=path, line=line, hint="Write one JSON object a line"
        ) from error
    except RecursionError as error:
        raise BadRow("JSON nested too deeply", path=path, line=line, hint="Write one flat object a line") from error
    if not isinstance(row, dict):
        raise BadRow(
            f"a JSON {type(row).__name__}, not an object", path=path, line=line, hint="Write one object a line"
        )
    return row


def read_csv(path: Path) -> Iterator[Report | Failure]:
    """One report a row, with a header; the delimiter is one of comma, semicolon, tab and bar.

    Raises:
        BadTable: no column "text".
    """
    with open_csv(path) as stream:
        yield from csv_rows(stream, str(path))


def open_csv(path: Path) -> TextIO:
    """A CSV file, opened with the encoding that it is in.

    Raises:
        MissingInput, UnreadableInput, EmptyInput, BinaryInput, BadEncoding: it is no table at all.
    """
    with _opened(path) as raw:
        head = raw.read(65536)
    decode(head[: head.rfind(b"\n") + 1] or head, path=str(path))  # tells an empty or binary file for what it is
    return path.open(encoding=_table_encoding(path), errors="replace", newline="")


def csv_rows(stream: TextIO, path: str) -> Iterator[Report | Failure]:
    """Reports from an open CSV stream."""
    columns, rows = csv_cells(stream, path)
    if "text" not in columns:
        listed = "; its addresses can be fetched with sources.mediacloud.found" if "url" in columns else ""
        raise BadTable(
            f"no column 'text' among {', '.join(columns[:12]) or 'none'}",
            path=path,
            line=1,
            hint=f"The first line names the columns: id, text, title, published, source, url, language{listed}",
        )
    for row in rows:
        yield row if isinstance(row, Failure) else _one(_csv_report, columns, row[1], path, row[0])


def csv_cells(stream: TextIO, path: str) -> tuple[list[str], Iterator[tuple[int, list[str]] | Failure]]:
    """The columns of an open CSV stream under our names, and its rows, each with its 1-based line."""
    # The module's own limit, global to the process, is below the length of a long report.
    csv.field_size_limit(MAX_BYTES)
    first = stream.readline(65536)
    header = next(csv.reader([first], delimiter=_delimiter(first)), [])
    stated = [name.strip().lower() for name in header]
    columns = [name if (own := _SYNONYMS.get(name, name)) in stated else own for name in stated]
    return columns, _csv_lines(csv.reader(stream, delimiter=_delimiter(first), strict=True), path)


def _csv_lines(rows: _Reader, path: str) -> Iterator[tuple[int, list[str]] | Failure]:
    while True:
        line = rows.line_num + 2
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Failure.of(BadRow(f"not CSV: {error}", path=path, line=line, hint="Quote the cell"))
            continue
        if cells:
            yield line, cells


def csv_row(columns: list[str], cells: list[str], path: str, line: int) -> dict[str, str]:
    """A row by its columns.

    Raises:
        BadRow: more or fewer cells than columns, or bytes that are not in the file's encoding.
    """
    if len(cells) != len(columns):
        raise BadRow(
            f"{len(cells)} cells under {len(columns)} columns",
            path=path,
            line=line,
            hint="Quote cells that hold the delimiter",
        )
    if any("\ufffd" in cell for cell in cells):
        raise BadRow("bytes that are not in the file's encoding", path=path, line=line, hint="Save the table as UTF-8")
    return dict(zip(columns, cells, strict=True))


def _csv_report(columns: list[str], cells: list[str], path: str, line: int) -> Report:
    return report_from(csv_row(columns, cells, path, line), path=path, line=line)


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _table_encoding(path: Path) -> str:
    """UTF-8 unless the first megabyte says otherwise."""
    with path.open("rb") as stream:
        sample = stream.read(1_000_000)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        sample.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:  # not merely a character cut in two by the sample's end
            from charset_normalizer import from_bytes

            best = from_bytes(sample[:200_000]).best()
            # A few broken bytes in a UTF-8 table are bad rows; without one valid multi-byte letter it is not UTF-8.
            replaced = sample.decode("utf-8", errors="ignore")
            if best is not None and replaced.isascii():
                return best.encoding
    return "utf-8-sig"


def read_parquet(path: Path) -> Iterator[Report | Failure]:
    """One report a row, read a few rows at a time.

    Raises:
        BadTable: the file is no Parquet file, is cut short, or has no column "text".
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra(
            "Parquet files need pyarrow", path=str(path), hint="pip install 'dragoman[parquet]'"
        ) from error

    _opened(path).close()
    try:
        with pyarrow.parquet.ParquetFile(path) as table:
            columns = [name for name in table.schema_arrow.names if name in _PARQUET_COLUMNS]
            if "text" not in columns:
                raise BadTable(
                    f"no column 'text' among {', '.join(table.schema_arrow.names[:12])}",
                    path=str(path),
                    hint="Name the columns id, text, title, published, source, url, language",
                )
            number = 0
            for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield _one(_row_report, row, str(path), number)
    except (pyarrow.ArrowException, OSError) as error:
        raise BadTable(
            f"not a whole Parquet file: {str(error).splitlines()[0][:200].rstrip('.')}",
            path=str(path),
            hint="Write it again",
        ) from error


_PARQUET_COLUMNS = frozenset({"id", "text", "title", "published", "source", "url", "language"})


def _one(make: Callable[P, Report], *args: P.args, **kwargs: P.kwargs) -> Report | Failure:
    try:
        return make(*args, **kwargs)
    except DragomanError as error:
        return Failure.of(error)


def _opened(path: Path) -> io.BufferedReader:
    with refusals(path):
        return path.open("rb")
