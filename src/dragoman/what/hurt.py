"""The wounded who are told by what was done for them, and counts that repeat another: "18 more needed treatment".

Such clauses are short and come last, where the parser is least sure of them. They are read by the words that stand
next to each other: a number of people, a word that carries, a word of care or of wounds.
"""

from __future__ import annotations

from . import numbers
from .counting import Number, kind, number_of
from .syntax import Syntax

_FAR = 12  # tokens between people and what was done for them
_TIMES = {"twice": 2, "thrice": 3}
_BORNE = frozenset({"wound", "injury", "burn"})
_SUFFERED = frozenset({"suffer", "sustain", "receive", "report", "inflict", "cause"})
_SAME = frozenset({"same", "equal", "similar"})
_MORE = frozenset({"more", "other", "others", "further"})


def hurt(s: Syntax, i: int) -> Number | None:
    """How many were taken to hospital, treated, or bore wounds, by the words that lead up to a word of care."""
    carriers = kind(s.lemma[i], "carried")
    if not carriers or (s.lemma[i] in _BORNE and s.tag[i] != "NNS"):
        return None
    if (
        s.lemma[i] in _BORNE
        and s.lower[i + 1 : i + 2] == ["to"]
        and i + 2 < len(s)
        and numbers.is_number(s.lower[i + 2])
    ):
        return number_of(s, i + 2)  # "injuries to 16 more"
    if (number := _borne_by(s, i)) is not None:
        return number
    if s.lemma[i] == "treat" and s.children(i, "dobj"):
        return _tended(s, i)
    if s.lemma[i] == "treat" and (s.tag[i] != "VBN" or s.lower[i + 1 : i + 2] in (["as"], ["like"], ["with"])):
        return None
    cause = [noun for prep, _, noun in s.prepositions(i) if prep == "for"]
    if s.lemma[i] not in _BORNE and any(s.lemma[k] not in kind("wounds") for k in cause):
        return None  # "were treated for malnutrition"
    carried = False
    for k in range(i - 1, max(-1, i - _FAR), -1):
        told = s.lemma[k] not in carriers and s.dep[k] != "compound"  # not "hospital" in "hospital treatment"
        if told and (number := _people_at(s, k)) is not None:
            before = s.lemma[number.first - 1] if number.first else ""
            own = s.lemma[i] in _BORNE  # "with two deep wounds" counts wounds
            return number if carried or (before in carriers and not own) else None
        carried = carried or s.lemma[k] in carriers
        done = carried and s.lemma[i] in _BORNE and s.tag[k] == "VBN"  # "were rescued with injuries"
        known = s.lemma[k] in carriers or s.lemma[k] in kind("between")
        if not known and not done and s.pos[k] not in ("ADJ", "ADV"):
            return None
    return None


def _borne_by(s: Syntax, i: int) -> Number | None:
    """How many bore wounds that come first: "injuries were sustained by 22 people", "injuries suffered by 22"."""
    if s.lemma[i] not in _BORNE or s.tag[i] != "NNS":
        return None
    k = i + 1
    while k < len(s) and s.pos[k] == "AUX":
        k += 1
    if k + 2 >= len(s) or s.lemma[k] not in _SUFFERED or s.lower[k + 1] not in ("by", "to", "among"):
        return None
    return number_of(s, k + 2) if numbers.is_number(s.lower[k + 2]) else None


def _tended(s: Syntax, i: int) -> Number | None:
    """How many doctors treat who are no patients of every day: "were treating 12 people for burns"."""
    cause = any(prep == "for" and s.lemma[noun] in kind("wounds") for prep, _, noun in s.prepositions(i))
    told = cause and not kind("healers").isdisjoint(s.lemma[max(0, i - _FAR) : i])  # "the hospital said it treated"
    if not told and not any(s.lemma[k] in kind("healers") for k in s.subjects(i)):
        return None
    treated = (k for k in s.children(i, "dobj") if s.lemma[k] not in ("patient", "case"))
    return next((number for k in treated if (number := number_of(s, k, strict=True)) is not None), None)


def _people_at(s: Syntax, k: int) -> Number | None:
    """The number of people that ends at a token: "18", "18 more", "nine other villagers"."""
    if numbers.is_number(s.lower[k]) and s.lower[k] not in ("some", "many", "few", "several", "both"):
        return number_of(s, k)
    if s.lower[k] in ("dozens", "scores", "hundreds", "several", "many") or s.pos[k] in ("NOUN", "PROPN"):
        return number_of(s, k, strict=True)
    return number_of(s, k, strict=True) if s.lower[k] in _MORE else None


def repeated(s: Syntax, i: int, told: Number | None) -> Number | None:
    """The number of a word of harm that only repeats one told before: "and as many were wounded", "twice as many"."""
    if told is None:
        return None
    for k in range(max(told.end, i - 6), min(i + 4, len(s) - 1)):
        words = s.lower[k : k + 2]
        if words == ["as", "many"] and s.lower[k + 2 : k + 3] != ["as"]:
            times = _TIMES.get(s.lower[k - 1], 1)
            return _times(told, times, k, k + 2)
        if words[0] in _SAME and words[1] == "number" and s.lower[k - 1] in ("the", "a", "an"):
            return _times(told, 1, k - 1, k + 2)
    return None


def _times(told: Number, times: int, first: int, end: int) -> Number:
    return Number(told.low * times, None if told.high is None else told.high * times, first, end)
