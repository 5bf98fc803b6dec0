"""What tells a person's gender: titles, nouns and given names; "" when nothing does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from .spelling import plain
from .tables import manners, rows


@cache
def _given() -> dict[str, str]:
    return {plain(name): row["gender"] for row in rows("given_names") for name in row["names"].split(";")}


def of_name(words: Iterable[str]) -> str:
    """ "m" or "f" by the first of the words that is a given name known to be one or the other."""
    names = _given()
    first = next(iter(words), "")
    return names.get(plain(first).lower(), "")


def of_nouns(words: Iterable[str]) -> str:
    """ "m" or "f" by nouns such as "spokeswoman", "king" or "brother"."""
    classes = manners()
    for word in words:
        if classes.has("female_nouns", word):
            return "f"
        if classes.has("male_nouns", word):
            return "m"
    return ""
