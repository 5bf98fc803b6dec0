"""Processes: the talks of a set of parties, folded from all moves that are told of their table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise

from dragoman.records import Change, Evidence, Process, Value

from .parties import is_armed, is_group
from .rounds import AHEAD, MEETING, Building, Telling, day_of, evidence_of, iso
from .tables import Read, Tables, Told, process_keys

_SAME = 4  # days between two tellings of one meeting at most
_BREAK = 21  # days that a round may be adjourned for and still be the same
_PAUSE = 12  # days without news after which a meeting is another one
_RETOLD = 25  # days back from the report at which a dated meeting is one of the past
_EXACT = 2  # days that a date may be wide and still tell when a meeting began or ended
_LATE = 3  # days after which a plan, an answer or a refusal is told again rather than late
_WIDE = 10  # days that the date of a plan may be wide
_SOON = 14  # days after a round in which one source alone makes no other
_RECENT = 12  # rounds back to which a move may belong
_AFTER = 3  # days after a round's end in which a plan without a date is taken as retold


def fold(moves: Iterable[Told]) -> list[Process]:
    """The processes that moves make up: a pure function of their set, whatever their order.

    Args:
        moves: (known, origin, move); of reports that are copies of each other, `origin` is the same.

    Returns:
        The processes by the number of their moves, most first. The state as of a day is the fold of what was known
        by it.
    """
    kept: dict[str, list[Told]] = {}
    for told in moves:
        for key in process_keys(told[2]):
            kept.setdefault(key, []).append(told)
    found = [one for _, processes in fold_keys(sorted(kept), lambda key: kept.get(key, ())) for one in processes]
    return sorted(found, key=lambda process: (-process.moves, process.id))


def fold_keys(keys: Iterable[str], read: Read) -> Iterator[tuple[str, list[Process]]]:
    """Each key with the processes kept under it: those that `fold` of all moves has of it, and no others.

    Args:
        keys: keys that `process_keys` gave.
        read: gives the moves under a key, as `fold` takes them; asked for these keys and for some beside them.
    """
    tables = Tables(read)
    for key in keys:
        yield key, [_process(parties, told) for parties, told in tables.of(key)]


def process_id(parties: Iterable[str]) -> str:
    """The id of the process of some parties: "t-" and 12 hex digits of a hash of their keys, sorted."""
    return "t-" + sha256("\x1f".join(sorted(parties)).encode()).hexdigest()[:12]


def _process(parties: tuple[str, ...], tellings: list[Telling]) -> Process:
    key = process_id(parties)
    rounds: list[Building] = []
    history: list[Change] = []
    names: dict[str, str] = {}
    mediators: Counter[str] = Counter()
    documents: dict[str, list[tuple[str, Evidence]]] = {}
    violations: dict[str, list[tuple[str, Evidence]]] = {}
    peace = 0
    for told in tellings:
        move = told.move
        for party, name in move.names.items():
            names.setdefault(party, name)
        mediators.update(one for one in (*move.mediators, *told.helpers) if one not in parties)
        peace += move.peace
        if move.kind == "violated":
            violations.setdefault(move.by or "", []).append((told.origin, evidence_of(move)))
        elif move.kind == "signed" and move.document:
            documents.setdefault(move.document, []).append((told.origin, evidence_of(move)))
        current = _round_of(rounds, told, key, parties, history)
        if current is not None:
            current.take(told)
    rounds = [one for one in rounds if one.stage is not None]
    rounds.sort(key=lambda one: (one.start, one.founded.order))
    rounds = _surely(rounds, history)
    for before, after in pairwise(rounds):
        if not after.mediators and not after.held:  # nobody else is told: those of the talks so far
            after.mediators.update(before.mediators)
            after.evidence["mediators"] = list(before.evidence.get("mediators", ()))
            after.format = after.format or before.format
            after.names = {**{key: before.names[key] for key in before.mediators if key in before.names}, **after.names}
    latest = rounds[-1] if rounds else None
    return Process(
        id=key,
        parties=list(parties),
        names=dict(sorted(names.items())),
        mediators=sorted(mediators, key=lambda one: (-mediators[one], one)),
        rounds=[one.record() for one in rounds],
        stage=latest.stage if latest is not None else None,
        documents=_values(documents),
        violations=_values(violations),
        history=history,
        moves=len(tellings),
        peace=peace,
    )


def _surely(rounds: list[Building], history: list[Change]) -> list[Building]:
    """Without meetings that one source alone tells of right after a round: told again with a wrong day, most often."""
    sure: list[Building] = []
    for one in rounds:
        before = sure[-1] if sure else None
        alone = len(one.origins) < 2 and one.number is None and one.held and not one.founded.move.new
        if before is not None and before.held and alone and one.start - before.end <= _SOON:
            why = "one source alone tells of a meeting soon after"
            found = [evidence_of(one.founded.move)]
            history.append(
                Change(known=one.founded.known, field="unsure", value=iso(one.start), why=why, evidence=found)
            )
        else:
            sure.append(one)
    return sure


def _values(given: dict[str, list[tuple[str, Evidence]]]) -> list[Value]:
    return [
        Value(value=value or None, evidence=[one for _, one in found], independent=len({origin for origin, _ in found}))
        for value, found in sorted(given.items())
    ]


def _round_of(
    rounds: list[Building], told: Telling, key: str, parties: tuple[str, ...], history: list[Change]
) -> Building | None:
    """The round that a move belongs to; a new one where it begins one; None where it belongs to none."""
    kind = told.move.kind
    recent = rounds[-_RECENT:]
    if kind in MEETING:
        found = _of_meeting(recent, told, history)
    elif kind in AHEAD:
        found = _of_plan(recent, told)
    else:
        found = _of_rest(recent, told)
    if found != "new":
        return found if isinstance(found, Building) else None
    if told.weak or (not told.move.named and not told.move.dated):  # of talks that nobody has told of
        return None
    rounds.append(Building(process=key, parties=parties, founded=told))
    return rounds[-1]


def _latest(rounds: list[Building]) -> Building | None:
    return max(rounds, key=lambda one: (one.start, one.founded.order), default=None)


def _of_rest(rounds: list[Building], told: Telling) -> Building | None:
    """What is told beside the steps belongs to the round of its day, else to the latest."""
    move = told.move
    if move.dated and day_of(told.known) - day_of(move.last) > 1:
        return _spanning(rounds, day_of(move.first), day_of(move.last))
    return _latest(rounds)


def _spanning(rounds: list[Building], first: int, last: int) -> Building | None:
    """The latest round that met in [first, last], or near it."""
    found = [one for one in rounds if one.held and one.start - 1 <= last and first <= one.end + 1]
    return max(found, key=lambda one: one.start, default=None)


def _numbered(rounds: list[Building], number: int | None, day: int) -> Building | None:
    """The round of that number, when it is not months away."""
    if number is None:
        return None
    found = [one for one in rounds if one.number == number and -90 <= day - one.end <= 90]
    return max(found, key=lambda one: one.start, default=None)


def _of_meeting(rounds: list[Building], told: Telling, history: list[Change]) -> Building | str | None:
    move = told.move
    known = day_of(told.known)
    first, last = day_of(move.first) or known, day_of(move.last) or known
    if (numbered := _numbered(rounds, move.number, first)) is not None:
        return numbered
    if last - first > _EXACT or (move.dated and known - last > _RETOLD):
        spanning = _spanning(rounds, first, last)
        if spanning is None and move.dated:
            _earlier(told, history)
        return spanning
    current = _latest(rounds)
    other = [one for one in rounds if move.number is None or one.number is None]
    held = [one for one in other if one.held and one.start - _SAME <= last and first <= one.end + _SAME]
    planned = current.planned if current is not None and current in other and not current.closed else 0
    if planned and abs(first - planned) <= 1:
        return current
    again = move.dated and move.kind == "convened" and (move.new or move.number is not None)
    if held:
        nearest = min(held, key=lambda one: (_gap(one, first), -one.start))
        if not (again and nearest.closed and first > nearest.end):
            return nearest if current is None or nearest is current or current.held or last < known - 1 else current
    if current is None or current not in other:
        return "new" if current is None or current.held or current.closed else current
    if not current.held and current.stage != "cancelled":
        return current if last >= day_of(current.founded.known) - 1 else None
    gap = first - current.end
    if current.stage == "cancelled":
        return "new" if first > current.stage_day and move.named else None
    if not current.closed:
        return current if gap <= (_BREAK if current.stage == "adjourned" else _PAUSE) and not again else "new"
    if not move.dated and move.kind not in ("convened", "ongoing") and (move.kind == current.stage or gap <= 10):
        return current
    return "new" if first > current.end else None


def _earlier(told: Telling, history: list[Change]) -> None:
    """Note talks before the record begins: they are told, but make no round of it."""
    move = told.move
    if not any(change.field == "earlier" and change.value == move.first for change in history):
        why = "talks of before the record, told in retrospect"
        history.append(
            Change(known=told.known, field="earlier", value=move.first, why=why, evidence=[evidence_of(move)])
        )


def _gap(one: Building, day: int) -> int:
    return 0 if one.start <= day <= one.end else min(abs(day - one.start), abs(day - one.end))


def _of_plan(rounds: list[Building], told: Telling) -> Building | str | None:
    move = told.move
    known = day_of(told.known)
    current = _latest(rounds)
    first, last = (day_of(move.first), day_of(move.last)) if move.dated else (known, known)
    opens = move.kind in ("proposed", "accepted")
    if (numbered := _numbered(rounds, move.number, known)) is not None:
        return numbered
    if last < known - _LATE or last - first > _WIDE:  # told again
        return next((one for one in reversed(rounds) if day_of(one.founded.known) <= last and first <= one.end), None)
    planned = first if first > known else 0
    if current is None:
        return "new" if opens or move.kind in ("moved", "postponed", "cancelled") else None
    other = move.number is not None and current.number is not None and move.number > current.number
    if not current.held and not current.closed:
        return current
    if not current.closed:
        later = planned > current.end + 6 or (planned > current.end + 1 and move.new and current.stage != "adjourned")
        return "new" if opens and (later or other) else current
    if current.stage == "cancelled":
        if move.kind == "accepted" and not move.new and planned <= current.planned:
            return current  # a consent of before, told again
        return (
            "new" if opens and (known > current.stage_day + 1 or (known > current.stage_day and move.new)) else current
        )
    if opens and (
        other or planned > current.end + 1 or known > current.end + _AFTER or (move.new and known > current.end)
    ):
        return "new"
    return current if known <= current.end + 10 and not opens else None


def is_peace(process: Process) -> bool:
    """Whether a process is one of peace talks, and not the ordinary diplomacy of two states."""
    return score(process) >= 1.0


def score(process: Process) -> float:
    """How much speaks for peace talks: words of war and truce about them, groups at the table, mediators, breaches.

    Parties in a parliament, and groups that fight nobody, need more of each to be told apart from politics.
    """
    if not process.moves or not process.rounds:
        return 0.0
    share = process.peace / process.moves
    groups = [key for key in process.parties if is_group(key)]
    armed = any(map(is_armed, groups))
    helped = min(len(process.mediators), 2) * 0.4
    talked = min(len(process.rounds), 3) * 0.1
    told = sum(one.independent for one in (*process.violations, *process.documents))
    broken = min(told, 2) * 0.3
    if groups and not armed:
        return round(share * 0.2 + (helped + broken) * 0.5 + talked, 3)
    return round(share * (1.0 if groups else 0.7) + helped + talked + broken, 3)
