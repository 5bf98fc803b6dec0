"""`dragoman brief`: a report, or a set, at a glance."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from dragoman.records import CodedReport, Failure, Report

from .batch import Tally, dated, progress

if TYPE_CHECKING:
    from dragoman.brief import Brief
    from dragoman.chances.own import History

_WIDTH = 120  # columns where there is no terminal to ask
_ENDINGS = {"md": "md", "html": "html", "htm": "html", "json": "json"}


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "md", "html", "json"]),
    default=None,
    help="Default: by FILE's ending, else text.",
)
@click.option("--output", "-o", default="-", metavar="FILE", help="Where it goes; - is standard output.")
@click.option("--published", metavar="DATE", help="The date of reports that have none (ISO 8601).")
@click.option("--all", "all_", is_flag=True, help="Show every line; long sections are cut with a count otherwise.")
@click.option("--no-sentences", is_flag=True, help="Leave out the sentences below the lines (text only).")
@click.option("--explain", is_flag=True, help="Below it the whole chain of each chance (text only).")
@click.option("--workers", "-w", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--failures", metavar="FILE", help="List what could not be read or coded, one JSON object a line.")
@click.option("--no-model", is_flag=True, help="Code by rules alone, without the sentence-meaning model.")
@click.option("--pipeline", metavar="NAME", help="Another spaCy pipeline, by name or folder.")
def command(  # noqa: PLR0913, PLR0917 - a command has as many arguments as it has options
    inputs: tuple[str, ...],
    format_: str | None,
    output: str,
    published: str | None,
    all_: bool,
    no_sentences: bool,
    explain: bool,
    workers: int,
    failures: str | None,
    no_model: bool,
    pipeline: str | None,
) -> None:
    """Show reports at a glance: the talks, the fighting, who said what, what is uncertain, and what the chances are.

    Each line ends in the numbers of the sentences it rests on.
    """
    from dragoman.brief import LIMIT, make_brief
    from dragoman.coding import Settings
    from dragoman.engines import code_all
    from dragoman.sources import read_all
    from dragoman.sources.rows import iso_date

    from .chances.made import tables

    form = format_ or _by_ending(output)
    if explain and form != "text":
        raise click.UsageError("--explain is for text: `dragoman chances REPORT --explain` writes the chains alone")
    iso_date(published)
    settings = Settings(pipeline, not no_model) if pipeline else Settings(model=not no_model)
    tally = Tally(failures)
    reports: list[Report] = []
    began = time.perf_counter()
    read = _remembered(dated(read_all(inputs), published), reports)
    with progress(tally.failing(code_all(read, workers=workers, settings=settings))) as results:
        coded = list(results)
    seconds = time.perf_counter() - began
    if coded:
        pairs = _pairs(reports, coded)
        timed = seconds if output == "-" and form == "text" else None  # a file is the same bytes on a second run
        history = tables(None)
        brief = make_brief(pairs, limit=0 if all_ else LIMIT, seconds=timed, history=history)
        _write(brief, form, output, not no_sentences, list(_chains(pairs, history)) if explain else [])
    tally.close()
    sys.exit(tally.exit_code)


def _remembered(items: Iterable[Report | Failure], reports: list[Report]) -> Iterator[Report | Failure]:
    """The same items; the reports among them are kept, because the brief shows their words."""
    for item in items:
        if isinstance(item, Report):
            reports.append(item)
        yield item


def _pairs(reports: list[Report], coded: list[CodedReport]) -> list[tuple[Report, CodedReport]]:
    """Each coded report with its text, in order: what failed is skipped, and ids need not be unique."""
    waiting = iter(reports)
    return [(next(report for report in waiting if report.id == one.report.id), one) for one in coded]


def _by_ending(output: str) -> str:
    return _ENDINGS.get(output.rpartition(".")[2].lower(), "text")


def _chains(pairs: Sequence[tuple[Report, CodedReport]], history: History | None) -> Iterator[str]:
    """How each chance of the brief came about, as `dragoman chances --explain` tells it."""
    from dragoman.chances.standing import issued, situations

    from .chances.made import today
    from .chances.page import explained

    words = {report.id: report.text for report, _ in pairs}
    for situation in situations(pairs, today()):
        for one in issued(situation, history=history):
            yield ""
            yield from explained(one, _WIDTH, lambda ids: {name: words[name] for name in ids if name in words})


def _write(brief: Brief, form: str, output: str, sentences: bool, more: Sequence[str]) -> None:
    from dragoman.exports import whole_file

    if form == "text" and output == "-":
        from rich.console import Console

        from dragoman.brief.terminal import print_brief

        print_brief(brief, Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH), sentences=sentences)
        for line in more:
            click.echo(line)
        return
    with whole_file(output) as stream:
        stream.write("".join([_rendered(brief, form, sentences), *(f"{line}\n" for line in more)]).encode("utf-8"))


def _rendered(brief: Brief, form: str, sentences: bool) -> str:
    if form == "md":
        from dragoman.brief.markdown import to_markdown

        return to_markdown(brief)
    if form == "html":
        from dragoman.brief.html import to_html

        return to_html(brief)
    if form == "json":
        import msgspec

        text: bytes = msgspec.json.format(msgspec.json.encode(brief), indent=2)
        return text.decode("utf-8") + "\n"
    from io import StringIO

    from rich.console import Console

    from dragoman.brief.terminal import print_brief

    page = StringIO()
    print_brief(brief, Console(file=page, highlight=False, width=_WIDTH), sentences=sentences)
    return page.getvalue()
