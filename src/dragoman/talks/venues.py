"""Where: the places of a report that talks can be held at, those said in other words among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.codebooks import states
from dragoman.records import Actor, Place

from .scene import Scene
from .words import A, D, P, table

_CAPITAL = re.compile(
    r"\bthe (?P<a>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) capital\b(?!,? [A-Z])"
    r"|\b(?P<b>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})['’]s? capital\b(?!,? [A-Z])"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w'-]+")
_OTHER_WORDS = frozenset(
    {"Male", "Victoria", "Georgetown", "Kingston", "Santiago", "Hamilton", "George Town", "Luxembourg"}
)
_NO_CITY = frozenset({"country", "continent", "region"})


def all_places(text: str, places: Sequence[Place]) -> list[Place]:
    """The places of a report, with cities where they are named again and capitals where they are only called so."""
    found = [place for place in places if not text.startswith(" capital", place.end)]  # "the Kazakh capital"
    taken = {(place.start, place.end) for place in places}
    cities = {
        place.text: place for place in reversed(places) if place.kind not in _NO_CITY and place.text[:1].isupper()
    }
    again: set[tuple[int, int]] = set()
    for name in sorted(cities, key=lambda name: (-len(name), name)):  # "New Delhi" before "Delhi"
        for start, end in _whole(text, name):
            if not any(first <= start and end <= last for first, last in (*taken, *again)):
                again.add((start, end))
                found.append(_again(cities[name], start, end, name))
    if "capital" in text:
        found += _capitals(text)
    found += _by_name(text, taken)
    return found


def _whole(text: str, name: str) -> Iterable[tuple[int, int]]:
    """Where a name stands in a text as whole words."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (_is_word(text[at - 1 : at]) or _is_word(text[end : end + 1])):
            yield at, end
        at = text.find(name, end)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


@cache
def _names() -> dict[str, list[tuple[str, str]]]:
    """Capitals, with the code of their state, by their first word."""
    names: dict[str, list[tuple[str, str]]] = {}
    for state in states().all():
        if state.capital and state.end is None and state.capital not in _OTHER_WORDS:
            names.setdefault(state.capital.partition(" ")[0], []).append((state.capital, state.iso3))
    return names


def _by_name(text: str, taken: set[tuple[int, int]]) -> Iterable[Place]:
    """Capitals named in a text at places that were not coded."""
    for word in _CAPITALISED.finditer(text):
        for name, country in _names().get(word.group(), ()):
            end = word.start() + len(name)
            if not text.startswith(name, word.start()) or text[end : end + 1].isalnum():
                continue
            if not any(start <= word.start() and end <= last for start, last in taken):
                yield Place(start=word.start(), end=end, text=name, name=name, kind="city", country=country)


def _again(place: Place, start: int, end: int, text: str) -> Place:
    import msgspec

    return msgspec.structs.replace(place, start=start, end=end, text=text)


def _capitals(text: str) -> Iterable[Place]:
    for match in _CAPITAL.finditer(text):
        known = _capital_of(match["a"] or match["b"])
        if known is not None:
            capital, country = known
            yield Place(
                start=match.start(), end=match.end(), text=match.group(), name=capital, kind="city", country=country
            )


@cache
def _capital_of(name: str) -> tuple[str, str] | None:
    """The capital of the state that a name or an adjective stands for, and the state's code."""
    for words in (name, name.rpartition(" ")[2]):
        for called in states().called(words):
            state = states().get(called.iso3)
            if state is not None and state.capital:
                return state.capital, state.iso3
    return None


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
    if (not scene.places and len(scene.actors) < 2) or _hint().search(scene.masked) is None:
        return None
    ways, both, new = _instead()
    match = ways.search(scene.masked)
    if match is None:
        return None
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


_AT_PLACE = re.compile(
    rf"\b(?P<how>in|at|from|to|near|outside|above|off|overlooking|beside)"
    rf"(?: (?:the|a|an|{A}'s?|{A}|{P}'s?|(?:city|town|resort|port|capital|village|island|emirate) of"
    rf"|(?!(?:in|at|near|of|to|from|by|outside|and|on)\b)[\w'-]+)){{0,4}},? (?P<p>{P})"
    rf"|(?P<q>[{P[1:-1]}{A[1:-1]}])(?:'s)? (?:peace )?(?:talks|round|negotiations|meeting"
    rf"|summit|conference|process|dialogue)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:because|citing|due to|over|pointing to|naming|blaming|after|following|amid"
    r"|despite|instead of|rather than|from|where|against|attack\w*|kill\w*|fighting"
    r"|clash\w*|war|conflict|withdraw\w*|territor\w*|border|crisis|violence|situation"
    r"|ceasefire|troops|rule)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:deaths?|attacks?|killings?|raids?|shelling|battles?|clash\w*|ambush|bombings?|strikes?|fighting|violence|massacre"
    r"|explosions?|blasts?|siege|incidents?|unrest|protests?|concerns|casualties|victims|situation) $",
    re.IGNORECASE,
)
_SPEECH_PLACE = re.compile(
    r"\b(?:told|said|speaking|speech|reporters|journalists|statement|conference)(?: \w+){0,3}$", re.IGNORECASE
)


def find_venue(scene: Scene, at: int, clause: tuple[int, int], parties: Sequence[str]) -> Place | None:
    """Where the talks are that a word at `at` tells of: the nearest city of its clause, else of its sentence."""
    best: tuple[tuple[int, int, int], Place] | None = None
    text = scene.masked
    for match in _AT_PLACE.finditer(text):
        char = match.group("p") or match.group("q")
        place = scene.places.get(char)
        if place is not None and match.group("how") == "to" and place.country in parties:
            continue  # "letters to N'Djamena": its government
        if place is None or match.group("how") == "from" or _SPEECH_PLACE.search(text[: match.start()][-40:]):
            continue
        if _HARM.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        if at < match.start() and _ELSEWHERE.search(text, at, match.start()):
            continue
        outside = not clause[0] <= match.start() < clause[1]
        region = place.kind in ("country", "continent", "region")
        distance = abs(match.start() - at)
        score = (int(outside), int(region), distance)
        if best is None or score < best[0]:
            best = score, place
    return best[1] if best is not None else None


_MOVE = re.compile(rf"\b(?:to|in)(?: the)?(?: \w+){{0,3}} (?P<to>[{P[1:-1]}{A[1:-1]}])", re.IGNORECASE)
_FROM = re.compile(
    rf"\b(?:from|in|instead of|rather than|not)(?: the)?(?: \w+){{0,3}} (?P<from>[{P[1:-1]}{A[1:-1]}])", re.IGNORECASE
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
    left = (place(m["from"]) for m in _FROM.finditer(text))
    earlier = next((found for found in left if found is not None and found.name != goal.name), None)
    return goal, earlier
