"""Offices: at which level a delegation is led where nobody is named, "led by the deputy foreign minister"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.records.kept import Level

from .levels import level_of_leader
from .page import Page
from .scene import Scene
from .words import A, compiled, table

_ENDS = re.compile(
    r"\b(?:and|while|with|who|which|that|to|in|on|at|as|for|from|has|have|had|is|are|was|were|will|would|[a-z]{3,}ed)\b"
)
_SIDED = re.compile(r"\b(?:delegation|team|side|mission|negotiator)s?\b|^(?:each|both|neither)\b", re.IGNORECASE)
_REPRESENTED = re.compile(r"\brepresent(?:s|ed|ing)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Led:
    """A delegation led by somebody of an office: of which party (None where untold), in the words [start, end)."""

    party: str | None
    level: Level
    start: int
    end: int


def led_by_offices(page: Page, scene: Scene, parties: Collection[str]) -> Iterator[Led]:
    """The delegations of some parties of which an office alone tells who leads them, in the order of the text."""
    told = False
    for match in _way().finditer(scene.masked):
        groups = {name[0]: said for name, said in match.groupdict().items() if said is not None}
        here = groups["t"] if "t" in groups else groups["o"]
        represented = _REPRESENTED.search(match.group()) is not None
        told = _is_sided(page, scene, here, represented=represented) if "t" in groups else told
        words = _office(scene, groups["w"])
        if not told or words is None or _void().search(match.group()):
            continue
        keys = [page.sides(scene.actors[char]) for char in re.findall(A, here)]
        party = next((key for key in reversed(keys) if key is not None), None)
        level = level_of_leader(words)
        if level is not None and (party is None or party in parties) and not _of_others(scene, here):
            yield Led(party, level, match.start(), match.end())


def _office(scene: Scene, words: str) -> str | None:
    """The words of an office with its mentions written out; None where they name a person."""
    ends = _ENDS.search(words)
    office = words[: ends.start()] if ends is not None else words
    if any(scene.actors[char].entity.startswith("person:") for char in re.findall(A, office)):
        return None
    return _written(scene, office)


def _written(scene: Scene, words: str) -> str:
    return re.sub(A, lambda found: scene.actors[found.group()].text, words)


def _is_sided(page: Page, scene: Scene, words: str, *, represented: bool) -> bool:
    """Whether words tell of a delegation or, of what is represented, of a party."""
    if represented and any(page.sides(scene.actors[char]) for char in re.findall(A, words)):
        return True
    return _SIDED.search(_written(scene, words).strip()) is not None


def _of_others(scene: Scene, words: str) -> bool:
    """Whether a delegation is of a body that is no party: "the Commission's team"."""
    return any(scene.actors[char].entity.startswith("org:") for char in re.findall(A, words))


@cache
def _way() -> re.Pattern[str]:
    """One pattern: in a group of t who is led, in one of w the office, in one of o who is told of beside another."""
    ways = "|".join(table("leaders")["offices"])
    for macro, meant in table("leaders")["macros"].items():
        ways = ways.replace(f"<{macro}>", meant)
    return re.compile(rf"(?<!\w)(?:{ways.replace('<A>', A)})", re.IGNORECASE)


@cache
def _void() -> re.Pattern[str]:
    return compiled(table("leaders")["void"])
