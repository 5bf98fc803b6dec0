"""What every record shares: frozen, keyword-only, compact."""

from __future__ import annotations

import msgspec

SCHEMA = 1
"""The number of this contract: a field is never renamed, dropped or given another meaning without a new one."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A frozen record; unknown fields are ignored when read, so newer files open in older programs.

    No record is ever part of itself, so the garbage collector need not look at the many thousands that a batch makes.
    """


class Span(Record, frozen=True, kw_only=True):
    """A piece of a report's text.

    `start` and `end` are Unicode code points into the report's own text, half open, so that
    ``text[start:end] == span.text`` always holds.
    """

    start: int
    end: int
    text: str
