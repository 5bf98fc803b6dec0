"""Rounds: moves folded one by one into one round's fields, each change with its reason and its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, Literal, TypeVar

from dragoman.codebooks import states
from dragoman.records import Change, Delegation, Evidence, Move, Position, Round, Value
from dragoman.records.kept import Format, Level, Stage

from .roles import level_of

T = TypeVar("T", bound=str)

MEETING = frozenset({"convened", "ongoing", "adjourned", "concluded", "collapsed"})
AHEAD = frozenset({"proposed", "accepted", "refused", "cancelled", "postponed", "moved"})
CLOSED = frozenset({"concluded", "collapsed", "cancelled"})
_AGAIN = 7  # days after a meeting from which it is told again
_SLIPS = 6  # a mediator told this many times less than another is taken for a slip of reading
_STANCES: dict[str, Literal["demand", "offer", "refusal"]] = {
    "demanded": "demand",
    "offered": "offer",
    "rejected": "refusal",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One move as it became known: `known` is a day or date-time, `origin` the independent source that told it."""

    known: str
    origin: str
    move: Move
    parties: tuple[str, ...]
    """The parties of the process."""
    helpers: tuple[str, ...] = ()
    """Those whom the move has for parties and who only help."""
    weak: bool = False
    """Whether it names one of the parties at most: it belongs to a round that is there, and begins none."""
    shared: bool = False
    """Whether it could as well be of other talks of that party: it counts only where more than its time fits."""

    order: tuple[str, str, int, int, str, str] = field(init=False)
    """The canonical order: when it became known, then the report, then the place in it."""

    def __post_init__(self) -> None:
        move = self.move
        order = self.known, move.report, move.words.start, move.words.end, move.kind, move.id
        object.__setattr__(self, "order", order)


@lru_cache(maxsize=65536)
def day_of(iso: str | None) -> int:
    """The ordinal of an ISO day or date-time; 0 when there is none."""
    try:
        return date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return 0


def iso(day: int) -> str | None:
    """The ISO day of an ordinal."""
    return date.fromordinal(day).isoformat() if day > 0 else None


def evidence_of(move: Move) -> Evidence:
    """Where a move stands."""
    return Evidence(
        report=move.report, event=move.event, statement=move.statement, start=move.words.start, end=move.words.end
    )


