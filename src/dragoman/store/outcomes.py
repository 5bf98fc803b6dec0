"""Which questions of the ledger the record can answer, and what of the record a chance is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from dragoman.chances.book import Standing
from dragoman.chances.resolving import Asked, Found, resolve
from dragoman.chances.situation import Situation
from dragoman.chances.standing import documents
from dragoman.records import Move, Process

from .backend import Backend
from .filters import Where, valid
from .talking import talks

_MOVE = msgspec.json.Decoder(Move)


def moves_of(backend: Backend, process: Process, as_of: str | None = None) -> list[Move]:
    """The moves that are told of a process's parties and of nobody else, by the day that they became known."""
    where = Where()
    where.add("p.id = ?", process.id)
    valid(where, as_of, "m")
    rows = backend.rows(
        "SELECT m.known, m.n, m.body FROM processes p JOIN move_keys k ON k.process = p.process"
        f" JOIN moves m ON m.n = k.n WHERE {where} ORDER BY m.known, m.n",
        where.values,
    )
    table = set(process.parties)
    moves = [_MOVE.decode(body) for _, _, body in rows]
    return [move for move in moves if move.parties and table.issuperset(move.parties)]


def situation(backend: Backend, process: Process, as_of: str | None, today: str) -> Situation:
    """Where the talks of a process stand: see `KeptRecord.situation`."""
    moves = moves_of(backend, process, as_of)
    return Situation(process, moves, (as_of or today)[:10], documents(process.parties, moves))


def found(backend: Backend, asked: Standing, today: str) -> Found | None:
    """What the record tells of a question, as it is known now; None where it is open, or a person must say."""
    given = asked.given[0].chance if asked.given else None
    if given is None:
        return None
    question = Asked(asked.template, asked.parties, given.issued[:10], asked.deadline)
    processes = talks(backend, asked.parties, as_of=None, every=True, limit=50)
    moves = [move for process in processes for move in moves_of(backend, process)]
    reports = _naming(backend, asked.parties, question.after, question.deadline)
    return resolve(question, processes, moves, today, reports=reports, origin=_origins(backend))


def _naming(backend: Backend, parties: Sequence[str], after: str, upto: str) -> int:
    """How many reports known after one day and up to another name all of these parties, copies counted once."""
    where = Where()
    where.add("r.known > ? AND r.known < ?", f"{after}~", f"{upto}~")
    valid(where, None, "r")
    for party in parties:
        where.add("EXISTS (SELECT 1 FROM actors a WHERE a.seq = r.seq AND (a.code = ? OR a.entity = ?))", party, party)
    count: int = backend.rows(
        f"SELECT count(DISTINCT coalesce(r.origin, r.id)) FROM reports r WHERE {where}", where.values
    )[0][0]
    return count


def _origins(backend: Backend) -> Callable[[str], str]:
    def origin(report: str) -> str:
        rows = backend.rows(
            "SELECT coalesce(origin, id) FROM reports WHERE id = ? ORDER BY seq DESC LIMIT 1", (report,)
        )
        return str(rows[0][0]) if rows else report

    return origin
