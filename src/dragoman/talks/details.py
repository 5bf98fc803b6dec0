"""What a sentence tells of a round beside its step: its number, its format, the level of those who sit there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dragoman.records import Actor
from dragoman.records.kept import Format, Level

from .roles import Roles, level_of
from .scene import Scene
from .words import number_of, pattern, round_number

_LEVEL = re.compile(r"-level|ministerial|technical")


def number_in(scene: Scene, clause: tuple[int, int], start: int, end: int) -> int | None:
    """The number of the round in a clause that is named nearest to [start, end) of the masked sentence."""
    best: tuple[int, int | None] | None = None
    for match in round_number().finditer(scene.masked, *clause):
        distance = min(abs(match.start() - end), abs(start - match.end()))
        if best is None or distance < best[0]:
            best = distance, number_of(match)
    return best[1] if best is not None else None


def format_of(scene: Scene, parties: Sequence[str]) -> Format | None:
    """How the sides meet, where a sentence says so."""
    text = scene.masked
    if pattern("proximity").search(text):
        return "proximity"
    if pattern("shuttle").search(text):
        return "shuttle"
    if pattern("indirect").search(text):
        return "proximity"
    if pattern("direct").search(text):
        return "direct"
    return "multilateral" if pattern("multilateral").search(text) or len(parties) > 2 else None


def level_in(scene: Scene, roles: Roles, parties: Sequence[str], sides: Callable[[Actor], str | None]) -> Level | None:
    """The level of those who meet: of who leads a delegation, else of most of those named for the parties."""
    for actor in roles.leaders.values():
        if level := level_of(actor.text):
            return level
    words = [
        actor.text for char, actor in scene.actors.items() if sides(actor) in parties and char not in roles.speakers
    ]
    found = [level for text in words if (level := level_of(text))]
    if len(found) >= 2:
        return found[-1] if found.count(found[-1]) > 1 else found[0]
    return level_of(scene.masked) if _LEVEL.search(scene.masked) else None
