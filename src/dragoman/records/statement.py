"""A statement: who said what, and where that places the speaker."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from ._base import Record, Span
from .mentions import Actor

StatementKind = Literal["direct", "indirect", "mixed"]
StanceLabel = Literal[
    "support",
    "oppose",
    "optimistic",
    "pessimistic",
    "willing",
    "unwilling",
    "blame",
    "demand",
    "concede",
    "neutral",
]
STANCES: tuple[str, ...] = get_args(StanceLabel)


class Stance(Record, frozen=True, kw_only=True):
    """Where a statement places its speaker: `toward` an actor's name, "talks", "ceasefire", "agreement" or "proposal".

    `strength` in [0, 1]. `neutral` is used rather than a guess.
    """

    toward: str
    label: StanceLabel
    strength: float


class Statement(Record, frozen=True, kw_only=True):
    """One attribution: speaker, cue and content.

    `content` runs from the first to the last character of what was said; `content_parts` are its pieces
    when the cue interrupts it. `speaker` is null when nobody is named ("it was reported").
    """

    id: str
    speaker: Actor | None = None
    cue: Span | None = None
    content: Span
    content_parts: list[Span] = msgspec.field(default_factory=list)
    kind: StatementKind
    stance: list[Stance] = msgspec.field(default_factory=list)
    sentence: Span
