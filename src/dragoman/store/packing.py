"""How texts and coded reports lie in the record: compressed JSON, and without any words where these are not kept."""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any, TypeVar

import msgspec

from dragoman.records import Actor, CodedReport, Date, Event, Note, Place, ReportInfo, Span, Statement

R = TypeVar("R", bound=msgspec.Struct)

_LEVEL = 1  # 6 packs a tenth smaller and takes five times as long


class Rest(msgspec.Struct, frozen=True):
    """A coded report without its events, which are asked for most."""

    statements: list[Statement]
    actors: list[Actor]
    places: list[Place]
    dates: list[Date]
    sentences: list[tuple[int, int]]
    notes: list[Note]


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder()


@cache
def _events() -> msgspec.json.Decoder[list[Event]]:
    return msgspec.json.Decoder(list[Event])


@cache
def _rest() -> msgspec.json.Decoder[Rest]:
    return msgspec.json.Decoder(Rest)


def pack_text(text: str) -> bytes:
    """A text, compressed."""
    return zlib.compress(text.encode("utf-8"), _LEVEL)


def unpack_text(body: bytes) -> str:
    """The text again."""
    return zlib.decompress(body).decode("utf-8")


def pack(coded: CodedReport) -> tuple[bytes, bytes]:
    """A coded report as (events, rest), compressed."""
    rest = Rest(coded.statements, coded.actors, coded.places, coded.dates, coded.sentences, coded.notes)
    return zlib.compress(_encoder().encode(coded.events), _LEVEL), zlib.compress(_encoder().encode(rest), _LEVEL)


def unpack(report_id: str, packed: tuple[bytes, bytes]) -> CodedReport:
    """The coded report again, but of what is known of its report only the id."""
    rest = unpack_rest(packed[1])
    return CodedReport(
        report=ReportInfo(id=report_id),
        events=unpack_events(packed[0]),
        statements=rest.statements,
        actors=rest.actors,
        places=rest.places,
        dates=rest.dates,
        sentences=rest.sentences,
        notes=rest.notes,
    )


def unpack_events(body: bytes) -> list[Event]:
    """The events again."""
    return _events().decode(zlib.decompress(body))


def unpack_rest(body: bytes) -> Rest:
    """All but the events again."""
    return _rest().decode(zlib.decompress(body))


def wordless(record: R) -> R:
    """The same with offsets but no words of the text; what was made of the words (names, codes, values) stays."""
    without: R = _without(record)
    return without


def _without(value: Any) -> Any:
    if isinstance(value, Span):
        fields = {name: _without(getattr(value, name)) for name in value.__struct_fields__ if name != "text"}
        return type(value)(text="", **fields)
    if isinstance(value, msgspec.Struct):
        return type(value)(**{name: _without(getattr(value, name)) for name in value.__struct_fields__})
    if isinstance(value, list):
        return [_without(one) for one in value]
    return value
