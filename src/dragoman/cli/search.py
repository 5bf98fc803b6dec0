"""`dragoman search`: reports by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from .answer import Kind, answer
from .asked import Asked, asking
from .table import Column

if TYPE_CHECKING:
    from dragoman.store import Found

_KIND: Kind[Found] = Kind(
    "report",
    "reports",
    "search",
    (Column("DAY", 10), Column("REPORT", 18), Column("TITLE AND WORDS AROUND", words=True)),
)


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@asking("first", "last", "source", "language", "report", "story", "as_of", sortings="best or known")
def command(asked: Asked, words: tuple[str, ...]) -> None:
    """Find reports with all these words, the best match first.

    "a phrase" in quotation marks, begin* for any ending; a word without which the report must be comes as -word
    after --.
    """
    asked = replace(asked, filter=replace(asked.filter, text=" ".join(words)))
    with asked.record() as record:
        answer(asked, record.search, _KIND, _rows)


def _rows(found: Sequence[Found]) -> Iterator[Sequence[str]]:
    from .events import report_words

    for one in found:
        title = one.report.title or "(no title)"
        yield (
            (one.report.published or "no date")[:10],
            report_words(one.report),
            f"{title}\n  {one.around}" if one.around else title,
        )
