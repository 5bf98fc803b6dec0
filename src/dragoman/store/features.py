"""What linking needs to know of a report, made once, when its words are at hand: they may not be kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dragoman.linking.copies import fingerprint
from dragoman.linking.told import Told
from dragoman.linking.traits import Block, Traits, blocks, traits
from dragoman.linking.vocabulary import vocabulary
from dragoman.linking.wording import packed
from dragoman.records import CodedReport, Report, to_json
from dragoman.talks import find_moves, process_keys

from .packing import wordless

_NAME = 41  # bits of a block's number that its name makes: the days to the year 9999 take the other 22


@dataclass(frozen=True, slots=True)
class Features:
    """Of one report: its fingerprint, its wording, and its moves as (JSON, keys of the processes they concern)."""

    fingerprint: bytes
    wording: bytes
    moves: list[tuple[bytes, list[str]]]


def features(report: Report, coded: CodedReport, *, keep_text: bool = True) -> Features:
    """What the rooms below make of a report; without its words where these are not kept."""
    moves = find_moves(report, coded)
    words = vocabulary().read(report.text, report.title or "")
    return Features(
        fingerprint=fingerprint(report.text, words),
        wording=packed(report, words),
        moves=[(to_json(move if keep_text else wordless(move)), process_keys(move)) for move in moves],
    )


def traits_of(coded: CodedReport, known: str) -> list[tuple[bytes, list[int]]]:
    """For each event of a report its traits, as JSON, and its blocks, as numbers."""
    told = Told(coded, known, coded.report.id)
    found = [traits(told, event) for event in coded.events]
    return [(to_json(one), blocks_of(one)) for one in found]


def blocks_of(one: Traits) -> list[int]:
    """The blocks of an event, as numbers."""
    return [_number(block) for block in blocks(one)]


def _number(block: Block) -> int:
    """A block as a number of 63 bits: the day first, so that what happens at one time lies together on the disk."""
    day, name = block
    return day << _NAME | int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big") >> 64 - _NAME
