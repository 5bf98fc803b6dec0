"""What the commands that read many reports share: options, progress, and the tally of failures."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from dragoman.records import CodedReport, Failure, Report

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
_SHOWN = 5  # failures told one by one on stderr; the rest are counted


class Tally:
    """Counts reports and tells of failures: each to a file when one was named, the first few to stderr."""

    def __init__(self, failures: str | None) -> None:
        self.read = 0
        self.failed: list[Failure] = []
        self.noted: Counter[str] = Counter()
        self._file = failures

    def failing(self, results: Iterable[CodedReport | Failure]) -> Iterator[CodedReport]:
        """The coded reports; failures are kept aside."""
        for result in results:
            if isinstance(result, Failure):
                self.failed.append(result)
            else:
                self.read += 1
                self.noted.update(note.code for note in result.notes)
                yield result

    def take(self, read: int, failed: Iterable[Failure], noted: Mapping[str, int]) -> None:
        """Count in what was read and coded elsewhere, and what failed there."""
        self.read += read
        self.failed += failed
        self.noted.update(noted)

    def close(self) -> None:
        """Write the list of failures and say on stderr how many there were.

        Raises:
            UnwritableOutput: the list cannot be written.
        """
        if self._file is not None:
            from dragoman.exports import whole_file
            from dragoman.records import to_json

            with whole_file(self._file) as stream:
                for failure in self.failed:
                    stream.write(to_json(failure) + b"\n")
        for code, count in sorted(self.noted.items()):
            click.echo(f"dragoman: {code} noted on {count} of {self.read} reports (see their notes)", err=True)
        if not self.failed:
            return
        for failure in self.failed[:_SHOWN]:
            where = ":".join(str(part) for part in (failure.path or failure.id, failure.line) if part is not None)
            hint = f". {failure.hint}" if failure.hint else ""
            click.echo(f"dragoman: {failure.code} {where}: {failure.what}{hint}", err=True)
        if len(self.failed) > _SHOWN:
            click.echo(f"dragoman: and {len(self.failed) - _SHOWN} more", err=True)
        of = self.read + len(self.failed)
        told = f"; listed in {self._file}" if self._file else "; --failures FILE lists them all"
        click.echo(f"dragoman: {len(self.failed)} of {of} reports failed{told}", err=True)

    @property
    def exit_code(self) -> int:
        """The exit code that this tally asks for."""
        from . import exit_codes

        if not self.failed:
            return exit_codes.OK
        return exit_codes.SOME_FAILED if self.read else exit_codes.NOTHING_READ


def dated(items: Iterable[Report | Failure], published: str | None) -> Iterator[Report | Failure]:
    """Reports without a date get the one given."""
    from dragoman.sources import with_date

    for item in items:
        yield item if isinstance(item, Failure) else with_date(item, published)


def counted(items: Iterable[Report | Failure]) -> AbstractContextManager[Iterator[Report | Failure]]:
    """Reports on their way in, counted on stderr as `progress` does."""
    return _bar(items, "adding")


def progress(items: Iterable[CodedReport]) -> AbstractContextManager[Iterator[CodedReport]]:
    """The same items, with a bar on stderr when that is a terminal and nothing at all when it is a pipe."""
    return _bar(items, "coding")


@contextmanager
def _bar(items: Iterable[T], doing: str) -> Iterator[Iterator[T]]:
    if not sys.stderr.isatty():
        yield iter(items)
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn(doing),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        yield _advance(items, bar)


def _advance(items: Iterable[T], bar: Progress) -> Iterator[T]:
    task = bar.add_task("counted", total=None)
    for item in items:
        bar.advance(task)
        yield item
