"""A pool of local processes that outlives the death of one: what comes in goes out in order, streaming."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Generic, TypeVar

from dragoman.errors import NoWorkers, WorkerLost

_AHEAD = 3  # tasks in flight a worker: bounds memory whatever the length of the input

T = TypeVar("T")
Made = TypeVar("Made")


def mapped(
    work: Callable[[list[T]], list[Made]],
    items: Iterable[T],
    *,
    workers: int,
    size: int,
    lost: Callable[[T, WorkerLost], Made],
) -> Iterator[Made]:
    """What `work` makes of items, in their order and whatever the number of workers.

    Args:
        work: makes a list of results of a list of items; with several workers it must be picklable.
        items: consumed lazily, no further than a few tasks ahead.
        workers: processes; 1 does it in this one, item by item.
        size: items a task: few enough to stream, many enough that handing them over costs nothing.
        lost: the result of an item that killed the process that worked on it, twice.

    Raises:
        NoWorkers: processes cannot be started from here.
    """
    if workers <= 1:
        for item in items:
            yield from work([item])
    else:
        yield from _Pool(work, workers, size, lost).run(iter(items))


def _nothing() -> None:
    """What a worker is asked first."""


class _Pool(Generic[T, Made]):
    """When a worker dies, what was in flight is done again item by item, and only the one that kills its process a
    second time is given up."""

    def __init__(
        self, work: Callable[[list[T]], list[Made]], workers: int, size: int, lost: Callable[[T, WorkerLost], Made]
    ) -> None:
        self._work, self._workers, self._size, self._lost = work, workers, size, lost
        self._pool = self._new(workers)

    @staticmethod
    def _new(workers: int) -> ProcessPoolExecutor:
        # "spawn": numerical libraries keep threads that a forked child would inherit locked.
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))

    def run(self, items: Iterator[T]) -> Iterator[Made]:
        flying: deque[tuple[list[T], Future[list[Made]]]] = deque()
        try:
            self._start()
            while True:
                while len(flying) < self._workers * _AHEAD and (chunk := list(islice(items, self._size))):
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

    def _start(self) -> None:
        """See that a worker comes up: where none can, every report would be taken for one that kills its process."""
        try:
            self._pool.submit(_nothing).result()
        except BrokenProcessPool as error:
            raise NoWorkers(
                "processes for several workers do not start",
                hint='In a script, call it below `if __name__ == "__main__":`; or use one worker',
            ) from error

    def _submit(self, chunk: list[T]) -> Future[list[Made]]:
        return self._pool.submit(self._work, chunk)

    def _one_by_one(self, chunk: list[T]) -> Iterator[Made]:
        for item in chunk:
            with self._new(1) as alone:
                try:
                    yield from alone.submit(self._work, [item]).result()
                except BrokenProcessPool:
                    error = WorkerLost(
                        "the process that coded this report died",
                        hint="It may need more memory than there is; split the report or use fewer workers",
                    )
                    yield self._lost(item, error)
