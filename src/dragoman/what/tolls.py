"""Tolls: the number that a count of the dead came to, and the tolls of whole wars, which no single act took."""

from __future__ import annotations

from . import numbers
from .counting import Number, is_year, kind, read_number
from .syntax import Syntax

_PASSED = frozenset({"pass", "exceed", "surpass", "top"})
_HARMED = frozenset({"dead", "wounded", "injured", "killed", "slain"})
_REACHED = frozenset({"to", "at", "is", "was", "were", "reached"})
_PUT = frozenset({"put", "place", "estimate"})
_NUMBERED = frozenset({"number", "total", "numbered", "totalled", "totaled"})  # the forms, too: parsed as adjectives
_CAME = frozenset({"rise", "climb", "reach", "stand", "grow", "increase", "come", "go", "fall", "remain", "jump"})
_COUNTED = frozenset({"fatality", "death", "injury", "victim"})
_COUNTS = frozenset({"number", "tally", "figure", "count"})
_DISPUTING = frozenset({"dispute", "contest", "reject", "deny", "challenge", "dismiss", "question", "correct", "doubt"})
_BROUGHT = frozenset({"bring", "take", "raise", "lift", "push", "revise", "lower", "cut", "reduce"})
_OTHERS = frozenset({"injured", "wounded", "hurt", "missing", "detained", "displaced", "arrested"})


def is_toll(s: Syntax, i: int) -> bool:
    """Whether a word is a toll, or what a "number of" counts ("the number of dead rose to nine")."""
    if s.dep[i] == "amod" and s.head[i] < i and s.lemma[s.head[i]] in _COUNTS:
        return True  # "a count of 15 dead", where the parser hangs the dead on the count
    noun = s.head[i] if s.dep[i] == "acl" and s.dep[s.head[i]] == "pobj" else i
    counted = s.dep[noun] in ("pobj", "pcomp") and s.lower[s.head[noun]] == "of"  # "the number of injured in Taiz"
    above = s.head[s.head[noun]] if counted else i
    return s.lemma[i] == "toll" or (above != i and (s.lemma[above] in _COUNTS or s.lower[above] == "that"))


def toll(s: Syntax, i: int) -> Number | None:
    """The number that a toll came to: "the death toll rose from 12 to 31" is 31."""
    if (number := _of_harmed(s, i) or _after_colon(s, i) or _revised(s, i)) is not None:
        return number
    if not is_toll(s, i):
        return None
    if (number := _before(s, i)) is not None:
        return number
    best: Number | None = None
    k, stop = i + 1, min(len(s), i + 14)
    open_above = False
    while k < stop:
        low = s.lower[k]
        if low in (".", ";") or s.pos[k] == "SPACE":
            break
        if s.lemma[k] in _PASSED:
            open_above = True
        if not numbers.is_number(low) or is_year(s, k):
            k += 1
            continue
        end = k
        while end + 1 < stop and (numbers.is_number(s.lower[end + 1]) or s.lower[end + 1] == "-"):
            end += 1
        number = read_number(s, end)
        before = s.lower[number.first - 1] if number is not None and number.first else ""
        after = _after_all(s, end + 1)
        if (
            number is not None
            and number.low == 0
            and s.lower[number.first] == "up"
            and s.lemma[number.first - 1] in _CAME
        ):
            number = Number(number.high or 0, number.high, end, number.end)  # "has gone up to 31"
        if number is not None and before not in ("by", "from", "in", "on", "for", "per") and after not in _OTHERS:
            best = number
            if before in _REACHED or after in ("dead", "killed", "deaths"):
                break
        k = end + 1
    if best is not None and open_above and best.high is not None:
        return Number(best.low, None, best.first, best.end)
    return best


def _after_all(s: Syntax, k: int) -> str:
    """What comes after a number, without those it counts and auxiliaries: "60 *others* *were* injured"."""
    while k < len(s) and (s.pos[k] == "AUX" or s.lower[k] in ("others", "people", "more", "persons")):
        k += 1
    return s.lower[k] if k < len(s) else ""


