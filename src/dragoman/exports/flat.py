"""A coded report as flat rows: one table each of events, statements, actors, places and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dragoman.records import Actor, CodedReport, Count, Date, Event, Place, ReportInfo, Span, Statement

Row = dict[str, Any]


def rows(coded: CodedReport, table: str) -> Iterator[Row]:
    """The rows of one table of a coded report; lists are joined with "; ".

    Raises:
        KeyError: no such table.
    """
    return TABLES[table](coded)


def _report(coded: CodedReport) -> Row:
    info = coded.report
    return {"report": info.id, "published": info.published, "outlet": info.source, "url": info.url}


def _events(coded: CodedReport) -> Iterator[Row]:
    for event in coded.events:
        yield _report(coded) | event_row(event)


def event_row(event: Event) -> Row:
    """The cells of one event, without its report."""
    row: Row = {
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": "; ".join(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "goldstein": event.goldstein,
        "score": event.score,
        "status": event.status,
        "reciprocal": event.reciprocal,
        **_actors("source", event.sources),
        **_actors("target", event.targets),
        **_date(event.date),
        **_place(event.place),
        "said_by": event.said_by.name if event.said_by else None,
        "confidence": event.confidence,
        "trigger": event.trigger.text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "sentence": event.sentence.text,
        "sentence_start": event.sentence.start,
    }
    for kind in ("killed", "injured", "detained", "displaced", "missing"):
        count: Count | None = getattr(event.casualties, kind) if event.casualties else None
        row[f"{kind}_min"] = count.min if count else None
        row[f"{kind}_max"] = count.max if count else None
    return row


def _actors(role: str, actors: list[Actor]) -> Row:
    return {
        role: "; ".join(actor.name for actor in actors),
        f"{role}_code": "; ".join(actor.code or "" for actor in actors),
        f"{role}_sectors": "; ".join(" ".join(actor.sectors) for actor in actors),
        f"{role}_entity": "; ".join(actor.entity for actor in actors),
    }


def _date(date: Date | None) -> Row:
    return {
        "date": date.value if date else None,
        "date_first": date.first if date else None,
        "date_last": date.last if date else None,
        "date_from": date.origin if date else None,
    }


def _place(place: Place | None) -> Row:
    return {
        "place": place.name if place else None,
        "place_kind": place.kind if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonames_id": place.geonames_id if place else None,
    }


def _statements(coded: CodedReport) -> Iterator[Row]:
    for said in coded.statements:
        yield _report(coded) | statement_row(said)


def statement_row(said: Statement) -> Row:
    """The cells of one statement, without its report."""
    return {
        "statement": said.id,
        "speaker": said.speaker.name if said.speaker else None,
        "speaker_code": said.speaker.code if said.speaker else None,
        "speaker_entity": said.speaker.entity if said.speaker else None,
        "cue": said.cue.text if said.cue else None,
        "kind": said.kind,
        "stance": "; ".join(f"{stance.label} ({stance.toward}) {stance.strength:.2f}" for stance in said.stance),
        "content": said.content.text,
        "content_start": said.content.start,
        "content_end": said.content.end,
    }


def _mentions(field: str) -> Callable[[CodedReport], Iterator[Row]]:
    def make(coded: CodedReport) -> Iterator[Row]:
        import msgspec

        for mention in getattr(coded, field):
            cells = msgspec.to_builtins(mention)
            yield _report(coded) | {
                key: "; ".join(value) if isinstance(value, list) else value for key, value in cells.items()
            }

    return make


TABLES: dict[str, Callable[[CodedReport], Iterator[Row]]] = {
    "events": _events,
    "statements": _statements,
    "actors": _mentions("actors"),
    "places": _mentions("places"),
    "dates": _mentions("dates"),
}


def columns(table: str) -> list[str]:
    """The columns of a table, from a coded report with one of everything."""
    at = Span(start=0, end=0, text="")
    event = Event(id="", type="", quad=1, status="happened", trigger=at, sentence=at, confidence=0.0)
    coded = CodedReport(
        report=ReportInfo(id=""),
        events=[event],
        statements=[Statement(id="", content=at, kind="direct", sentence=at)],
        actors=[Actor(start=0, end=0, text="", name="", entity="")],
        places=[Place(start=0, end=0, text="", name="", kind="other")],
        dates=[Date(start=0, end=0, text="", type="DATE", value="")],
    )
    return list(next(rows(coded, table)))
