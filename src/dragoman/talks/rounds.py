"""Rounds: moves folded one by one into one round's fields, each change with its reason and its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from dragoman.records import Position, Round
from dragoman.records.kept import Stage

from .course import Course
from .halls import Halls
from .parties import is_group
from .shape import Helpers, Shape
from .tellings import AHEAD, CLOSED, MEETING, Chronicle, Telling, day_of, evidence_of, iso

_STANCES: dict[str, Literal["demand", "offer", "refusal"]] = {
    "demanded": "demand",
    "offered": "offer",
    "rejected": "refusal",
}


@dataclass(slots=True)
class Building:
    """A round while it is folded."""

    process: str
    parties: tuple[str, ...]
    founded: Telling
    number: int | None = None
    names: dict[str, str] = field(default_factory=dict)
    positions: dict[tuple[str, str, str], Position] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)
    chronicle: Chronicle = field(default_factory=Chronicle)
    course: Course = field(init=False)
    halls: Halls = field(init=False)
    shape: Shape = field(init=False)
    mediators: Helpers = field(init=False)
    hosts: Helpers = field(init=False)

    def __post_init__(self) -> None:
        self.course = Course(self.parties, self.founded, self.chronicle)
        self.halls = Halls(self.parties, self.chronicle)
        self.shape = Shape(self.parties, self.chronicle)
        self.mediators = Helpers("mediators", self.parties, self.chronicle)
        self.hosts = Helpers("hosts", self.parties, self.chronicle)

    @property
    def stage(self) -> Stage | None:
        """How far it has got."""
        return self.course.stage

    @property
    def stage_day(self) -> int:
        """Since when, as the ordinal of a day; so are all days here."""
        return self.course.stage_day

    @property
    def held(self) -> bool:
        """Whether the sides have met."""
        return self.course.held

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self.course.stage in CLOSED

    @property
    def planned(self) -> int:
        """The day on which it is to meet; 0 where none is told."""
        return self.course.planned

    @property
    def start(self) -> int:
        """The first day that it is known of: of its meeting, its end before it met, its plan, else of being told."""
        course = self.course
        if course.stage == "cancelled" and not course.held:
            return course.stage_day  # the day planned never came
        return course.first or course.planned or course.stage_day or day_of(self.founded.known)

    @property
    def end(self) -> int:
        """The last day that it is known of."""
        course = self.course
        return course.last or course.planned or course.stage_day or day_of(self.founded.known)

    @property
    def over(self) -> int:
        """The day of its end, and of its last sitting at least."""
        return max(self.course.stage_day, self.course.last)

    def take(self, told: Telling) -> None:
        """Fold one move that belongs to this round."""
        move = told.move
        self.origins.add(told.origin)
        if not self.names.keys() >= move.names.keys():
            self.names = {**move.names, **self.names}
        if move.kind in MEETING or move.kind in AHEAD or move.kind == "denied":
            self.course.take(told)
        if move.number is not None and self.number is None:
            self.number = move.number
            self.chronicle.log(told, "number", move.number, "the report counts the rounds")
        self.halls.take(told, held=self.held, off=self.stage == "cancelled" and not self.held)
        asking = move.by if move.kind == "proposed" and move.by and move.by not in told.helpers else None
        asked = [asking] if asking is not None and not is_group(asking) else []
        helping = [key for key in told.helpers if key in self.mediators.origins]
        self.mediators.take(told, [*move.mediators, *helping, *asked])
        self.hosts.take(told, move.hosts)
        self.shape.take(told, held=self.course.held)
        if move.kind == "signed" and move.document:
            if move.document not in self.documents:
                self.chronicle.log(told, "documents", move.document, "told as signed or reached")
            self.documents[move.document] = None
            self.chronicle.note("documents", move)
        if move.kind in _STANCES and move.by and move.issue:
            self._position(told, move.by, move.issue)

    def inherit(self, before: Building) -> None:
        """Take the helpers of the talks so far where nobody else is told: of them the state where it is to meet."""
        self.mediators.inherit(before.mediators, self.halls.country.get(self.halls.venue or ""))
        self.shape.format = self.shape.format or before.shape.format
        helping = before.mediators.origins
        self.names = {**{key: before.names[key] for key in helping if key in before.names}, **self.names}

    def _position(self, told: Telling, party: str, issue: str) -> None:
        move = told.move
        kind = _STANCES[move.kind]
        kept = self.positions.get((party, kind, issue))
        if kept is not None:
            kept.evidence.append(evidence_of(move))
            return
        self.chronicle.log(told, f"{kind} of {party}", issue, "in its words")
        self.positions[party, kind, issue] = Position(
            party=party,
            kind=kind,
            issue=issue,
            words=_short(move.words.text),
            known=told.known,
            evidence=[evidence_of(move)],
        )

    def record(self) -> Round:
        """The round as it is kept."""
        found, course = self.founded, self.course
        mark = sha256("\x1f".join((found.known, found.move.report, str(found.move.words.start))).encode()).hexdigest()
        positions = [self.positions[key] for key in sorted(self.positions)]
        words: dict[str, dict[str, list[str]]] = {"demand": {}, "offer": {}, "refusal": {}}
        for position in positions:
            words[position.kind].setdefault(position.party, []).append(position.words)
        first = course.first or course.planned or day_of(found.known)
        hosts = self.hosts.origins
        return Round(
            id=f"{self.process}-r{mark[:8]}",
            parties=list(self.parties),
            mediators=self.mediators.ranked(),
            hosts=sorted(hosts, key=lambda key: (-len(hosts[key]), key)),
            venue=self.halls.venue,
            earlier_venues=list(self.halls.earlier),
            first=iso(first),
            last=iso(course.last or first),
            format=self.shape.format,
            level=self.shape.level,
            stage=course.stage,
            demands=words["demand"],
            offers=words["offer"],
            outcome=course.outcome or (", ".join(self.documents) or None),
            evidence=self.chronicle.evidence,
            process=self.process,
            number=self.number,
            names=dict(sorted(self.names.items())),
            delegations=[self.shape.delegations[key] for key in sorted(self.shape.delegations)],
            positions=positions,
            agenda=sorted({position.issue for position in positions}),
            documents=list(self.documents),
            history=self.chronicle.history,
            claims=course.doubted() + self.halls.doubted(),
        )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 120 else line[:120].rsplit(" ", 1)[0] + " …"
