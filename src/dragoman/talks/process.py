"""Processes: the talks of a set of parties, folded from all moves that are told of their table."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import pairwise

from dragoman.records import Change, Evidence, Process, Value

from .keys import process_keys
from .parties import is_armed, is_group
from .rounds import Building
from .routing import Routing
from .tables import Read, Tables, Told
from .tellings import Telling, evidence_of, iso

_SOON = 14  # days after a round in which one source alone makes no other


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
    folding = Folding(lambda key: kept.get(key, ()))
    found = [one for key in sorted(kept) for one in folding.of(key)]
    return sorted(found, key=lambda process: (-process.moves, process.id))


class Folding:
    """Folds one conflict after the other; what was read is kept, and must not change in between.

    Args:
        read: gives the moves under a key, as `fold` takes them; asked for the keys to be folded and for some beside.
    """

    def __init__(self, read: Read) -> None:
        self._tables = Tables(read)

    def of(self, key: str) -> list[Process]:
        """The processes kept under a key that `process_keys` gave: those that `fold` of all moves has of it."""
        return [_process(parties, told) for parties, told in self._tables.of(key)]


def process_id(parties: Iterable[str]) -> str:
    """The id of the process of some parties: "t-" and 12 hex digits of a hash of their keys, sorted."""
    return "t-" + sha256("\x1f".join(sorted(parties)).encode()).hexdigest()[:12]


def _process(parties: tuple[str, ...], tellings: list[Telling]) -> Process:
    peace = sum(told.move.peace for told in tellings)
    helped = sum(bool(told.move.mediators) for told in tellings)
    often = len(tellings)
    routing = Routing(process_id(parties), parties, at_war=peace * 5 > often, helped=helped * 5 > often)
    names: dict[str, str] = {}
    helping: dict[str, set[str]] = {}
    documents: dict[str, list[tuple[str, Evidence]]] = {}
    violations: dict[str, list[tuple[str, Evidence]]] = {}
    for told in tellings:
        move = told.move
        if not names.keys() >= move.names.keys():
            names = {**move.names, **names}
        for helper in (*move.mediators, *told.helpers):
            if helper not in parties:
                helping.setdefault(helper, set()).add(told.origin)
        if move.kind == "violated":
            violations.setdefault(move.by or "", []).append((told.origin, evidence_of(move)))
        elif move.kind == "signed" and move.document:
            documents.setdefault(move.document, []).append((told.origin, evidence_of(move)))
        routing.take(told)
    routing.close()
    rounds = [one for one in routing.rounds if one.stage is not None]
    rounds.sort(key=lambda one: (one.start, one.founded.order))
    rounds = _surely(rounds, routing.history)
    for before, after in pairwise(rounds):
        if not after.mediators.origins and not after.held:  # nobody else is told
            after.inherit(before)
        if not after.held:
            after.shape.format = after.shape.format or before.shape.format
    latest = rounds[-1] if rounds else None
    return Process(
        id=routing.process,
        parties=list(parties),
        names=dict(sorted(names.items())),
        mediators=sorted(helping, key=lambda one: (-len(helping[one]), one)),
        rounds=[one.record() for one in rounds],
        stage=latest.stage if latest is not None else None,
        documents=_values(documents),
        violations=_values(violations),
        history=routing.history,
        moves=len(tellings),
        peace=peace,
    )


def _surely(rounds: list[Building], history: list[Change]) -> list[Building]:
    """Without meetings that one source alone tells of right after a round: told again with a wrong day, most often."""
    sure: list[Building] = []
    for one in rounds:
        before = sure[-1] if sure else None
        alone = len(one.origins) < 2 and one.number is None and one.held and not one.founded.move.new
        others = before is not None and len(before.origins) > 1  # of whom one would tell as well
        there = before is not None and one.halls.venue in (None, *before.halls.told)
        there = there or one.founded.move.kind != "convened"
        if before is not None and others and there and before.held and alone and one.start - before.end <= _SOON:
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
