"""Where: the places of a report that talks can be held at, those said in other words among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from dragoman.codebooks import states
from dragoman.records import Place

_CAPITAL = re.compile(
    r"\bthe (?P<a>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) capital\b(?!,? [A-Z])"
    r"|\b(?P<b>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})['’]s? capital\b(?!,? [A-Z])"
)
_NO_CITY = frozenset({"country", "continent", "region"})


def all_places(text: str, places: Sequence[Place]) -> list[Place]:
    """The places of a report, with cities where they are named again and capitals where they are only called so."""
    found = list(places)
    taken = {(place.start, place.end) for place in places}
    cities = {
        place.text: place for place in reversed(places) if place.kind not in _NO_CITY and place.text[:1].isupper()
    }
    if cities:
        again = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(cities, key=len, reverse=True)))})(?!\w)")
        for match in again.finditer(text):
            if not any(start <= match.start() and match.end() <= end for start, end in taken):
                found.append(_again(cities[match.group()], match.start(), match.end(), match.group()))
    if "capital" in text:
        found += _capitals(text)
    return found


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
