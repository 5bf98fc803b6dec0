"""Records across reports: happenings, stories, talks with their rounds, and chances. Nothing is averaged away."""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec

from ._base import Record, Span

Format = Literal["direct", "proximity", "shuttle", "multilateral"]
Level = Literal["heads", "ministers", "envoys", "technical"]
Stage = Literal[
    "proposed",
    "accepted",
    "convened",
    "ongoing",
    "adjourned",
    "concluded",
    "collapsed",
    "cancelled",
]
FORMATS: tuple[str, ...] = get_args(Format)
LEVELS: tuple[str, ...] = get_args(Level)
STAGES: tuple[str, ...] = get_args(Stage)
MoveKind = Literal[
    "proposed",
    "accepted",
    "refused",
    "convened",
    "ongoing",
    "adjourned",
    "concluded",
    "collapsed",
    "cancelled",
    "postponed",
    "moved",
    "hosted",
    "mediated",
    "attended",
    "stayed_away",
    "demanded",
    "offered",
    "rejected",
    "signed",
    "violated",
    "denied",
]
MOVES: tuple[str, ...] = get_args(MoveKind)


class Evidence(Record, frozen=True, kw_only=True):
    """Where a value comes from: a report, and the event, statement or words [start, end) in it."""

    report: str
    event: str | None = None
    statement: str | None = None
    start: int | None = None
    end: int | None = None


class Value(Record, frozen=True, kw_only=True):
    """One value of a field and everyone who gave it; a field with several values is a disagreement, kept.

    `independent` counts those who gave it, copies of one wire report as one.
    """

    value: Any
    evidence: list[Evidence]
    independent: int = 0


class Happening(Record, frozen=True, kw_only=True):
    """The events of several reports that tell of the same thing, each field with every value that was given.

    `shown` has the value of each field that the rule `by` picked; `reports` and `independent` count its sources, copies
    of one wire report as one independent source. `disagree` names the fields whose values cannot all be right.
    """

    id: str
    type: str
    evidence: list[Evidence]
    fields: dict[str, list[Value]] = msgspec.field(default_factory=dict)
    shown: dict[str, Any] = msgspec.field(default_factory=dict)
    by: str = "most"
    reports: int = 0
    independent: int = 0
    disagree: list[str] = msgspec.field(default_factory=list)


class Story(Record, frozen=True, kw_only=True):
    """The reports that tell of the same thing, in the order in which they became known.

    `copies` are groups of reports that are one text with small changes; `independent` counts each group once.
    """

    id: str
    reports: list[str]
    title: str | None = None
    first: str | None = None
    last: str | None = None
    copies: list[list[str]] = msgspec.field(default_factory=list)
    independent: int = 0


class Move(Record, frozen=True, kw_only=True):
    """What one place of one report tells of talks: the step from which rounds are built.

    `parties`, `mediators` and `hosts` are party keys (see `dragoman.talks`): a state's ISO code, or the entity of an
    armed or political group. `moved_from` is the earlier venue of a move; `first`/`last` the ISO days the act itself
    covers (the day of the meeting, not of the announcement); `number` the round's own number where the text gives it;
    `by` the party that proposed, refused, demanded or violated; `said_by` whoever claims it, null in the report's own
    voice.
    """

    id: str
    kind: MoveKind
    report: str
    parties: list[str] = msgspec.field(default_factory=list)
    mediators: list[str] = msgspec.field(default_factory=list)
    hosts: list[str] = msgspec.field(default_factory=list)
    by: str | None = None
    venue: str | None = None
    venue_country: str | None = None
    moved_from: str | None = None
    first: str | None = None
    last: str | None = None
    dated: bool = False
    """Whether the text itself dates the act; otherwise `first` is the day of the report."""
    number: int | None = None
    new: bool = False
    """Whether the words call it a new, next or further meeting."""
    named: bool = True
    """Whether its own sentence names a party; otherwise "the talks" are those that the report is about."""
    peace: bool = False
    """Whether the report speaks of war, truce or peace: else it is ordinary diplomacy."""
    format: Format | None = None
    level: Level | None = None
    leaders: dict[str, str] = msgspec.field(default_factory=dict)
    issue: str | None = None
    document: str | None = None
    said_by: str | None = None
    reason: str | None = None
    words: Span
    sentence: Span
    event: str | None = None
    statement: str | None = None
    names: dict[str, str] = msgspec.field(default_factory=dict)
    """What the text calls each party key in this move."""


class Change(Record, frozen=True, kw_only=True):
    """One change in what the record knows of a round or process: since when, which field, to what, and why.

    `known` is the ISO day or date-time from which the reports tell it; `why` names the rule in words.
    """

    known: str
    field: str
    value: Any
    why: str
    evidence: list[Evidence] = msgspec.field(default_factory=list)


