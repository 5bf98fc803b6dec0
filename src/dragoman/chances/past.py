"""The past of a peace process: its documents, asked as of a day. Nothing dated later has any say."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from .months import shifted

DAYS_A_MONTH = 365.25 / 12


class Past:
    """The documents of one process or conflict.

    Args:
        documents: (ordinal of its day, stage) of each, in any order.
    """

    def __init__(self, documents: Iterable[tuple[int, str]]) -> None:
        ordered = sorted(documents)
        self.days: NDArray[np.int64] = np.array([day for day, _ in ordered], dtype=np.int64)
        self.stages = [stage for _, stage in ordered]

    def of(self, stages: Collection[str] | None) -> NDArray[np.int64]:
        """The days of the documents of some stages (None: of all)."""
        if stages is None:
            return self.days
        return self.days[[stage in stages for stage in self.stages]] if self.stages else self.days

    def count(self, at: int, months: int) -> int:
        """How many documents the months up to and with day `at` hold."""
        return between(self.days, shifted(at, -months), at)

    def ages(self, at: int) -> NDArray[np.float64]:
        """How many months ago each document was that is known on day `at`."""
        return (at - self.days[: self.days.searchsorted(at, side="right")]) / DAYS_A_MONTH


def between(days: NDArray[np.int64], after: int, upto: int) -> int:
    """How many of some sorted days come after one and not after another."""
    first, last = days.searchsorted((after, upto), side="right")
    return int(last - first)
