"""Reports and events made by hand, as the coder would give them."""

from __future__ import annotations

from typing import Any

from dragoman.linking.told import Told
from dragoman.records import Actor, Casualties, CodedReport, Count, Date, Event, Place, ReportInfo, Span


def actor(name: str, code: str | None, entity: str, *sectors: str) -> Actor:
    return Actor(start=0, end=len(name), text=name, name=name, code=code, sectors=list(sectors), entity=entity)


def place(
    name: str,
    kind: str = "city",
    country: str = "UKR",
    admin1: str | None = None,
    lat: float | None = None,
    lon: float | None = None,
) -> Place:
    return Place(
        start=0, end=len(name), text=name, name=name, kind=kind, country=country, admin1=admin1, lat=lat, lon=lon
    )


def count(least: int, most: int | None = -1) -> Count:
    """Exactly so many, or between `least` and `most` (None: open)."""
    return Count(min=least, max=least if most == -1 else most, span=Span(start=0, end=1, text=str(least)[:1]))


def event(name: str, *, day: str | None = None, text: str = "", killed: Count | None = None, **more: Any) -> Event:
    date = None
    if day is not None:
        first, _, last = day.partition("/")
        date = Date(start=0, end=4, text="then", type="DATE", value=day, first=first, last=last or first)
    more.setdefault("at", 0)
    at = more.pop("at")
    return Event(
        **{
            "id": name,
            "quad": 4,
            "status": "happened",
            "trigger": Span(start=at, end=at + 3, text="hit"),
            "sentence": Span(start=at, end=at + len(text), text=text),
            "confidence": 0.9,
            "date": date,
            "casualties": Casualties(killed=killed) if killed is not None else None,
            **more,
        }
    )


def told(report: str, known: str, events: list[Event], *, origin: str | None = None, places: Any = ()) -> Told:
    coded = CodedReport(report=ReportInfo(id=report, published=known), events=events, places=list(places))
    return Told(coded=coded, known=known, origin=origin or report)
