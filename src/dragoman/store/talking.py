"""Talks in the record: which conflicts must be folded again, their processes kept, and as they were on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.records import Change, Move, Process, to_json

from .backend import STILL, Backend, chunks
from .counting import tallied
from .filters import LIKE, Where, literally, marks, valid
from .log import Log

if TYPE_CHECKING:
    from dragoman.talks import Folding
    from dragoman.talks.tables import Told

_MOVE = msgspec.json.Decoder(Move)
_PROCESS = msgspec.json.Decoder(Process)
_ASKED = 50  # conflicts whose moves are asked for one by one; of more, all moves that there are are read
_AT_ONCE = 20  # conflicts folded in one transaction: those beside each other share what is read


def mark_stale(backend: Backend, seqs: Iterable[int]) -> None:
    """The conflicts that these versions tell of must be folded again."""
    backend.many(
        "INSERT INTO stale (process) SELECT DISTINCT k.process FROM move_keys k JOIN moves m ON m.n = k.n"
        " WHERE m.seq = ? ON CONFLICT (process) DO NOTHING",
        [(seq,) for seq in seqs],
    )


def refold(backend: Backend, now: str) -> None:
    """Fold the conflicts that need it, some a transaction, and log what is known of their rounds now that was not."""
    stale = [key for (key,) in backend.rows("SELECT process FROM stale ORDER BY process")]
    if not stale:
        return
    from dragoman.talks import Folding

    with backend.writing():
        _spread(backend, stale)
    keys = [key for (key,) in backend.rows("SELECT process FROM stale ORDER BY process")]
    folding, seen = Folding(_reader(backend, None)), -1
    for some in chunks(keys, _AT_ONCE):
        with backend.writing():
            turn = tallied(backend, "turns").get("", 0)
            if turn != seen:  # another process has linked moves: what was read may be old
                folding, seen = Folding(_reader(backend, None)), turn
            mine = [
                key
                for key in some
                if backend.run("DELETE FROM stale WHERE process = ?", (key,)) == 1  # else another process was quicker
            ]
            _refold(backend, mine, folding, now)


def _spread(backend: Backend, stale: Sequence[str]) -> None:
    """What is told of one conflict may tell who sits at the table of another: those beside must be folded as well."""
    backend.many(
        "INSERT INTO stale (process) VALUES (?) ON CONFLICT (process) DO NOTHING",
        [(key,) for key in sorted(_beside(backend, stale).difference(stale))],
    )


def _beside(backend: Backend, changed: Sequence[str]) -> set[str]:
    """The conflicts that share a move with one of these, or have a party in them that is told of alone."""
    beside: set[str] = set()
    for some in chunks(changed, 400):
        rows = backend.rows(
            "SELECT DISTINCT o.process FROM move_keys k JOIN move_keys o ON o.n = k.n"
            f" WHERE k.process IN ({marks(some)})",
            some,
        )
        beside.update(one for (one,) in rows)
    for key in changed:
        if key.startswith("="):  # a party that is told of alone: whatever it takes part in
            party = literally(key[1:])
            rows = backend.rows(
                f"SELECT DISTINCT process FROM move_keys WHERE process = ? OR process {LIKE} OR process {LIKE}"
                f" OR process {LIKE}",
                (key[1:], f"{party}|%", f"%|{party}", f"%|{party}|%"),
            )
            beside.update(one for (one,) in rows)
    return beside


def _refold(backend: Backend, keys: Sequence[str], folding: Folding, now: str) -> None:
    log = Log(backend, now)
    for key in keys:
        after = folding.of(key)
        before = {
            row[0]: _PROCESS.decode(row[1])
            for row in backend.rows("SELECT id, body FROM processes WHERE process = ?", (key,))
        }
        backend.run("DELETE FROM processes WHERE process = ?", (key,))
        backend.many(
            "INSERT INTO processes (id, process, parties, stage, day, peace, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(one.id, key, _parties(one), one.stage, _day(one), _peace(one), to_json(one)) for one in after],
        )
        for process in after:
            _log(log, before.get(process.id), process)
    log.flush()


def _log(log: Log, before: Process | None, after: Process) -> None:
    """Every change of a round that its history did not have before."""
    told = {one.id: len(one.history) for one in before.rounds} if before else {}
    for one in after.rounds:
        fresh = one.history if one.id not in told else _fresh(before, one.id, one.history)
        for change in fresh:
            log.add(
                "round",
                one.id,
                process=after.id,
                known=change.known,
                field=change.field,
                value=change.value,
                why=change.why,
            )


def _fresh(before: Process | None, round_id: str, history: Sequence[Change]) -> list[Change]:
    assert before is not None
    old = {msgspec.json.encode(change) for one in before.rounds if one.id == round_id for change in one.history}
    return [change for change in history if msgspec.json.encode(change) not in old]


def _all(backend: Backend, as_of: str) -> Callable[[str], list[Told]]:
    """Gives the same as `_reader`, from all moves that counted then, read at once."""
    where = Where()
    valid(where, as_of, "m")
    rows = backend.rows(
        "SELECT m.n, m.known, coalesce(r.origin, r.id), m.body FROM moves m JOIN reports r ON r.seq = m.seq"
        f" WHERE {where}",
        where.values,
    )
    moves = {n: (known, origin, _MOVE.decode(body)) for n, known, origin, body in rows}
    held: dict[str, list[Told]] = {}
    last = max(moves, default=0)
    for key, n in backend.rows("SELECT process, n FROM move_keys WHERE n <= ? ORDER BY process, n", (last,)):
        if (move := moves.get(n)) is not None:
            held.setdefault(key, []).append(move)
    return lambda key: held.get(key, [])


def _reader(backend: Backend, as_of: str | None) -> Callable[[str], list[Told]]:
    """Gives the moves under a key that count now, or counted then; a move under several keys is read once."""
    held: dict[int, Move] = {}

    def read(key: str) -> list[tuple[str, str, Move]]:
        where = Where()
        where.add("k.process = ?", key)
        valid(where, as_of, "m")
        rows = backend.rows(
            "SELECT m.n, m.known, coalesce(r.origin, r.id), m.body FROM move_keys k JOIN moves m ON m.n = k.n"
            f" JOIN reports r ON r.seq = m.seq WHERE {where}",
            where.values,
        )
        found = []
        for n, known, origin, body in rows:
            move = held.get(n)
            if move is None:
                move = held[n] = _MOVE.decode(body)
            found.append((known, origin, move))
        return found

    return read


def _parties(process: Process) -> str:
    return " ".join(["", *process.parties, ""])


def _peace(process: Process) -> float:
    from dragoman.talks import is_peace, score

    return score(process) if is_peace(process) else 0.0


def _day(process: Process) -> str | None:
    return max((change.known for one in process.rounds for change in one.history), default=None)


def talks(backend: Backend, parties: Sequence[str], *, as_of: str | None, every: bool, limit: int) -> list[Process]:
    """The processes with all of these parties, those most surely of peace first; see `KeptRecord.talks`."""
    wanted = [party_keys(backend, party) for party in parties]
    if as_of is not None:
        return _then(backend, wanted, as_of, every=every)[:limit]
    where = Where()
    for keys in wanted:
        called = " OR ".join(f"parties {LIKE}" for _ in keys)
        where.add(f"({called})", *(f"% {literally(key)} %" for key in keys))
    if not every:
        where.add("peace > 0")
    order = "ORDER BY peace DESC, day DESC, id LIMIT ?"
    rows = backend.rows(f"SELECT body FROM processes WHERE {where} {order}", (*where.values, limit))
    return [_PROCESS.decode(row[0]) for row in rows]


def _then(backend: Backend, wanted: Sequence[Sequence[str]], as_of: str, *, every: bool) -> list[Process]:
    """The processes as of a day: those kept where nothing bears on that was otherwise then, else folded anew.

    What the record makes of such a conflict now does not tell which parties sat together then, nor whether it was one
    of peace: each is folded that may have the asked state in it.
    """
    from dragoman.talks import Folding, is_peace, is_state

    otherwise = _otherwise(backend, as_of)
    where = Where()
    for keys in wanted:
        if all(is_state(key) for key in keys):  # under its own name, in a pair, or with the groups of another
            each = " OR ".join(f"k.process {LIKE}" for _ in keys)
            where.add(f"({each} OR length(k.process) = 3)", *(f"%{key}%" for key in keys))
    rows = backend.rows(f"SELECT DISTINCT k.process FROM move_keys k WHERE {where} ORDER BY k.process", where.values)
    changed = [key for (key,) in rows if key in otherwise]
    folding = Folding((_all if len(changed) > _ASKED else _reader)(backend, as_of))
    folded = (one for key in changed for one in folding.of(key))
    bodies = backend.rows("SELECT process, body FROM processes ORDER BY process, id")
    kept = (_PROCESS.decode(body) for key, body in bodies if key not in otherwise)
    found = [
        one
        for one in (*folded, *kept)
        if all(set(keys) & set(one.parties) for keys in wanted) and (every or is_peace(one))
    ]
    found.sort(key=lambda one: one.id)
    found.sort(key=lambda one: (_peace(one), _day(one) or ""), reverse=True)
    return found


def _otherwise(backend: Backend, as_of: str) -> set[str]:
    """The conflicts on which a move bears that counts now and did not then, or the other way round."""
    then = Where()
    valid(then, as_of, "m")
    differs = f"CASE WHEN {then} THEN m.until <> '{STILL}' ELSE m.until = '{STILL}' END"
    most = f"SELECT 4 * sum(CASE WHEN {differs} THEN 1 ELSE 0 END) > count(*) FROM moves m"
    if backend.rows(most, then.values)[0][0]:  # so hardly any conflict is left out
        return {key for (key,) in backend.rows("SELECT DISTINCT process FROM move_keys")}
    rows = backend.rows(
        f"SELECT DISTINCT k.process FROM moves m JOIN move_keys k ON k.n = m.n WHERE {differs}", then.values
    )
    changed = {key for (key,) in rows} | {key for (key,) in backend.rows("SELECT process FROM stale")}
    return changed | _beside(backend, sorted(changed))


def party_keys(backend: Backend, name: str) -> list[str]:
    """The keys of parties that a name stands for: a key for itself, else every party that a process calls so."""
    if name.isupper() or ":" in name:
        return [name]
    found: dict[str, None] = {}
    for (body,) in backend.stream("SELECT body FROM processes"):
        for key, called in _PROCESS.decode(body).names.items():
            if name.lower() in called.lower():
                found[key] = None
    return sorted(found) or [name]
