"""The change log: what came in, and what it changed; the one part of the record that depends on the order of coming."""

from __future__ import annotations

from typing import Any

import msgspec

from .backend import Backend, one


class Log:
    """Gathers entries of one transaction and writes them with it.

    Kinds: report, version, recoded; story (founded, joined, moved), happening (moved), round (a field of a round or
    process that is another now), origin (found to be a copy).
    """

    def __init__(self, backend: Backend, now: str) -> None:
        self._backend, self._now = backend, now
        self._rows: list[tuple[str, str, str, str]] = []

    def add(self, kind: str, subject: str, **detail: Any) -> None:
        """Note that `subject` (the id of a report, story, happening, round) has changed."""
        self._rows.append((self._now, kind, subject, msgspec.json.encode(detail).decode()))

    def flush(self) -> None:
        """Write the entries."""
        n: int = one(self._backend, "SELECT coalesce(max(n), 0) FROM changes")
        rows = [(n + place, *row) for place, row in enumerate(self._rows, 1)]
        self._backend.many("INSERT INTO changes (n, at, kind, subject, detail) VALUES (?, ?, ?, ?, ?)", rows)
        self._rows = []
