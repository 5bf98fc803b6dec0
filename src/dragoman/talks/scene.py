"""A sentence with its mentions as single characters, so that one pattern reads it whoever is named in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dragoman.records import Actor, Date, Place, Span

from .words import ACTOR, DATE, MENTION, PLACE, SLOTS, pattern

T = TypeVar("T", Actor, Place, Date)

_PLACED = re.compile(r"(?:\bin|\bat|\bnear|\binto|\boutside)(?: the)?(?: \w+)?\s$", re.IGNORECASE)
# Words for those at the table, which tell of whom by the name in them alone: "its delegation", "negotiators of Chad".
_SEATED = re.compile(
    r"(?:(?:the|a|an|its|their|his|her|both|two|three|all|each|no|any|negotiating|high-level|technical|joint|another|some)\s+)*"
    r"(?:delegations?|teams?|negotiators|delegates|sides|parties|envoys|representatives|mediators|officials|experts|specialists|technicians)"
    r"(?:\s+(?:of|from)\s.*)?$|(?:its|their|his|her|our)$",
    re.IGNORECASE | re.DOTALL,
)
_VERB = re.compile(
    r"(?:the )?(?:end|close|start|beginning|opening)\s+(?=(?:on|in|at|this|last)\s|(?-i:[A-Z]))", re.IGNORECASE
)
_AWAY = re.compile(r"\b(?:to|from|than|instead of|leaving|left|reach(?:ed|ing)|via)(?: the)?\s$", re.IGNORECASE)


@dataclass(slots=True)
class Scene:
    """One sentence [start, end) of a report; `masked` is its text with a character for each outermost mention."""

    start: int
    end: int
    text: str
    masked: str = ""
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    talks: bool = False
    """Whether it has a word for talks."""
    seated: bool = False
    """Whether it has a word for talks, for those who sit at them, or for how they come about: "an overture"."""
    _at: list[int] = field(default_factory=list)
    _original: list[int] = field(default_factory=list)

    def original(self, at: int) -> int:
        """The place in the report of a place in `masked`."""
        index = bisect_right(self._at, at) - 1
        return self._original[index] + at - self._at[index] if index >= 0 else self.start + at

    def span(self, start: int, end: int) -> Span:
        """The report's span of [start, end) of `masked`."""
        first, last = self.original(start), self._after(end)
        return Span(start=first, end=last, text=self.text[first - self.start : last - self.start])

    def _after(self, end: int) -> int:
        char = self.masked[end - 1] if end else ""
        if MENTION.match(char):
            return self._original[bisect_right(self._at, end) - 1]
        return self.original(end - 1) + 1 if end else self.start


def make_scene(
    text: str,
    start: int,
    end: int,
    actors: Sequence[Actor],
    places: Sequence[Place],
    dates: Sequence[Date],
) -> Scene:
    """The scene of a sentence from the mentions that lie in it.

    Of overlapping mentions the longest stands; a place after "in" or "at" stands before an actor of the same words.
    """
    scene = Scene(start, end, text[start:end])
    mentions: list[tuple[int, int, int, Span]] = []
    for actor in actors:
        if actor.end <= actor.start or _SEATED.match(actor.text):
            continue
        mentions.append((actor.start, actor.end, 1, actor))
    for place in places:
        before = text[max(start, place.start - 24) : place.start]
        city = place.kind not in ("country", "continent")
        first = _PLACED.search(before) is not None or (city and _AWAY.search(before) is not None)
        mentions.append((place.start, place.end, 0 if first else 2, place))
    for date in dates:
        if date.end > date.start and date.text.lower() != "now":  # which tells that things have changed, and no day
            verb = _VERB.match(date.text)  # "came to an end on Thursday"
            mentions.append((date.start + (verb.end() if verb else 0), date.end, 3, date))
    mentions.sort(key=lambda one: (-(one[1] - one[0]), one[2], one[0]))
    chosen: list[tuple[int, int, Span]] = []
    for first_, last, _, mention in mentions:
        if all(last <= other[0] or first_ >= other[1] for other in chosen):
            chosen.append((first_, last, mention))
    chosen = _merged(text, sorted(chosen, key=lambda one: one[0]))
    out: list[str] = []
    length, at = 0, start
    for first_, last, mention in chosen:
        piece = MENTION.sub(" ", text[at:first_])
        scene._at.append(length)
        scene._original.append(at)
        length += len(piece)
        scene._at.append(length)
        scene._original.append(first_)
        out += (piece, _slot(scene, mention))
        length += 1
        at = last
    scene._at.append(length)
    scene._original.append(at)
    out.append(MENTION.sub(" ", text[at:end]))
    scene.masked = "".join(out).replace("\n", " ").replace("’", "'")
    scene.talks = pattern("talks").search(scene.masked) is not None
    scene.seated = scene.talks or any(pattern(name).search(scene.text) for name in ("seated", "strong"))
    return scene


def _merged(text: str, chosen: list[tuple[int, int, Span]]) -> list[tuple[int, int, Span]]:
    """The mentions with a name and its letters as one: "the National Liberation Army (ELN)"."""
    out: list[tuple[int, int, Span]] = []
    for first, last, mention in chosen:
        if out and isinstance(mention, Actor) and text[last : last + 1] == ")":
            start, end, before = out[-1]
            if isinstance(before, Actor) and text[end:first] == " (":
                known = mention if before.code is None and before.entity.startswith("org:") else before
                out[-1] = start, last + 1, known
                continue
        out.append((first, last, mention))
    return out


def _slot(scene: Scene, mention: Span) -> str:
    if isinstance(mention, Actor):
        return _put(scene.actors, ACTOR, mention)
    if isinstance(mention, Place):
        return _put(scene.places, PLACE, mention)
    assert isinstance(mention, Date)
    return _put(scene.dates, DATE, mention)


def _put(slots: dict[str, T], first: str, mention: T) -> str:
    char = chr(ord(first) + min(len(slots), SLOTS - 1))
    slots[char] = mention
    return char


class Within:
    """Spans in order, found by the sentence they lie in."""

    def __init__(self, spans: Iterable[Any]) -> None:
        self._spans = sorted(spans, key=lambda span: (span.start, span.end))
        self._starts = [span.start for span in self._spans]

    def inside(self, start: int, end: int) -> list[Any]:
        """Those that lie in [start, end)."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [span for span in self._spans[low:high] if span.end <= end]
