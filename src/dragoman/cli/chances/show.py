"""`dragoman chances show`: the chances of what reports, or the record, tell of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.asked import Asked, asking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.chances.own import History
    from dragoman.chances.standing import Issued
    from dragoman.records import Failure, Report

    from .page import Texts

_KINDS = ("round", "ceasefire", "agreement")


@click.command()
@click.argument("what", nargs=-1, metavar="[REPORT|PARTY]...")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only these questions.")
@click.option("--explain", is_flag=True, help="The whole chain: rule, cases, what moved it with its words.")
@click.option("--published", metavar="DATE", help="The date of reports that have none (ISO 8601).")
@click.option("--history", metavar="DIR", help="Published tables. Default: those of `dragoman history`, if kept.")
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
    """Show the chances of what reports (files, folders) or the record tell of: of all talks, or of those of PARTIES.

    A chance is a base rate, moved by what was read; each stands beside the rate, its number of cases, and the reasons.
    """
    reports = [one for one in what if one == "-" or Path(one).exists()]
    if reports:
        found, texts = _of_reports(tuple(reports), kinds, published, history, not no_model)
    else:
        found, texts = _of_record(asked, what, kinds, history)
    _show(asked, found, texts if explain else None)


def _of_reports(
    paths: tuple[str, ...], kinds: tuple[str, ...], published: str | None, history: str | None, model: bool
) -> tuple[list[list[Issued]], Texts]:
    """The chances of what reports tell, pair by pair, and what gives the reports' texts."""
    from dragoman.chances.standing import PEACE, issued, situations
    from dragoman.cli.batch import Tally, dated
    from dragoman.coding import Settings
    from dragoman.engines import code_all
    from dragoman.records import Report
    from dragoman.sources import read_all
    from dragoman.sources.rows import iso_date

    iso_date(published)
    tally = Tally(None)
    reports: list[Report] = []

    def kept() -> Iterator[Report | Failure]:
        for item in dated(read_all(paths), published):
            if isinstance(item, Report):
                reports.append(item)
            yield item

    coded = list(tally.failing(code_all(kept(), settings=Settings(model=model))))
    by_id = {report.id: report for report in reports}
    pairs = [(by_id[one.report.id], one) for one in coded]
    tables = _history(history)
    found = [issued(one, kinds or PEACE, tables) for one in situations(pairs, _today())]
    tally.close()
    return found, lambda ids: {name: by_id[name].text for name in ids if name in by_id}


def _history(given: str | None) -> History | None:
    """The published tables of a folder, or of the usual one where it holds them."""
    from dragoman.chances.history.keeping import folder_of
    from dragoman.chances.own import History

    folder = folder_of(given)
    return History(folder) if given or History.there(folder) else None


def _today() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()


def _of_record(
    asked: Asked, parties: tuple[str, ...], kinds: tuple[str, ...], history: str | None
) -> tuple[list[list[Issued]], Texts]:
    """The chances of the talks in the record, pair by pair, and what gives the reports' texts."""
    from dragoman.chances.situation import Situation
    from dragoman.chances.standing import PEACE, documents, issued

    as_of = asked.filter.as_of
    today = (as_of or _today())[:10]
    tables = _history(history)
    found = []
    texts: dict[str, str] = {}
    with asked.record() as record:
        for process in record.talks(parties, as_of=as_of, limit=asked.filter.limit):
            moves = record.moves(process, as_of=as_of)
            situation = Situation(process, moves, today, documents(process.parties, moves))
            found.append(issued(situation, kinds or PEACE, tables))
            ids = {one.report for condition in situation.conditions for one in condition.evidence}
            texts |= record.texts(sorted(ids), as_of=as_of)
    return found, lambda ids: {name: texts[name] for name in ids if name in texts}


def _show(asked: Asked, found: Sequence[Sequence[Issued]], texts: Texts) -> None:
    from dragoman.cli.answer import write_text
    from dragoman.cli.table import terminal_width
    from dragoman.exports import whole_file
    from dragoman.exports.lines import write_lines

    from .page import block

    bottom = f"{len(found):,} pair{'' if len(found) == 1 else 's'} of parties in peace talks"
    if asked.format == "table":
        lines = [line for one in found if one for line in (*block(one, terminal_width(), texts), "")]
        write_text(asked, [*lines, bottom])
        return
    with whole_file(asked.output) as stream:
        chances = [one.chance for some in found for one in some]
        write_lines(chances, stream, asked.format, "chances", told=lambda: bottom)
    click.echo(f"dragoman: {bottom}", err=True)
