"""What the lines of the ledger come to: the questions with every chance given of them, and how each ended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

import msgspec

from dragoman.errors import BadEntry
from dragoman.records import Chance

from .entries import AnyEntry, Forecast, Issued, Note, Resolved, Void, Withdrawn
from .ledger import START, Head, Line
from .measures import brier, log_loss

Status = Literal["open", "resolved", "void", "withdrawn"]
_AT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?")
RESERVED = frozenset({"dragoman", "base rate", "table"})
"""Forecasters whose names no person can take."""


@dataclass(frozen=True, slots=True)
class Given:
    """A chance given by somebody: in which line, on which day it was written, and the whole of it if it was issued."""

    line: Head
    previous: str
    day: str
    forecaster: str
    p: float
    chance: Chance | None = None


@dataclass(slots=True)
class Standing:
    """A question: what it asks, every chance given of it in order, and how it ended, with what was corrected."""

    question: str
    template: str
    parties: tuple[str, ...]
    deadline: str
    words: str
    given: list[Given] = field(default_factory=list)
    ends: list[Resolved | Void] = field(default_factory=list)
    withdrawn: Withdrawn | None = None
    notes: list[Note] = field(default_factory=list)

    @property
    def end(self) -> Resolved | Void | None:
        """How it ended, the last correction of it."""
        return self.ends[-1] if self.ends else None

    @property
    def status(self) -> Status:
        """Open, resolved, void, or withdrawn and not resolved since."""
        if self.end is not None:
            return "resolved" if isinstance(self.end, Resolved) else "void"
        return "withdrawn" if self.withdrawn else "open"

    @property
    def outcome(self) -> bool | None:
        """Whether it came true, once that is known."""
        return self.end.outcome if isinstance(self.end, Resolved) else None

    @property
    def ended(self) -> str | None:
        """The ISO day from which nobody can say anything of it that was not known: when it came true, else the day
        after its deadline; None while it is not resolved."""
        if not isinstance(self.end, Resolved):
            return None
        if self.end.outcome:
            return self.end.on or self.end.at[:10]
        return (date.fromisoformat(self.deadline) + timedelta(days=1)).isoformat()

    def of(self, forecaster: str) -> list[Given]:
        """What one forecaster has given, in order."""
        return [one for one in self.given if one.forecaster == forecaster]

    def chances(self) -> list[Chance]:
        """Every chance issued, in order, with its hashes and, once it is resolved, its outcome and scores."""
        return [self._whole(one) for one in self.given if one.chance is not None]

    def latest(self, forecaster: str = "dragoman") -> Chance | None:
        """The last chance that one forecaster has issued."""
        last = next((one for one in reversed(self.given) if one.chance and one.forecaster == forecaster), None)
        return self._whole(last) if last else None

    def _whole(self, given: Given) -> Chance:
        assert given.chance is not None
        y = self.outcome
        return msgspec.structs.replace(
            given.chance,
            hash=given.line.hash,
            previous_hash=given.previous,
            outcome=y,
            brier=None if y is None else float(brier(given.p, y)),
            log_score=None if y is None else float(log_loss(given.p, y)),
        )


class Book:
    """The state of a ledger, line by line; `head` is the last line that was taken in."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self.head = START
        self.at = ""
        self.questions: dict[str, Standing] = {}
        self.notes: list[Note] = []
        self.passed = 0
        """Lines that were passed over: of a newer version, or such as this one would have refused."""
        self._chances: dict[str, Chance] = {}
        self._last: dict[tuple[str, tuple[str, ...], int, str], Chance] = {}
        for line in lines:
            self.take(line)

    def take(self, line: Line) -> None:
        """Count a line in that stands in the ledger already."""
        entry = line.entry
        previous, self.head = self.head.hash, line.head
        try:
            if entry is None:
                raise BadEntry("a kind of entry that this version does not know")
            self.check(entry)
        except BadEntry:
            self.passed += 1
            return
        self.at = entry.at
        if isinstance(entry, Issued):
            self._issued(entry, line.head, previous)
        elif isinstance(entry, Note):
            (self.questions[entry.question].notes if entry.question else self.notes).append(entry)
        else:
            standing = self.questions[entry.question]
            if isinstance(entry, Forecast):
                standing.given.append(Given(line.head, previous, entry.at[:10], entry.by, entry.p))
            elif isinstance(entry, Withdrawn):
                standing.withdrawn = entry
            else:
                standing.ends.append(entry)

    def _issued(self, entry: Issued, head: Head, previous: str) -> None:
        chance = entry.chance
        parties = tuple(sorted(chance.parties))
        standing = self.questions.setdefault(
            chance.question, Standing(chance.question, chance.template, parties, due(chance), chance.words)
        )
        standing.given.append(Given(head, previous, entry.at[:10], chance.forecaster, chance.p, chance))
        self._chances[chance.id] = chance
        self._last[chance.template, parties, chance.horizon_days, chance.forecaster] = chance

    # Asking

    def holds(self, chance: Chance) -> bool:
        """Whether this very chance has been issued, whatever chance it says came before it."""
        known = self._chances.get(chance.id)
        return known is not None and msgspec.structs.replace(known, previous=chance.previous) == chance

    def of(self, *, status: Status | None = None, parties: Iterable[str] = ()) -> list[Standing]:
        """The questions of a status that are of all these parties, in the order in which they were asked."""
        wanted = set(parties)
        return [
            one
            for one in self.questions.values()
            if (status is None or one.status == status) and wanted <= set(one.parties)
        ]

    def due(self, today: str) -> list[Standing]:
        """The questions whose deadline has passed and which nobody has resolved, withdrawn ones among them."""
        return [one for one in self.questions.values() if one.end is None and one.deadline < today[:10]]

    def last(
        self, template: str, parties: Iterable[str], horizon_days: int, forecaster: str = "dragoman"
    ) -> Chance | None:
        """The last chance of that kind of question, whatever its deadline: what "since last time" is held against."""
        return self._last.get((template, tuple(sorted(parties)), horizon_days, forecaster))

    # Refusing

    def check(self, entry: AnyEntry) -> None:
        """Whether an entry can come next.

        Raises:
            BadEntry: a value is out of range, its question is unknown or over, or it would rewrite what stands.
        """
        if not _AT.fullmatch(entry.at) or _day(entry.at, "$.at") is None or entry.at < self.at:
            hint = (
                f"The ledger has been written up to {self.at}" if self.at else "As 2026-03-01 or 2026-03-01T12:00:00Z"
            )
            raise BadEntry(f"{entry.at!r} is no moment that comes next", field="$.at", hint=hint)
        if not entry.by.strip():
            raise BadEntry("nobody has written it", field="$.by")
        if isinstance(entry, Issued):
            self._check_chance(entry)
        elif isinstance(entry, Note):
            _told(entry.words, "$.words")
            if entry.question is not None:
                self._known(entry.question)
        else:
            standing = self._known(entry.question)
            if isinstance(entry, Forecast):
                _unit(entry.p, "$.p")
                if entry.by in RESERVED:
                    raise BadEntry(f"{entry.by!r} is no person's name", field="$.by")
                _takes(standing, entry.at)
            elif isinstance(entry, Withdrawn):
                _told(entry.why, "$.why")
                _takes(standing, None)
            else:
                _check_end(standing, entry)

    def _known(self, question: str) -> Standing:
        if question not in self.questions:
            raise BadEntry(f"no question {question!r} in the ledger", field="$.question", hint="Issue a chance of it")
        return self.questions[question]

    def _check_chance(self, entry: Issued) -> None:
        chance = entry.chance
        for name in ("id", "question", "forecaster", "model"):
            _told(getattr(chance, name), f"$.chance.{name}")
        for name in ("p", "low", "high", "base"):
            _unit(getattr(chance, name), f"$.chance.{name}")
        for name in ("base_low", "base_high", "table"):
            if getattr(chance, name) is not None:
                _unit(getattr(chance, name), f"$.chance.{name}")
        if not chance.low <= chance.p <= chance.high:
            raise BadEntry(f"{chance.p} lies outside its interval", field="$.chance.low")
        if not chance.parties or chance.horizon_days < 1 or chance.base_n < 0:
            raise BadEntry("it has no parties, no horizon, or a base rate of fewer than no cases", field="$.chance")
        if (chance.hash, chance.previous_hash, chance.outcome, chance.brier, chance.log_score) != (None,) * 5:
            raise BadEntry("its hashes, outcome and scores are the ledger's to fill", field="$.chance.hash")
        if chance.id in self._chances:
            hint = "A chance that says something else is another one: give it another id"
            raise BadEntry(f"there is a chance {chance.id!r} already", field="$.chance.id", hint=hint)
        _day(chance.issued, "$.chance.issued")
        deadline = due(chance)
        if entry.at[:10] > deadline:
            raise BadEntry(f"its deadline was {deadline}", field="$.chance.deadline", hint="A chance comes before it")
        standing = self.questions.get(chance.question)
        if standing is not None:
            asked = (standing.template, standing.parties, standing.deadline)
            if (chance.template, tuple(sorted(chance.parties)), deadline) != asked:
                what = (
                    "the question of that id asks something else: another template, other parties or another deadline"
                )
                raise BadEntry(what, field="$.chance.question")
            _takes(standing, None)


