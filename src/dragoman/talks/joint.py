"""Joint mentions: "the Thai and Cambodian delegations" are two that sit at a table, and not one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from dragoman.codebooks import states
from dragoman.records import Actor, CodedReport

from .words import pattern

_JOINT = "collective:"
_CAPITALISED = re.compile(r"(?=\b([^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?))")


def parted(coded: CodedReport) -> CodedReport:
    """A coded report with each joint mention that names its states as one of each; mediators stay together."""
    if not any(actor.entity.startswith(_JOINT) for actor in coded.actors):
        return coded
    actors = [part for actor in coded.actors for part in _parts(actor) or (actor,)]
    return msgspec.structs.replace(coded, actors=actors)


def _parts(actor: Actor) -> list[Actor]:
    """A mention of each state, all with the words of the whole; none where they do not name the states."""
    if not actor.entity.startswith(_JOINT) or pattern("mediators").search(actor.text):
        return []
    codes = actor.entity.removeprefix(_JOINT).split("+")
    words = list(_named(actor.text, codes))
    if [code for code, _, _ in words] != codes:
        return []
    found = []
    for number, (code, start, end) in enumerate(words, 1):
        last = actor.end if number == len(words) else actor.start + end
        state = states().get(code)
        entity = f"role:{code}:{actor.sectors[0] if actor.sectors else ''}:part"
        found.append(
            msgspec.structs.replace(
                actor, start=actor.start + start, end=last, name=state.name if state else code, code=code, entity=entity
            )
        )
    return found


def _named(text: str, codes: list[str]) -> Iterator[tuple[str, int, int]]:
    """The states that some words name, with the place of each name; a name of two words before one."""
    done = 0
    for match in _CAPITALISED.finditer(text):
        for words in (match[1], match[1].partition(" ")[0]) if match.start() >= done else ():
            code = next((code for code in _called(words) if code in codes), None)
            if code is not None:
                done = match.start() + len(words)
                yield code, match.start(), done
                break


@cache
def _called(words: str) -> tuple[str, ...]:
    return tuple(found.iso3 for found in states().called(words))
