"""How many people a noun counts: its number with bounds and hedges, or the one person that it names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from . import numbers
from .lexicon import lexicon
from .syntax import Syntax

_ONE = frozenset({"he", "she", "him", "her", "himself", "herself", "someone", "somebody"})
_NOBODY = frozenset({"nobody", "none", "no-one"})
_NO = frozenset({"no", "neither"})


@dataclass(frozen=True, slots=True)
class Number:
    """How many: bounds, and the tokens [first, end) of the words that say so."""

    low: int
    high: int | None
    first: int
    end: int


@cache
def kind(name: str, section: str = "kinds") -> frozenset[str]:
    """A set of words of casualties.toml: its name in a section of the file."""
    words = lexicon().tables["casualties"][section].get(name, "")
    return frozenset(word.strip() for word in words.split(",") if word.strip())


@cache
def _persons() -> frozenset[str]:
    """Nouns of which one is one person."""
    classes = lexicon().classes
    named = lexicon().beings.union(*(classes[name] for name in ("people", "fighters", "officials", "prisoners")))
    named |= kind("person")
    return named - kind("collective") - kind("things")


def is_person(s: Syntax, noun: int) -> bool:
    """Whether a noun is one for people: "suspects", "villagers"."""
    return s.lemma[noun] in _persons()


def of_whom(s: Syntax, i: int) -> list[int]:
    """Of whom: "the deaths of nine miners"."""
    return next((s.group(noun) for prep, _, noun in s.prepositions(i) if prep == "of"), [])


def number_of(s: Syntax, noun: int, *, strict: bool = False, depth: int = 0) -> Number | None:
    """How many a noun, or a number that stands for one, counts; `strict` takes number words only."""
    lemma, low = s.lemma[noun], s.lower[noun]
    if lemma in kind("fraction") and s.pos[noun] != "NUM" and not low.endswith("s"):
        return _part(s, noun)
    if low == "one" and noun and s.lower[noun - 1] == "no":
        return Number(0, 0, noun - 1, noun + 1)
    if low == "many" and noun and s.lower[noun - 1] == "as" and s.lower[noun + 1 : noun + 2] != ["as"]:
        return None  # "12 were killed and as many wounded"
    if numbers.is_number(low) and lemma not in kind("things"):
        return None if strict and low in ("some", "many", "few") else read_number(s, noun)
    if lemma in kind("numbered") and (inside := of_whom(s, noun)) and s.pos[inside[0]] == "NUM":
        return read_number(s, inside[0])  # "a family of four"
    if lemma in kind("things"):
        return None
    at, det = _numeral(s, noun)
    if at is not None:
        if s.lower[at] in _NO:
            return Number(0, 0, at, at + 1)
        return read_number(s, at)
    if strict:
        return None
    if lemma in kind("collective"):
        inside = of_whom(s, noun)
        return number_of(s, inside[0], strict=True, depth=depth + 1) if inside and depth < 3 else None
    return _single(s, noun, det)


def _numeral(s: Syntax, noun: int) -> tuple[int | None, int | None]:
    """The last number word before a noun in its phrase, and the determiner where the phrase begins."""
    k = noun - 1
    while k >= 0 and k > noun - 9:
        low = s.lower[k]
        if k > 1 and (s.lower[k - 1], low) in numbers.AFTER:
            k -= 2  # "12 or more rebels"
            continue
        if numbers.is_number(low) or low in _NO:
            joined = k + 2 < len(s) and s.lower[k + 1] == "-" and s.lower[k + 2] != "odd"
            if joined and not numbers.is_number(s.lower[k + 2]):
                k -= 1  # "20-year-old men"
                continue
            return (None, None) if is_year(s, k) else (k, None)
        if s.dep[k] in ("det", "poss") and s.pos[k] in ("DET", "PRON"):
            before = k - 1
            return None, (before if before >= 0 and s.lower[before] in ("all",) else k)
        inside = s.pos[k] in ("ADJ", "NOUN", "PROPN", "ADV", "NUM") or low in ("-", "'s", "’s", "'", "’", "year")
        if not (inside or (s.dep[k] in ("amod", "compound") and s.pos[k] == "VERB")):
            break
        if s.dep[k] in ("nsubj", "nsubjpass", "dobj", "ROOT", "npadvmod") and s.head[k] != noun and low != "year":
            break
        k -= 1
    return None, None


def is_year(s: Syntax, k: int) -> bool:
    """Whether a bare figure is rather a year: "the 2015 deaths", "his 2016 arrest", "in September 2019"."""
    low = s.lower[k]
    if len(low) != 4 or low[:2] not in ("19", "20") or not low.isdigit() or k == 0:
        return False
    return s.pos[k - 1] not in ("VERB", "AUX") and numbers.hedge_before(s.lower, k, max(0, k - 4)) == k


def read_number(s: Syntax, at: int) -> Number | None:
    """The number whose last word is at `at`, or that goes on from there, with all its words and hedges."""
    while at + 1 < len(s) and s.lower[at + 1] in numbers.SCALES:
        at += 1
    if s.lower[at] in numbers.VAGUE and s.lower[at + 1 : at + 3] == ["of", "thousands"]:
        at += 2
    after = s.lower[at + 1] if at + 1 < len(s) else ""
    if after in ("%", "percent", "per", "thirds", "quarters", "pct") or "." in s.lower[at]:
        return None  # a share or a rate, not people
    first = _first(s, at)
    floor = max(0, first - 6)
    start = first
    while True:
        hedge = numbers.hedge_before(s.lower, start, floor)
        if hedge == start or (start - hedge == 1 and s.dep[hedge] == "prep" and s.lower[hedge] != "between"):
            break
        start = hedge
    end = numbers.hedge_after(s.lower, at + 1)
    bounds = numbers.parse(s.lower[start:end])
    return Number(*bounds, start, end) if bounds is not None else None


def _first(s: Syntax, at: int) -> int:
    """The first word of a number that ends at a token, hedges not counted."""
    first, lower = at, s.lower
    while first > 0 and at - first < 10:
        low = lower[first - 1]
        before = lower[first - 2] if first > 1 else ""
        if numbers.is_number(low) and low not in ("some", "another", "both") and not is_year(s, first - 1):
            if low[:1].isdigit() and lower[first][:1].isdigit() and len(lower[first]) != 3:
                break
            first -= 1
        elif low in ("a", "an", "half") and (low == "half" or lower[first] in numbers.SCALES | numbers.VAGUE):
            first -= 1
        elif numbers.is_number(before) and (
            low in ("-", "–", "—", "or")
            or (low == "to" and (first < 3 or lower[first - 3] not in ("from", "by")))
            or (low == "of" and before in numbers.VAGUE and lower[first] in numbers.VAGUE | numbers.SCALES)
            or (low == "and" and (before in numbers.SCALES or "between" in lower[max(0, first - 5) : first - 1]))
        ):
            first -= 2
        else:
            break
    return first


def _part(s: Syntax, noun: int) -> Number | None:
    """ "a third of the 90 passengers" are 30; of people nobody counted, none that can be told."""
    inside = of_whom(s, noun)
    whole = number_of(s, inside[0], strict=True) if inside else None
    if whole is None or whole.high is None or whole.low != whole.high:
        return None
    share = whole.low // numbers.FRACTIONS[s.lemma[noun]]
    first = noun - 1 if noun and s.lower[noun - 1] in ("a", "one") else noun
    start = numbers.hedge_before(s.lower, first, max(0, first - 4))
    bounds = numbers.parse([*s.lower[start:first], str(share)])
    return Number(*bounds, start, whole.end) if bounds is not None else None


def _single(s: Syntax, noun: int, det: int | None) -> Number | None:
    """One person without a number word: "a soldier", "its driver", "him", a name."""
    low, tag = s.lower[noun], s.tag[noun]
    if low in _ONE:
        return Number(1, 1, noun, noun + 1)
    if low in _NOBODY:
        return Number(0, 0, noun, noun + 1)
    if tag == "NN":
        article = det is not None and s.lower[det] in ("a", "an")
        person = s.lemma[noun] in _persons() or s.lemma[noun].endswith(("man", "woman"))
        if det is not None and (article or person):
            return Number(1, 1, det, det + 1 if article else noun + 1)
        if det is None and person:
            return Number(1, 1, noun, noun + 1)
    if s.pos[noun] == "PROPN" and s.doc[noun].ent_type_ == "PERSON":
        first = noun
        while first > 0 and s.head[first - 1] == noun and s.doc[first - 1].ent_type_ == "PERSON":
            first -= 1
        return Number(1, 1, first, noun + 1)
    return None
