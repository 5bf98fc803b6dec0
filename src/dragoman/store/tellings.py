"""Which happenings each version tells of, in one short row: those that half of all reports tell are soon counted.

A row has 8 bytes for each happening, the number that its id writes in hexadecimal, the lowest first; a version has one
from each moment on at which these are others, nearly always one. It repeats what stands in `events`, and is written in
the transaction that links them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from .backend import STILL, Backend, Row, chunks
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
            "SELECT DISTINCT e.seq, e.happening, e.known, e.until, r.until FROM events e"
            f" JOIN reports r ON r.seq = e.seq WHERE e.seq IN ({marks(some)}) AND e.happening IS NOT NULL"
            " ORDER BY e.seq, e.happening",
            some,
        )
        backend.run(f"DELETE FROM tellings WHERE seq IN ({marks(some)})", some)
        backend.many(
            "INSERT INTO tellings (seq, known, until, body) VALUES (?, ?, ?, ?)",
            [
                (seq, *row)
                for seq, told in groupby(rows, key=itemgetter(0))
                for row in _tellings([one[1:] for one in told])
            ],
        )


def _tellings(told: Sequence[Row]) -> Iterator[tuple[str, str, bytes]]:
    """From when to when a version tells of what, as long as it counts, which the query asks of the version itself.

    Args:
        told: of each happening, sorted, from when to when an event of the version is of it, and until when that counts.
    """
    moments = sorted({known for _, known, _, _ in told})
    for moment, until in zip(moments, [*moments[1:], STILL], strict=True):
        names = dict.fromkeys(
            name for name, known, till, end in told if known <= moment and (moment < till or till == end)
        )
        yield moment, until, b"".join(int(name.removeprefix(_PREFIX), 16).to_bytes(8, "little") for name in names)


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

        then, where = Where(), Where()
        valid(then, asked.as_of)
        valid(where, asked.as_of)
        about_reports(backend, asked, where, "seq")
        rows = backend.rows(
            f"SELECT body FROM tellings WHERE {then} AND seq IN (SELECT seq FROM reports WHERE {where})",
            (*then.values, *where.values),
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
