"""An event: who did what to whom, where, when, and whether it happened."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from ._base import Record, Span
from .mentions import Actor, Date, Place

Status = Literal[
    "happened",
    "ongoing",
    "planned",
    "proposed",
    "refused",
    "denied",
    "failed",
    "ended",
    "possible",
    "hypothetical",
]
STATUSES: tuple[str, ...] = get_args(Status)


class Count(Record, frozen=True, kw_only=True):
    """A number of people as the text gives it: between `min` and `max` (null = open), and its words."""

    min: int
    max: int | None = None
    span: Span


class Casualties(Record, frozen=True, kw_only=True):
    """The people harmed in an event, as far as its sentence counts them."""

    killed: Count | None = None
    injured: Count | None = None
    detained: Count | None = None
    displaced: Count | None = None
    missing: Count | None = None


class InnerAct(Record, frozen=True, kw_only=True):
    """The act inside an act ("agreed to *meet*", "accused X of *attacking*"): kept, not coded as having happened."""

    type: str
    mode: str | None = None
    cameo: str | None = None
    trigger: Span


class Event(Record, frozen=True, kw_only=True):
    """One PLOVER event with its CAMEO code, its arguments and the words it was read from.

    `quad` 1-4, `goldstein` in [-10, 10], `score` PLOVER's own, `confidence` in [0, 1]. A reciprocal act
    (a meeting without host and guest, two-sided fighting, a joint signing) has the first party named as
    its source and the others as targets. `disputed_by` has the ids of the events of the same report in which
    another voice denies it, tells it of another doer or gives numbers that cannot both be right. `missing` gives
    the reason for each field that is empty.
    """

    id: str
    type: str
    mode: str | None = None
    contexts: list[str] = msgspec.field(default_factory=list)
    cameo: str | None = None
    quad: int
    goldstein: float | None = None
    score: float | None = None
    status: Status
    trigger: Span
    sources: list[Actor] = msgspec.field(default_factory=list)
    targets: list[Actor] = msgspec.field(default_factory=list)
    reciprocal: bool = False
    date: Date | None = None
    place: Place | None = None
    casualties: Casualties | None = None
    said_by: Actor | None = None
    disputed_by: list[str] = msgspec.field(default_factory=list)
    inner: InnerAct | None = None
    sentence: Span
    confidence: float
    missing: dict[str, str] = msgspec.field(default_factory=dict)
