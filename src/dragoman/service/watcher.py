"""The loop: starts the turns that are due, keeps what they bring, and writes down what is known once it is kept.

Each turn runs in a thread of its own, so that a slow host holds up nobody else; one thread alone, the caller's, codes,
writes to the record and tells the journal. Between the two stands a queue of bounded length: when keeping is slower
than fetching, fetching waits.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TypeVar

from dragoman.errors import DragomanError, StoreError
from dragoman.net import without_secrets
from dragoman.records import Failure, Report

from .feeds import turn as feed_turn
from .folders import turn as folder_turn
from .journal import Journal, iso
from .keeper import Keeper, Kept
from .lists import gdelt_turn, list_turn
from .metrics import RESULTS, Metrics
from .pages import turn as page_turn
from .settings import Addresses, Feed, Folder, Gdelt, Page, Source
from .state import State, due, wait
from .turn import Means, Step, Stopped, defect

T = TypeVar("T")

QUEUE = 256
"""Steps that wait to be kept, and that are kept together at most."""
AT_ONCE = 16
"""Turns at a time."""

_TICK = 0.2  # seconds between two looks at whether to stop
_GATHERED = 10.0  # seconds that steps are gathered for one batch at most
_JOINED = 2.0  # seconds that threads are given to end; what they do is not needed any more
_SIZED = 60.0  # seconds between two looks at the size of the record
_FIRST_REST, _LONGEST_REST = 5.0, 300.0  # seconds between tries of a record that cannot be written


@dataclass(frozen=True, slots=True)
class _Message:
    """What a thread says: a step of a source's turn, or (without one) that the turn has ended, and how."""

    source: Source
    step: Step | None = None
    failure: Failure | None = None


@dataclass(slots=True)
class _Turn:
    """A turn under way, and how many of its items have failed."""

    failed: int = 0
    thread: threading.Thread | None = None


