"""Metrics: what the service counts, in the text format that Prometheus reads (version 0.0.4)."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable

RESULTS = ("added", "unchanged", "failed")

_HELP = (
    ("dragoman_reports_total", "counter", "Reports since the start, by source and by what became of them."),
    ("dragoman_turns_total", "counter", "Turns since the start, by source and by how they ended."),
    ("dragoman_source_seconds_since_success", "gauge", "Seconds since a turn of the source last went well."),
    ("dragoman_source_seconds_since_news", "gauge", "Seconds since the source last brought a new report."),
    ("dragoman_source_failures_in_a_row", "gauge", "Turns of the source that have failed in a row."),
    ("dragoman_queue_reports", "gauge", "Reports and notes that wait to be kept."),
    ("dragoman_record_versions", "gauge", "Versions of reports in the record."),
    ("dragoman_record_bytes", "gauge", "Size of the record."),
    ("dragoman_record_reachable", "gauge", "Whether the record could be written last time."),
)


class Metrics:
    """Counted by the service, read by whoever asks; safe for several threads.

    Args:
        sources: their names.
        clock: seconds since 1970.
        queue: how much waits to be kept.
    """

    def __init__(self, sources: Iterable[str], clock: Callable[[], float], queue: Callable[[], int]) -> None:
        self._sources = tuple(sources)
        self._clock, self._queue = clock, queue
        self._lock = threading.Lock()
        self._reports: Counter[tuple[str, str]] = Counter()
        self._turns: Counter[tuple[str, str]] = Counter()
        self._about: dict[str, tuple[float | None, float | None, int]] = {}
        self._size: tuple[int, int] | None = None
        self._reachable = True
        self._alive = clock()

    def reports(self, source: str, result: str, count: int = 1) -> None:
        """Count reports: added, unchanged or failed."""
        with self._lock:
            self._reports[source, result] += count

    def turn(self, source: str, ended: str) -> None:
        """Count a turn: ok or failed."""
        with self._lock:
            self._turns[source, ended] += 1

    def source(self, source: str, success: float | None, news: float | None, failures: int) -> None:
        """How a source stands; moments in seconds since 1970."""
        with self._lock:
            self._about[source] = success, news, failures

    def record(self, reachable: bool, size: tuple[int, int] | None = None) -> None:
        """How the record stands."""
        with self._lock:
            self._reachable = reachable
            self._size = size or self._size

    def alive(self) -> None:
        """The service is at work."""
        with self._lock:
            self._alive = self._clock()

    def health(self, longest: float) -> str | None:
        """What is wrong, or None: the record is lost, or the service has not stirred for `longest` seconds."""
        with self._lock:
            idle = self._clock() - self._alive
            if not self._reachable:
                return "the record cannot be written"
            return f"nothing has moved for {idle:.0f} seconds" if idle > longest else None

    def text(self) -> str:
        """Everything, as Prometheus reads it."""
        with self._lock:
            return "".join(
                f"# HELP {name} {told}\n# TYPE {name} {kind}\n" + "".join(f"{line}\n" for line in self._lines(name))
                for name, kind, told in _HELP
            )

    def _lines(self, name: str) -> list[str]:
        now = self._clock()
        about = [(source, *self._about.get(source, (None, None, 0))) for source in self._sources]
        match name.removeprefix("dragoman_"):
            case "reports_total":
                return [
                    _line(name, self._reports[source, result], source=source, result=result)
                    for source in self._sources
                    for result in RESULTS
                ]
            case "turns_total":
                return [
                    _line(name, self._turns[source, ended], source=source, ended=ended)
                    for source in self._sources
                    for ended in ("ok", "failed")
                ]
            case "source_seconds_since_success":
                return [_line(name, now - at, source=source) for source, at, _, _ in about if at is not None]
            case "source_seconds_since_news":
                return [_line(name, now - at, source=source) for source, _, at, _ in about if at is not None]
            case "source_failures_in_a_row":
                return [_line(name, failures, source=source) for source, _, _, failures in about]
            case "queue_reports":
                return [_line(name, self._queue())]
            case "record_versions":
                return [_line(name, self._size[0])] if self._size else []
            case "record_bytes":
                return [_line(name, self._size[1])] if self._size else []
            case _:
                return [_line(name, int(self._reachable))]


def _line(name: str, value: float, **labels: str) -> str:
    told = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    number = str(value) if isinstance(value, int) else f"{max(0.0, value):.3f}"
    return f"{name}{{{told}}} {number}" if told else f"{name} {number}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
