"""What a sentence tells of a round beside its step: its number, its format, the level of those who sit there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dragoman.records import Actor
from dragoman.records.kept import LEVELS, Format, Level

from .roles import Roles, level_of
from .scene import Scene
from .steps import Step
from .words import A, number_of, pattern, round_number

_LEVEL = re.compile(
    r"[\w-]+-level|ministerial|at the level of [\w ]+"
    r"|technical (?:talks|teams?|committees?|delegations?|experts?|meetings?|working)",
    re.IGNORECASE,
)
_NO_LEVEL = re.compile(r"\b(?:government|administration|regime|office|party|movement|forces)\b", re.IGNORECASE)


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


def level_in(
    scene: Scene, roles: Roles, parties: Sequence[str], sides: Callable[[Actor], str | None], step: Step
) -> Level | None:
    """The level of those who meet: of who leads a delegation, else of those who are told to sit there for a party.

    A government called by its head, whoever only speaks, and who helps tell none; of several levels the lowest counts.
    """
    for actor in roles.leaders.values():
        if level := level_of(actor.text):
            return level
    told: dict[Level, set[str | None]] = {}
    for char in re.findall(A, scene.masked[step.clause[0] : step.clause[1]]):
        actor = scene.actors[char]
        at = scene.masked.find(char)
        elsewhere = char in roles.speakers or char in roles.mediators or char in roles.hosts
        if elsewhere or sides(actor) not in parties or scene.masked.startswith(("'", "’"), at + 1):
            continue
        if (level := level_of(actor.text)) and _NO_LEVEL.search(actor.text) is None:
            told.setdefault(level, set()).add(sides(actor))
    if told and (len(set().union(*told.values())) > 1 or step.word == "meet"):
        return max(told, key=LEVELS.index)
    named = _LEVEL.search(scene.masked, *step.clause)
    return level_of(named.group()) if named is not None else None
