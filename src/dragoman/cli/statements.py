"""`dragoman statements`: who said what, and where it places the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .answer import Kind, answer
from .asked import Asked, asking
from .events import report_words
from .table import Column

if TYPE_CHECKING:
    from dragoman.store import StatementLine

_KIND: Kind[StatementLine] = Kind(
    "statement",
    "statements",
    "statements",
    (Column("DAY", 10), Column("SPEAKER", 18), Column("SAID", words=True), Column("STANCE", 16), Column("REPORT", 18)),
)


@click.command()
@asking(
    *("actor", "stance", "first", "last", "source", "language", "report", "story", "text", "as_of"),
    sortings="date, known or speaker",
)
def command(asked: Asked) -> None:
    """Show who said what, newest first; --actor is the speaker, days are those of the reports."""
    with asked.record() as record:
        answer(asked, record.statements, _KIND, _rows)


def _rows(lines: Sequence[StatementLine]) -> Iterator[Sequence[str]]:
    from dragoman.brief.telling import cut
    from dragoman.brief.words import stance_words

    from .told import name

    for line in lines:
        said = line.statement
        words = stance_words(said.stance)
        yield (
            (line.report.published or "no date")[:10],
            name(said.speaker) if said.speaker else "(nobody named)",
            cut(said.content.text, 400) or "(text not kept)",
            "" if words == "–" else words,
            report_words(line.report),
        )
