"""Casualties: how many people a sentence says were killed, injured, detained, displaced or are missing."""

from __future__ import annotations

from functools import cache

from dragoman.reading import Reading
from dragoman.records import Casualties, Count

from . import numbers
from .lexicon import lexicon
from .syntax import Syntax

_PEOPLE_ARE_SUBJECT = frozenset({"die", "perish", "flee", "disappear"})
_BOUND = frozenset(
    {
        "at",
        "least",
        "more",
        "than",
        "over",
        "up",
        "to",
        "about",
        "around",
        "nearly",
        "almost",
        "some",
        "approximately",
        "as",
        "many",
        "most",
        "between",
        "and",
        "-",
        "–",
        "fewer",
        "less",
    }
)


@cache
def _fates() -> dict[str, str]:
    return {word.strip(): field for field, words in lexicon().tables["casualties"].items() for word in words.split(",")}


def harm_words(syntax: Syntax, first: int, last: int) -> list[tuple[int, str]]:
    """The words of tokens [first, last) that say what became of people, with the field each one fills."""
    fates = _fates()
    return [(i, fates[syntax.lemma[i]]) for i in range(first, last) if syntax.lemma[i] in fates]


def count_casualties(reading: Reading, syntax: Syntax, words: list[tuple[int, str]]) -> Casualties | None:
    """The counts of those words; of several for one field the largest lower bound wins ("two, then five").

    Ranges keep both ends, "at least" and "dozens" leave the upper end open, "up to" the lower one at zero.
    """
    found: dict[str, Count] = {}
    for i, field in words:
        for noun in _people(syntax, i):
            count = _count(reading, syntax, noun)
            if count is not None and (field not in found or count.min > found[field].min):
                found[field] = count
                break
    return Casualties(**found) if found else None


def _people(s: Syntax, i: int) -> list[int]:
    """The nouns or bare numbers counted by a word of harm."""
    if s.pos[i] in ("NOUN", "PROPN"):
        return [i]
    if s.pos[i] == "ADJ" or s.dep[i] in ("oprd", "acomp", "amod"):
        head = s.head[i]
        if s.dep[i] == "amod":
            return [head]
        people = s.patients(head) if s.is_verbal(head) else [head]
        return people or s.subjects(head)
    if s.lemma[i] in _PEOPLE_ARE_SUBJECT:
        return s.subjects(i)
    found = s.patients(i)
    if not found and s.dep[i] == "conj":
        found = s.patients(s.head[i])
    return found


def _count(reading: Reading, s: Syntax, noun: int) -> Count | None:
    picked: list[int] = []
    if s.pos[noun] == "NUM" or s.lower[noun] in numbers.VAGUE or s.lemma[noun] in numbers.SCALES:
        picked = [noun]
    for kid in s.kids[noun]:
        if s.dep[kid] in ("nummod", "quantmod", "advmod", "compound") and (
            s.pos[kid] == "NUM" or s.lower[kid] in _BOUND or s.lemma[kid] in numbers.SCALES
        ):
            picked += [k for k in s.subtree(kid, 12) if s.pos[k] != "PUNCT" or s.lower[k] in ("-", "–")]
        elif (s.dep[kid] in ("amod", "det", "predet", "nmod", "npadvmod") and s.lower[kid] in numbers.VAGUE) or (
            s.dep[kid] == "det" and s.lower[kid] in ("a", "an") and s.tag[noun] == "NN"
        ):
            picked.append(kid)
        elif s.dep[kid] == "prep" and s.lower[kid] == "of" and picked:
            picked += [k for k in s.kids[kid] if s.lower[k] in numbers.VAGUE or s.pos[k] == "NUM"]
    if not picked:
        return None
    first, last = min(picked), max(picked)
    if last - first > 8:
        return None
    while first > 0 and s.lower[first - 1] in _BOUND - {"and", "to", "some"} and s.lower[first - 1] not in ("-", "–"):
        first -= 1
    words = [s.lower[k] for k in range(first, last + 1)]
    bounds = numbers.parse(words)
    if bounds is None:
        return None
    low, high = bounds
    if "least" in words or ("more" in words and "than" in words) or "over" in words:
        high = None
    elif (
        ("up" in words and "to" in words) or ("most" in words and "at" in words) or ("as" in words and "many" in words)
    ):
        low, high = 0, high if high is not None else low
    if low > 5_000_000:
        return None
    return Count(min=low, max=high, span=reading.span_of(first, last + 1))
