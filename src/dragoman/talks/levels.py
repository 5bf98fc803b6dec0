"""At which level the sides meet, by the offices of those who sit there, or by what the talks are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from dragoman.records import Actor
from dragoman.records.kept import LEVELS, Level

from .roles import Roles
from .scene import Scene
from .steps import Step
from .tellings import MEETING
from .words import A, compiled, labelled, pattern, table

_LEVEL = re.compile(
    rf"[\w-]+-level|ministerial|at the level of (?:[\w ]+|(?P<a>{A}))"
    r"|technical (?:talks|teams?|committees?|delegations?|experts?|meetings?|working)",
    re.IGNORECASE,
)
_TWO = re.compile(rf"({A}) and ({A})")
_JOINS = re.compile(r"\bjoin(?:s|ed|ing)?\b", re.IGNORECASE)
_NO_LEVEL = re.compile(r"\b(?:government|administration|regime|office|party|movement|forces)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def level_of(words: str) -> Level | None:
    """The level that an office in some words stands for, the highest first; those who serve a higher one, theirs."""
    offices = pattern("no_office").sub(" ", words)
    for name in ("aides", "levels"):
        for label, found in labelled("words", name):
            if found.search(offices):
                return label  # type: ignore[return-value]
    return None


def level_of_leader(words: str) -> Level | None:
    """The level of who leads a side, or acts for it: of an office, else of a rank, which stands for those who sent."""
    if (level := level_of(words)) is not None:
        return level
    return "envoys" if pattern("ranks").search(words) else None


def lowest(levels: Sequence[Level]) -> Level | None:
    """The lowest of some levels: a minister who meets an envoy meets at that of envoys."""
    return max(levels, key=LEVELS.index, default=None)


def level_in(
    scene: Scene, roles: Roles, parties: Sequence[str], sides: Callable[[Actor], str | None], step: Step
) -> Level | None:
    """The level of those who are told to sit there for a party, or by which the talks are called.

    A government called by its head, whoever only speaks, and who helps tell none; of several levels the lowest counts.
    """
    told: dict[Level, set[str | None]] = {}
    several = False
    for char in re.findall(A, scene.masked[step.clause[0] : step.clause[1]]):
        actor = scene.actors[char]
        at = scene.masked.find(char)
        elsewhere = char in roles.speakers or char in roles.mediators or char in roles.hosts
        if elsewhere or scene.masked.startswith(("'", "’"), at + 1):
            continue
        many = _offices().search(actor.text) is not None
        ours = many and step.kind in MEETING and actor.text[1:].islower()  # "the foreign ministers", not the EU's
        if sides(actor) not in parties and not ours:
            continue
        level = level_of_leader(actor.text) if many else level_of(actor.text)
        if level and _NO_LEVEL.search(actor.text) is None:
            told.setdefault(level, set()).add(sides(actor))
            several = several or many
    if told and (several or len(set().union(*told.values())) > 1 or step.word == "meet"):
        return lowest(list(told))
    if _JOINS.search(scene.masked, *step.clause) is not None:
        return None  # who joins those who sit there
    named = _LEVEL.search(scene.masked, *step.clause) or _several().search(scene.masked, *step.clause)
    if named is None:
        return _of_two(scene, roles, step)
    return level_of(scene.actors[named["a"]].text if named.groupdict().get("a") else named.group())


def _of_two(scene: Scene, roles: Roles, step: Step) -> Level | None:
    """The level of two by office who do something together, "X and Y came face to face", whoever they are of."""
    for match in _TWO.finditer(scene.masked, *step.clause):
        pair = [scene.actors[match[group]] for group in (1, 2)]
        helps = any(match[group] in marked for group in (1, 2) for marked in (roles.mediators, roles.hosts))
        people = [actor for actor in pair if actor.entity.startswith("person:")]
        levels = [level for actor in people if (level := level_of_leader(actor.text))]
        if len(levels) == len(pair) and not helps:
            return lowest(levels)
    return None


@cache
def _offices() -> re.Pattern[str]:
    """Offices of several: "the presidents of A"."""
    return compiled(table("words")["offices"])


@cache
def _several() -> re.Pattern[str]:
    """ "the foreign ministers of A and B", "deputy ministers from both sides", "the two presidents"."""
    offices = "|".join(table("words")["offices"])
    return re.compile(
        rf"\b(?:(?:deputy|vice|special|senior|foreign|defen[cs]e|interior|technical|security|[\w-]+) ){{0,2}}"
        rf"(?:{offices}) (?:of|from|representing) (?:the |both |all )?(?:two|three|both|sides|{A})"
        rf"|\b(?:both|(?:the|their)(?: two| three)?) (?:(?:deputy|vice|foreign|defen[cs]e|interior) ){{0,2}}"
        rf"(?:{offices})"
        r"(?!'| (?:of|from|in|who)\b)",
        re.IGNORECASE,
    )
