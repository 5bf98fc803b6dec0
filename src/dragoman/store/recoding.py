"""Coding again with a newer lexicon or model: the old coding stays, the new one is shown, and what moved is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.linking.copies import bands
from dragoman.records import Event, Report, ReportInfo

from .adding import Writing, utc_now
from .asking import source_columns, source_of
from .backend import Backend
from .packing import unpack_events, unpack_text
from .preparing import Prepared
from .settling import Settling, put_bands
from .talking import mark_stale
from .tally import Changed

_FLAT = (
    "DELETE FROM event_actors WHERE n IN (SELECT n FROM events WHERE seq = ?)",
    "DELETE FROM event_blocks WHERE n IN (SELECT n FROM events WHERE seq = ?)",
    "DELETE FROM bonds WHERE n IN (SELECT n FROM events WHERE seq = ?)",
    "DELETE FROM move_keys WHERE n IN (SELECT n FROM moves WHERE seq = ?)",
    "DELETE FROM events WHERE seq = ?",
    "DELETE FROM moves WHERE seq = ?",
    "DELETE FROM statements WHERE seq = ?",
    "DELETE FROM actors WHERE seq = ?",
    "DELETE FROM marks WHERE seq = ?",
)
_SHOWN = ("type", "mode", "status", "cameo")


def waiting(backend: Backend, coder: str) -> Iterator[tuple[int, Report]]:
    """The versions coded with something else whose text is kept, as the reports that they were."""
    last = -1
    while rows := backend.rows(
        f"SELECT {source_columns(None)}, r.language, x.body FROM reports r JOIN texts x ON x.seq = r.seq"
        " WHERE r.seq > ? AND r.coder <> ? ORDER BY r.seq LIMIT 200",
        (last, coder),
    ):
        for row in rows:
            last = row[0]
            source = source_of(row)
            info = ReportInfo(
                id=source.id,
                title=source.title,
                published=source.published,
                source=source.source,
                url=source.url,
                language=row[-2],
            )
            yield last, Report(**msgspec.structs.asdict(info), text=unpack_text(row[-1]))


def without_text(backend: Backend, coder: str) -> int:
    """How many versions cannot be coded again, because their texts are not kept."""
    sql = "SELECT count(*) FROM reports r LEFT JOIN texts x ON x.seq = r.seq WHERE x.seq IS NULL AND r.coder <> ?"
    count: int = backend.rows(sql, (coder,))[0][0]
    return count


def recode_batch(backend: Backend, batch: Sequence[tuple[int, Prepared]], settling: Settling) -> int:
    """Put new codings in place of the shown ones and link them, all in one transaction; how many events changed."""
    now = utc_now()
    moved = 0
    with backend.writing():
        writing = Writing(backend, now)
        gone = settling.events_of(seq for seq, _ in batch)
        mark_stale(backend, [seq for seq, _ in batch])
        for seq, prepared in batch:
            known, until, coder = backend.rows("SELECT known, until, coder FROM reports WHERE seq = ?", (seq,))[0]
            if coder == prepared.coder:
                continue  # another process was quicker
            before = events_by(backend, seq, coder)
            _reband(backend, seq, prepared.features.fingerprint)
            writing.forget(seq, _FLAT)
            writing.marks(seq, prepared.features)
            writing.coding(seq, prepared, known, until)
            backend.run("UPDATE reports SET coder = ?, linked = 0 WHERE seq = ?", (prepared.coder, seq))
            count = sum(1 for _ in compare(prepared.id, before, unpack_events(prepared.whole[0])))
            writing.log.add("recoded", prepared.id, before=coder, after=prepared.coder, events=count)
            moved += count
        writing.flush()
        settling.relink([seq for seq, _ in batch], gone)
    return moved


def _reband(backend: Backend, seq: int, mark: bytes) -> None:
    """Put a version with another fingerprint of the same text in its new place among those that may be copies."""
    before = backend.rows("SELECT fingerprint FROM marks WHERE seq = ?", (seq,))[0][0]
    if before != mark:
        backend.many("DELETE FROM bands WHERE band = ? AND seq = ?", [(band, seq) for band in bands(before)])
        put_bands(backend, [(seq, mark)])


def events_by(backend: Backend, seq: int, coder: str) -> list[Event]:
    """The events that a coder made of a version."""
    rows = backend.rows("SELECT events FROM codings WHERE seq = ? AND coder = ?", (seq, coder))
    return unpack_events(rows[0][0]) if rows else []


def coders(backend: Backend) -> list[tuple[str, str, int]]:
    """Everything that reports were coded with: its name, when it was first used, and for how many versions."""
    rows = backend.rows(
        "SELECT coder, min(recorded), count(*) FROM codings GROUP BY coder ORDER BY min(recorded), coder"
    )
    return [(row[0], row[1], row[2]) for row in rows]


def diff(backend: Backend, before: str, after: str) -> Iterator[Changed]:
    """What `after` made otherwise than `before`, report by report, over the versions that both have coded."""
    sql = (
        "SELECT r.id, a.events, b.events FROM codings a JOIN codings b ON b.seq = a.seq JOIN reports r ON r.seq = a.seq"
        " WHERE a.coder = ? AND b.coder = ? ORDER BY r.id, r.known"
    )
    for report, old, new in backend.stream(sql, (before, after)):
        if old != new:
            yield from compare(report, unpack_events(old), unpack_events(new))


def compare(report: str, before: Sequence[Event], after: Sequence[Event]) -> Iterator[Changed]:
    """Events by the place of their trigger: those only after, only before, and those that are told otherwise."""
    old = {(event.trigger.start, event.trigger.end): event for event in before}
    new = {(event.trigger.start, event.trigger.end): event for event in after}
    for span in sorted({*old, *new}):
        was, now = old.get(span), new.get(span)
        if was is None and now is not None:
            yield Changed(report=report, kind="added", trigger=now.trigger.text, event=now)
        elif now is None and was is not None:
            yield Changed(report=report, kind="removed", trigger=was.trigger.text, event=was)
        elif was is not None and now is not None and (fields := _fields(was, now)):
            yield Changed(report=report, kind="changed", trigger=now.trigger.text, event=now, fields=fields)


def _fields(was: Event, now: Event) -> dict[str, tuple[str, str]]:
    told = {name: (str(getattr(was, name) or ""), str(getattr(now, name) or "")) for name in _SHOWN}
    told["sources"] = (_names(was, "sources"), _names(now, "sources"))
    told["targets"] = (_names(was, "targets"), _names(now, "targets"))
    told["date"] = (was.date.value if was.date else "", now.date.value if now.date else "")
    told["place"] = (was.place.name if was.place else "", now.place.name if now.place else "")
    return {name: (one, other) for name, (one, other) in told.items() if one != other}


def _names(event: Event, side: str) -> str:
    return "; ".join(actor.name for actor in getattr(event, side))
