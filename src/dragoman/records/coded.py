"""A coded report: everything Dragoman read out of one report."""

from __future__ import annotations

import msgspec

from dragoman.errors import DragomanError

from ._base import SCHEMA, Record
from .event import Event
from .mentions import Actor, Date, Place
from .report import Note, ReportInfo
from .statement import Statement


class Failure(Record, frozen=True, kw_only=True):
    """A report that could not be read or coded: which one, where it stands, why, and what to do.

    The fields are those of `dragoman.errors.DragomanError`, with the report's `id` where it is known.
    """

    id: str | None = None
    code: str
    what: str
    path: str | None = None
    line: int | None = None
    field: str | None = None
    hint: str | None = None

    @classmethod
    def of(cls, error: DragomanError, report_id: str | None = None) -> Failure:
        """The failure that an error tells of."""
        return msgspec.convert({"id": report_id, **error.as_dict()}, cls)


class CodedReport(Record, frozen=True, kw_only=True):
    """One object of `dragoman code`'s output.

    `sentences` are the report's sentences, headings and list items in order, each as [start, end): what sentence
    numbers in a brief count.
    """

    schema: int = SCHEMA
    report: ReportInfo
    events: list[Event] = msgspec.field(default_factory=list)
    statements: list[Statement] = msgspec.field(default_factory=list)
    actors: list[Actor] = msgspec.field(default_factory=list)
    places: list[Place] = msgspec.field(default_factory=list)
    dates: list[Date] = msgspec.field(default_factory=list)
    story: str | None = None
    sentences: list[tuple[int, int]] = msgspec.field(default_factory=list)
    notes: list[Note] = msgspec.field(default_factory=list)
