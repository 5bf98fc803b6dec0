"""`dragoman recode`: code again what was coded with another version, lexicon or model."""

from __future__ import annotations

import sys

import click

from .asked import Asked, asking
from .batch import Tally


@click.command()
@click.option("--workers", "-w", type=click.IntRange(1), default=1, show_default=True, help="Processes that code.")
@click.option("--failures", metavar="FILE", help="List what could not be coded, one JSON object a line.")
@click.option("--no-model", is_flag=True, help="Code by rules alone, without the sentence-meaning model.")
@click.option("--pipeline", metavar="NAME", help="Another spaCy pipeline, by name or folder.")
@asking(pages=False, out=False)
def command(asked: Asked, workers: int, failures: str | None, no_model: bool, pipeline: str | None) -> None:
    """Code again every report of the record that was coded with something else than what is installed now.

    The new coding is shown from then on; the old one stays for `dragoman diff`. Stopped half-way, the next run goes
    on from there.
    """
    from dragoman.coding import Settings
    from dragoman.store.coders import coder_name

    settings = Settings(pipeline, not no_model) if pipeline else Settings(model=not no_model)
    tally = Tally(failures)
    with asked.record() as record:
        done = record.recode(workers=workers, settings=settings)
    tally.take(done.reports, done.failures, {})
    name = coder_name(settings)
    if done.reports:
        events = f"{done.events:,} event{'' if done.events == 1 else 's'}"
        click.echo(f"{_reports(done.reports)} coded again with {name}; {events} differ (dragoman diff)")
    elif not done.failures:
        click.echo(f"nothing to do: every report with a text is coded with {name}")
    if done.without_text:
        click.echo(f"{_reports(done.without_text)} left as they are: their texts are not kept")
    tally.close()
    sys.exit(tally.exit_code)


def _reports(count: int) -> str:
    return f"{count:,} report{'' if count == 1 else 's'}"