def due(chance: Chance) -> str:
    """The ISO day of a chance's deadline.

    Raises:
        BadEntry: it has none.
    """
    if chance.deadline is not None:
        _day(chance.deadline, "$.chance.deadline")
        return chance.deadline
    try:
        return (_day(chance.issued, "$.chance.issued") + timedelta(days=chance.horizon_days)).isoformat()
    except OverflowError as error:
        raise BadEntry("its horizon is too long", field="$.chance.horizon_days") from error


def _check_end(standing: Standing, entry: Resolved | Void) -> None:
    if standing.end is not None and not entry.correction.strip():
        what = f"the question is {standing.status} since {standing.end.at}"
        raise BadEntry(what, field="$.correction", hint="Give the reason for a correction; both then stay")
    if standing.end is None and entry.correction:
        raise BadEntry("there is nothing to correct yet", field="$.correction")
    if isinstance(entry, Void):
        _told(entry.why, "$.why")
        return
    if not entry.outcome and entry.at[:10] <= standing.deadline:
        what = f"it can still come true until {standing.deadline}"
        raise BadEntry(what, field="$.outcome", hint="Where its rule makes it void, say so")
    if entry.on is not None:
        _day(entry.on, "$.on")
    if entry.outcome and (entry.on or entry.at[:10]) > min(standing.deadline, entry.at[:10]):
        raise BadEntry("it came true after its deadline, or has not yet", field="$.on", hint=f"By {standing.deadline}")


def _takes(standing: Standing, at: str | None) -> None:
    """Refuse a chance of a question that is over."""
    if standing.status != "open":
        raise BadEntry(f"the question is {standing.status}", field="$.question")
    if at is not None and at[:10] > standing.deadline:
        raise BadEntry(f"its deadline was {standing.deadline}", field="$.at")


def _unit(value: float, where: str) -> None:
    if not 0 <= value <= 1:
        raise BadEntry(f"{value} does not lie between 0 and 1", field=where)


def _told(words: str, where: str) -> None:
    if not words.strip():
        raise BadEntry("it is empty", field=where)


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise BadEntry(f"{text!r} is no day", field=where, hint="Write it as 2026-03-01") from error
