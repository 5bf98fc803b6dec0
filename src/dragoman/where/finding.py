"""A report's places: spotted, resolved, and written down as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.records import Place

from .capitals import capitals
from .contexts import contexts
from .gazetteer import Entry, Gazetteer, gazetteer
from .happening import MAX_CLIMB
from .places import PlaceMention, Places
from .resolving import UNLISTED, Resolved, between, resolve
from .spotting import Spot, heads, spot

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reading import Reading

_SURE = 0.9  # that the capital of a state is meant


def find_places(reading: Reading) -> Places:
    """Every place that a report names, with what it most likely stands for.

    A place that no gazetteer knows has no coordinates; it has the country and division of the place that holds it when
    the report names that right behind it.
    """
    index = gazetteer()
    spots = spot(reading, index)
    resolved = resolve(reading, spots.places, _home(reading.report.source))
    holders = _holders(reading, spots.places, resolved)
    mentions = (
        _mention(reading, found, meant, holder, index)
        for found, meant, holder in zip(spots.places, resolved, holders, strict=True)
    )
    possible = [_mention(reading, found, Resolved(None, UNLISTED), None, index) for found in spots.possible]
    possible += _capitals(reading, index)
    possible.sort(key=lambda mention: mention.first)
    return Places(tuple(mentions), tuple(possible))


def _capitals(reading: Reading, index: Gazetteer) -> Iterator[PlaceMention]:
    """The capitals that a report does not name: each a place if an event happened there."""
    for capital in capitals(reading.text):
        entry = max(
            (one for one in index.lookup(capital.name) if (one.kind, one.country) == ("city", capital.country)),
            key=lambda one: one.population,
            default=None,
        )
        span = reading.doc.char_span(capital.start, capital.end, alignment_mode="contract")
        if entry is not None and span is not None:
            found = Spot(span.start, span.end, span.text, (entry,), sort="", known=True)
            yield _mention(reading, found, Resolved(entry, _SURE), None, index)


def _home(source: str | None) -> tuple[str, ...]:
    """The country that a source's domain points to by its last label, if any."""
    label = (source or "").rstrip("/").rsplit(".", 1)[-1].lower()
    country = contexts().domains.get(label)
    return (country,) if country else ()


def _holders(reading: Reading, spots: Sequence[Spot], resolved: Sequence[Resolved]) -> list[Entry | None]:
    """For each unlisted place, the listed one that it is said to lie in: "the hamlet of X in Y province"."""
    joints = contexts().joints
    holders: list[Entry | None] = [None] * len(spots)
    for number in range(len(spots) - 2, -1, -1):
        if resolved[number].entry is None and between(reading, spots[number], spots[number + 1]) in joints:
            holders[number] = resolved[number + 1].entry or holders[number + 1]
    return holders


def _mention(reading: Reading, found: Spot, meant: Resolved, holder: Entry | None, index: Gazetteer) -> PlaceMention:
    span = reading.span_of(found.first, found.last)
    entry = meant.entry
    lies_in = entry or holder
    own = entry is not None and entry.kind == "admin1"
    kind = "facility" if found.facility else entry.kind if entry else "other"
    place = Place(
        start=span.start,
        end=span.end,
        text=span.text,
        name=entry.name if entry and not found.facility else span.text,
        kind=kind,
        country=(lies_in.country or None) if lies_in else None,
        admin1=index.division_name(lies_in.division) if lies_in and not own else None,
        lat=entry.lat if entry else None,
        lon=entry.lon if entry else None,
        geonames_id=entry.geonames_id if entry and not found.facility else None,
        confidence=meant.confidence,
    )
    head = heads(reading.doc, found.first, found.last)
    return PlaceMention(place, found.first, found.last, head, event_place=not _acts(reading.doc[head]))


def _acts(token: Token) -> bool:
    """Whether a place is the subject of what only people do: "Ankara said"."""
    for _ in range(MAX_CLIMB):
        if token.dep_ != "conj" or token.head.i >= token.i:
            break
        token = token.head
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ not in contexts().stage_verbs
