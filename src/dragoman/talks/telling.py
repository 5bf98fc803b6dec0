"""What a sentence tells of talks beside its steps: the first since when, moved from where, who mediates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.records import Actor, Date, Event, Place, Span

from .words import beginnings

_FIRST_SINCE = re.compile(
    r"\bfirst\b[^.;:!?]{0,80}?\b(since\s+|in\s+(?:more than |over |nearly |almost )?)$", re.IGNORECASE
)
_DIRECT = re.compile(r"\b(in)?direct(ly)?\b", re.IGNORECASE)
_TALKS, _ROUNDS, _MOVED, _MEDIATION = (beginnings(name) for name in ("talks", "rounds", "moved", "mediation"))
_TO = re.compile(r"\bto\s+$")


@dataclass(frozen=True, slots=True)
class FirstSince:
    """Talks called the first since, or in, some time: `word` is "since" or the words of the length."""

    span: Span
    date: Date
    word: str
    direct: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A venue moved; `declined` is the refusal to meet that the sentence gives as what came before."""

    earlier: Place
    goal: Place
    declined: Event | None


def directness(text: str) -> str | None:
    """ "direct" or "indirect", where words say so."""
    match = _DIRECT.search(text)
    return None if match is None else "indirect" if match.group(1) else "direct"


def tells_rounds(words: str) -> bool:
    """Whether words begin with one for talks of several sittings, rather than for a visit or a call."""
    return _ROUNDS.match(words) is not None


def first_since(text: str, sentence: tuple[int, int], dates: Iterable[Date]) -> list[FirstSince]:
    """What a sentence [start, end) of a report calls the first talks since, or in, each of its dates."""
    start, end = sentence
    found = []
    for date in dates:
        match = _FIRST_SINCE.search(text[start : date.start])
        if match is None or not _TALKS.search(text[start:end]):
            continue
        word = "since" if match.group(1).lower().startswith("since") else match.group(1).strip().lower()
        span = Span(start=start + match.start(), end=date.end, text=text[start + match.start() : date.end])
        found.append(FirstSince(span, date, word, bool(_DIRECT.search(match.group()))))
    return found


def moved(text: str, sentence: tuple[int, int], places: Iterable[Place], events: Iterable[Event]) -> Moved | None:
    """ "moved from A to B": a verb of moving, talks, and two places that are no countries in one sentence."""
    start, end = sentence
    verb = _MOVED.search(text, start, end)
    if verb is None or not _TALKS.search(text, start, end):
        return None
    cities = [place for place in places if place.kind not in {"country", "continent"}]
    goal = next((place for place in cities if _TO.search(text[verb.end() : place.start])), None)
    left = [place for place in cities if goal is not None and place.name != goal.name]
    if goal is None or not left:
        return None
    declined = next(
        (
            event
            for event in events
            if event.cameo == "125"
            and event.sources
            and event.trigger.start > goal.end
            and "after" in text[goal.end : event.trigger.start]
        ),
        None,
    )
    return Moved(left[0], goal, declined)


def mediates(text: str, sentence: tuple[int, int], actors: Sequence[Actor]) -> tuple[Actor, Span] | None:
    """The first actor with a code before a word of mediation in the same clause of a sentence, and that word."""
    word = _MEDIATION.search(text, *sentence)
    if word is None:
        return None
    for actor in actors:
        if actor.code and actor.end <= word.start() and not re.search(r"[.;]", text[actor.end : word.start()]):
            return actor, Span(start=word.start(), end=word.end(), text=word.group())
    return None
