"""Local processes: reports in, coded reports out, in order, streaming, with memory that does not grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from dragoman.coding import Settings, coder
from dragoman.errors import WorkerLost
from dragoman.records import CodedReport, Failure, Report

from .pool import mapped
from .storied import storied

_CHUNK = 8  # reports a task

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
    else:
        yield from mapped(partial(_code, settings), reports, workers=workers, size=_CHUNK, lost=_lost)


def _code(settings: Settings, items: list[Item]) -> list[Result]:
    return [item if isinstance(item, Failure) else coder(settings).attempt(item) for item in items]


def _lost(item: Item, error: WorkerLost) -> Result:
    return Failure.of(error, item.id)
