"""Linking what came in: copies, stories, happenings and talks, each a function of the reports and not of their order.

What was added is on the disk before this begins; when it is cut short, the next writer goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from dragoman.linking.copies import COPY, bands, likeness
from dragoman.linking.happenings import choose as choose_happening
from dragoman.linking.sequence import Choice, Grouping, Order, Placed
from dragoman.linking.traits import Traits, happening_id

from .backend import STILL, Backend, Row, chunks
from .counting import take_turn, tallied, upkeep
from .features import blocks_of
from .log import Log
from .membership import write_memberships
from .storylines import Storylines
from .talking import mark_stale, refold
from .tellings import write_tellings

_CHUNK = 1000  # reports linked in one transaction, in canonical order
_AT_ONCE = 100  # values asked for in one query
_HELD = 60_000  # items kept in memory between chunks
_REPORT = (
    "SELECT r.seq, r.id, r.digest, r.known, r.until, r.origin, m.fingerprint FROM reports r"
    " JOIN marks m ON m.seq = r.seq"
)
_ORDER = "ORDER BY r.known, r.id, r.digest"
_EVENT = (
    "SELECT e.n, r.known, r.id, r.digest, e.event, r.until, e.traits, e.thread, e.also FROM events e"
    " JOIN reports r ON r.seq = e.seq"
)
_DECODE = msgspec.json.Decoder(Traits)

P = TypeVar("P")

Marked = tuple[str, bytes]
"""A report's id and its text's fingerprint."""


class Settling:
    """Links until nothing is left to link; keeps what it has loaded from one chunk to the next.

    Args:
        backend: the record.
        now: the present moment, for the change log.
    """

    def __init__(self, backend: Backend, now: str) -> None:
        self._backend, self._now = backend, now
        self._copies = self._new_copies()
        self._happenings = self._new_happenings()
        self._stories = Storylines(backend)
        self._turn = -1

    def run(self) -> int:
        """Link all reports that are not linked yet; how many these were."""
        done = 0
        while linked := self.chunk():
            done += linked
        refold(self._backend, self._now)
        return done

    def chunk(self) -> int:
        """Link the first of them in canonical order, in one transaction; how many."""
        with self._backend.writing():
            rows = self._backend.rows(f"{_REPORT} WHERE r.linked = 0 {_ORDER} LIMIT ?", (_CHUNK,))
            if rows:
                self.link(rows)
        return len(rows)

    def relink(self, seqs: Sequence[int], gone: Iterable[Placed[Traits]]) -> None:
        """Link versions that were coded anew; `gone` are the events that they had before. In an open transaction."""
        marks = ", ".join("?" * len(seqs))
        self.link(self._backend.rows(f"{_REPORT} WHERE r.seq IN ({marks}) {_ORDER}", seqs), gone)

    def link(self, rows: Sequence[Row], gone: Iterable[Placed[Traits]] = ()) -> None:
        """Link these rows of `_REPORT`, in an open transaction."""
        self._my_turn()
        log = Log(self._backend, self._now)
        frontier = self._frontier()
        new = [row for row in rows if row[5] is None]
        old = [row for row in rows if row[5] is not None]
        put_bands(self._backend, [(row[0], row[6]) for row in new])
        self._origins(new, old, frontier, log)
        self._stories.settle(rows, log)
        self._link_events(new, old, gone, frontier, log)
        mark_stale(self._backend, [row[0] for row in rows])
        self._backend.many("UPDATE reports SET linked = 1 WHERE seq = ?", [(row[0],) for row in rows])
        log.flush()
        if len(self._copies) > _HELD:
            self._copies = self._new_copies()
        if len(self._happenings) > _HELD:
            self._happenings = self._new_happenings()

    def _my_turn(self) -> None:
        """Let go of what is held in memory when another process has linked something in between."""
        turn = tallied(self._backend, "turns").get("", 0)
        if turn != self._turn:
            self._copies, self._happenings = self._new_copies(), self._new_happenings()
            self._stories = Storylines(self._backend)
        self._turn = turn + 1
        take_turn(self._backend)

    def _frontier(self) -> Order:
        rows = self._backend.rows(
            "SELECT known, id, digest FROM reports WHERE origin IS NOT NULL"
            " ORDER BY known DESC, id DESC, digest DESC LIMIT 1"
        )
        return (*rows[0], STILL) if rows else ()

    # Copies: the origin of a report is the first one of which its text is a copy.

    def _new_copies(self) -> Grouping[Marked]:
        return Grouping(
            choose_origin,
            lambda marked: marked[0],
            lambda keys: self._of_any(
                f"{_REPORT} WHERE r.origin IS NOT NULL AND r.seq IN (SELECT seq FROM bands WHERE band", keys, _marked
            ),
            lambda origins: self._of_any(f"{_REPORT} WHERE (r.origin", origins, _marked),
        )

    def _of_any(self, sql: str, keys: Sequence[Any], placed: Callable[[Row], Placed[P]]) -> Iterator[Placed[P]]:
        """What a query that ends in a column and lacks a bracket gives for any of these values of the column."""
        for some in chunks(keys, _AT_ONCE):
            size = next(size for size in (1, 10, _AT_ONCE) if len(some) <= size)  # few texts, so few to be planned
            values = [*some, *([some[-1]] * (size - len(some)))]
            yield from map(placed, self._backend.rows(f"{sql} IN ({', '.join('?' * size)}))", values))

    def _origins(self, new: Sequence[Row], old: Sequence[Row], frontier: Order, log: Log) -> None:
        ids = {row[0]: row[1] for row in (*new, *old)}
        changed = self._copies.settle(map(_marked, new), touched=map(_marked, old), frontier=frontier).changed
        found = {seq: self._copies[seq].group for seq in changed}
        for seq, origin in found.items():
            if ids.get(seq) != origin:
                log.add("origin", ids.get(seq) or self._id(seq), origin=origin)
        self._backend.many(
            "UPDATE reports SET origin = ? WHERE seq = ?", [(origin, seq) for seq, origin in found.items()]
        )
        mark_stale(self._backend, changed)

    def _id(self, seq: int) -> str:
        return str(self._backend.rows("SELECT id FROM reports WHERE seq = ?", (seq,))[0][0])

    # Happenings

    def _new_happenings(self) -> Grouping[Traits]:
        return Grouping(
            choose_happening,
            founded,
            lambda blocks: self._of_any(
                f"{_EVENT} WHERE e.thread IS NOT NULL AND e.n IN (SELECT n FROM event_blocks WHERE block",
                blocks,
                _event,
            ),
            lambda threads: self._of_any(f"{_EVENT} WHERE (e.thread", threads, _event),
            lambda threads: self._of_any(
                f"{_EVENT} WHERE e.n IN (SELECT n FROM bonds WHERE happening", threads, _event
            ),
        )

    def _link_events(
        self, new: Sequence[Row], old: Sequence[Row], gone: Iterable[Placed[Traits]], frontier: Order, log: Log
    ) -> None:
        found = self.events_of(row[0] for row in (*new, *old))
        added = [one for one in found if one.group is None]
        touched = [one for one in found if one.group is not None]
        settled = self._happenings.settle(added, touched=touched, gone=gone, frontier=frontier)
        written = write_memberships(self._backend, self._happenings, settled, (one.key for one in added), log)
        left = {one.group for one in (*touched, *gone) if one.group is not None}
        upkeep(self._backend, {*left, *settled.tied, *written.happenings})
        write_tellings(self._backend, {*(row[0] for row in (*new, *old)), *written.seqs})

    def events_of(self, seqs: Iterable[int]) -> list[Placed[Traits]]:
        """The events of versions as they are grouped now."""
        sql = f"{_EVENT} WHERE e.seq = ? AND e.continues IS NULL"
        return [_event(row) for seq in seqs for row in self._backend.rows(sql, (seq,))]


def put_bands(backend: Backend, marked: Iterable[tuple[int, bytes]]) -> None:
    """Put versions, with the fingerprints of their texts, where those that may be copies are looked for.

    In the order of the index and many at once: they go all over it, and each page is touched but once.
    """
    rows = sorted((band, seq) for seq, mark in marked for band in bands(mark))
    backend.many("INSERT INTO bands (band, seq) VALUES (?, ?) ON CONFLICT (band, seq) DO NOTHING", rows)


def renumber_blocks(backend: Backend) -> None:
    """Put all events under their blocks again, for a migration that has taken them away."""
    last = 0
    while rows := backend.rows("SELECT n, traits FROM events WHERE n > ? ORDER BY n LIMIT 10000", (last,)):
        last = rows[-1][0]
        found = ((block, n) for n, body in rows for block in dict.fromkeys(blocks_of(_DECODE.decode(body))))
        backend.many("INSERT INTO event_blocks (block, n) VALUES (?, ?)", sorted(found))


def choose_origin(new: Marked, candidates: Mapping[str, Sequence[Marked]]) -> Choice:
    """The origin whose copies are most like this text, if one is like it enough."""
    alike = likeness(new[1])
    best: tuple[float, str] | None = None
    for origin, members in candidates.items():
        most = max(alike(mark) for _, mark in members)
        if most >= COPY and (best is None or (-most, origin) < best):
            best = (-most, origin)
    return Choice(best[1]) if best else Choice()


def founded(traits: Traits) -> str:
    """The happening that an event founds: another one for each version of its report, because a correction may tell of
    something else under the same number, and must not take along what joined the first version's."""
    name = f"{happening_id(traits)}\x1f{traits.known}"
    return f"h-{sha256(name.encode()).hexdigest()[:12]}"


def _marked(row: Sequence[Any]) -> Placed[Marked]:
    seq, id_, digest, known, until, origin, mark = row
    return Placed(seq, (known, id_, digest), until, tuple(bands(mark)), (id_, mark), origin)


def _event(row: Sequence[Any]) -> Placed[Traits]:
    n, known, id_, digest, event, until, body, thread, also = row
    traits = _DECODE.decode(body)
    ties = tuple(also.split()) if also else ()
    return Placed(n, (known, id_, digest, event), until, tuple(blocks_of(traits)), traits, thread, ties)
