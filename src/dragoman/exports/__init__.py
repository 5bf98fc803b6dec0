"""Exports: coded reports out, as JSON lines, Parquet and CSV tables, written whole or not at all."""

from .flat import TABLES, rows
from .whole import whole_file
from .writers import FORMATS, Writer, writer

__all__ = ["FORMATS", "TABLES", "Writer", "rows", "whole_file", "writer"]
