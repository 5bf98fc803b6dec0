"""A coded report: everything Dragoman read out of one report."""

from __future__ import annotations

import msgspec

from ._base import SCHEMA, Record
from .event import Event
from .mentions import Actor, Date, Place
from .report import ReportInfo
from .statement import Statement


class Note(Record, frozen=True, kw_only=True):
    """Something the reader of a result must know, with an error code: why a report was passed through uncoded, say."""

    code: str
    what: str


class CodedReport(Record, frozen=True, kw_only=True):
    """One object of `dragoman code`'s output."""

    schema: int = SCHEMA
    report: ReportInfo
    events: list[Event] = msgspec.field(default_factory=list)
    statements: list[Statement] = msgspec.field(default_factory=list)
    actors: list[Actor] = msgspec.field(default_factory=list)
    places: list[Place] = msgspec.field(default_factory=list)
    dates: list[Date] = msgspec.field(default_factory=list)
    story: str | None = None
    notes: list[Note] = msgspec.field(default_factory=list)