class Delegation(Record, frozen=True, kw_only=True):
    """Who sits at the table for a party: its leader by name and the level that follows from the leader's office."""

    party: str
    leader: str | None = None
    level: Level | None = None
    evidence: list[Evidence] = msgspec.field(default_factory=list)


class Position(Record, frozen=True, kw_only=True):
    """What a party demands, offers or refuses, on which issue, in which words."""

    party: str
    kind: Literal["demand", "offer", "refusal"]
    issue: str
    words: str
    known: str
    evidence: list[Evidence] = msgspec.field(default_factory=list)


class Round(Record, frozen=True, kw_only=True):
    """A round of talks; `evidence` lists, field by field, the events and statements it was built from.

    `parties`, `mediators` and `hosts` are party keys, `names` what they are called; `earlier_venues` those the round
    was moved from; `first`/`last` ISO days; `demands` and `offers` by party, in short words; `history` every change of
    any field in the order in which it became known, the stage among them; `claims` are stages that only one side
    tells or that another denies (`stage`, `said_by`), other days told for its beginning (`first`), and other places
    told for its meeting (`venue`).
    """

    id: str
    parties: list[str]
    mediators: list[str] = msgspec.field(default_factory=list)
    hosts: list[str] = msgspec.field(default_factory=list)
    venue: str | None = None
    earlier_venues: list[str] = msgspec.field(default_factory=list)
    first: str | None = None
    last: str | None = None
    format: Format | None = None
    level: Level | None = None
    stage: Stage | None = None
    demands: dict[str, list[str]] = msgspec.field(default_factory=dict)
    offers: dict[str, list[str]] = msgspec.field(default_factory=dict)
    outcome: str | None = None
    evidence: dict[str, list[Evidence]] = msgspec.field(default_factory=dict)
    process: str | None = None
    number: int | None = None
    names: dict[str, str] = msgspec.field(default_factory=dict)
    delegations: list[Delegation] = msgspec.field(default_factory=list)
    positions: list[Position] = msgspec.field(default_factory=list)
    agenda: list[str] = msgspec.field(default_factory=list)
    documents: list[str] = msgspec.field(default_factory=list)
    history: list[Change] = msgspec.field(default_factory=list)
    claims: list[Value] = msgspec.field(default_factory=list)


class Process(Record, frozen=True, kw_only=True):
    """The talks between a set of parties: their rounds in order of time, and what is told of no round in particular.

    `stage` is the current round's; `violations` are claims that an agreement or a ceasefire was broken, each with the
    party that is said to have broken it.
    """

    id: str
    parties: list[str]
    names: dict[str, str] = msgspec.field(default_factory=dict)
    mediators: list[str] = msgspec.field(default_factory=list)
    rounds: list[Round] = msgspec.field(default_factory=list)
    stage: Stage | None = None
    documents: list[Value] = msgspec.field(default_factory=list)
    violations: list[Value] = msgspec.field(default_factory=list)
    history: list[Change] = msgspec.field(default_factory=list)
    moves: int = 0
    """How many moves it was built from."""
    peace: int = 0
    """How many of them stand in reports that speak of war, truce or peace."""


class Adjustment(Record, frozen=True, kw_only=True):
    """What moved a chance away from its base rate, in log-odds, and the record that did.

    `low` and `high` are between what its size may lie; `worth` is what shows that size, or "judgement" where nothing
    does.
    """

    reason: str
    log_odds: float
    low: float = 0.0
    high: float = 0.0
    worth: str = "judgement"
    evidence: list[Evidence] = msgspec.field(default_factory=list)


class Chance(Record, frozen=True, kw_only=True):
    """A probability of a question for parties and a horizon, beside its reference class; append-only and hash-chained.

    `p`, `low`, `high`, `base`, `base_low`, `base_high` and `table` (what the reference table alone said) in [0, 1];
    `horizon_days` > 0; `issued` and `deadline` are ISO days. `question` is the question's id: chances with the same one
    ask the very same (template, parties, deadline, since the same day). `words` say it, `data` names the version of the
    tables behind it. The ledger fills `previous_hash`, `hash` (of its line) and, once the question is resolved, outcome
    and scores.
    """

    id: str
    question: str
    parties: list[str]
    horizon_days: int
    issued: str
    p: float
    low: float
    high: float
    base: float
    base_n: int
    base_cases: list[str] = msgspec.field(default_factory=list)
    adjustments: list[Adjustment] = msgspec.field(default_factory=list)
    previous: float | None = None
    model: str
    previous_hash: str | None = None
    hash: str | None = None
    outcome: bool | None = None
    brier: float | None = None
    log_score: float | None = None
    template: str = ""
    deadline: str | None = None
    words: str = ""
    data: str = ""
    base_low: float | None = None
    base_high: float | None = None
    table: float | None = None
    forecaster: str = "dragoman"
