"""`dragoman events`: who did what to whom, where, when, and whether it happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .answer import Kind, answer
from .asked import Asked, Question, asking
from .table import Column

if TYPE_CHECKING:
    from dragoman.store import EventLine, Source

ABOUT_EVENTS = (
    *("actor", "dyad", "directed", "type", "status", "cameo", "place", "box", "first", "last"),
    *("source", "language", "report", "story", "text", "least", "as_of"),
)
"""The options that choose events."""

_REPORT = 18  # columns of a report
_KIND: Kind[EventLine] = Kind(
    "event",
    "events",
    "events",
    (
        Column("DAY", 11),
        Column("EVENT", words=True),
        Column("STATUS", 12),
        Column("TYPE", 22),
        Column("REPORT", _REPORT),
    ),
)


@click.command(cls=Question)
@asking(*ABOUT_EVENTS, sortings="date, known, confidence or type")
def command(asked: Asked) -> None:
    """Show events of the record, newest first.

    All that is asked for must hold; of an option given several times, one. "~" before a day means that the report's
    own date stands in, because its sentence gives none.
    """
    with asked.record() as record:
        answer(asked, record.events, _KIND, _rows)


def _rows(lines: Sequence[EventLine]) -> Iterator[Sequence[str]]:
    from dragoman.brief.words import status_word

    from .told import day_words, event_words, kind_words

    for line in lines:
        event = line.event
        yield (
            day_words(event),
            event_words(event),
            status_word(event.status) or "happened",
            kind_words(event.type, event.mode),
            report_words(line.report),
        )


def report_words(source: Source) -> str:
    """A report by its outlet and id, on two lines where one is too short; a long address keeps both its ends."""
    from dragoman.brief.telling import cut

    name = source.id if len(source.id) <= 2 * _REPORT else f"{source.id[: _REPORT - 1]}…{source.id[-_REPORT:]}"
    outlet = cut(source.source or "", _REPORT)
    if not outlet or outlet in name:
        return name
    return f"{outlet} {name}" if len(outlet) + len(name) < _REPORT else f"{outlet}\n{name}"
