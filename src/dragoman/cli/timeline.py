"""`dragoman timeline`: what happened, day by day, each happening once with its sources and disagreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .answer import Kind, answer
from .asked import Asked, Question, asking
from .events import ABOUT_EVENTS
from .table import Column

if TYPE_CHECKING:
    from dragoman.records import Happening

    from .told import Outlets

_KIND: Kind[Happening] = Kind(
    "happening",
    "happenings",
    "timeline",
    (Column("DAY", 11), Column("HAPPENING", words=True), Column("STATUS", 12), Column("SOURCES", 15)),
)


@click.command(cls=Question)
@click.option(
    "--rule",
    default="most",
    show_default=True,
    metavar="RULE",
    help="Which value is shown: most (told most), first, recent or precise; or FIELD=RULE, several with commas.",
)
@asking(*ABOUT_EVENTS, sortings="date, known or sources")
def command(asked: Asked, rule: str) -> None:
    """Show happenings day by day, newest first: what several reports tell of the same thing, once.

    Where sources contradict each other, every value stands in the line beside who gave it.
    """
    with asked.record() as record:

        def rows(happenings: Sequence[Happening]) -> Iterator[Sequence[str]]:
            if asked.filter.sort in (None, "date"):  # a happening is found by any of its days and told at the shown one
                happenings = sorted(
                    happenings, key=lambda one: str(one.shown.get("first")), reverse=not asked.filter.ascending
                )
            wanted = [told.report for one in happenings if one.disagree for told in one.evidence]
            return _rows(happenings, record.reports(wanted, as_of=asked.filter.as_of))

        answer(asked, lambda wanted: record.timeline(wanted, rule=rule), _KIND, rows)


def _rows(happenings: Sequence[Happening], outlets: Outlets) -> Iterator[Sequence[str]]:
    from dragoman.brief.words import status_word

    from .told import day_cell, disagreements, happening_words, sources_words

    before = ""
    for one in happenings:
        shown = one.shown
        day = day_cell(shown.get("first"), shown.get("last"))
        words = "\n".join([happening_words(one), *(f"  {line}" for line in disagreements(one, outlets))])
        sources = sources_words(one.reports, one.independent)
        yield "" if day == before else day, words, status_word(shown["status"]) or "happened", sources
        before = day
