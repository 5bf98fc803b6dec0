"""Course: the stage of a round, its days, and what is only claimed of them, folded move by move."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.records import Evidence, Move, Value
from dragoman.records.kept import Stage

from .tellings import CLOSED, MEETING, Chronicle, Telling, day_of, evidence_of, iso
from .words import beginnings

_TAKEN_BACK = frozenset({"collapsed", "cancelled"})  # what a denial is of; nobody denies that a round has ended well
_AGAIN = 7  # days after a meeting from which it is told again
_OPENING = re.compile(r"\b(?:start|begin|open|opening|beginning|launch)\b", re.IGNORECASE)
_BEFORE = 25  # characters before words of a delay in which it is told of what
_RIVAL = 3  # days from its beginning within which another day that is told for it is a rival one


@dataclass(slots=True)
class Course:
    """How far a round has got; days are ordinals, 0 where unknown."""

    parties: tuple[str, ...]
    founded: Telling
    chronicle: Chronicle
    stage: Stage | None = None
    stage_day: int = 0
    first: int = 0
    last: int = 0
    planned: int = 0
    held: bool = False
    outcome: str | None = None
    claims: dict[tuple[str, str | None], list[tuple[str, Evidence]]] = field(default_factory=dict)
    _starts: dict[int, set[str]] = field(default_factory=dict)
    _begun: dict[int, list[Telling]] = field(default_factory=dict)
    _closing: set[tuple[str, int]] = field(default_factory=set)
    _ends: dict[str, set[str]] = field(default_factory=dict)
    _sitting: set[str] = field(default_factory=set)
    _breaks: dict[int, dict[str, set[str]]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _agreed: set[str] = field(default_factory=set)
    _presumed: bool = False
    """Whether it is accepted only by what was told of who will mediate it: nobody agreed, on no day and no place."""
    _met: set[str] = field(default_factory=set)
    _before: tuple[Stage | None, int] = (None, 0)
    _denied: set[str] = field(default_factory=set)
    _consent: set[str] = field(default_factory=set)
    _proposers: set[str] = field(default_factory=set)
    _waiting: dict[str, set[str]] = field(default_factory=dict)
    _claimants: dict[str, set[str]] = field(default_factory=dict)

    @property
    def sure(self) -> bool:
        """Whether more than one independent source tells how it ended."""
        return self.stage is not None and len(self._ends.get(self.stage, ())) > 1

    def take(self, told: Telling) -> None:
        """Fold one step of this round."""
        move = told.move
        kind = move.kind
        if not self._credible(told):
            return
        act = day_of(move.last if kind in ("adjourned", "concluded", "collapsed") else move.first)
        known = day_of(told.known)
        if kind == "collapsed" and not self.held and self.stage is not None and act < self.planned:
            kind = "cancelled"  # "abandoned the talks" that were still to come
        if kind in MEETING:
            if day_of(move.last) - day_of(move.first) <= 2:
                if move.named or move.dated or (self.held and kind not in ("convened", "ongoing")):
                    self._meeting(told, kind, act or known)
            else:
                self.chronicle.note("dates", move)
        elif self._retold(move, known):
            self.chronicle.note("plan", move)
        elif kind == "proposed":
            self._asked.add(told.origin)
            if move.by:
                self._proposers.add(move.by)
            if self.stage is None:
                self._turn(told, "proposed", known, "a round is proposed")
            elif self.stage == "accepted" and self._presumed:
                self._presumed = False
                self._turn(told, "proposed", known, "proposed only now, after who is to mediate was told")
        elif kind == "accepted":
            self._accepted(told, known)
        elif kind == "cancelled":
            if not self.held and self.stage != "cancelled":
                self._turn(told, "cancelled", known, "called off before it met")
            elif self.stage == "adjourned":
                self._turn(told, "cancelled", known, "not taken up again")
        elif kind == "postponed" and self.stage == "ongoing" and known >= self.stage_day and not _of_opening(move):
            self._turn(told, "adjourned", known, "put off while under way")
        off = self.stage == "cancelled" and kind != "postponed"  # told again: no day is planned any more
        if kind in ("proposed", "accepted", "postponed", "moved") and not self.held and not off and move.dated:
            day = day_of(move.first)
            if day > known and day != self.planned:
                self.planned, self.first, self.last = day, 0, 0
                why = "the day planned" if kind != "postponed" else "put off to this day"
                self.chronicle.log(told, "first", move.first, why)

    def _retold(self, move: Move, known: int) -> bool:
        """Whether a step of before the meeting is told when things have moved on since."""
        day = day_of(move.last)
        if not move.dated or day >= known - 1:
            return False
        return day < self.stage_day or self.held

    def _accepted(self, told: Telling, known: int) -> None:
        move = told.move
        bare = not (self.planned or move.dated or move.venue or move.by) and bool(move.mediators)
        self._presumed = bare and (self._presumed or self.stage is None)
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
        self.chronicle.note("dates", move)
        if not self.held and not self._surely(told, kind, act):
            self._claim(told, kind)
            return
        known = day_of(told.known)
        if known - act > _AGAIN and act < (self.first or self.planned or day_of(self.founded.known)) - 1:
            return  # told again, and not of the day that it was told of then
        self._days(told, kind, act)
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
            self._over(told, kind, act, self.stage)
        elif kind in ("convened", "ongoing"):
            if self.stage in (None, "proposed", "accepted", "cancelled"):
                opens = kind == "convened" or act == self.planned  # "are under way", on that day
                self._turn(told, "convened" if opens else "ongoing", act, "the sides met")
            elif self.stage == "convened" and act > self.stage_day:
                self._turn(told, "ongoing", act, "it goes on")
            elif self.stage == "adjourned" and act > self.stage_day and (kind == "ongoing" or move.dated):
                self._turn(told, "ongoing", act, "taken up again")
        elif act >= self.stage_day or self.stage in (None, "proposed", "accepted", "cancelled"):
            why = {"adjourned": "broken off for a time", "concluded": "brought to its end", "collapsed": "broken off"}
            if self.stage != kind:
                self._turn(told, kind, act, why[kind])  # type: ignore[arg-type]

    def _days(self, told: Telling, kind: str, act: int) -> None:
        """When it began and when it was last sitting."""
        if not self.held:
            self.held = True
            self.first, self.last = act, 0
            self.chronicle.log(told, "first", iso(act), "the day it met")
        elif act and act < self.first and not self._starts and (told.move.dated or self.first - act > 1):
            self.first = act
            self.chronicle.log(told, "first", iso(act), "an earlier day is told")
        if kind == "convened" and told.move.dated:
            self._starts.setdefault(act, set()).add(told.origin)
            self._begun.setdefault(act, []).append(told)
            start = min(self._starts, key=lambda day: (-len(self._starts[day]), day))
            if start != self.first:
                self.first = start
                self.chronicle.log(told, "first", iso(start), "the day on which most tell that it began")
        self.last = max(self.last, act)

    def _over(self, told: Telling, kind: str, act: int, stage: Stage) -> None:
        """What is told of a meeting after its end: that it goes on, or that it ended otherwise."""
        if kind in ("convened", "ongoing"):
            if act >= self.stage_day and kind != "convened":
                self._sitting.add(told.origin)
                if len(self._sitting) > len(self._ends[stage]):
                    self._turn(told, "ongoing", act, "it goes on after all")
            return
        other: Stage = "collapsed" if stage == "concluded" else "concluded"
        if kind == other and len(self._ends[kind]) > len(self._ends[stage]):
            self._turn(told, other, act, "more independent sources tell it so")
        elif kind == other:
            self._claim(told, kind)

    def _surely(self, told: Telling, kind: str, act: int) -> bool:
        """Whether the sides have met: the day planned has come, or the words or a second source leave no doubt."""
        if kind not in ("convened", "ongoing") or self.stage not in ("proposed", "accepted", "cancelled"):
            return True
        move = told.move
        if self.planned and (act >= self.planned or (act == self.planned - 1 and move.venue is not None)):
            return True
        self._met.add(told.origin)
        plain = (
            kind == "convened"
            and move.dated
            and move.venue is not None
            and move.said_by not in self.parties
            and move.named
        )
        return len(self._met) > 1 or (plain and not self.planned)

    def _credible(self, told: Telling) -> bool:
        """Whether a step counts: told by the report, by whoever is no party, by its doer, or by enough others."""
        move = told.move
        if move.kind == "denied":
            self._deny(told)
            return False
        if move.kind in CLOSED or move.kind == "adjourned":
            self._closing.add(told.sentence)
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

    def _deny(self, told: Telling) -> None:
        """A denial stands as a claim, and takes back an end that one source alone tells."""
        self._claim(told, "denied")
        known = day_of(told.known)
        if self.stage in _TAKEN_BACK and len(self._ends.get(self.stage, ())) == 1 and known <= self.stage_day + 3:
            self._denied.add(self.stage)
            stage, day = self._before
            if stage is not None:
                self._turn(told, stage, day, "told by one source alone and denied")

    def _claim(self, told: Telling, value: str) -> None:
        self.claims.setdefault((value, told.move.said_by), []).append((told.origin, evidence_of(told.move)))

    def _turn(self, told: Telling, stage: Stage, day: int, why: str) -> None:
        if stage != self.stage:
            self._before = self.stage, self.stage_day
        self.stage, self.stage_day = stage, day
        self._sitting.clear()
        self.chronicle.log(told, "stage", stage, why)
        self.chronicle.note("stage", told.move)

    def doubted(self) -> list[Value]:
        """Stages that only one side tells or that another denies, the denials, and other days that it began on."""
        stages = [
            _value({"stage": value, "said_by": said}, given)
            for (value, said), given in sorted(self.claims.items(), key=lambda item: (item[0][0], item[0][1] or ""))
            if value != self.stage
        ]
        return stages + [
            _value({"first": iso(day)}, [(told.origin, evidence_of(told.move)) for told in given])
            for day in sorted(self._begun)
            if day != self.first and abs(day - self.first) <= _RIVAL and (given := self._opening(day))
        ]

    def _opening(self, day: int) -> list[Telling]:
        """Who tells a day for the beginning; a later day may be of a sitting or the end, unless words say it began."""
        begun = beginnings("begun")
        return [
            told
            for told in self._begun[day]
            if day < self.first or (begun.match(told.move.words.text) and told.sentence not in self._closing)
        ]


def _of_opening(move: Move) -> bool:
    """Whether it is the beginning that was put off: of a round under way that is over, "the opening was delayed"."""
    at = move.words.start - move.sentence.start
    before = move.sentence.text[max(0, at - _BEFORE) : max(0, at)]
    return _OPENING.search(before + move.words.text) is not None


def _value(value: dict[str, str | None], given: list[tuple[str, Evidence]]) -> Value:
    """A value with all who gave it."""
    return Value(value=value, evidence=[one for _, one in given], independent=len({origin for origin, _ in given}))
