"""`dragoman add`: reports into the kept record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.records import Failure, Report

from .asked import store as store_option
from .batch import Tally, counted, dated

if TYPE_CHECKING:
    from dragoman import store as room
    from dragoman.store import KeptRecord


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@store_option
@click.option("--workers", "-w", type=click.IntRange(1), default=1, show_default=True, help="Processes at work.")
@click.option("--no-text", is_flag=True, help="Keep hashes and offsets, not the texts: nothing can be quoted later.")
@click.option("--published", metavar="DATE", help="The date of reports that have none (ISO 8601).")
@click.option("--coded", metavar="FILE", help="What `dragoman code` made of the same reports: not coded again.")
@click.option("--private", multiple=True, metavar="HOST", help="A private host that may be asked for pages and feeds.")
@click.option("--failures", metavar="FILE", help="List what could not be read or coded, one JSON object a line.")
@click.option("--no-model", is_flag=True, help="Code by rules alone, without the sentence-meaning model.")
@click.option("--pipeline", metavar="NAME", help="Another spaCy pipeline, by name or folder.")
def command(  # noqa: PLR0913, PLR0917 - a command has as many arguments as it has options
    inputs: tuple[str, ...],
    store: str,
    workers: int,
    no_text: bool,
    published: str | None,
    coded: str | None,
    private: tuple[str, ...],
    failures: str | None,
    no_model: bool,
    pipeline: str | None,
) -> None:
    """Add reports to the record: everything that `dragoman code` reads, and addresses of pages and feeds.

    What is there already changes nothing. A report that comes again with other words, date or title is a new version;
    the old one stays, and counts for --as-of. What was added is on the disk batch by batch, whatever happens later.
    """
    from dragoman.coding import Settings
    from dragoman.sources.rows import iso_date
    from dragoman.store import KeptRecord

    from .inputs import CodedFile, read_inputs

    iso_date(published)  # a wrong date is told before anything is read
    settings = Settings(pipeline, not no_model) if pipeline else Settings(model=not no_model)
    tally = Tally(failures)
    undated = _Undated()
    read = undated.watch(dated(read_inputs(inputs, private), published))
    early, first = _until_report(read)
    if first is None:
        tally.take(0, early, {})
    else:
        ready = CodedFile(Path(coded)) if coded else None
        before = ready.of if ready else None
        with (
            closing(ready) if ready else nullcontext(),
            KeptRecord(store) as record,
            counted(chain(early, [first], read)) as reports,
        ):
            done = record.add(reports, workers=workers, settings=settings, keep_text=not no_text, coded=before)
        if ready is not None and done.coded:
            some = "1 report was" if done.coded == 1 else f"{done.coded:,} reports were"
            click.echo(f"dragoman: {some} not in the file of coded ones, or not with this text: coded now", err=True)
        tally.take(done.new + done.versions + done.unchanged, done.failures, done.noted)
        with KeptRecord(store) as record:
            click.echo(_told(done, record, store))
    undated.tell()
    tally.close()
    sys.exit(tally.exit_code)


def _until_report(items: Iterator[Report | Failure]) -> tuple[list[Failure], Report | None]:
    """What fails before the first report, and that report: a record is not made for nothing."""
    failed: list[Failure] = []
    for item in items:
        if isinstance(item, Report):
            return failed, item
        failed.append(item)
    return failed, None


def _told(done: room.Tally, record: KeptRecord, store: str) -> str:
    from dragoman.net import without_secrets

    held = record.stats()
    versions = f"{done.versions:,} new version{'' if done.versions == 1 else 's'}"
    where = without_secrets(store) if "://" in store else store
    counts = ((held.reports, "report"), (held.events, "event"), (held.happenings, "happening"))
    holds = ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in counts)
    return f"{done.new:,} new, {versions}, {done.unchanged:,} there already; {holds} in {where}"


class _Undated:
    """Counts the reports without a date: the record has nothing but the moment of their coming to place them by."""

    def __init__(self) -> None:
        self._count = 0

    def watch(self, items: Iterator[Report | Failure]) -> Iterator[Report | Failure]:
        """The same items."""
        for item in items:
            self._count += isinstance(item, Report) and item.published is None
            yield item

    def tell(self) -> None:
        """Say on standard error how many there were."""
        if self._count:
            some = "1 report has" if self._count == 1 else f"{self._count:,} reports have"
            click.echo(
                f"dragoman: {some} no date and count from the moment they were added; --published DATE gives one",
                err=True,
            )
