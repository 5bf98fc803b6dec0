"""Mentions: the actors, places and dates that a report names."""

from __future__ import annotations

from typing import Literal

import msgspec

from ._base import Span

DateType = Literal["DATE", "TIME", "DURATION", "SET"]


class Actor(Span, frozen=True, kw_only=True):
    """One mention of an actor.

    `name` is the canonical name; `code` ISO 3166-1 alpha-3 or an international code, or null; `sectors`
    PLOVER sectors, most specific first; `entity` a key that all mentions of the same actor share, in a
    report and across reports. A pronoun or a description carries what it refers to.
    """

    name: str
    code: str | None = None
    sectors: list[str] = msgspec.field(default_factory=list)
    entity: str


class Place(Span, frozen=True, kw_only=True):
    """One mention of a place; `lat` and `lon` in degrees (WGS 84), `confidence` in [0, 1].

    `kind`: country, admin1, admin2, city, region, water, facility, continent or other.
    """

    name: str
    kind: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    confidence: float = 0.5


class Date(Span, frozen=True, kw_only=True, rename={"origin": "from"}):
    """One temporal expression: TIMEX3 `type` and `value`, and the ISO days `first` and `last` that it covers.

    `origin` ("from" in JSON) is "text", or "published" where the report's own date stands in for an event
    whose sentence names none; such a date has the empty span (0, 0, ""). `anchor` is the ISO day that a
    relative expression was counted from, `reason` says how.
    """

    type: DateType
    value: str
    first: str | None = None
    last: str | None = None
    origin: Literal["text", "published"] = "text"
    anchor: str | None = None
    reason: str | None = None
