"""Which happenings each version tells of, in one short row: those that half of all reports tell are soon counted.

A row has 8 bytes for each happening, the number that its id writes in hexadecimal, the lowest first. It repeats what
stands in `events`, and is written in the transaction that links them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from .backend import Backend, chunks
from .counting import whole
from .filters import Filter, Where, about_reports, marks, valid

if TYPE_CHECKING:
    from numpy import int64, uint64
    from numpy.typing import NDArray

_AT_ONCE = 400  # versions that one statement names
_PREFIX = "h-"


def write_tellings(backend: Backend, seqs: Iterable[int]) -> None:
    """Write, or write anew, what these versions tell of; those that are not linked yet have no row."""
    for some in chunks(sorted(set(seqs)), _AT_ONCE):
        rows = backend.rows(
            f"SELECT DISTINCT seq, happening FROM events WHERE seq IN ({marks(some)}) AND happening IS NOT NULL"
            " ORDER BY seq, happening",
            some,
        )
        backend.run(f"DELETE FROM tellings WHERE seq IN ({marks(some)})", some)
        backend.many(
            "INSERT INTO tellings (seq, body) VALUES (?, ?)",
            [
                (seq, b"".join(int(name.removeprefix(_PREFIX), 16).to_bytes(8, "little") for _, name in told))
                for seq, told in groupby(rows, key=itemgetter(0))
            ],
        )


def write_all_tellings(backend: Backend) -> None:
    """The same for every version, for a migration."""
    write_tellings(backend, (row[0] for row in backend.rows("SELECT seq FROM reports")))


def of_reports_alone(asked: Filter) -> bool:
    """Whether a question puts conditions on reports only, and none on their events."""
    return whole(replace(asked, source=(), language=None, report=(), story=None, text=None))


class Tellings:
    """The happenings that the reports tell of that a question asks for, and how many of these tell of each.

    Args:
        backend: the record.
        asked: the question; see `of_reports_alone`.
    """

    def __init__(self, backend: Backend, asked: Filter) -> None:
        import numpy  # late: no other question needs it

        where = Where()
        valid(where, asked.as_of)
        about_reports(backend, asked, where, "seq")
        rows = backend.rows(
            f"SELECT body FROM tellings WHERE seq IN (SELECT seq FROM reports WHERE {where})", where.values
        )
        numbers = numpy.frombuffer(b"".join(map(itemgetter(0), rows)), "<u8")
        found: tuple[NDArray[uint64], NDArray[int64]] = numpy.unique(numbers, return_counts=True)
        self._numbers, self._counts = found

    def __len__(self) -> int:
        return len(self._numbers)

    def most_reported(self, limit: int, offset: int, *, ascending: bool) -> list[str]:
        """A page of them by how many reports tell of each; of as many the later id first."""
        import numpy

        order = numpy.lexsort((self._numbers, self._counts))
        page = (order if ascending else order[::-1])[offset : offset + limit]
        return [f"{_PREFIX}{number:012x}" for number in self._numbers[page].tolist()]
