"""The journal: what the service does, one JSON object a line, to standard error or to a file."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from dragoman.errors import UnwritableOutput
from dragoman.records import Failure

_LONGEST = 2000  # characters of one value: what others send is told, not repeated at length


class Journal:
    """Writes lines ``{"time", "what", "source", ...}``; used by one thread.

    `what` is started, fetched, unchanged, added, failed, "backing off" or stopped. A file is only ever appended to,
    and opened anew when it was moved away or taken away, so that any rotation will do.

    Args:
        path: the file; standard error when None.
        clock: seconds since 1970.

    Raises:
        UnwritableOutput: the file cannot be opened.
    """

    def __init__(self, path: Path | None, clock: Callable[[], float]) -> None:
        self._path, self._clock = path, clock
        self._file: BinaryIO | None = None
        if path is not None:
            try:
                self._file = path.open("ab", buffering=0)
            except OSError as error:
                raise UnwritableOutput(
                    error.strerror or str(error), path=str(path), hint="Check the folder and its permissions"
                ) from error

    def tell(self, what: str, source: str | None, /, **fields: Any) -> None:
        """Write a line; fields that are None are left out. A journal that cannot be written stops nothing."""
        line: dict[str, Any] = {"time": iso(self._clock()), "what": what}
        if source is not None:
            line["source"] = source
        for name, value in fields.items():
            if value is not None:
                line[name] = value[:_LONGEST] if isinstance(value, str) else value
        raw = msgspec.json.encode(line) + b"\n"
        with contextlib.suppress(OSError, ValueError):
            if self._path is None:
                sys.stderr.buffer.write(raw)
                sys.stderr.buffer.flush()
                return
            self._reopen()
            if self._file is not None:
                self._file.write(raw)

    def failed(self, source: str | None, failure: Failure) -> None:
        """Write what went wrong, with its code."""
        fields = {name: getattr(failure, name) for name in ("code", "id", "path", "line", "field", "hint")}
        self.tell("failed", source, why=failure.what, **fields)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def _reopen(self) -> None:
        """Follow the name, when the file was moved away."""
        assert self._path is not None
        if self._file is not None:
            with contextlib.suppress(OSError):
                there, here = self._path.stat(), os.fstat(self._file.fileno())
                if (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino):
                    return
            self._file.close()
            self._file = None
        self._file = self._path.open("ab", buffering=0)


def iso(moment: float) -> str:
    """Seconds since 1970 as ISO 8601 in UTC, to the millisecond."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