def _of_harmed(s: Syntax, i: int) -> Number | None:
    """How many "the dead", "the wounded" or "the fatalities" are put at, or number."""
    before = s.lower[i - 1] if i else ""
    begins = i == 0 or s.pos[i - 1] in ("SPACE", "PUNCT", "CCONJ")
    if s.lower[i] in _HARMED:
        if before not in ("the", "those") and not begins:
            return None
    elif not (s.tag[i] == "NNS" and s.lemma[i] in _COUNTED) or numbers.is_number(before):
        return None
    if before == "those" and i + 1 < len(s) and numbers.is_number(s.lower[i + 1]):
        return read_number(s, i + 1)  # "those killed numbered nine and those injured 14"
    put = any(s.lemma[k] in _PUT for k in range(max(0, i - 9), max(0, i - 1)))
    if s.lower[i + 1 : i + 2] == ["at"] and before == "and":  # "injuries stood at 22 and deaths at five"
        put = put or any(s.lemma[k] in _CAME for k in range(max(0, i - 9), i))
    if i > 1 and s.lemma[i - 2] in _BROUGHT and s.lower[i + 1 : i + 2] == ["to"] and i + 2 < len(s):
        return read_number(s, i + 2) if numbers.is_number(s.lower[i + 2]) else None  # "bringing the dead to 15"
    if (number := _set_apart(s, i)) is not None:
        return number
    if (number := _said_to_be(s, i)) is not None:
        return number
    came = False
    for k in range(i + 1, min(len(s) - 1, i + 12)):
        came, put = came or s.lemma[k] in _CAME, put or s.lemma[k] in _PUT
        opens = (
            s.lemma[k] in _NUMBERED
            or (put and s.lower[k] == "at")
            or (came and (s.lower[k] in ("to", "at") or s.lemma[k] == "reach"))
        )
        if s.pos[k] == "PUNCT" or s.lower[k] in _HARMED:
            return None
        if opens and (at := next((j for j in range(k + 1, min(len(s), k + 4)) if numbers.is_number(s.lower[j])), 0)):
            end = at
            while end + 1 < len(s) and numbers.is_number(s.lower[end + 1]):
                end += 1
            return read_number(s, end)
    return None


def _said_to_be(s: Syntax, i: int) -> Number | None:
    """How many the dead or wounded are said to be: "the injured were 24", "the dead are 12, the injured 24"."""
    if s.lower[i] not in _HARMED or s.lower[i - 1 : i] not in (["the"], []) or s.dep[i] == "pobj":
        return None  # "among the dead were two"
    at = i + 2 if s.lower[i + 1 : i + 2] in (["are"], ["were"]) else i + 1
    if at + 1 >= len(s) or not numbers.is_number(s.lower[at]):
        return None
    ends = s.pos[at + 1] == "PUNCT" and s.lower[at + 1] != "-"
    return read_number(s, at) if at == i + 2 or ends else None


def _set_apart(s: Syntax, i: int) -> Number | None:
    """How many the dead or wounded are by words set apart: "the dead in X, 15 in all", "the dead, five of them"."""
    comma = next((k for k in range(i + 1, min(len(s) - 3, i + 7)) if s.lower[k] == ","), None)
    if comma is None or not numbers.is_number(s.lower[comma + 1]) or any(map(s.is_verbal, range(i + 1, comma))):
        return None
    after = s.lower[comma + 2 : comma + 4]
    every = after in (["in", "all"], ["in", "total"]) or after[:1] == ["altogether"]
    some = after == ["of", "them"] and comma == i + 1 and s.lower[i - 1 : i] != ["with"]
    return read_number(s, comma + 1) if every or some else None


def _revised(s: Syntax, i: int) -> Number | None:
    """What a count came to where the old one stands before its word: "lowered from 20 dead to 18"."""
    if i < 2 or i + 2 >= len(s) or s.lower[i + 1] != "to" or not numbers.is_number(s.lower[i - 1]):
        return None
    before = read_number(s, i - 1)
    if (
        before is None
        or not before.first
        or s.lower[before.first - 1] != "from"
        or not numbers.is_number(s.lower[i + 2])
    ):
        return None
    end = i + 2
    while end + 1 < len(s) and numbers.is_number(s.lower[end + 1]):
        end += 1
    return read_number(s, end)