class Watcher:
    """Watches sources until it is told to stop.

    Args:
        sources: what is watched.
        keeper: the record.
        journal: where it is told what happens.
        metrics: where it is counted.
        means: what turns need; its client must end its waiting with `Stopped` when `stop` is set.
        stop: set to stop.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        keeper: Keeper,
        journal: Journal,
        metrics: Callable[[Callable[[], int]], Metrics],
        means: Means,
        stop: threading.Event,
    ) -> None:
        self._sources, self._keeper, self._journal, self._means, self._stop = sources, keeper, journal, means, stop
        self._clock = means.clock
        self._queue: queue.Queue[_Message] = queue.Queue(QUEUE)
        self.metrics = metrics(self._queue.qsize)
        self._running: dict[str, _Turn] = {}
        self._totals: Counter[str] = Counter()
        self._patient = True
        self._lasted = 0.0
        self._sized = float("-inf")
        kept = keeper.states()
        self._states = {source.called: kept.get(source.called, State()) for source in sources}
        for source in sources:
            self._states[source.called].at(source.where)
            self._states[source.called].upgraded(version("dragoman"))
            self._measure(source)

    def run(self, **about: str) -> bool:
        """Watch until told to stop; whether nothing failed. `about` is told at the start.

        Raises:
            StoreError: told to stop while the record could not be written.
        """
        return self._watch(None, about)

    def once(self, **about: str) -> bool:
        """Look at every source once, due or not; whether nothing failed. `about` is told at the start.

        Raises:
            StoreError: the record cannot be written.
        """
        self._patient = False
        return self._watch(list(self._sources), about)

    def _watch(self, waiting: list[Source] | None, about: dict[str, str]) -> bool:
        began = time.monotonic()
        record = self._keeper.store
        self._journal.tell(
            "started",
            None,
            version=version("dragoman"),
            record=without_secrets(record) if "://" in record else record,
            sources=len(self._sources),
            **about,
        )
        self._size()
        try:
            while not self._stop.is_set() and (waiting is None or waiting or self._running):
                self._start(self._due() if waiting is None else waiting)
                self.metrics.alive()
                if batch := self._gather():
                    self._keep(batch)
        finally:
            self._join()
            seconds = _rounded(time.monotonic() - began)
            self._journal.tell("stopped", None, **_counts(self._totals), seconds=seconds)
        return not self._totals["failed"]

    # Turns

    def _due(self) -> list[Source]:
        now = self._clock()
        moments = [
            (due(self._states[one.called], one.every, now), number, one)
            for number, one in enumerate(self._sources)
            if one.called not in self._running
        ]
        return [one for at, _, one in sorted(moments, key=lambda each: each[:2]) if at <= now]

    def _start(self, wanted: list[Source]) -> None:
        """Start the first of these turns, as many as may run, and take them from the list."""
        while wanted and len(self._running) < AT_ONCE:
            source = wanted.pop(0)
            turn = self._running[source.called] = _Turn()
            copy = self._states[source.called].copy()
            turn.thread = threading.Thread(target=self._turn, args=(source, copy), daemon=True)
            turn.thread.start()

    def _turn(self, source: Source, state: State) -> None:
        """One turn, in a thread of its own."""
        failure: Failure | None = None
        try:
            for step in turn_of(source, state, self._means):
                if step.breaks and isinstance(step.item, Failure):
                    failure = step.item
                    break
                self._put(_Message(source, step))
        except Stopped:
            return
        except DragomanError as error:
            failure = Failure.of(error)
        except Exception as error:  # noqa: BLE001 - a defect that one source shows must not stop the others
            failure = Failure.of(defect("the turn", error, source.where))
        try:
            self._put(_Message(source, failure=failure))
        except Stopped:
            return

    def _put(self, message: _Message) -> None:
        while not self._stop.is_set():
            try:
                self._queue.put(message, timeout=_TICK)
            except queue.Full:
                continue
            return
        raise Stopped

    # Keeping

    def _gather(self) -> list[_Message]:
        """What there is to keep, or nothing after a moment.

        Linking costs by the batch, so steps are gathered for as long as the last batch took: half of the time at most
        goes into keeping, however slowly they trickle in.
        """
        try:
            batch = [self._queue.get(timeout=_TICK)]
        except queue.Empty:
            return []
        until = time.monotonic() + min(self._lasted, _GATHERED)
        while len(batch) < QUEUE and not self._stop.is_set():
            try:
                batch.append(self._queue.get_nowait())
            except queue.Empty:
                if batch[-1].step is None or time.monotonic() >= until:
                    break
                time.sleep(_TICK / 10)
        return batch

    def _keep(self, batch: list[_Message]) -> None:
        """Keep the reports of a batch, then what is to be noted of their sources.

        When the service is told to stop, what comes after the last report that was drawn is let go of: it was not
        noted, so it comes again.
        """
        began = time.monotonic()
        reports = [one.step.item for one in batch if one.step and isinstance(one.step.item, Report)]
        kept = self._surely(lambda: self._keeper.add(reports)) if reports else Kept()
        told: dict[str, Counter[str]] = {}
        ended: list[_Message] = []
        touched: dict[str, State] = {}
        for message in _upto(batch, kept.drawn):
            name = message.source.called
            if message.step is None:
                ended.append(message)
                self._ended(message)
            else:
                self._note(message.source, message.step, kept, told.setdefault(name, Counter()))
            if message.step is None or message.step.note is not None:
                touched[name] = self._states[name]
        if touched:
            self._surely(lambda: self._keeper.save(touched))
        self._lasted = time.monotonic() - began
        self._tell(told, _rounded(self._lasted))
        for message in ended:
            self._tell_ended(message)
        for source in self._sources:
            if source.called in touched:
                self._measure(source)
        self._size()

    def _note(self, source: Source, step: Step, kept: Kept, told: Counter[str]) -> None:
        """Write down one step, whose report is kept."""
        name = source.called
        state, turn, item = self._states[name], self._running[name], step.item
        if step.told:
            fields = dict(step.told)
            self._journal.tell(fields.pop("what"), name, **fields)
        failure = kept.failures.get(item.id) if isinstance(item, Report) else item
        if failure is not None:
            turn.failed += 1
            told["failed"] += 1
            state.code, state.why = failure.code, failure.what
            self._journal.failed(name, failure)
        elif isinstance(item, Report):
            new = kept.added[item.id] > 0
            kept.added[item.id] -= new
            told["added" if new else "unchanged"] += 1
            if new:
                state.news, state.added = self._clock(), state.added + 1
        coded = failure is None or failure is item
        if note := step.note if coded else step.otherwise:
            note(state)

    def _ended(self, message: _Message) -> None:
        state, turn = self._states[message.source.called], self._running[message.source.called]
        state.turned = self._clock()
        if message.failure is not None:
            state.failures += 1
            state.code, state.why = message.failure.code, message.failure.what
            return
        state.failures, state.success = 0, state.turned
        if not turn.failed:
            state.code = state.why = None

    # Telling

    def _tell(self, told: dict[str, Counter[str]], seconds: float) -> None:
        for name, results in told.items():
            self._totals.update(results)
            for result, count in results.items():
                self.metrics.reports(name, result, count)
            if results:
                self._journal.tell("added", name, **_counts(results), seconds=seconds)

    def _tell_ended(self, message: _Message) -> None:
        source = message.source
        del self._running[source.called]
        self.metrics.turn(source.called, "failed" if message.failure else "ok")
        if message.failure is None:
            return
        self._totals["failed"] += 1
        self._journal.failed(source.called, message.failure)
        state = self._states[source.called]
        rest = wait(source.every, state.failures)
        until = iso((state.turned or 0.0) + rest)
        self._journal.tell("backing off", source.called, failures=state.failures, seconds=rest, until=until)

    def _measure(self, source: Source) -> None:
        state = self._states[source.called]
        self.metrics.source(source.called, state.success, state.news, state.failures)

    def _size(self) -> None:
        if time.monotonic() - self._sized >= _SIZED:
            self._sized = time.monotonic()
            self.metrics.record(True, self._surely(self._keeper.size))

    def _surely(self, act: Callable[[], T]) -> T:
        """Do what needs the record, again and again while it cannot be written: what waits to be kept is not lost."""
        rest = _FIRST_REST
        while True:
            try:
                done = act()
            except StoreError as error:
                self.metrics.record(False)
                self._journal.failed(None, Failure.of(error))
                if not self._patient or self._stop.is_set():
                    raise
                self._journal.tell("backing off", None, seconds=rest)
                self._rest(rest)
                if self._stop.is_set():
                    raise
                rest = min(2 * rest, _LONGEST_REST)
            else:
                self.metrics.record(True)
                return done

    def _rest(self, seconds: float) -> None:
        # Not `Event.wait`: a signal handler in this very thread sets the event, and would wait for a lock held here.
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._stop.is_set():
            time.sleep(_TICK)
            self.metrics.alive()

    def _join(self) -> None:
        self._stop.set()
        until = time.monotonic() + _JOINED
        for turn in self._running.values():
            if turn.thread is not None:
                turn.thread.join(max(0.0, until - time.monotonic()))


def turn_of(source: Source, state: State, means: Means) -> Iterator[Step]:
    """The turn of a source of any kind."""
    match source:
        case Feed():
            return feed_turn(source, state, means)
        case Page():
            return page_turn(source, state, means)
        case Folder():
            return folder_turn(source, state, means)
        case Gdelt():
            return gdelt_turn(source, state, means)
        case Addresses():
            return list_turn(source, state, means)


def _upto(batch: Sequence[_Message], reports: int) -> Iterator[_Message]:
    """The messages before the first report that was not drawn."""
    for message in batch:
        if message.step is not None and isinstance(message.step.item, Report):
            if reports == 0:
                return
            reports -= 1
        yield message


def _counts(results: Counter[str]) -> dict[str, int]:
    return {result: results[result] for result in RESULTS}


def _rounded(seconds: float) -> float:
    return round(seconds, 3)
