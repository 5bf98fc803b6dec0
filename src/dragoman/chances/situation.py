"""Where a pair of parties stands, as far as it bears on what comes next: conditions, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.codebooks import groups, states
from dragoman.errors import UnknownCode
from dragoman.records import Evidence, Move, Process, Round
from dragoman.talks import home

_LATELY = 60  # days that a refusal, an offer or a breach bears on what comes next
_STANDS = 90  # and a round: what was under way longer ago, and is not told of since, nobody knows to be
_ASLEEP = 730
_TRUCE = "ceasefire"
_UNDER_WAY, _OVER = frozenset({"convened", "ongoing"}), frozenset({"collapsed", "cancelled"})
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_GOVERNMENT = re.compile(r"(?:the )?(?:government of (?P<of>.+)|(?P<whose>.+?)(?:'s|’s)? government)", re.IGNORECASE)
_HIGH, _LOW = frozenset({"heads", "ministers"}), frozenset({"technical"})


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that holds: its name in data/adjustments.toml, who or where it is of, and its evidence."""

    name: str
    of: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """The talks of some parties on a day.

    Args:
        process: as they stand.
        moves: what was told of them; only the last two months bear on what comes next.
        at: the ISO day.
        documents: ordinals of the days of documents signed so far that are known of.
        whole: whether those are all, as published tables tell, or only what reports told.
    """

    process: Process
    moves: Sequence[Move]
    at: str
    documents: tuple[int, ...] = ()
    whole: bool = False
    conditions: tuple[Condition, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "conditions", tuple(_conditions(self.process, self._lately(), self.at)))

    @property
    def told(self) -> str | None:
        """The last ISO day from which anything is told of the talks; None where nothing is."""
        known = [change.known[:10] for one in self.process.rounds for change in one.history]
        known += [move.first[:10] for move in self.moves if move.first is not None]
        return max((day for day in known if day <= self.at[:10]), default=None)

    @property
    def fresh(self) -> bool:
        """Whether the talks are told of lately, as far as anybody dates them."""
        return self.told is None or (_day(self.at) - _day(self.told)).days <= _STANDS

    @property
    def silent(self) -> bool:
        """Whether nothing has been told of the talks for two years, so that they are no live process."""
        return self.told is not None and (_day(self.at) - _day(self.told)).days > _ASLEEP

    @property
    def names(self) -> dict[str, str]:
        """What each party is called in a question: as the codebooks have it, so that all reports ask the same words."""
        parties = self.process.parties
        return {key: _called(key, parties, self.process.names) for key in parties}

    def _lately(self) -> list[Move]:
        today = date.fromisoformat(self.at[:10])
        return [move for move in self.moves if move.first is None or (today - _day(move.first)).days <= _LATELY]


def _conditions(process: Process, moves: Sequence[Move], at: str) -> Iterator[Condition]:
    name = process.names
    current = process.rounds[-1] if process.rounds else None
    if current is not None and _stands(current, at):
        stage = tuple(current.evidence.get("stage", ()))
        if current.stage in _UNDER_WAY:
            yield Condition("under_way", evidence=stage)
        elif current.stage == "accepted":
            yield Condition("agreed_ahead", evidence=stage)
        elif current.stage == "adjourned":
            yield Condition("adjourned", evidence=stage)
        elif current.stage in _OVER:
            yield Condition("broken_off", evidence=stage)
        if current.venue and current.stage not in _OVER:
            yield Condition("venue", current.venue, tuple(current.evidence.get("venue", ())))
        if current.level in _HIGH:
            yield Condition("high_level", evidence=tuple(current.evidence.get("level", ())))
        elif current.level in _LOW:
            yield Condition("low_level", evidence=tuple(current.evidence.get("level", ())))
        if current.mediators:
            who = ", ".join(name.get(key) or _known(key) for key in current.mediators)
            yield Condition("mediated", who, tuple(current.evidence.get("mediators", ())))
    yield from _told("refused", name, (move for move in moves if move.kind in ("refused", "stayed_away")))
    of_truce = [move for move in moves if move.issue == _TRUCE]
    yield from _told("truce_offered", name, (move for move in of_truce if move.kind == "offered"))
    yield from _told("truce_refused", name, (move for move in of_truce if move.kind == "rejected"))
    yield from _told("truce_broken", name, (move for move in moves if move.kind == "violated"))


def _stands(current: Round, at: str) -> bool:
    """Whether a round is told of lately enough for its stage to hold; of one that nobody dates it is taken to."""
    known = max((change.known[:10] for change in current.history), default=None)
    return known is None or (_day(at) - _day(known)).days <= _STANDS


def _called(key: str, parties: Sequence[str], told: Mapping[str, str]) -> str:
    """A party's name; of a state that sits opposite a group of its own, its government's."""
    state = states().get(key)
    if state is not None:
        own = any(other != key and home(other) == key for other in parties)
        return f"the government of {state.name}" if own else state.name
    return _known(key, told.get(key, key))


def _known(key: str, otherwise: str = "") -> str:
    """What the codebooks call a party."""
    known = states().get(key) or groups().get(key.removeprefix("group:"))
    return known.name if known is not None else otherwise or key


def _told(condition: str, names: Mapping[str, str], moves: Iterable[Move]) -> Iterator[Condition]:
    """One condition for all moves that tell it, however often it is told, of every party that one of them names."""
    found = [move for move in moves if move.by is None or move.by in move.parties]
    if found:
        parties = dict.fromkeys(names.get(move.by) or _known(move.by) for move in found if move.by)
        evidence = [Evidence(report=one.report, start=one.words.start, end=one.words.end) for one in found]
        yield Condition(condition, ", ".join(parties) or "one side", tuple(evidence))


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def party(name: str) -> tuple[str, str]:
    """The key of a party that is named by its code, key or name, and what it is called.

    A government is its state's: "the government of Yemen".

    Raises:
        UnknownCode: no codebook of states and groups has it.
    """
    name = " ".join(name.split())
    government = _GOVERNMENT.fullmatch(name)
    bare = _THE.sub("", (government["of"] or government["whose"]) if government else name)
    for one in dict.fromkeys((name, bare)):
        state = states().get(one.upper()) or states().by_name(one)
        if state is not None:
            return state.iso3, state.name
        key = one.removeprefix("group:")
        found = groups().get(key.upper())
        named = [found] if found is not None else groups().by_name(one)
        if named:
            return f"group:{named[0].entity}", named[0].name
    raise UnknownCode(f"nobody is called {name!r}", hint="`dragoman codebook NAME` looks codes up")
