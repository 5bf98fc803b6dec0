"""TALKS: who talks to whom, where, how far it got; first since when, moved from where, who mediates, what is ahead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from dragoman.records import Actor, Event, Place, Span

from .model import Line
from .page import Page, event_lines, merge
from .words import pattern, status_word

S = TypeVar("S", bound=Span)

_HELD = ("04",)
_ABOUT_TALKS = ("036", "038", "039", "057", "106", "107", "108", "125", "126", "127", "134", "164", "165")
_FIRST_SINCE = re.compile(
    r"\bfirst\b[^.;:!?]{0,80}?\b(since\s+|in\s+(?:more than |over |nearly |almost )?)$", re.IGNORECASE
)
_DIRECT = re.compile(r"\b(in)?direct(ly)?\b", re.IGNORECASE)


def about_talks(event: Event) -> bool:
    """Whether an event is one of meeting, negotiating, mediating, or of refusing, proposing or ending that."""
    return (event.cameo or "").startswith((*_HELD, *_ABOUT_TALKS)) or event.type == "CONSULT"


def talks_lines(pages: list[Page]) -> list[Line]:
    """The lines of the section, the state of the talks first."""
    lines: list[Line] = []
    others: list[tuple[Page, Event]] = []
    for page in pages:
        main, rest = _rounds(page)
        lines += main
        for sentence in page.coded.sentences:
            lines += _first_since(page, sentence)
            lines += _moved(page, sentence)
            lines += _mediates(page, sentence)
        others += [(page, event) for event in rest]
    return merge([*lines, *event_lines(others)])


def _rounds(page: Page) -> tuple[list[Line], list[Event]]:
    """The pairs of parties whose talks are told most, one line each, and the events that these lines do not tell."""
    events = [event for event in page.coded.events if about_talks(event)]
    parties: dict[tuple[str, ...], list[Event]] = {}
    for event in events:
        if event.type == "CONSULT" and len(countries := _countries(event)) == 2:
            parties.setdefault(countries, []).append(event)
    lines: list[Line] = []
    told: set[str] = set()
    for of_pair in parties.values():
        if not any(_negotiates(event) for event in of_pair):
            continue
        lines.append(_round_line(page, of_pair))
        told |= {
            event.id for event in of_pair if event.status in {"happened", "ongoing"} and _same_place(of_pair, event)
        }
    return lines, [event for event in events if event.id not in told]


def _negotiates(event: Event) -> bool:
    """Whether a meeting is one of talks: a visit or a call between two leaders is a line of its own."""
    return (event.cameo or "").startswith(("045", "046")) or pattern("rounds").match(event.trigger.text) is not None


def _countries(event: Event) -> tuple[str, ...]:
    codes = [actor.code for actor in (*event.sources, *event.targets) if actor.code]
    return tuple(sorted(set(codes)))


def _same_place(events: list[Event], event: Event) -> bool:
    venue = _venue(events)
    return event.place is None or venue is None or event.place.name == venue.name or event.place.kind == "country"


def _venue(events: list[Event]) -> Place | None:
    places = [event.place for event in events if event.place is not None and event.place.kind != "country"]
    if not places:
        return next((event.place for event in events if event.place is not None), None)
    most = Counter(place.name for place in places).most_common(1)[0][0]
    return next(place for place in places if place.name == most)


def _round_line(page: Page, events: list[Event]) -> Line:
    first = events[0]
    sides: dict[str, Actor] = {}
    for actor in (*first.sources, *first.targets):
        if actor.code:
            sides.setdefault(actor.code, actor)
    parts = [" – ".join(_country_or_name(page, actor, events) for actor in sides.values())]
    sentences = " ".join(event.sentence.text for event in events)
    if (match := _DIRECT.search(sentences)) is not None:
        parts.append("indirect" if match.group(1) else "direct")
    if (venue := _venue(events)) is not None:
        parts.append(venue.name)
    status = Counter(event.status for event in events).most_common(1)[0][0]
    ongoing = next((event.status for event in events if event.status == "ongoing"), status)
    return Line(
        text=", ".join(parts), note=status_word(ongoing) or "held", refs=[page.event_ref(event) for event in events]
    )


def _country_or_name(page: Page, actor: Actor, events: list[Event]) -> str:
    """The state itself where some event names it, else the actor as named."""
    for event in events:
        for other in (*event.sources, *event.targets):
            if other.code == actor.code and not other.sectors:
                return page.name(other)
    return page.name(actor)


def _first_since(page: Page, sentence: tuple[int, int]) -> Iterator[Line]:
    text, (start, end) = page.report.text, sentence
    for date in _inside(page.coded.dates, sentence):
        match = _FIRST_SINCE.search(text[start : date.start])
        if match is None or not pattern("talks").search(text[start:end]):
            continue
        word = "since" if match.group(1).lower().startswith("since") else match.group(1).strip().lower()
        direct = "direct " if _DIRECT.search(match.group()) else ""
        span = Span(start=start + match.start(), end=date.end, text=text[start + match.start() : date.end])
        yield Line(text=f"first {direct}round {word} {date.text}", refs=[page.ref(start, span)])


def _moved(page: Page, sentence: tuple[int, int]) -> Iterator[Line]:
    """ "venue moved from A to B": a verb of moving, talks, and two cities in one sentence."""
    text, (start, end) = page.report.text, sentence
    verb = pattern("moved").search(text, start, end)
    if verb is None or not pattern("talks").search(text, start, end):
        return
    places = [place for place in _inside(page.coded.places, sentence) if place.kind not in {"country", "continent"}]
    goal = next((p for p in places if re.search(r"\bto\s+$", text[verb.end() : p.start])), None)
    left = [place for place in places if goal is not None and place.name != goal.name]
    if goal is None or not left:
        return
    told = f"venue moved from {left[0].name} to {goal.name}"
    spans: list[Span] = [left[0], goal]
    for event in _events_in(page, sentence):
        if (
            event.cameo == "125"
            and event.sources
            and event.trigger.start > goal.end
            and "after" in text[goal.end : event.trigger.start]
        ):
            told += f" after {page.names(event.sources)} declined to meet" + (
                f" {page.names(event.targets)}" if event.targets else ""
            )
            spans += [event.trigger, *event.sources, *event.targets]
            break
    yield Line(text=told, refs=[page.ref(start, *spans)])


def _mediates(page: Page, sentence: tuple[int, int]) -> Iterator[Line]:
    """Who mediates: the actor before a word of mediation in the same sentence."""
    text, (start, end) = page.report.text, sentence
    word = pattern("mediation").search(text, start, end)
    if word is None:
        return
    actors = [
        a for a in _inside(page.coded.actors, sentence) if a.code and not re.search(r"[.;]", text[a.end : word.start()])
    ]
    before = [actor for actor in actors if actor.end <= word.start()]
    if before:
        span = Span(start=word.start(), end=word.end(), text=word.group())
        yield Line(text=f"{page.name(before[0])}: mediator, as told here", refs=[page.ref(start, before[0], span)])


def _inside(spans: list[S], sentence: tuple[int, int]) -> Iterator[S]:
    return (span for span in spans if sentence[0] <= span.start and span.end <= sentence[1])


def _events_in(page: Page, sentence: tuple[int, int]) -> list[Event]:
    return [event for event in page.coded.events if sentence[0] <= event.trigger.start < sentence[1]]
