"""A report's places: spotted, resolved, and written down as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.records import Place

from .contexts import contexts
from .gazetteer import Gazetteer, gazetteer
from .places import PlaceMention, Places
from .resolving import UNLISTED, Resolved, resolve
from .spotting import Spot, heads, spot

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reading import Reading


def find_places(reading: Reading) -> Places:
    """Every place that a report names, with what it most likely stands for.

    A place that no gazetteer knows but the entity recogniser is sure of has neither coordinates nor country.
    """
    index = gazetteer()
    spots = spot(reading, index)
    resolved = resolve(reading, spots.places, _home(reading.report.source))
    mentions = (_mention(reading, found, meant, index) for found, meant in zip(spots.places, resolved, strict=True))
    possible = (_mention(reading, found, Resolved(None, UNLISTED), index) for found in spots.possible)
    return Places(tuple(mentions), tuple(possible))


def _home(source: str | None) -> tuple[str, ...]:
    """The country that a source's domain points to by its last label, if any."""
    label = (source or "").rstrip("/").rsplit(".", 1)[-1].lower()
    country = contexts().domains.get(label)
    return (country,) if country else ()


def _mention(reading: Reading, found: Spot, meant: Resolved, index: Gazetteer) -> PlaceMention:
    span = reading.span_of(found.first, found.last)
    entry = meant.entry
    if entry is None:
        place = Place(
            start=span.start, end=span.end, text=span.text, name=span.text, kind="other", confidence=meant.confidence
        )
    else:
        division = index.division_name(entry.division) if entry.kind != "admin1" else None
        place = Place(
            start=span.start,
            end=span.end,
            text=span.text,
            name=entry.name,
            kind=entry.kind,
            country=entry.country or None,
            admin1=division,
            lat=entry.lat,
            lon=entry.lon,
            geonames_id=entry.geonames_id,
            confidence=meant.confidence,
        )
    head = heads(reading.doc, found.first, found.last)
    return PlaceMention(place, found.first, found.last, head, event_place=not _acts(reading.doc[head]))


def _acts(token: Token) -> bool:
    """Whether a place is the subject of what only people do: "Ankara said"."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ not in contexts().stage_verbs
