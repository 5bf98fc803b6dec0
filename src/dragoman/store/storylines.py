"""Reports to stories, in canonical order within a window of days."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from .backend import Backend, Row
from .log import Log


class Storylines:
    """Assigns stories."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def settle(self, rows: Sequence[Row], log: Log) -> None:
        """Give each of these reports its story."""
        self._backend.many(
            "UPDATE reports SET story = ? WHERE seq = ?",
            [("s-" + sha256(row[1].encode()).hexdigest()[:12], row[0]) for row in rows],
        )
