"""Changes of venue: talks held at one place instead of another, whatever words of moving there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from dragoman.records import Actor, Place

from .marks import find_marked, is_doubted, is_wished
from .scene import Scene
from .words import A, D, P, table

_X = f"[{P[1:-1]}{A[1:-1]}]"
_GROUP = re.compile(r"\d+$")


@cache
def _instead() -> tuple[re.Pattern[str], int, int]:
    """What finds a venue changed, its groups to and from numbered; from which number on both must be known, and to."""
    told = table("venues")
    ways = []
    for number, written in enumerate((*told["instead"], *told["both"], *told["new"])):
        way = written
        for macro, meant in told["macros"].items():
            way = way.replace(f"<{macro}>", meant)
        way = way.replace("<D>", D)
        for name in ("TO", "FROM"):
            way = way.replace(f"<{name}>", f"(?P<{name.lower()}{number}>{_X})")
        ways.append(way)
    both = len(told["instead"])
    return re.compile("|".join(ways), re.IGNORECASE), both, both + len(told["both"])


@cache
def _hint() -> re.Pattern[str]:
    return re.compile("|".join(table("venues")["hint"]), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Instead:
    """A venue told in place of another, in the words [start, end) of the masked sentence."""

    start: int
    end: int
    place: Place
    earlier: Place | None
    mentions: frozenset[str]
    """The mentions that name the two: of them nobody is a party."""


def find_instead(scene: Scene, place_of: Callable[[Actor], Place | None]) -> Instead | None:
    """ "in A instead of B", "not in B but in A": a venue changed without a word of moving."""
    text = scene.masked
    if not scene.places and len(scene.actors) < 2:
        return None
    if _hint().search(text) is not None and (match := _instead()[0].search(text)) is not None:
        goal = next(match.start(name) for name, char in match.groupdict().items() if char and name.startswith("to"))
        if is_doubted(text, match.start()) or is_wished(text, goal, match.start()):
            return None
        if (told := _told(scene, place_of, match)) is not None:
            return told
    return _marked(scene, place_of)


def find_not_there(scene: Scene, place_of: Callable[[Actor], Place | None]) -> Place | None:
    """The place that talks are told not to be held at, where no other is told: "P will no longer host them"."""
    if not scene.places and not scene.actors:
        return None
    match = _not_there().search(scene.masked)
    if match is None:
        return None
    char = next(char for char in match.groupdict().values() if char is not None)
    place = scene.places.get(char) or (place_of(scene.actors[char]) if char in scene.actors else None)
    return place if place is not None and place.kind not in _WIDE else None


_CITY = rf"(?: the)?(?: [\w-]+ of)? {P}"
_THE_MOVE = re.compile(
    rf"[\s\"“(]*(?:the|this|that|a|an)(?: [\w-]+)? (?:move|transfer|switch|shift|relocation)(?: (?:on )?{D})?"
    rf" (?:from{_CITY}(?: (?:on )?{D})? to|to{_CITY}(?: (?:on )?{D})? from){_CITY}"
    rf"(?! (?:of|by) (?:the|its|their|an?)\b)",
    re.IGNORECASE,
)


def is_the_move(scene: Scene) -> bool:
    """Whether a sentence tells of "the move from P to Q" with no word of what was moved: of what was told before."""
    return _THE_MOVE.match(scene.masked) is not None


@cache
def _not_there() -> re.Pattern[str]:
    ways = (way.replace("<D>", D) for way in table("venues")["not_there"])
    return re.compile(
        "|".join(way.replace("<FROM>", f"(?P<from{at}>{_X})") for at, way in enumerate(ways)), re.IGNORECASE
    )


def _told(scene: Scene, place_of: Callable[[Actor], Place | None], match: re.Match[str]) -> Instead | None:
    _, both, new = _instead()
    places: dict[str, Place] = {}
    number = 0
    for group, char in match.groupdict().items():
        if char is None:
            continue
        number = int(group.lstrip("tofrm"))
        found = scene.places.get(char) or (place_of(scene.actors[char]) if char in scene.actors else None)
        if found is not None:
            places[_GROUP.sub("", group)] = found
    if "to" not in places or ("from" not in places and both <= number < new):
        return None
    earlier = places.get("from")
    named = frozenset(char for char in match.groupdict().values() if char is not None)
    return Instead(match.start(), match.end(), places["to"], earlier if earlier != places["to"] else None, named)


def _marked(scene: Scene, place_of: Callable[[Actor], Place | None]) -> Instead | None:
    """A venue changed by what the words beside each of two places say of it."""
    gone, left = find_marked(scene, place_of)
    if gone is None:
        return None
    at = sorted((gone.at, left.at) if left is not None else (gone.at,))
    named = frozenset(scene.masked[one] for one in at)
    return Instead(at[0], at[-1] + 1, gone.place, left.place if left is not None else None, named)


_MOVE = re.compile(rf"\b(?:to|in)(?: the)?(?: \w+){{0,3}} (?P<to>[{P[1:-1]}{A[1:-1]}])", re.IGNORECASE)
_FROM = tuple(
    re.compile(rf"\b(?:{words})(?: the)?(?: \w+){{0,3}} (?P<from>[{P[1:-1]}{A[1:-1]}])", re.IGNORECASE)
    for words in ("from|instead of|rather than|not", "in")
)


_ANY = f"[{P[1:-1]}{A[1:-1]}]"
_TAKES_PLACE = re.compile(r"(?:replac|step|tak|took|stand|stood|settl)", re.IGNORECASE)
_CHOSEN = re.compile(r"settl", re.IGNORECASE)
_WIDE = frozenset({"country", "continent", "region"})


def find_moved(
    scene: Scene, start: int, end: int, place_of: Callable[[Actor], Place | None]
) -> tuple[Place, Place | None] | None:
    """The new venue and the earlier one that a word of moving at [start, end) tells."""
    text = scene.masked

    def place(char: str) -> Place | None:
        return scene.places.get(char) or (place_of(scene.actors[char]) if char in scene.actors else None)

    if _TAKES_PLACE.match(text, start):
        before = [
            found for char in re.findall(_ANY, text[:start]) if (found := place(char)) and found.kind not in _WIDE
        ]
        after = [found for char in re.findall(_ANY, text[end : end + 40]) if (found := place(char))]
        if _CHOSEN.match(text, start):
            before, after = after[:1], before[-1:]
        if before and (after or _CHOSEN.match(text, start)):
            return before[-1], (after[0] if after and after[0].name != before[-1].name else None)
        return None
    goal = next(
        (found for m in _MOVE.finditer(text, end) if m.group().startswith("to") and (found := place(m["to"]))), None
    )
    if goal is None:
        return None
    _, marked = find_marked(scene, place_of)
    told = [*(place(m["from"]) for m in _FROM[0].finditer(text)), marked.place if marked is not None else None]
    told += (place(m["from"]) for m in _FROM[1].finditer(text))
    return goal, next((found for found in told if found is not None and found.name != goal.name), None)
