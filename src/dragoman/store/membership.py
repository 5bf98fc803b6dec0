"""Which happening each event is of, from when to when: a row of `events` for each span of time.

Nearly every event is of one happening as long as it counts, and has one row. Where a later report shows two happenings
to be one, the row ends at that moment and another continues it: at every moment one row of an event counts, so that no
question needs to know of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from dragoman.linking.sequence import Grouping, Placed, Settled, Span
from dragoman.linking.traits import Traits

from .backend import Backend, chunks, one
from .filters import marks
from .log import Log

_AT_ONCE = 400  # events read or written in one statement
_REPEATED = (
    "event, type, mode, cameo, quad, status, day, last, place, country, lat, lon, confidence, traits, seq"  # as coded
)


class Written(NamedTuple):
    """Whose rows are others now: happenings that an event was or is of, and versions."""

    happenings: set[str]
    seqs: set[int]


def write_memberships(
    backend: Backend, grouping: Grouping[Traits], settled: Settled, new: Iterable[int], log: Log
) -> Written:
    """Write what settling has changed, and log each event that is of another happening now.

    Args:
        backend: the record, in an open transaction.
        grouping: where it was settled.
        settled: what that changed.
        new: keys of the events that had no happening before.
    """
    fresh = set(new)
    changed = [grouping[key] for key in settled.changed]
    _write_threads(backend, changed, fresh)
    wanted = {placed.key: _always(placed) for placed in changed}
    tied = grouping.spans(settled.tied)
    wanted |= {key: spans or _always(grouping[key]) for key, spans in tied.items()}
    plain = [key for key in wanted if key in fresh and len(wanted[key]) == 1]
    backend.many("UPDATE events SET happening = ? WHERE n = ?", [(wanted[key][0].group, key) for key in plain])
    written = Written({wanted[key][0].group for key in plain}, set())
    for some in chunks(sorted(wanted.keys() - set(plain)), _AT_ONCE):
        _write_spans(backend, {key: wanted[key] for key in some}, written, log)
    return written


def _always(placed: Placed[Traits]) -> list[Span]:
    return [Span(placed.order[0], placed.until, str(placed.group))]


def _write_threads(backend: Backend, changed: Sequence[Placed[Traits]], fresh: set[int]) -> None:
    backend.many(
        "UPDATE events SET thread = ?, also = ? WHERE n = ?",
        [(placed.group, " ".join(placed.also) or None, placed.key) for placed in changed],
    )
    backend.many("DELETE FROM bonds WHERE n = ?", [(placed.key,) for placed in changed if placed.key not in fresh])
    backend.many(
        "INSERT INTO bonds (happening, n) VALUES (?, ?)",
        [(name, placed.key) for placed in changed for name in placed.also],
    )


def _write_spans(backend: Backend, wanted: Mapping[int, list[Span]], written: Written, log: Log) -> None:
    """The rows of these events, where they stand otherwise."""
    keys = list(wanted)
    sql = (
        "SELECT coalesce(e.continues, e.n), e.known, e.until, e.happening, e.seq, r.id, e.event FROM events e"
        f" JOIN reports r ON r.seq = e.seq WHERE e.n IN ({marks(keys)}) OR e.continues IN ({marks(keys)})"
        " ORDER BY 1, 2, 3"
    )
    found = {key: list(rows) for key, rows in groupby(backend.rows(sql, (*keys, *keys)), key=itemgetter(0))}
    n = one(backend, "SELECT coalesce(max(n), 0) FROM events")
    for key, spans in wanted.items():
        rows = found[key]
        _, _, _, before, seq, report, event = rows[-1]
        if [tuple(row[1:4]) for row in rows] == spans:
            continue
        if len(rows) > 1:
            one_row(backend, "continues = ?", key)
        first, *others = spans
        backend.run("UPDATE events SET until = ?, happening = ? WHERE n = ?", (first.till, first.group, key))
        for span in others:
            n += 1
            backend.run(
                f"INSERT INTO events (n, known, until, happening, continues, {_REPEATED})"
                f" SELECT ?, ?, ?, ?, n, {_REPEATED} FROM events WHERE n = ?",
                (n, *span, key),
            )
            backend.run(
                "INSERT INTO event_actors (actor, day, n, role)"
                " SELECT actor, day, ?, role FROM event_actors WHERE n = ?",
                (n, key),
            )
        written.seqs.add(seq)
        written.happenings.update(span.group for span in spans)
        written.happenings.update(row[3] for row in rows if row[3] is not None)
        if before not in (None, spans[-1].group):
            log.add("happening", spans[-1].group, report=report, event=event, before=before)


def one_row(backend: Backend, which: str, value: int) -> None:
    """Take away the rows that continue others, of those that a condition on `events` names."""
    continuing = f"continues IS NOT NULL AND {which}"
    backend.run(f"DELETE FROM event_actors WHERE n IN (SELECT n FROM events WHERE {continuing})", (value,))
    backend.run(f"DELETE FROM events WHERE {continuing}", (value,))
