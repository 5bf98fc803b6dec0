"""Coded reports as Parquet: one row a report, nested as the record is, so that no reader has to parse JSON."""

from __future__ import annotations

import types
from typing import Any, BinaryIO, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow
import pyarrow.parquet

from dragoman.records import CodedReport

_ROWS_A_GROUP = 256
_PLAIN = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}


class Parquet:
    """Writes row groups as they fill, so memory stays flat."""

    def __init__(self, stream: BinaryIO) -> None:
        self._schema = arrow_schema()
        self._file = pyarrow.parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def add(self, coded: CodedReport) -> None:
        """Hold one report until its group is full."""
        self._rows.append(msgspec.to_builtins(coded))
        if len(self._rows) >= _ROWS_A_GROUP:
            self._flush()

    def finish(self) -> None:
        """Write the last group and the footer."""
        if self._rows:
            self._flush()
        self._file.close()

    def _flush(self) -> None:
        for row in self._rows:
            for event in row["events"]:
                event["missing"] = list(event["missing"].items())  # Arrow takes a map as pairs
        self._file.write_table(pyarrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()


def arrow_schema() -> pyarrow.Schema:
    """The contract as an Arrow schema, made from the record's own types."""
    return pyarrow.schema(list(_struct(CodedReport)))


def _struct(kind: type[msgspec.Struct]) -> pyarrow.StructType:
    hints = get_type_hints(kind)
    names = zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True)
    return pyarrow.struct([pyarrow.field(encoded, _type(hints[field])) for field, encoded in names])


def _type(hint: Any) -> pyarrow.DataType:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return pyarrow.string()
    if origin in (Union, types.UnionType):
        return _type(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return pyarrow.list_(_type(args[0]), len(args))
    if origin is list:
        return pyarrow.list_(_type(args[0]))
    if origin is dict:
        return pyarrow.map_(_type(args[0]), _type(args[1]))
    return _struct(hint)
