"""UNSURE: what the reports leave open, said plainly."""

from __future__ import annotations

from dragoman.records import Event

from .model import Line, Ref
from .page import Page, event_line

_LOW = 0.4
_OPEN = frozenset({"possible", "hypothetical", "denied"})


def unsure_lines(pages: list[Page]) -> list[Line]:
    """Claims without a second source, events without a date or an agent, and what was coded with low confidence."""
    lines = [*_claims(pages), *_nameless(pages), *_undated(pages), *_low(pages)]
    if len(pages) == 1:
        lines.append(Line(text="one report, so no second source for any line"))
    for page in pages:
        lines += [Line(text=f"{page.report.id}: {note.what}") for note in page.coded.notes]
    return lines


def _claims(pages: list[Page]) -> list[Line]:
    """Events that only a speaker vouches for; contradictions between speakers are told as such."""
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
