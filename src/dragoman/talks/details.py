"""What a sentence tells of a round beside its step: its number and its format."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records.kept import Format

from .scene import Scene
from .words import number_of, pattern, round_number


def number_in(scene: Scene, clause: tuple[int, int], start: int, end: int) -> int | None:
    """The number of the round in a clause that is named nearest to [start, end) of the masked sentence."""
    best: tuple[int, int | None] | None = None
    for match in round_number().finditer(scene.masked, *clause):
        distance = min(abs(match.start() - end), abs(start - match.end()))
        if best is None or distance < best[0]:
            best = distance, number_of(match)
    return best[1] if best is not None else None


def format_of(scene: Scene, parties: Sequence[str], *, ahead: bool = False) -> Format | None:
    """How the sides meet, where a sentence says so; `ahead` of it somebody's shuttling only brings it about."""
    text = scene.masked
    if pattern("proximity").search(text):
        return "proximity"
    if pattern("shuttle_talks" if ahead else "shuttle").search(text):
        return "shuttle"
    if pattern("indirect").search(text):
        return "proximity"
    if pattern("direct").search(text):
        return "direct"
    return "multilateral" if pattern("multilateral").search(text) or len(parties) > 2 else None
