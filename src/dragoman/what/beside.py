"""Counts that stand right before what befell people: "37 others hurt", "21 had died", "two of his sons injured".

The parser is least sure of the second half of a count, where a verb or a noun is left out. What stands between a number
of people and their fate there is small: auxiliaries, adverbs, and the words of finding and carrying.
"""

from __future__ import annotations

from . import numbers
from .counting import Number, is_year, kind, number_of
from .syntax import Syntax

_FATES = frozenset(
    {"dead", "killed", "died", "die", "perished", "slain", "wounded", "injured", "hurt", "maimed", "fatally"}
)
_FOUND = frozenset(
    {"feared", "reported", "confirmed", "found", "left", "presumed", "pulled", "dug", "listed", "known", "as"}
)
_PART = frozenset({"including", "among", "with", "plus", "besides", "alongside", "whom", "than", "not", "after", "for"})
_FAR = 6  # tokens between people and their fate


def beside(s: Syntax, i: int, told: Number | None) -> Number | None:
    """How many people stand right before a word of harm, where the syntax found none or others further away.

    Args:
        s: the report's syntax.
        i: the word of harm.
        told: what the syntax found.
    """
    if s.lower[i] not in _FATES or s.children(i, "dobj"):
        return None
    k = i - 1
    while k > max(-1, i - _FAR) and (s.pos[k] in ("AUX", "ADV") or s.lower[k] in _FOUND):
        k -= 1
    if k < 0 or s.pos[k] in ("PUNCT", "SPACE", "VERB"):
        return None
    number = _people_at(s, k)
    if number is None or (number.first and s.lower[number.first - 1] in _PART):
        return None
    return number if told is None or told.end <= number.first else None


def _people_at(s: Syntax, k: int) -> Number | None:
    """The number of people that ends at a token: "37", "37 others", "37 of the villagers"."""
    if numbers.is_number(s.lower[k]):
        vague = s.lower[k] in ("some", "many", "few", "another", "both")
        return None if vague or is_year(s, k) else number_of(s, k)
    if s.pos[k] not in ("NOUN", "PROPN", "ADJ", "PRON") or s.lemma[k] in kind("states"):
        return None
    if s.dep[k] == "pobj" and s.lower[s.head[k]] == "of":
        part = s.head[k] - 1
        return number_of(s, part) if part >= 0 and s.pos[part] == "NUM" else None
    number = number_of(s, k, strict=True)
    return number if number is not None and number.low and k - number.end < _FAR else None
