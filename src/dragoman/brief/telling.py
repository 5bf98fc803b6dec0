"""One way to say an event: who did what to whom, where, when, how many were harmed, who says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dragoman.records import Actor, Event

from .words import phrase

Naming = Callable[[Actor], str]
"""What an actor is called on a line."""

_SPACE = re.compile(r"\s+")
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "ASSAULT"})  # acts that both sides do; an offer is one side's
CASUALTIES = ("killed", "injured", "detained", "displaced", "missing")


def act(event: Event, name: Naming) -> str:
    """Who did what to whom: "Kenya declined to meet or negotiate with Ethiopia"."""
    sources, targets = joined(event.sources, name), joined(_meant(event), name)
    if event.reciprocal and event.type in _MUTUAL and targets and sources:
        sources, targets = joined([*event.sources, *event.targets], name), ""
    text = f"{sources or 'Somebody not named'} {phrase(event, targets or None)}"
    return text[:1].upper() + text[1:]


def telling(event: Event, name: Naming, *, day: bool = True) -> str:
    """The act with its place, its day where the text gives one (and `day` asks for it), its tolls and its voice."""
    text = act(event, name)
    if event.place is not None and event.place.name not in text:
        text += f", {event.place.name}"
    if day and event.date is not None and event.date.origin == "text" and event.date.first:
        text += f", {event.date.text if event.date.first != event.date.last else event.date.first}"
    if counted := tolls(event):
        text += f" ({counted})"
    return text + voice(event, name)


def voice(event: Event, name: Naming) -> str:
    """Who says so, where the report does not say it itself: ", says Kenya"; empty otherwise."""
    if event.said_by is None:
        return ""
    if event.said_by.entity in {actor.entity for actor in event.sources}:
        return ", by own account"
    return f", says {name(event.said_by)}"


def joined(actors: Iterable[Actor], name: Naming) -> str:
    """Actors of one side: "A", "A and B", "A, B and C", each once."""
    each = list(dict.fromkeys(name(actor) for actor in actors))
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}" if each else ""


def tolls(event: Event) -> str:
    """The people harmed in an event as its sentence counts them: "killed: 14; injured: dozens"; empty for none."""
    parts = []
    for kind in CASUALTIES:
        count = getattr(event.casualties, kind) if event.casualties else None
        if count is not None:
            words = count.span.text
            counted = words[:1].islower() or any(char.isdigit() for char in words)
            parts.append(f"{kind}: {cut(words, 40) if counted else count.min}")  # a name or "He" counts as one
    return "; ".join(parts)


def cut(text: str, width: int) -> str:
    """Text on one line, cut at a word with an ellipsis when it is longer than `width` characters."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) <= width:
        return line
    head = line[:width].rsplit(" ", 1)[0] or line[:width]
    return head.rstrip(" ,;:—–-") + " …"


def _meant(event: Event) -> list[Actor]:
    """The targets, without the city that a protest was only held in: coded as its target, not who it is against."""
    if event.type != "PROTEST" or event.place is None:
        return event.targets
    place = event.place
    return [actor for actor in event.targets if not (place.start <= actor.start and actor.end <= place.end)]
