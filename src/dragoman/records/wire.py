"""Records to JSON and back, and the JSON Schema of the contract."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from .coded import CodedReport
from .kept import Chance, Happening, Move, Process, Round, Story
from .report import Report

KINDS: dict[str, type[msgspec.Struct]] = {
    "coded": CodedReport,
    "report": Report,
    "happening": Happening,
    "story": Story,
    "move": Move,
    "round": Round,
    "process": Process,
    "chance": Chance,
}


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder()


@cache
def _decoder() -> msgspec.json.Decoder[CodedReport]:
    return msgspec.json.Decoder(CodedReport)


def to_json(record: msgspec.Struct) -> bytes:
    """One record as one line of UTF-8 JSON, without the newline; the same record gives the same bytes."""
    return _encoder().encode(record)


def from_json(line: bytes | str) -> CodedReport:
    """A coded report from its JSON.

    Raises:
        msgspec.ValidationError: the line does not fit the contract; the message holds the path of the bad value.
    """
    return _decoder().decode(line)


def json_schema(kind: str = "coded") -> dict[str, Any]:
    """JSON Schema (2020-12) of a kind of record: coded, report, happening, story, move, round, process or chance.

    Raises:
        KeyError: no such kind.
    """
    schema = msgspec.json.schema(KINDS[kind])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
