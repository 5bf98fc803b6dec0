"""`dragoman code`: many reports in, the record out."""

from __future__ import annotations

import sys

import click

from dragoman.exports.writers import FORMATS

from .batch import Tally, dated, progress


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--output", "-o", default="-", metavar="FILE", help="Where the record goes; - is standard output.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default=None,
    help="jsonl and parquet hold the whole record, csv one flat table. Default: by FILE's ending, else jsonl.",
)
@click.option(
    "--table",
    type=click.Choice(["events", "statements", "actors", "places", "dates"]),
    default="events",
    show_default=True,
    help="The table that csv holds.",
)
@click.option("--workers", "-w", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--stories", is_flag=True, help="Give each report its story: which of the others tell of the same thing.")
@click.option("--published", metavar="DATE", help="The date of reports that have none (ISO 8601).")
@click.option("--failures", metavar="FILE", help="List what could not be read or coded, one JSON object a line.")
@click.option("--no-model", is_flag=True, help="Code by rules alone, without the sentence-meaning model.")
@click.option("--pipeline", metavar="NAME", help="Another spaCy pipeline, by name or folder.")
def command(  # noqa: PLR0913, PLR0917 - a command has as many arguments as it has options
    inputs: tuple[str, ...],
    output: str,
    format_: str | None,
    table: str,
    workers: int,
    stories: bool,
    published: str | None,
    failures: str | None,
    no_model: bool,
    pipeline: str | None,
) -> None:
    """Code reports: text, Markdown, HTML, JSONL, CSV and Parquet files, folders, or - for standard input.

    One record a report, in the order they came. A report that fails is listed and the rest is coded; the output
    is written whole or not at all.
    """
    from dragoman.coding import Settings
    from dragoman.engines import code_all
    from dragoman.exports import whole_file, writer
    from dragoman.sources import read_all
    from dragoman.sources.rows import iso_date

    iso_date(published)  # a wrong date is told before anything is read
    settings = Settings(pipeline, not no_model) if pipeline else Settings(model=not no_model)
    tally = Tally(failures)
    results = code_all(dated(read_all(inputs), published), workers=workers, settings=settings, stories=stories)
    with whole_file(output) as stream, progress(tally.failing(results)) as coded:
        out = writer(format_ or _by_ending(output), stream, table=table)
        for report in coded:
            out.add(report)
        out.finish()
    tally.close()
    sys.exit(tally.exit_code)


def _by_ending(output: str) -> str:
    ending = output.rpartition(".")[2].lower()
    return ending if ending in FORMATS else "jsonl"