def _after_colon(s: Syntax, i: int) -> Number | None:
    """How many died where the number comes last: "fewer people than feared died in Harib: six and not nine"."""
    if s.lower[i] in _OTHERS and s.lower[i + 1 : i + 2] == [":"] and i + 2 < len(s):
        return read_number(s, i + 2) if numbers.is_number(s.lower[i + 2]) else None  # "injured: 22"
    if s.lemma[i] not in ("die", "perish", "kill", "dead"):
        return None
    colon = next((k for k in range(i + 1, min(len(s) - 1, i + 8)) if s.lower[k] == ":"), None)
    if colon is None or not numbers.is_number(s.lower[colon + 1]):
        return None
    if any(numbers.is_number(s.lower[k]) for k in range(max(0, i - 8), colon)):
        return None
    return read_number(s, colon + 1)


def is_disputed(s: Syntax, i: int) -> bool:
    """Whether a count is another's, whom somebody disputes: "rejected the toll of 31", "correcting its count of 12"."""
    at = i
    for _ in range(4):
        at = s.head[at]
        if s.pos[at] not in ("NOUN", "ADP", "ADJ", "NUM") or s.head[at] == at:
            break
        if s.dep[at] == "dobj" and s.lemma[s.head[at]] in _DISPUTING:
            return True
    return s.dep[i] == "dobj" and s.lemma[s.head[i]] in _DISPUTING


def _before(s: Syntax, i: int) -> Number | None:
    """The number of a toll told after it: "lowered to nine the number of dead", "gave 12 as the number of dead".

    It stands right before the noun that counts.
    """
    noun = i
    while noun > max(0, i - 5) and s.lemma[noun] not in _COUNTS | {"toll"}:
        noun -= 1
    if noun > 2 and s.lower[noun - 2 : noun] == ["as", "the"] and numbers.is_number(s.lower[noun - 3]):
        return read_number(s, noun - 3)
    at = noun - 2 if s.lower[noun - 1 : noun] == ["the"] else noun - 3
    if at < 1 or s.lower[at + 1] != "the" or not numbers.is_number(s.lower[at]):
        return None
    number = read_number(s, at)
    return number if number is not None and number.first and s.lower[number.first - 1] == "to" else None


def is_background(s: Syntax, i: int) -> bool:
    """Whether what a word tells is the toll of years or of a whole war, that no single act of the sentence took."""
    if any(prep in ("of", "from") and s.lemma[noun] in kind("background") for prep, _, noun in s.prepositions(i)):
        return True  # "the toll of the war"
    for _ in range(6):
        if s.is_verbal(i):
            doers = [s.antecedent(k) for k in s.children(i, "nsubj")] + [k for _, p, k in s.prepositions(i) if p > i]
            named = [c for k in doers[:1] if s.pos[k] == "PROPN" for c in s.children(k, "compound")]  # "World War II"
            if any(s.lemma[k] in kind("background") for k in (*doers[:1], *named)):
                return True
            if any(prep == "on" and s.lower[noun] == "roads" for prep, _, noun in s.prepositions(i)):
                return True  # of a year's traffic
            if _is_of_period(s, i):
                return True
            if any(s.lower[k] in ("has", "have", "had", "'ve") for k in s.children(i, "aux")):
                since = [noun for prep, _, noun in s.prepositions(i) if prep == "since"]
                return any(_is_long_ago(s, k) for k in since)
            if s.dep[i] not in ("xcomp", "ccomp", "conj", "acl") or s.children(i, "nsubj", "nsubjpass", "aux"):
                return False
        elif _is_of_period(s, i):
            return True
        if s.head[i] == i:
            return False
        i = s.head[i]
    return False


def _is_long_ago(s: Syntax, k: int) -> bool:
    """Whether what something is counted since is a year, or the beginning of a war."""
    begun = any(s.lemma[noun] in kind("background") for prep, _, noun in s.prepositions(k) if prep == "of")
    return begun or (len(s.lower[k]) == 4 and s.lower[k].isdigit())


def _is_of_period(s: Syntax, i: int) -> bool:
    """Whether what is counted is that of months and years: "so far this year", "in the first five months"."""
    if any(s.lemma[k] == "year" and s.lower[k - 1] == "this" for k in s.children(i, "npadvmod")):
        return True
    spans = [noun for prep, _, noun in s.prepositions(i) if prep in ("in", "over", "during", "within")]
    return any(s.tag[k] == "NNS" and s.lemma[k] in ("month", "year", "decade") for k in spans)
