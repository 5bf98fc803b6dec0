"""A service put together from its settings."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from dragoman.net import Client

from .journal import Journal
from .keeper import Keeper, present
from .metrics import Metrics
from .settings import Settings, manners_of
from .turn import Means, Stopped
from .watcher import Watcher

_DEFAULT = "dragoman.db"


@contextmanager
def started(
    settings: Settings,
    store: str,
    *,
    stop: threading.Event,
    journal: Path | None = None,
    clock: Callable[[], float] = time.time,
) -> Iterator[Watcher]:
    """A watcher with its record and journal open while the block lasts.

    Args:
        settings: what is watched, and how.
        store: the record.
        stop: set to stop; whoever waits for a turn at a host, or for a retry, is woken.
        journal: a file; standard error when None.
        clock: seconds since 1970.

    Raises:
        StoreError: the record cannot be opened.
        UnwritableOutput: the journal cannot be.
    """

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    means = Means(Client(manners_of(settings.manners, sleep=sleep)), clock, present(store))
    names = [source.called for source in settings.sources]
    told = Journal(journal, clock)
    try:
        keeper = Keeper(store, settings.record, stop.is_set)
        try:
            yield Watcher(settings.sources, keeper, told, partial(Metrics, names, clock), means, stop)
        finally:
            keeper.close()
    finally:
        told.close()


def store_of(settings: Settings, folder: Path) -> str:
    """Where the record is: as the settings say, from their own folder; else DRAGOMAN_STORE; else dragoman.db."""
    stated = settings.record.store
    if stated is None:
        return os.environ.get("DRAGOMAN_STORE") or _DEFAULT
    return stated if "://" in stated else str(folder / Path(stated).expanduser())
