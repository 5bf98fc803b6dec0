"""Parses put right where a small parser is known to go wrong, before anybody asks them anything."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .syntax import Syntax

_BEEN = frozenset({"was", "were", "is", "are", "been", "being", "had", "has", "have"})


def mend(syntax: Syntax, weapons: Collection[str], acts: Collection[str]) -> None:
    """Changes heads and labels in place; `weapons` are lemmas, `acts` the words that can be nouns of an act.

    Called before the lists of children are made, so that these are made only once.
    """
    for i, tag in enumerate(syntax.tag):
        if tag == "NN":
            _two_objects(syntax, i)
        elif tag == "VBG":
            _gerund(syntax, i, weapons, acts)
        elif tag in {"VBN", "VBD"}:
            _reduced(syntax, i)


def _gerund(s: Syntax, i: int, weapons: Collection[str], acts: Collection[str]) -> None:
    """ "killed in tank shelling": the gerund after a weapon is the noun that the preposition governs."""
    before = i - 1
    if before < 0 or s.dep[i] not in ("advcl", "acl", "xcomp", "pcomp") or s.dep[before] != "pobj":
        return
    if s.lower[i] not in acts or s.lemma[before] not in weapons or s.tag[before] == "NNS":
        return
    above = s.head[before]
    for kid in range(max(0, before - 6), before):
        if s.head[kid] == before:
            s.head[kid] = i
    s.head[i], s.dep[i], s.pos[i], s.tag[i] = above, "pobj", "NOUN", "NN"
    s.lemma[i] = s.lower[i]
    s.head[before], s.dep[before] = i, "compound"


def _two_objects(s: Syntax, i: int) -> None:
    """ "in artillery shelling": of two nouns side by side under one preposition the first belongs to the second."""
    before = i - 1
    if before < 0 or s.dep[i] != "pobj" or s.dep[before] != "pobj" or s.head[before] != s.head[i]:
        return
    if s.tag[before] != "NN":
        return
    for kid in range(max(0, before - 6), before):
        if s.head[kid] == before:
            s.head[kid] = i
    s.head[before], s.dep[before] = i, "compound"


def _reduced(s: Syntax, i: int) -> None:
    """ "The men jailed for it were freed": the first of two verbs with nothing between is a participle."""
    first = s.head[i]
    if s.dep[i] != "conj" or first >= i or s.tag[first] != "VBD" or i - first > 40:
        return
    subject = None
    helped = False
    for kid in range(max(0, first - 20), i):
        if s.head[kid] == first and s.dep[kid] in ("nsubj", "nsubjpass") and kid < first:
            subject = kid
        elif s.head[kid] == first and kid > first and s.dep[kid] in ("cc", "dobj", "ccomp"):
            return
        elif s.head[kid] == i:
            if s.dep[kid] in ("nsubj", "nsubjpass", "cc", "mark"):
                return
            helped = helped or (s.dep[kid] in ("aux", "auxpass") and s.lower[kid] in _BEEN)
    if subject is None or not helped or any(s.lower[k] in (",", ";", "and", "but", "or") for k in range(first, i)):
        return
    s.head[i], s.dep[i] = (i if s.head[first] == first else s.head[first]), s.dep[first]
    s.head[first], s.dep[first], s.tag[first] = subject, "acl", "VBN"
    s.head[subject] = i
    s.dep[subject] = "nsubjpass"
