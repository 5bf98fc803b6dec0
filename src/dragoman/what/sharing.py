"""A number that two fates have taken for theirs: "the number of injured in the raid, which killed five, was eight"."""

from __future__ import annotations

from collections.abc import Sequence

from . import numbers
from .counting import Number, is_year, kind, number_of
from .syntax import Syntax

Found = tuple[int, str, Number]
"""A word of harm, the field that it fills, and its number."""

_JOINED = 3  # tokens between two fates that share their people: "killed and badly wounded"


def parted(s: Syntax, found: Sequence[Found]) -> list[Found]:
    """The same counts, but where two fates have one number the further one has the number right behind it, if there is
    one, or the sentence's only other number.

    Fates that are joined share their people, and keep them: "nine were killed or wounded".
    """
    kept = list(found)
    for place, (i, field, number) in enumerate(kept):
        for other, name, same in kept:
            if name == field or same.first != number.first or abs(i - number.first) <= abs(other - number.first):
                continue
            if (own := _behind(s, i)) is not None:
                kept[place] = (i, field, own)
            elif not _are_joined(s, i, other):
                free = _free(s, i, [told for _, _, told in kept])
                if len(free) == 1:
                    kept[place] = (i, field, free[0])
    return kept


def _behind(s: Syntax, i: int) -> Number | None:
    """The number that stands right behind a verb of harm: "injuring eight", "wounded at least 12"."""
    if not s.is_verbal(i) and s.pos[i] != "VERB":
        return None
    at = next(
        (k for k in range(i + 1, min(len(s), i + 4)) if s.pos[k] == "NUM" and numbers.is_number(s.lower[k])), None
    )
    if at is None or is_year(s, at) or any(s.pos[k] in ("PUNCT", "NOUN", "PROPN", "VERB") for k in range(i + 1, at)):
        return None
    return number_of(s, at, strict=True)


def _are_joined(s: Syntax, i: int, k: int) -> bool:
    first, last = sorted((i, k))
    return last - first <= _JOINED + 1 and any(s.lower[j] in ("and", "or", ",") for j in range(first + 1, last))


def _free(s: Syntax, i: int, told: Sequence[Number]) -> list[Number]:
    """The numbers of a sentence that are no year and count neither things nor one of those told of."""
    root = i
    while s.head[root] != root:
        root = s.head[root]
    found = []
    for k in s.subtree(root):
        if s.pos[k] != "NUM" or not numbers.is_number(s.lower[k]) or is_year(s, k):
            continue
        if any(one.first <= k < one.end for one in told) or (
            s.dep[k] == "nummod" and s.lemma[s.head[k]] in kind("things")
        ):
            continue
        if s.dep[k] in ("pobj", "nsubj", "nsubjpass", "dobj", "attr") and (number := number_of(s, k, strict=True)):
            found.append(number)
    return found
