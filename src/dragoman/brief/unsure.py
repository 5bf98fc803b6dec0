"""UNSURE: what the reports leave open, said plainly."""

from __future__ import annotations

from dragoman.records import Event

from .model import Line, Ref
from .page import Page, event_line
from .telling import tolls

_LOW = 0.4
_OPEN = frozenset({"possible", "hypothetical", "denied"})


def unsure_lines(pages: list[Page]) -> list[Line]:
    """What voices contradict each other about, claims without a second source, what is not dated or of no known doer,
    and what was coded with low confidence.
    """
    lines = [*_disputes(pages), *_claims(pages), *_nameless(pages), *_undated(pages), *_low(pages)]
    if len(pages) == 1:
        lines.append(Line(text="one report, so no second source for any line"))
    for page in pages:
        lines += [Line(text=f"{page.report.id}: {note.what}") for note in page.coded.notes]
    return lines


def _disputes(pages: list[Page]) -> list[Line]:
    """Each act that the voices of a report tell differently: how the first tells it, then who says what else."""
    lines = []
    for page in pages:
        by_id = {event.id: event for event in page.coded.events}
        told: set[str] = set()
        for event in page.coded.events:
            if not event.disputed_by or event.id in told or event.status == "denied":
                continue
            others = [by_id[id] for id in event.disputed_by]
            told.update((event.id, *event.disputed_by))
            first = event_line(page, event)
            text = f"disputed: {first.text[:1].lower() + first.text[1:] if _is_common(first.text) else first.text}"
            text += "".join(f"; {_otherwise(page, event, other)}" for other in others)
            lines.append(Line(text=text, refs=_refs([(page, event), *((page, other) for other in others)])))
    return lines


def _is_common(text: str) -> bool:
    """Whether a line begins with no name, so that it may go on in small letters."""
    return text.startswith("Somebody not named")


def _otherwise(page: Page, event: Event, other: Event) -> str:
    """What another voice says instead: a denial, another doer, other numbers."""
    voice = page.name(other.said_by) if other.said_by is not None else None
    if other.status == "denied":
        voice = voice or page.names(other.sources) or "the report"
        return f"{voice} denies it"
    says = f"{voice} says" if voice else "the report says"
    doers = {actor.entity for actor in event.sources}
    if other.sources and doers.isdisjoint(actor.entity for actor in other.sources):
        return f"{says} it was {page.names(other.sources)}"
    return f"{says} {tolls(other)}" if tolls(other) else f"{says} otherwise"


def _claims(pages: list[Page]) -> list[Line]:
    """Events that only a speaker vouches for."""
    claimed = [(page, event) for page in pages for event in page.coded.events if event.said_by is not None]
    if not claimed:
        return []
    speakers = list(dict.fromkeys(event.said_by.name for _, event in claimed if event.said_by))
    text = f"{len(claimed)} of {_events(pages)} events rest on what somebody says ({', '.join(speakers[:4])}"
    text += f" and {len(speakers) - 4} more)" if len(speakers) > 4 else ")"
    return [Line(text=text, refs=_refs(claimed))]


def _nameless(pages: list[Page]) -> list[Line]:
    found = [
        (page, event) for page in pages for event in page.coded.events if event.type == "ASSAULT" and not event.sources
    ]
    return [Line(text="who attacked is not told", refs=_refs(found))] if found else []


def _undated(pages: list[Page]) -> list[Line]:
    found = [
        (page, event)
        for page in pages
        for event in page.coded.events
        if event.date is None or (event.date.origin == "published" and event.status in {"happened", "ended"})
    ]
    if not found:
        return []
    dated = any(page.report.published for page in pages)
    why = "the report's own date stands in" if dated else "and the report itself has none (--published gives it one)"
    return [Line(text=f"no date in the words for {len(found)} of {_events(pages)} events; {why}")]


def _low(pages: list[Page]) -> list[Line]:
    lines = []
    for page in pages:
        for event in page.coded.events:
            if event.confidence < _LOW:
                line = event_line(page, event)
                lines.append(Line(text=line.text, note=f"confidence {event.confidence:.2f}", refs=line.refs))
    return lines[:3]


def _events(pages: list[Page]) -> int:
    return sum(len(page.coded.events) for page in pages)


def _refs(found: list[tuple[Page, Event]]) -> list[Ref]:
    return [page.event_ref(event) for page, event in found]
