"""`dragoman watch`: a service that keeps the record fed."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import exit_codes
from .table import Column, lay_out, terminal_width

if TYPE_CHECKING:
    from dragoman.service import Settings, Standing

_SIGNALS = ("SIGINT", "SIGTERM")


@click.command()
@click.argument("sources", metavar="SOURCES.toml")
@click.option("--check", is_flag=True, help="Tell what would be watched, and do nothing.")
@click.option("--once", is_flag=True, help="Look at every source once and end; exit code 1 when something failed.")
@click.option("--status", is_flag=True, help="Tell how each source stands, from what the record keeps of it.")
@click.option("--journal", metavar="FILE", help="Append the journal to a file; standard error when not given.")
@click.option("--metrics", metavar="[HOST:]PORT", help="Serve /metrics and /healthz there, on the loopback by default.")
def command(sources: str, check: bool, once: bool, status: bool, journal: str | None, metrics: str | None) -> None:
    """Watch feeds, pages, folders and lists, and add what they bring to the record, until told to stop.

    SIGINT and SIGTERM end it within seconds: the report at hand is finished and kept, and what is known of each source
    with it, so that the next start goes on from there.
    """
    from dragoman.errors import UsageError
    from dragoman.service import load, store_of

    if check + once + status > 1:
        raise UsageError("--check, --once and --status are three things", hint="Ask for one of them")
    settings = load(Path(sources))
    store = store_of(settings, Path(sources).resolve().parent)
    if check:
        _print(_checked(settings, store))
    elif status:
        _print(_status(settings, store))
    else:
        sys.exit(_watch(settings, store, once, Path(journal) if journal else None, metrics))


def _watch(settings: Settings, store: str, once: bool, journal: Path | None, metrics: str | None) -> int:
    from dragoman.service import listening, serving, started

    stop = threading.Event()
    with _stopping(stop), ExitStack() as stack:
        watcher = stack.enter_context(started(settings, store, stop=stop, journal=journal))
        about = {}
        if metrics is not None:
            host, port = stack.enter_context(serving(watcher.metrics, *listening(metrics)))
            about["metrics"] = f"http://{f'[{host}]' if ':' in host else host}:{port}/metrics"
        if once:
            return exit_codes.OK if watcher.once(**about) else exit_codes.SOME_FAILED
        watcher.run(**about)
        return exit_codes.OK


@contextmanager
def _stopping(stop: threading.Event) -> Iterator[None]:
    """The first signal asks to stop; a second one ends the process at once."""
    numbers = [getattr(signal, name) for name in _SIGNALS]
    before = {number: signal.getsignal(number) for number in numbers}

    def handle(number: int, _: object) -> None:
        stop.set()
        for each in numbers:
            signal.signal(each, signal.SIG_DFL)

    for number in numbers:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, before[number])


def _checked(settings: Settings, store: str) -> Iterator[str]:
    columns = (Column("SOURCE", 60), Column("KIND"), Column("EVERY", right=True), Column("WHERE", words=True))
    rows = [(one.called, one.kind, _time(one.every), one.where) for one in settings.sources]
    yield from lay_out(columns, rows, terminal_width())
    yield ""
    kept = "texts kept" if settings.record.text else "no texts kept"
    yield f"{len(rows):,} source{'' if len(rows) == 1 else 's'} into {_shown(store)} ({kept})"
    manners = settings.manners
    private = f"; private hosts allowed: {', '.join(manners.private)}" if manners.private else ""
    robots = "" if manners.robots else "; robots.txt is not asked"
    contact = manners.contact or "none given; set [manners] contact, so that publishers can write to you"
    yield f"one question to a host every {_time(manners.interval)}{robots}{private}; contact: {contact}"


def _status(settings: Settings, store: str) -> Iterator[str]:
    from dragoman.service import standings, states_of

    now = time.time()
    columns = (
        Column("SOURCE", 60),
        Column("KIND"),
        Column("LAST SUCCESS", 40),
        Column("LAST NEW REPORT", 40),
        Column("NEXT", 40),
        Column("ADDED", right=True),
        Column("WAITING", right=True),
        Column("FAILURES", right=True),
        Column("LAST FAILURE", words=True),
    )
    yield from lay_out(columns, [_row(one, now) for one in standings(settings.sources, states_of(store), now)], _wide())


def _row(one: Standing, now: float) -> Sequence[str]:
    after = "not watched" if one.due is None else "now" if one.due <= now else f"in {_time(one.due - now)}"
    failure = f"{one.code} {one.why}" if one.code else ""
    counts = f"{one.added:,}", f"{one.waiting:,}", f"{one.failures:,}"
    return one.source, one.kind, _ago(one.success, now), _ago(one.news, now), after, *counts, failure


def _wide() -> int:
    return max(terminal_width(), 160)


def _ago(moment: float | None, now: float) -> str:
    if moment is None:
        return "never"
    at = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M")
    return f"{at} UTC ({_time(now - moment)} ago)"


def _time(seconds: float) -> str:
    """A time in the largest unit of which there is one."""
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds >= size:
            number = f"{seconds / size:.1f}".removesuffix(".0")
            return f"{number}{unit}"
    return f"{max(seconds, 0):.0f}s"


def _shown(store: str) -> str:
    from dragoman.net import without_secrets

    return without_secrets(store) if "://" in store else store


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)
