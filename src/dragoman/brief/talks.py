"""TALKS: who talks to whom, where, how far it got; first since when, moved from where, who mediates, what is ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from dragoman.records import Actor, Event, Place, Span
from dragoman.talks import directness, first_since, mediates, moved, tells_rounds

from .model import Line
from .page import Page, event_lines, merge
from .words import status_word

S = TypeVar("S", bound=Span)

_HELD = ("04",)
_ABOUT_TALKS = ("036", "038", "039", "057", "106", "107", "108", "125", "126", "127", "134", "164", "165")


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
    return (event.cameo or "").startswith(("045", "046")) or tells_rounds(event.trigger.text)


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
    if (told := directness(sentences)) is not None:
        parts.append(told)
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
    for told in first_since(page.report.text, sentence, _inside(page.coded.dates, sentence)):
        direct = "direct " if told.direct else ""
        yield Line(text=f"first {direct}round {told.word} {told.date.text}", refs=[page.ref(sentence[0], told.span)])


def _moved(page: Page, sentence: tuple[int, int]) -> Iterator[Line]:
    found = moved(page.report.text, sentence, _inside(page.coded.places, sentence), _events_in(page, sentence))
    if found is None:
        return
    told = f"venue moved from {found.earlier.name} to {found.goal.name}"
    spans: list[Span] = [found.earlier, found.goal]
    if (event := found.declined) is not None:
        told += f" after {page.names(event.sources)} declined to meet"
        told += f" {page.names(event.targets)}" if event.targets else ""
        spans += [event.trigger, *event.sources, *event.targets]
    yield Line(text=told, refs=[page.ref(sentence[0], *spans)])


def _mediates(page: Page, sentence: tuple[int, int]) -> Iterator[Line]:
    found = mediates(page.report.text, sentence, list(_inside(page.coded.actors, sentence)))
    if found is not None:
        actor, word = found
        yield Line(text=f"{page.name(actor)}: mediator, as told here", refs=[page.ref(sentence[0], actor, word)])


def _inside(spans: list[S], sentence: tuple[int, int]) -> Iterator[S]:
    return (span for span in spans if sentence[0] <= span.start and span.end <= sentence[1])


def _events_in(page: Page, sentence: tuple[int, int]) -> list[Event]:
    return [event for event in page.coded.events if sentence[0] <= event.trigger.start < sentence[1]]
