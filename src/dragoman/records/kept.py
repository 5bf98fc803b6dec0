"""Records across reports: happenings, stories, rounds of talks and chances. Nothing is averaged away."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from ._base import Record

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


class Evidence(Record, frozen=True, kw_only=True):
    """Where a value comes from: a report, and the event or statement in it."""

    report: str
    event: str | None = None
    statement: str | None = None


class Value(Record, frozen=True, kw_only=True):
    """One value of a field and everyone who gave it; a field with several values is a disagreement, kept."""

    value: Any
    evidence: list[Evidence]


class Happening(Record, frozen=True, kw_only=True):
    """The events of several reports that tell of the same thing, each field with every value that was given."""

    id: str
    type: str
    evidence: list[Evidence]
    fields: dict[str, list[Value]] = msgspec.field(default_factory=dict)


class Story(Record, frozen=True, kw_only=True):
    """The reports that tell of the same thing."""

    id: str
    reports: list[str]


class Round(Record, frozen=True, kw_only=True):
    """A round of talks; `evidence` lists, field by field, the events and statements it was built from.

    `parties`, `mediators` and `hosts` are actor names; `earlier_venues` those the round was moved from;
    `first`/`last` ISO days; `demands` and `offers` by party.
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


class Adjustment(Record, frozen=True, kw_only=True):
    """What moved a chance away from its base rate, in log-odds, and the record that did."""

    reason: str
    log_odds: float
    evidence: list[Evidence] = msgspec.field(default_factory=list)


class Chance(Record, frozen=True, kw_only=True):
    """A probability of a question for parties and a horizon, beside its reference class; append-only and hash-chained.

    `p`, `low`, `high` and `base` in [0, 1]; `horizon_days` > 0; `previous_hash` links to the chance before it.
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
