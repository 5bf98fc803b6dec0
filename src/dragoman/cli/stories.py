"""`dragoman stories`: the reports that tell of the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .answer import Kind, answer
from .asked import Asked, asking
from .table import Column

if TYPE_CHECKING:
    from dragoman.records import Story

_KIND: Kind[Story] = Kind(
    "story",
    "stories",
    "stories",
    (
        Column("STORY", 14),
        Column("TITLE", words=True),
        Column("DAYS", 11),
        Column("REPORTS", right=True),
        Column("INDEPENDENT", right=True),
    ),
)


@click.command()
@asking(
    *("first", "last", "source", "language", "report", "story", "text", "as_of"),
    sortings="date or reports",
)
def command(asked: Asked) -> None:
    """Show stories, newest first; copies of one text count as one independent report."""
    with asked.record() as record:
        answer(asked, record.stories, _KIND, _rows)


def _rows(stories: Sequence[Story]) -> Iterator[Sequence[str]]:
    from .told import day_cell

    for story in stories:
        first, last = (story.first or "")[:10], (story.last or "")[:10]
        title = story.title or f"(no title) {story.reports[0]}"
        yield story.id, title, day_cell(first, last), f"{len(story.reports):,}", f"{story.independent:,}"
