"""A real web server, a real SQLite record, a clock that the test sets, and a service made anew for each turn."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dragoman.net import Client
from dragoman.service import Journal, Keeper, Metrics, Watcher, load, states_of
from dragoman.service.keeper import present
from dragoman.service.turn import Means
from dragoman.store import Filter, KeptRecord
from tests.net.server import Web, serving

START = 1_715_000_000.0


class Rig:
    """A folder with settings, a record and a journal. Each turn is a restart: all that is kept is in the record."""

    def __init__(self, folder: Path, web: Web) -> None:
        self.folder, self.web, self.now = folder, web, START
        self.store = str(folder / "record.db")
        self.journal = folder / "journal.jsonl"
        self.stop = threading.Event()
        self.waited: list[float] = []
        self.settings: Path = folder / "sources.toml"
        self.watcher: Watcher | None = None

    def watch(self, text: str) -> Rig:
        """These are the sources; $WEB is the server."""
        head = "" if "[record]" in text else "[record]\nmodel = false\n"
        self.settings.write_text(head + text.replace("$WEB", self.web.address), "utf-8")
        return self

    def service(self, **manners: object) -> tuple[Watcher, Keeper, Journal]:
        settings = load(self.settings)
        manners = {"sleep": self.waited.append, **manners}
        means = Means(Client(self.web.manners(**manners)), lambda: self.now, present(self.store))
        journal = Journal(self.journal, means.clock)
        keeper = Keeper(self.store, settings.record, self.stop.is_set)
        metrics = partial(Metrics, [one.called for one in settings.sources], means.clock)
        self.watcher = Watcher(settings.sources, keeper, journal, metrics, means, self.stop)
        return self.watcher, keeper, journal

    def turn(self, after: float = 0.0, **manners: object) -> list[dict]:
        """One turn of every source, so many seconds later, by a service started anew; what the journal was told."""
        self.now += after
        self.stop.clear()
        self.journal.unlink(missing_ok=True)
        watcher, keeper, journal = self.service(**manners)
        try:
            self.went_well = watcher.once()
        finally:
            keeper.close()
            journal.close()
        return self.told()

    def run(self, until: Callable[[], bool], **manners: object) -> None:
        """The service as it runs, in a thread of its own, until something is so."""
        self.stop.clear()
        broken: list[BaseException] = []

        def work() -> None:
            try:
                watcher, keeper, journal = self.service(**manners)
                watcher.run()
                keeper.close()
                journal.close()
            except BaseException as error:  # noqa: BLE001 - told by the test's own thread
                broken.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        end = time.monotonic() + 20
        while thread.is_alive() and not until() and time.monotonic() < end:
            time.sleep(0.01)
        enough = until()
        self.stop.set()
        began = time.monotonic()
        thread.join(20)
        self.ending = time.monotonic() - began
        assert not broken, broken
        assert enough, self.told()

    def told(self, what: str | None = None, source: str | None = None) -> list[dict]:
        """What the journal was told, of one kind or source."""
        if not self.journal.exists():
            return []
        lines = [json.loads(line) for line in self.journal.read_text("utf-8").splitlines()]
        return [one for one in lines if what in (None, one["what"]) and (source is None or one.get("source") == source)]

    def added(self, source: str | None = None) -> int:
        return sum(one["added"] for one in self.told("added", source))

    def reports(self) -> list[str]:
        """The ids of the reports in the record, newest version each."""
        with KeptRecord(self.store) as record:
            return [row[0] for row in record.backend.rows("SELECT DISTINCT id FROM reports ORDER BY id")]

    def versions(self, id: str) -> list[str]:
        """The texts of a report's versions, oldest first."""
        from dragoman.store.packing import unpack_text

        sql = "SELECT x.body FROM reports r JOIN texts x ON x.seq = r.seq WHERE r.id = ? ORDER BY r.seq"
        with KeptRecord(self.store) as record:
            return [unpack_text(row[0]) for row in record.backend.rows(sql, (id,))]

    def events(self) -> int:
        with KeptRecord(self.store) as record:
            return record.events(Filter()).total

    def state(self, name: str):
        return states_of(self.store)[name]


@pytest.fixture
def web():
    with serving() as found:
        yield found


@pytest.fixture
def rig(tmp_path, web):
    return Rig(tmp_path, web)
