"""Writers of coded reports: JSON lines, Parquet (both the whole record) and CSV (one flat table)."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO, Protocol

from dragoman.errors import MissingExtra, UnknownFormat
from dragoman.records import CodedReport, to_json

from .flat import TABLES, columns, rows


class Writer(Protocol):
    """Takes coded reports one by one; `finish` writes what is still held back."""

    def add(self, coded: CodedReport) -> None:
        """Write one report."""

    def finish(self) -> None:
        """Write what is still held back."""


class JsonLines:
    """One JSON object a line: the record as it is."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, coded: CodedReport) -> None:
        """Write one report."""
        self._stream.write(to_json(coded) + b"\n")

    def finish(self) -> None:
        """Nothing is held back."""


class Csv:
    """One table of the record as CSV, UTF-8 with a header and RFC 4180 quoting."""

    def __init__(self, stream: BinaryIO, table: str = "events") -> None:
        if table not in TABLES:
            raise UnknownFormat(f"no table {table!r}", hint=f"Known: {', '.join(TABLES)}")
        self._stream, self._table = stream, table
        self._columns = columns(table)
        self._stream.write((",".join(self._columns) + "\n").encode("utf-8"))

    def add(self, coded: CodedReport) -> None:
        """Write one report's rows."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        for row in rows(coded, self._table):
            writer.writerow([row[column] for column in self._columns])
        self._stream.write(text.getvalue().encode("utf-8"))

    def finish(self) -> None:
        """Nothing is held back."""


FORMATS = ("jsonl", "parquet", "csv")


def writer(name: str, stream: BinaryIO, *, table: str = "events") -> Writer:
    """The writer of a format: jsonl, parquet or csv; `table` is for csv.

    Raises:
        UnknownFormat: no such format or table.
        MissingExtra: pyarrow, which Parquet needs, is not installed.
    """
    if name == "jsonl":
        return JsonLines(stream)
    if name == "csv":
        return Csv(stream, table)
    if name == "parquet":
        try:
            from .parquet import Parquet
        except ImportError as error:
            raise MissingExtra("Parquet files need pyarrow", hint="pip install 'dragoman[parquet]'") from error

        return Parquet(stream)
    raise UnknownFormat(f"no format {name!r}", hint=f"Known: {', '.join(FORMATS)}")
