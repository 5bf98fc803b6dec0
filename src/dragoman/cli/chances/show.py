"""`dragoman chances show`: the chances of what reports, or the record, tell of."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.asked import Asked, asking
from dragoman.errors import BadFilter, MissingInput

from .made import KINDS, history, kinds

if TYPE_CHECKING:
    from dragoman.chances.scores import Scores
    from dragoman.chances.standing import Issued
    from dragoman.store import KeptRecord

    from .page import Texts

_PATH = re.compile(r"[/\\]|\.[A-Za-z0-9]{1,8}$")  # what no party's name has in it: folders, or a file's ending


@click.command()
@click.argument("what", nargs=-1, metavar="[REPORT|PARTY|PROCESS]...")
@kinds
@click.option("--explain", is_flag=True, help="The whole chain: rule, cases, what moved it with its words.")
@click.option("--published", metavar="DATE", help="The date of reports that have none (ISO 8601).")
@history
@click.option("--no-model", is_flag=True, help="Code reports by rules alone, without the sentence-meaning model.")
@asking("as_of", "limit", pages=False)
def command(
    asked: Asked,
    what: tuple[str, ...],
    kinds: tuple[str, ...],
    explain: bool,
    published: str | None,
    history: str | None,
    no_model: bool,
) -> None:
    """Show the chances of what reports (files, folders) or the record tell of: of all talks, or of those of PARTIES,
    or of one PROCESS by the id that `dragoman talks` shows.

    A chance is a base rate, moved by what was read; each stands beside the rate, its number of cases, and the reasons.
    Nothing is written down: `dragoman chances issue` does that.
    """
    from dragoman.chances.scores import scores
    from dragoman.chances.standing import issued
    from dragoman.cli.batch import Tally
    from dragoman.sources.rows import iso_date
    from dragoman.store.filters import MOST

    from .made import chosen, of_record, of_reports, tables

    iso_date(published)
    make = partial(issued, kinds=kinds or KINDS, history=tables(history))
    if _are_reports(what):
        if asked.filter.as_of:
            hint = "Give only the reports that were known then, or ask a record"
            raise BadFilter("--as-of is asked of a record, not of reports", hint=hint)
        tally = Tally(None)
        found, texts = of_reports(what, published, tally, model=not no_model, make=make)
        _show(asked, found, texts if explain else None)
        tally.close()
        sys.exit(tally.exit_code)
    if published:
        raise BadFilter("--published dates reports, and none was named", hint="dragoman chances report.txt")
    with _record(asked, what) as record:
        limit = min(asked.filter.limit + 1, MOST)  # one more, to tell whether there are more
        processes = chosen(record, what, asked.filter.as_of, limit)
        book = record.ledger.book()
        found, texts = of_record(record, processes, asked.filter.as_of, partial(make, before=book.last))
    _show(asked, found, texts if explain else None, scores(book) if explain else None)


def _are_reports(what: Sequence[str]) -> bool:
    """Whether reports are named, and not parties.

    Raises:
        MissingInput: one that can only be a report is not there.
    """
    there = [one == "-" or Path(one).exists() for one in what]
    for one, is_there in zip(what, there, strict=True):
        if not is_there and (any(there) or _PATH.search(one)):
            hint = "Check the path; a party is named by its code (UKR), its name or its group's"
            raise MissingInput("no such report", path=one, hint=hint)
    return any(there)


def _record(asked: Asked, parties: Sequence[str]) -> KeptRecord:
    """The record that parties are asked of.

    Raises:
        MissingInput: there is none; nor is there a report of that name.
    """
    try:
        return asked.record()
    except MissingInput as error:
        if parties:
            what = f"{parties[0]!r} is no report, and there is no record to ask of a party"
            raise MissingInput(what, path=error.path, hint=error.hint) from error
        raise


def _show(asked: Asked, found: Sequence[Sequence[Issued]], texts: Texts, past: Scores | None = None) -> None:
    from dragoman.cli.answer import write_text
    from dragoman.cli.table import terminal_width
    from dragoman.exports import whole_file
    from dragoman.exports.lines import write_lines

    from .page import block

    more = " (and more; --limit)" if len(found) > asked.filter.limit else ""
    found = found[: asked.filter.limit]
    bottom = f"{len(found):,} pair{'' if len(found) == 1 else 's'} of parties in peace talks{more}"
    if asked.format == "table":
        lines = [line for one in found if one for line in (*block(one, terminal_width(), texts, past), "")]
        write_text(asked, [*lines, bottom])
        return
    with whole_file(asked.output) as stream:
        chances = [one.chance for some in found for one in some]
        write_lines(chances, stream, asked.format, "chances", told=lambda: bottom)
    click.echo(f"dragoman: {bottom}", err=True)
