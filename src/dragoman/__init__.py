"""Dragoman reads reports of conflicts and peace talks and gives back the record.

import dragoman

coded = dragoman.read("report.txt")
for coded in dragoman.code(reports, workers=4): ...
with dragoman.open("dragoman.db") as record: ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import DragomanError, InputError, OutputError, ReadingError
from .records import (
    Actor,
    Casualties,
    CodedReport,
    Date,
    Event,
    Failure,
    Place,
    Report,
    Span,
    Stance,
    Statement,
    from_json,
    json_schema,
    to_json,
)

if TYPE_CHECKING:
    from .store import Filter, KeptRecord

__all__ = [
    "Actor",
    "Casualties",
    "CodedReport",
    "Date",
    "DragomanError",
    "Event",
    "Failure",
    "Filter",
    "InputError",
    "KeptRecord",
    "OutputError",
    "Place",
    "ReadingError",
    "Report",
    "Span",
    "Stance",
    "Statement",
    "code",
    "from_json",
    "json_schema",
    "open",
    "read",
    "reports",
    "to_json",
]

__version__ = "0.1.0"


def read(
    path: str | Path, *, published: str | None = None, pipeline: str | None = None, model: bool = True
) -> CodedReport:
    """Code one report from a text, Markdown or HTML file.

    Args:
        path: the file.
        published: its date (ISO 8601) when the file does not say; relative dates are counted from it.
        pipeline: a spaCy pipeline other than the pinned one, by name or folder.
        model: whether the sentence-meaning model is joined to the rules.

    Raises:
        InputError: the file cannot be read, or holds no report or more than one.
        ReadingError: it cannot be coded.
    """
    from .coding import Settings, coder
    from .sources import read_report

    settings = Settings(pipeline, model) if pipeline else Settings(model=model)
    return coder(settings).code(read_report(path, published=published))


def reports(*paths: str | Path) -> Iterator[Report | Failure]:
    """The reports in files and folders of any kind that Dragoman reads, lazily; what cannot be read is a Failure."""
    from .sources import read_all

    return read_all(paths)


def code(
    reports: Iterable[Report | Failure],
    *,
    workers: int = 1,
    pipeline: str | None = None,
    model: bool = True,
    stories: bool = False,
) -> Iterator[CodedReport | Failure]:
    """Code many reports, streaming, in order, in one or several processes.

    Yields:
        a CodedReport for each report, or in its place a Failure that says why there is none.
    """
    from .coding import Settings
    from .engines import code_all

    settings = Settings(pipeline, model) if pipeline else Settings(model=model)
    return code_all(reports, workers=workers, settings=settings, stories=stories)


def open(where: str | Path = "dragoman.db", *, existing: bool = False) -> KeptRecord:
    """The kept record of many reports: a context manager to add to and to ask.

    Args:
        where: a file, which is made when it is missing, or a ``postgresql://`` address.
        existing: refuse to make a new one.

    Raises:
        MissingInput: there is no such file and `existing` is asked for.
        StoreError: it cannot be opened, or holds no record, or one of a newer Dragoman.
    """
    from .store import KeptRecord

    return KeptRecord(where, existing=existing)


def __getattr__(name: str) -> Any:
    """The names of the kept record, whose rooms are imported when they are asked for."""
    if name in ("Filter", "KeptRecord"):
        from . import store

        return getattr(store, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
