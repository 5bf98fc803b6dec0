"""Local processes: reports in, coded reports out, in order, streaming, with memory that does not grow."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from dragoman.coding import Settings, coder
from dragoman.errors import WorkerLost
from dragoman.records import CodedReport, Failure, Report

from .storied import storied

_CHUNK = 8  # reports a task: few enough to stream, many enough that handing them over costs nothing
_AHEAD = 3  # tasks in flight a worker: bounds memory whatever the length of the input

Item = Report | Failure
Result = CodedReport | Failure


def code_all(
    reports: Iterable[Item],
    *,
    workers: int = 1,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    stories: bool = False,
) -> Iterator[Result]:
    """Code reports in order; a report that fails is given back as a failure in its place.

    Args:
        reports: reports, or failures of reading them, which pass through. Consumed lazily.
        workers: processes; 1 codes in this one. The results do not depend on it.
        settings: the spaCy pipeline, and whether the sentence-meaning model is used.
        stories: give each report its story among these; then nothing is given back before the last report is coded.
    """
    if stories:
        yield from storied(reports, lambda items: code_all(items, workers=workers, settings=settings))
    elif workers <= 1:
        for item in reports:
            yield _code_one(item, settings)
    else:
        yield from _Pool(workers, settings).run(iter(reports))


def _code_one(item: Item, settings: Settings) -> Result:
    return item if isinstance(item, Failure) else coder(settings).attempt(item)


def _code_chunk(chunk: list[Item], settings: Settings) -> list[Result]:
    return [_code_one(item, settings) for item in chunk]


class _Pool:
    """A pool that survives the death of a worker: what was in flight is coded again one by one, and only the report
    that kills its process a second time is given up."""

    def __init__(self, workers: int, settings: Settings) -> None:
        self._workers, self._settings = workers, settings
        self._pool = self._new(workers)

    @staticmethod
    def _new(workers: int) -> ProcessPoolExecutor:
        # "spawn": numerical libraries keep threads that a forked child would inherit locked.
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))

    def run(self, items: Iterator[Item]) -> Iterator[Result]:
        flying: deque[tuple[list[Item], Future[list[Result]]]] = deque()
        try:
            while True:
                while len(flying) < self._workers * _AHEAD and (chunk := list(islice(items, _CHUNK))):
                    flying.append((chunk, self._submit(chunk)))
                if not flying:
                    return
                chunk, future = flying.popleft()
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    yield from self._one_by_one(chunk)
                    # Whatever else was in flight died with the pool; hand it to a new one.
                    self._pool = self._new(self._workers)
                    flying = deque((waiting, self._submit(waiting)) for waiting, _ in flying)
        finally:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, chunk: list[Item]) -> Future[list[Result]]:
        return self._pool.submit(_code_chunk, chunk, self._settings)

    def _one_by_one(self, chunk: list[Item]) -> Iterator[Result]:
        for item in chunk:
            with self._new(1) as alone:
                try:
                    yield from alone.submit(_code_chunk, [item], self._settings).result()
                except BrokenProcessPool:
                    error = WorkerLost(
                        "the process that coded this report died",
                        hint="It may need more memory than there is; split the report or use fewer workers",
                    )
                    yield Failure.of(error, item.id)
