"""Whom each version mentions, in one short row: the actors of half of all reports are counted in a moment.

A face is an actor as a report shows it: entity, name, code and sectors. A version's cast are 8 bytes for each of its
actors, the lowest first: the face's number in the first four, how often it is mentioned in the others. Both repeat what
stands in `actors`, a row for each actor of each version, and are written in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from struct import Struct

from .backend import Backend, chunks, one
from .filters import Where, marks

Face = tuple[str, str, str, str]
"""Entity, name, code ("" for none), sectors."""
_PAIR = Struct("<II")  # a face's number, and how often it is mentioned
_AT_ONCE = 400  # versions, or entities, that one statement names
_LOOKED_UP = 4_000  # faces that are looked up one by one sooner than all are read


@dataclass(slots=True)
class Mentioned:
    """What some versions tell of an actor: of the names, codes and sectors the least stands."""

    entity: str
    name: str
    code: str
    sectors: str
    reports: int = 0
    mentions: int = 0


def write_casts(backend: Backend, again: Iterable[int] = ()) -> None:
    """Write the casts of versions that came since they were last written, and anew of those whose coding changed."""
    backend.many("DELETE FROM casts WHERE seq = ?", [(seq,) for seq in sorted(again)])
    last = one(backend, "SELECT coalesce(max(seq), 0) FROM casts")
    new = [row[0] for row in backend.rows("SELECT seq FROM reports WHERE seq > ? ORDER BY seq", (last,))]
    for seqs in chunks(sorted({*again, *new}), _AT_ONCE):
        rows = backend.rows(
            "SELECT seq, entity, name, coalesce(code, ''), sectors, mentions FROM actors"
            f" WHERE seq IN ({marks(seqs)}) ORDER BY seq, entity",
            seqs,
        )
        numbers = _numbered(backend, {row[1:5] for row in rows})
        backend.many(
            "INSERT INTO casts (seq, body) VALUES (?, ?)",
            [
                (seq, b"".join(_PAIR.pack(numbers[row[1:5]], row[5]) for row in cast))
                for seq, cast in groupby(rows, key=itemgetter(0))
            ],
        )


def _numbered(backend: Backend, faces: set[Face]) -> dict[Face, int]:
    """The numbers of faces; new ones get the next, as the lock of writers is held."""
    known: dict[Face, int] = {}
    for some in chunks(sorted({face[0] for face in faces}), _AT_ONCE):
        sql = f"SELECT entity, name, code, sectors, n FROM faces WHERE entity IN ({marks(some)})"
        known.update(((row[0], row[1], row[2], row[3]), row[4]) for row in backend.rows(sql, some))
    last = one(backend, "SELECT coalesce(max(n), 0) FROM faces")
    new = {face: last + number for number, face in enumerate(sorted(faces - known.keys()), 1)}
    backend.many(
        "INSERT INTO faces (n, entity, name, code, sectors) VALUES (?, ?, ?, ?, ?)",
        [(number, *face) for face, number in new.items()],
    )
    return known | new


def mentioned(backend: Backend, reports: Where, called: Where) -> list[Mentioned]:
    """The actors that versions mention, in no order.

    Args:
        backend: the record.
        reports: conditions on `reports`.
        called: conditions on the actors, by entity, name and code.
    """
    bodies = backend.rows(
        f"SELECT body FROM casts WHERE seq IN (SELECT seq FROM reports WHERE {reports})", reports.values
    )
    counts = _counts(b"".join(map(itemgetter(0), bodies)))
    found: dict[str, Mentioned] = {}
    for n, entity, name, code, sectors in _faces(backend, list(counts), called):
        if (count := counts.get(n)) is not None:
            actor = found.get(entity)
            if actor is None:
                actor = found[entity] = Mentioned(entity, name, code, sectors)
            else:
                actor.name, actor.sectors = min(actor.name, name), min(actor.sectors, sectors)
                actor.code = min(actor.code, code) if actor.code and code else actor.code or code
            actor.reports += count[0]
            actor.mentions += count[1]
    return list(found.values())


def _counts(casts: bytes) -> dict[int, tuple[int, int]]:
    """Of each face in some casts, in how many it is and how often it is mentioned."""
    import numpy  # late: no other question needs it

    faces, mentions = numpy.frombuffer(casts, "<u4").reshape(-1, 2).T.astype(numpy.int64)
    reports = numpy.bincount(faces)
    sums = numpy.bincount(faces, weights=mentions)
    there = numpy.flatnonzero(reports)
    counted = zip(reports[there].tolist(), sums[there].astype(numpy.int64).tolist(), strict=True)
    return dict(zip(there.tolist(), counted, strict=True))


def _faces(backend: Backend, numbers: list[int], called: Where) -> Iterable[tuple[int, str, str, str, str]]:
    """The faces with these numbers, or more, of actors that are called so."""
    sql = "SELECT n, entity, name, code, sectors FROM faces WHERE"
    if len(numbers) > _LOOKED_UP:
        rows = backend.rows(f"{sql} {called}", called.values)
    else:
        rows = [
            row
            for some in chunks(numbers, _AT_ONCE)
            for row in backend.rows(f"{sql} n IN ({marks(some)}) AND {called}", [*some, *called.values])
        ]
    return ((row[0], row[1], row[2], row[3], row[4]) for row in rows)
