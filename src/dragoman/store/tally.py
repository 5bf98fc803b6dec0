"""What an addition and a recoding came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import msgspec

from dragoman.records import Event, Failure


@dataclass(slots=True)
class Added:
    """What an addition came to: how many reports were new, were new versions, or were there already."""

    new: int = 0
    versions: int = 0
    unchanged: int = 0
    ids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Tally(Added):
    """What an addition came to, with what could not be read or coded, and how often each note was made.

    `coded` is how many reports were coded for it, and not elsewhere before.
    """

    coded: int = 0
    failures: list[Failure] = field(default_factory=list)
    noted: Counter[str] = field(default_factory=Counter)

    def take(self, added: Added) -> None:
        """Count a batch in."""
        self.new += added.new
        self.versions += added.versions
        self.unchanged += added.unchanged
        self.ids += added.ids


@dataclass(slots=True)
class Recoded:
    """What coding again came to: reports coded, events that differ, and reports whose text is not kept."""

    reports: int = 0
    events: int = 0
    without_text: int = 0
    failures: list[Failure] = field(default_factory=list)


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What another coding made of an event: `kind` is added, removed or changed; `fields` has (before, after)."""

    report: str
    kind: str
    trigger: str
    event: Event
    fields: dict[str, tuple[str, str]] = msgspec.field(default_factory=dict)
