"""Everything that the record tells, in one canonical order: equal records give equal lines, whatever came first.

Left out is what depends on the coming alone: the change log, row numbers, and the moments of recording.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from . import mentioned, talking, timeline
from .asking import Asking
from .backend import STILL, Backend
from .filters import MOST, Filter
from .packing import unpack_events, unpack_rest, unpack_text
from .versions import bound

Line = dict[str, Any]

_VERSIONS = (
    "SELECT r.seq, r.id, r.digest, r.known, r.until, r.title, r.published, r.source, r.url, r.language, r.chars,"
    " r.coder, r.origin, r.linked, x.body FROM reports r LEFT JOIN texts x ON x.seq = r.seq"
    " WHERE r.known <= ? ORDER BY r.id, r.known, r.digest"
)
_NAMES = ("id", "digest", "known", "until", "title", "published", "source", "url", "language", "chars", "coder")
_FLAT = (
    "SELECT event, happening, type, mode, cameo, quad, status, day, last, place, country, lat, lon, confidence, known,"
    " until FROM events WHERE seq = ? AND known <= ? ORDER BY event, known, until"
)
_ACTORS = (
    "SELECT a.actor, a.role FROM event_actors a JOIN events e ON e.n = a.n WHERE e.seq = ? AND e.continues IS NULL"
    " ORDER BY 1, 2"
)
_SAID = "SELECT statement, day, speaker, code, entity, kind, labels, until FROM statements WHERE seq = ? ORDER BY 1"
_STORIES = "SELECT story, since, till FROM story_spans WHERE seq = ? AND since <= ? ORDER BY since"
_MOVES = "SELECT n, body, until FROM moves WHERE seq = ?"
_ALL = "\U0010ffff"  # sorts after every moment


def dump(backend: Backend, as_of: str | None = None) -> Iterator[Line]:
    """Versions of reports with all that was coded from them, then stories, happenings, actors and processes.

    Args:
        backend: the record, settled; what is not linked yet has no story and no happenings.
        as_of: ISO day or date-time: as if the record had only what was known then, and `until` no later than that.
    """
    at = bound(as_of) if as_of is not None else _ALL
    rows = backend.rows(_VERSIONS, (at,))
    for row in rows:
        yield _version(backend, row, at)
    yield from _pages(backend, "story", timeline.stories, as_of)
    yield from _pages(backend, "happening", timeline.happenings, as_of)
    yield from _pages(backend, "actor", mentioned.actors, as_of)
    processes = talking.talks(backend, (), as_of=as_of, every=True, limit=MOST)
    for process in sorted(processes, key=lambda one: one.id):
        yield {"kind": "process", **_plain(process)}


def lines(backend: Backend, as_of: str | None = None) -> Iterator[bytes]:
    """The same as JSON, one object a line, keys sorted."""
    encoder = msgspec.json.Encoder(order="sorted")
    for line in dump(backend, as_of):
        yield encoder.encode(line) + b"\n"


def _version(backend: Backend, row: tuple[Any, ...], at: str) -> Line:
    seq, *about = row[: len(_NAMES) + 1]
    origin, linked, body = row[len(_NAMES) + 1 :]
    codings = backend.rows("SELECT coder, events, rest FROM codings WHERE seq = ? ORDER BY coder", (seq,))
    moves = []
    for n, move, until in backend.rows(_MOVES, (seq,)):
        keys = [key for (key,) in backend.rows("SELECT process FROM move_keys WHERE n = ? ORDER BY process", (n,))]
        moves.append({"move": msgspec.json.decode(move), "until": _until(until, at), "processes": keys})
    line: Line = {"kind": "version", **dict(zip(_NAMES, about, strict=True))}
    line["until"] = _until(line["until"], at)
    stories = [[name, since, _until(till, at)] for name, since, till in backend.rows(_STORIES, (seq, at))]
    return line | {
        "origin": origin,
        "story": stories[-1][0] if stories else None,
        "stories": stories,
        "linked": bool(linked),
        "text": unpack_text(body) if body is not None else None,
        "codings": [
            {"coder": coder, "events": _plain(unpack_events(events)), "rest": _plain(unpack_rest(rest))}
            for coder, events, rest in codings
        ],
        "events": [[*flat[:-1], _until(flat[-1], at)] for flat in backend.rows(_FLAT, (seq, at))],
        "parties": [list(one) for one in backend.rows(_ACTORS, (seq,))],
        "statements": [[*flat[:-1], _until(flat[-1], at)] for flat in backend.rows(_SAID, (seq,))],
        "moves": sorted(moves, key=lambda one: msgspec.json.encode(one, order="sorted")),
    }


def _until(until: str, at: str) -> str:
    return STILL if until > at else until


def _pages(backend: Backend, kind: str, ask: Asking, as_of: str | None) -> Iterator[Line]:
    """All lines of a question, in the order of their JSON."""
    found: list[Any] = []
    while page := ask(backend, Filter(as_of=as_of, limit=MOST, offset=len(found))).lines:
        found += page
    encoder = msgspec.json.Encoder(order="sorted")
    for body in sorted(encoder.encode(_plain(one)) for one in found):
        yield {"kind": kind, **msgspec.json.decode(body)}


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)
