"""Where: the places of a report that talks can be held at, those said in other words among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from dragoman.codebooks import international, states
from dragoman.records import Place
from dragoman.where.capitals import capitals

from .scene import Scene
from .words import A, D, P

_NAME = r"[^\W\d_a-z][\w'-]+(?: [^\W\d_a-z][\w'-]+)?"
_RIVAL = re.compile(
    rf"\b(?:not|instead of|rather than|in place of|in lieu of)(?: (?:in|at|to))? (?P<a>{_NAME})"
    r"(?=[,.;:]| (?:as|will|is|was|for|on|to)\b)"
    rf"|(?:^|[.;:,] )(?P<b>{_NAME})(?=,? (?:not|instead of|rather than|and not) (?:in )?[^\W\d_a-z]"
    r"|,? (?:had|has|was|is)(?: been| at first| first| originally)*"
    r" (?:named|chosen|picked|announced|planned|proposed|mentioned|ruled out|dropped|out)\b)"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w'-]+")
_OTHER_WORDS = frozenset(
    {"Male", "Victoria", "Georgetown", "Kingston", "Santiago", "Hamilton", "George Town", "Luxembourg"}
)
_NO_CITY = frozenset({"country", "continent", "region"})
_DIVISIONS = frozenset({"admin1", "admin2"})
_TOWN = 20_000  # people from which on a city is meant where a division bears its name


def all_places(text: str, places: Sequence[Place]) -> list[Place]:
    """The places of a report, with cities where they are named again and capitals where they are only called so."""
    found = [
        _as_city(place)
        for place in places
        if not text.startswith(" capital", place.end)  # "the Kazakh capital"
        and not (place.kind == "city" and _is_adjective(place.text))  # "the Thai city of"
        and not (place.kind not in _NO_CITY and place.text.isupper() and international().by_name(place.text))  # "UN"
    ]
    taken = {(place.start, place.end) for place in places}
    cities = {place.text: place for place in reversed(found) if place.kind not in _NO_CITY and place.text[:1].isupper()}
    again: set[tuple[int, int]] = set()
    for name in sorted(cities, key=lambda name: (-len(name), name)):  # "New Delhi" before "Delhi"
        for start, end in _whole(text, name):
            if not any(first <= start and end <= last for first, last in (*taken, *again)):
                again.add((start, end))
                found.append(_again(cities[name], start, end, name))
    found += _capitals(text)
    found += _by_name(text, taken)
    found += _rivals(text, [*taken, *((place.start, place.end) for place in found)])
    return found


@lru_cache(maxsize=4096)
def _is_adjective(text: str) -> bool:
    """Whether a word is a state's adjective and no state's name or capital."""
    kinds = {name.kind for name in states().called(text)}
    return "adjective" in kinds and not kinds.intersection(("name", "capital"))


def _as_city(place: Place) -> Place:
    """The city that a division is called by: talks "in Amman" are not in its governorate."""
    city = _city(place.text, place.country) if place.kind in _DIVISIONS else None
    if city is None:
        return place
    import msgspec

    return msgspec.structs.replace(place, name=city[0], country=city[1], kind="city")


@lru_cache(maxsize=4096)
def _city(name: str, country: str | None) -> tuple[str, str] | None:
    """The largest city of that name, of that state where one is given, and its state; no village."""
    from dragoman.where.gazetteer import gazetteer

    found = [
        one
        for one in gazetteer().lookup(name)
        if one.kind == "city" and not one.alias and country in (None, one.country) and one.population >= _TOWN
    ]
    best = max(found, key=lambda one: one.population, default=None)
    return (best.name, best.country) if best is not None else None


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


def _rivals(text: str, taken: Sequence[tuple[int, int]]) -> Iterable[Place]:
    """Cities that were not coded where two are weighed as venues: "A, not B, will host", "B had been named"."""
    for match in _RIVAL.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        city = None if any(first < end and start < last for first, last in taken) else _city(text[start:end], None)
        if city is not None:
            yield Place(start=start, end=end, text=text[start:end], name=city[0], kind="city", country=city[1])


def _again(place: Place, start: int, end: int, text: str) -> Place:
    import msgspec

    return msgspec.structs.replace(place, start=start, end=end, text=text)


def _capitals(text: str) -> Iterable[Place]:
    for one in capitals(text):
        words = text[one.start : one.end]
        yield Place(start=one.start, end=one.end, text=words, name=one.name, kind="city", country=one.country)


_EDGE = "shores?|coast|outskirts|banks?|edge"
_AT_PLACE = re.compile(
    rf"\b(?P<how>in|at|from|to|near|outside|above|off|overlooking|beside"
    rf"|on(?= (?:the |an? )?(?:[\w-]+ ){{0,2}}(?:island|isle|{_EDGE}|grounds) (?:of|in|off)\b))"
    rf"(?: (?:the|a|an|{A}'s?|{A}|{P}'s?|(?:city|town|resort|port|capital|village|island|emirate|{_EDGE}|grounds) of"
    rf"|(?!(?:in|at|near|of|to|from|by|outside|and|on)\b)[\w'-]+)){{0,4}},? (?P<p>{P})"
    rf"|(?P<q>[{P[1:-1]}{A[1:-1]}])(?:'s)? (?:peace )?(?:talks|round|negotiations|meeting"
    rf"|summit|conference|process|dialogue)"
    rf"|(?P<s>{P})(?:,? (?:again|once more|also|now|will|is|to|has|had|on|{D}))*,?"
    rf" (?:sees?|saw|(?:play\w* )?host(?:s|ed|ing)?|witness\w*"
    rf"|was(?: (?:on )?{D})?,? (?:the|a) (?:scene|setting|venue))\b",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(r"\b(?:not|instead of|rather than) $", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:because|citing|due to|over|pointing to|naming|blaming|after|following|amid"
    r"|despite|instead of|rather than|from|where|against|attack\w*|kill\w*|fighting"
    r"|clash\w*|war|conflict|withdraw\w*|territor\w*|border|crisis|violence|situation"
    r"|ceasefire|troops|rule)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:damage|flood\w*|floods|storms?|quakes?|outbreaks?|blackouts?|deaths?|attacks?|killings?|raids?|shelling|battles?|clash\w*|ambush|bombings?|strikes?|fighting|violence|massacre"
    r"|explosions?|blasts?|siege|incidents?|unrest|protests?|concerns|casualties|victims|situation) $",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:in|at|near|on|outside|around|of)(?: the)? $", re.IGNORECASE)
_SPEECH_PLACE = re.compile(
    r"\b(?:told|said|speaking|speech|reporters|journalists|statement|conference)(?: \w+){0,3}$", re.IGNORECASE
)

_RELATIVE = re.compile(rf", (?:which|who|whose|where|{A})(?!\w)[^,;]*[,;]")  # a pronoun may be a mention
_HISTORY = re.compile(
    rf"\b(?:last|previously|earlier|once|formerly|first|ago|signed|fought|fight|broke|attack\w*|seiz\w+|based|born)\b|{D}"
)
_RANKS = {"facility": 1, "water": 1, "other": 1, "country": 2, "continent": 2, "region": 2}


def is_harmed(before: str) -> bool:
    """Whether words before a place tell of harm done there: "the bombing in"."""
    return _HARM.search(_PREPOSITION.sub("", before)) is not None


def find_venue(scene: Scene, at: int, clause: tuple[int, int], parties: Sequence[str]) -> Place | None:
    """Where the talks are that a word at `at` tells of: the nearest city of its clause, else of its sentence."""
    best: tuple[tuple[int, int, int, int], Place] | None = None
    text = scene.masked
    asides = [one.span() for one in _RELATIVE.finditer(text) if not one.start() <= at < one.end()]
    for match in _AT_PLACE.finditer(text):
        char = match.group("p") or match.group("q") or match.group("s")
        place = scene.places.get(char)
        if place is not None and match.group("how") == "to" and place.country in parties:
            continue  # "letters to N'Djamena": its government
        if place is None or match.group("how") == "from" or _SPEECH_PLACE.search(text[: match.start()][-40:]):
            continue
        if _NOT_THERE.search(text[max(0, match.start() - 12) : match.start()]):
            continue  # "not P will host"
        if _HARM.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        if at < match.start() and _ELSEWHERE.search(text, at, match.start()):
            continue
        aside = next((one for one in asides if one[0] <= match.start() < one[1]), None)
        if aside is not None and _HISTORY.search(text, *aside):
            continue
        outside = aside is not None or not clause[0] <= match.start() < clause[1]
        before = int(match.start() < at and match.start() > clause[0] + 2)
        score = (int(outside), _RANKS.get(place.kind, 0), before, abs(match.start() - at))
        if best is None or score < best[0]:
            best = score, place
    return best[1] if best is not None else None