@dataclass(slots=True)
class Building:
    """A round while it is folded; days are ordinals, 0 where unknown."""

    process: str
    parties: tuple[str, ...]
    founded: Telling
    stage: Stage | None = None
    stage_day: int = 0
    first: int = 0
    last: int = 0
    planned: int = 0
    number: int | None = None
    held: bool = False
    venue: str | None = None
    earlier: list[str] = field(default_factory=list)
    format: Format | None = None
    level: Level | None = None
    outcome: str | None = None
    mediators: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    delegations: dict[str, Delegation] = field(default_factory=dict)
    positions: dict[tuple[str, str, str], Position] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    history: list[Change] = field(default_factory=list)
    claims: dict[tuple[str, str | None], list[tuple[str, Evidence]]] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)
    _starts: dict[int, set[str]] = field(default_factory=dict)
    _venues: dict[bool, dict[str, dict[str, int]]] = field(default_factory=lambda: {True: {}, False: {}})
    _ends: dict[str, set[str]] = field(default_factory=dict)
    _sitting: set[str] = field(default_factory=set)
    _breaks: dict[int, dict[str, set[str]]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _agreed: set[str] = field(default_factory=set)
    _met: set[str] = field(default_factory=set)
    _before: tuple[Stage | None, int] = (None, 0)
    _denied: set[str] = field(default_factory=set)
    _consent: set[str] = field(default_factory=set)
    _proposers: set[str] = field(default_factory=set)
    _formats: dict[Format, set[str]] = field(default_factory=dict)
    _levels: dict[bool, dict[Level, set[str]]] = field(default_factory=lambda: {True: {}, False: {}})
    _waiting: dict[str, set[str]] = field(default_factory=dict)
    _claimants: dict[str, set[str]] = field(default_factory=dict)

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self.stage in CLOSED

    @property
    def end(self) -> int:
        """The last day that it is known of: of its meeting, else of its plan, else of being told."""
        return self.last or self.planned or self.stage_day or day_of(self.founded.known)

    @property
    def start(self) -> int:
        """The first day that it is known of."""
        return self.first or self.planned or self.stage_day or day_of(self.founded.known)

    def take(self, told: Telling) -> None:
        """Fold one move that belongs to this round."""
        move = told.move
        self.origins.add(told.origin)
        for key, name in move.names.items():
            self.names.setdefault(key, name)
        if move.kind in MEETING or move.kind in AHEAD or move.kind == "denied":
            self._stage(told)
        if move.number is not None and self.number is None:
            self._set(told, "number", move.number, "the report counts the rounds")
        self._place(told)
        asked = [move.by] if move.kind == "proposed" and move.by and move.by not in self.parties else []
        asked = [key for key in asked if key not in told.helpers]
        helping = [key for key in told.helpers if key in self.mediators]
        for role, keys, counted in (
            ("mediators", [*move.mediators, *helping, *asked], self.mediators),
            ("hosts", move.hosts, self.hosts),
        ):
            for key in keys:
                if key in self.parties:
                    continue
                if key not in counted:
                    self._log(told, role, key, "named as such")
                counted[key] += 1
                self._note(role, move)
        self._shape(told)
        for party, leader in move.leaders.items():
            kept = self.delegations.get(party)
            if kept is None or kept.leader != leader:
                self._log(told, f"delegation of {party}", leader, "named as its leader")
            found = [*(kept.evidence if kept is not None and kept.leader == leader else ()), evidence_of(move)]
            self.delegations[party] = Delegation(party=party, leader=leader, level=move.level, evidence=found)
        if move.kind == "signed" and move.document:
            if move.document not in self.documents:
                self._log(told, "documents", move.document, "told as signed or reached")
            self.documents[move.document] = None
            self._note("documents", move)
        if move.kind in ("demanded", "offered", "rejected") and move.by and move.issue:
            self._position(told)

    def _shape(self, told: Telling) -> None:
        """The format and the level that most independent sources tell; leaders at the table count before other words.

        What nobody calls otherwise is direct once two sides have met, and of more than two sides multilateral.
        """
        move = told.move
        if move.format is not None and move.kind != "refused":
            wide = move.format == "multilateral" and len(self.parties) == 2
            if not wide:  # three were taken for parties, and one of them only helps
                self._formats.setdefault(move.format, set()).add(told.origin)
                self._note("format", move)
        formats = self._formats
        if len(self.parties) > 2:
            formats = {name: origins for name, origins in formats.items() if name != "direct"}
        shape: Format | None = _most(formats)
        if shape is None and self.held:
            shape = "multilateral" if len(self.parties) > 2 else "direct"
        if shape != self.format and shape is not None:
            self._set(told, "format", shape, "told so most" if formats else "the sides met, and nobody says otherwise")
        level = move.level
        if move.leaders:
            level = level or next((found for name in move.leaders.values() if (found := level_of(name))), None)
        if level is not None:
            surely = self._levels[bool(move.leaders)]
            surely.setdefault(level, set()).add(told.origin)
            self._note("level", move)
            best = _most(self._levels[True]) or _most(self._levels[False])
            if best != self.level:
                self._set(told, "level", best, "who leads the sides" if self._levels[True] else "told so most")

    # stage

    def _stage(self, told: Telling) -> None:
        move = told.move
        kind = move.kind
        if not self._credible(told):
            return
        act = day_of(move.last if kind in ("adjourned", "concluded", "collapsed") else move.first)
        known = day_of(told.known)
        if kind in MEETING:
            if day_of(move.last) - day_of(move.first) <= 2:
                if move.named or move.dated or (self.held and kind not in ("convened", "ongoing")):
                    self._meeting(told, kind, act or known)
            else:
                self._note("dates", move)
        elif self._retold(move, known):
            self._note("plan", move)
        elif kind == "proposed":
            self._asked.add(told.origin)
            if move.by:
                self._proposers.add(move.by)
            if self.stage is None:
                self._turn(told, "proposed", known, "a round is proposed")
        elif kind == "accepted":
            self._accepted(told, known)
        elif kind == "cancelled":
            if not self.held and self.stage != "cancelled":
                self._turn(told, "cancelled", known, "called off before it met")
            elif self.stage == "adjourned":
                self._turn(told, "cancelled", known, "not taken up again")
        elif kind == "postponed" and self.stage == "ongoing" and known >= self.stage_day:
            self._turn(told, "adjourned", known, "put off while under way")
        if kind in ("proposed", "accepted", "postponed", "moved") and not self.held and move.dated:
            day = day_of(move.first)
            if day > known and day != self.planned:
                self.planned = day
                self._set(
                    told, "first", move.first, "the day planned" if kind != "postponed" else "put off to this day"
                )
                self.last = 0

    def _retold(self, move: Move, known: int) -> bool:
        """Whether a step of before the meeting is told when things have moved on since."""
        day = day_of(move.last)
        if not move.dated or day >= known - 1:
            return False
        return day < self.stage_day or self.held

    def _accepted(self, told: Telling, known: int) -> None:
        move = told.move
        who = move.by or (move.said_by if move.said_by in self.parties else None)
        if who in self.parties and who is not None:
            self._consent.add(who)
            agreed = self._consent | (self._proposers & set(self.parties))
            whole = len(agreed) >= 2
        else:  # nobody in particular: the date of an offer may be meant
            self._agreed.add(told.origin)
            whole = told.origin not in self._asked or len(self._agreed) > 1
        if self.stage in (None, "proposed"):
            if whole:
                self._turn(told, "accepted", known, "the sides agree to meet")
            elif self.stage is None:
                self._turn(told, "proposed", known, "one side is ready to meet")

    def _meeting(self, told: Telling, kind: str, act: int) -> None:
        move = told.move
        self._note("dates", move)
        if not self.held and not self._surely(told, kind, act):
            self._claim(told, kind)
            return
        known = day_of(told.known)
        if known - act > _AGAIN and act < (self.first or self.planned or day_of(self.founded.known)) - 1:
            return  # told again, and not of the day that it was told of then
        if not self.held:
            self.held = True
            self.first, self.last = act, 0
            self._log(told, "first", iso(act), "the day it met")
        elif act and act < self.first and not self._starts and (move.dated or self.first - act > 1):
            self.first = act
            self._log(told, "first", iso(act), "an earlier day is told")
        if kind == "convened" and move.dated:
            self._starts.setdefault(act, set()).add(told.origin)
            start = min(self._starts, key=lambda day: (-len(self._starts[day]), day))
            if start != self.first:
                self.first = start
                self._log(told, "first", iso(start), "the day on which most tell that it began")
        self.last = max(self.last, act)
        breaks = self._breaks.setdefault(act, {})
        breaks.setdefault(kind, set()).add(told.origin)
        paused, ended = (len(breaks.get(name, ())) for name in ("adjourned", "concluded"))
        if kind == "concluded" and 0 < ended <= paused:
            self._claim(told, kind)  # both tell of one evening: it is to go on
            return
        if kind == "adjourned" and self.stage == "concluded" and act == self.stage_day and paused >= ended:
            self._turn(told, "adjourned", act, "not its end: as many tell that it is to go on")
            return
        if kind in ("concluded", "collapsed") and move.reason:
            self.outcome = self.outcome or move.reason
        if self.stage in ("concluded", "collapsed"):
            if kind in ("convened", "ongoing") and act >= self.stage_day and move.kind != "convened":
                self._sitting.add(told.origin)
                if len(self._sitting) > len(self._ends[self.stage]):
                    self._turn(told, "ongoing", act, "it goes on after all")
                return
            other = "collapsed" if self.stage == "concluded" else "concluded"
            if kind == other and len(self._ends[kind]) > len(self._ends[self.stage]):
                self._turn(told, other, act, "more independent sources tell it so")  # type: ignore[arg-type]
            elif kind == other:
                self._claim(told, kind)
            return
        if kind in ("convened", "ongoing"):
            if self.stage in (None, "proposed", "accepted", "cancelled"):
                self._turn(told, kind, act, "the sides met")  # type: ignore[arg-type]
            elif self.stage == "convened" and act >= self.stage_day and (kind == "ongoing" or act > self.stage_day):
                self._turn(told, "ongoing", act, "it goes on")
            elif self.stage == "adjourned" and act > self.stage_day:
                self._turn(told, "ongoing", act, "taken up again")
        elif act >= self.stage_day or self.stage in (None, "proposed", "accepted", "cancelled"):
            why = {"adjourned": "broken off for a time", "concluded": "brought to its end", "collapsed": "broken off"}
            if self.stage != kind:
                self._turn(told, kind, act, why[kind])  # type: ignore[arg-type]

    def _surely(self, told: Telling, kind: str, act: int) -> bool:
        """Whether the sides have met: the day planned has come, or the words or a second source leave no doubt."""
        if kind not in ("convened", "ongoing") or self.stage not in ("proposed", "accepted", "cancelled"):
            return True
        if self.planned and act >= self.planned - 1:
            return True
        self._met.add(told.origin)
        move = told.move
        plain = kind == "convened" and move.dated and move.venue is not None and move.said_by is None and move.named
        return len(self._met) > 1 or (plain and not self.planned)

    def _credible(self, told: Telling) -> bool:
        """Whether a step counts: told by the report, by whoever is no party, by its doer, or by enough others."""
        move = told.move
        if move.kind == "denied":
            self._claim(told, "denied")
            if (
                self.stage in CLOSED
                and len(self._ends.get(self.stage, ())) == 1
                and day_of(told.known) <= self.stage_day + 3
            ):
                self._denied.add(self.stage)
                stage, day = self._before
                if stage is not None:
                    self._turn(told, stage, day, "told by one source alone and denied")
            return False
        if move.kind in CLOSED:
            self._ends.setdefault(move.kind, set()).add(told.origin)
            if move.kind in self._denied and len(self._ends[move.kind]) < 2:
                self._claim(told, move.kind)
                return False
        said = move.said_by
        if said is None or said not in self.parties:
            return True
        if move.by == said and move.kind not in ("convened", "ongoing", "concluded"):
            return True
        if move.kind in ("accepted", "proposed", "moved", "postponed"):
            return True
        self._waiting.setdefault(move.kind, set()).add(told.origin)
        self._claimants.setdefault(move.kind, set()).add(said)
        if len(self._waiting[move.kind]) >= 2 or len(self._claimants[move.kind]) >= 2:
            return True
        self._claim(told, move.kind)
        return False

    def _claim(self, told: Telling, value: str) -> None:
        self.claims.setdefault((value, told.move.said_by), []).append((told.origin, evidence_of(told.move)))

    def _turn(self, told: Telling, stage: Stage, day: int, why: str) -> None:
        if stage != self.stage:
            self._before = self.stage, self.stage_day
        self.stage, self.stage_day = stage, day
        self._sitting.clear()
        self._log(told, "stage", stage, why)
        self._note("stage", told.move)

    # place

    def _place(self, told: Telling) -> None:
        move = told.move
        name = move.venue or _state_name(move.venue_country, self.parties)
        if move.moved_from and move.moved_from not in self.earlier and move.moved_from != name:
            self.earlier.append(move.moved_from)
            self._log(told, "earlier_venues", move.moved_from, "moved from there")
        if name is None or move.kind in ("refused", "denied", "demanded", "offered", "rejected", "violated"):
            return
        met = move.kind in MEETING
        at = self._venues[met].setdefault(name, {})
        if not met:  # the latest plan stands
            self._venues[met][name] = at = dict(self._venues[met].pop(name))
        at[told.origin] = 1
        if move.kind == "moved" and name in self.earlier:
            self.earlier.remove(name)
        best = self._best(told)
        if best != self.venue:
            left = self.venue if move.kind == "moved" else None
            if left is not None and left not in self.earlier and _state_name_of(left) is None:
                self.earlier.append(left)
            why = "moved there" if move.kind == "moved" else "where it met" if met else "where it is to meet"
            self._set(told, "venue", best, why)
        self._note("venue", move)

    def _best(self, told: Telling) -> str | None:
        """The venue: of a meeting the most told, of a plan the latest; a city before a country, none that was left."""

        def rank(item: tuple[str, dict[str, int]]) -> tuple[bool, bool, int]:
            name, origins = item
            return name not in self.earlier, _state_name_of(name) is None, len(origins)

        met = self._venues[True]
        if met:
            best = max(met.items(), key=rank)
            if _state_name_of(best[0]) is None and best[0] not in self.earlier:
                return best[0]
        plans = list(self._venues[False].items())
        for wanted in (True, False):
            for name, _ in reversed(plans):
                if name not in self.earlier and (_state_name_of(name) is None) is wanted:
                    return name
        return max(met.items(), key=rank)[0] if met else (plans[-1][0] if plans else None)

    # the rest

    def _position(self, told: Telling) -> None:
        move = told.move
        assert move.by is not None and move.issue is not None
        kind = _STANCES[move.kind]
        key = (move.by, kind, move.issue)
        kept = self.positions.get(key)
        if kept is None:
            self._log(told, f"{kind} of {move.by}", move.issue, "in its words")
            self.positions[key] = Position(
                party=move.by,
                kind=kind,
                issue=move.issue,
                words=_short(move.words.text),
                known=told.known,
                evidence=[evidence_of(move)],
            )
        else:
            kept.evidence.append(evidence_of(move))

    def _set(self, told: Telling, name: str, value: Any, why: str) -> None:
        if name == "first":
            self.first = 0 if not self.held else self.first
        else:
            setattr(self, name, value)
        self._log(told, name, value, why)

    def _log(self, told: Telling, name: str, value: Any, why: str) -> None:
        self.history.append(
            Change(known=told.known, field=name, value=value, why=why, evidence=[evidence_of(told.move)])
        )

    def _note(self, name: str, move: Move) -> None:
        self.evidence.setdefault(name, []).append(evidence_of(move))

    def record(self) -> Round:
        """The round as it is kept."""
        found = self.founded
        mark = sha256("\x1f".join((found.known, found.move.report, str(found.move.words.start))).encode()).hexdigest()
        positions = [self.positions[key] for key in sorted(self.positions)]
        words: dict[str, dict[str, list[str]]] = {"demand": {}, "offer": {}, "refusal": {}}
        for position in positions:
            words[position.kind].setdefault(position.party, []).append(position.words)
        claims = [
            Value(
                value={"stage": value, "said_by": said},
                evidence=[one for _, one in given],
                independent=len({origin for origin, _ in given}),
            )
            for (value, said), given in sorted(self.claims.items(), key=lambda item: (item[0][0], item[0][1] or ""))
            if value != self.stage
        ]
        first = self.first or self.planned or day_of(self.founded.known)
        most = max(self.mediators.values(), default=0)
        helpers = sorted(
            (key for key, count in self.mediators.items() if count * _SLIPS >= most),
            key=lambda key: (-self.mediators[key], key),
        )
        if any(not key.startswith("person:") for key in helpers):  # who came for one of them
            helpers = [key for key in helpers if not key.startswith("person:")]
        return Round(
            id=f"{self.process}-r{mark[:8]}",
            parties=list(self.parties),
            mediators=helpers,
            hosts=sorted(self.hosts, key=lambda key: (-self.hosts[key], key)),
            venue=self.venue,
            earlier_venues=list(self.earlier),
            first=iso(first),
            last=iso(self.last or first),
            format=self.format,
            level=self.level,
            stage=self.stage,
            demands=words["demand"],
            offers=words["offer"],
            outcome=self.outcome or (", ".join(self.documents) or None),
            evidence=self.evidence,
            process=self.process,
            number=self.number,
            names=dict(sorted(self.names.items())),
            delegations=[self.delegations[key] for key in sorted(self.delegations)],
            positions=positions,
            agenda=sorted({position.issue for position in positions}),
            documents=list(self.documents),
            history=self.history,
            claims=claims,
        )


@lru_cache(maxsize=4096)
def _state_name(code: str | None, parties: tuple[str, ...]) -> str | None:
    state = states().get(code) if code else None
    return state.name if state is not None and code not in parties else None


@lru_cache(maxsize=4096)
def _state_name_of(name: str) -> str | None:
    """The name itself when it is a state's and no city's."""
    return name if any(state.name == name for state in states().all()) else None


def _most(told: Mapping[T, Collection[str]]) -> T | None:
    """What most sources tell; the one of them that comes last by name where as many tell others."""
    return max(told, key=lambda value: (len(told[value]), value), default=None)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 120 else line[:120].rsplit(" ", 1)[0] + " …"
