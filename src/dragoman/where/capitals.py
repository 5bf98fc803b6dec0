"""Capitals that a report does not name: "the Georgian capital", "Kenya's capital"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dragoman.codebooks import states

_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d)"
_UNNAMED = rf"(?!,? (?!{_DAY})[A-Z])"  # "the Kazakh capital Tuesday", and not "the Kazakh capital, Astana"
_CAPITAL = re.compile(
    rf"\b[Tt]he (?P<a>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) capital\b{_UNNAMED}"
    r"|\b(?P<b>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})['’]s?"
    rf" (?:(?!(?:former|old|new|second|other|\w+[aiu]al)\b)[a-z-]+ )?capital\b{_UNNAMED}"
)


class Capital(NamedTuple):
    """A capital at characters [start, end) of a text: its name and the code of its state (ISO 3166-1 alpha-3)."""

    start: int
    end: int
    name: str
    country: str


def capitals(text: str) -> Iterator[Capital]:
    """The capitals that a text speaks of without naming them, in its order."""
    for match in _CAPITAL.finditer(text) if "capital" in text else ():
        known = _capital_of(match["a"] or match["b"])
        if known is not None:
            yield Capital(match.start(), match.end(), *known)


@cache
def _capital_of(name: str) -> tuple[str, str] | None:
    """The capital of the state that a name or an adjective stands for, and the state's code."""
    for words in (name, name.rpartition(" ")[2]):
        for called in states().called(words):
            state = states().get(called.iso3)
            if state is not None and state.capital:
                return state.capital, state.iso3
    return None
