"""Counts that another took the place of: what was first reported, and what a report says was wrong."""

from __future__ import annotations

from .counting import kind
from .syntax import Syntax

_FIRST = frozenset({"earlier", "previously", "initially", "originally", "first"})
_OLD = frozenset({"initial", "earlier", "previous", "first", "preliminary", "original", "prior", "former", "early"})
_WRONG = frozenset({"wrong", "false", "mistaken", "incorrect", "premature", "exaggerated", "inflated", "inaccurate"})
_PARTS = frozenset({"pobj", "prep", "dobj", "amod", "nummod", "nsubj", "nsubjpass", "acl", "conj", "attr", "appos"})


def is_former(s: Syntax, i: int) -> bool:
    """Whether a word of harm tells of an earlier count: "had first spoken of 15 dead", "reports of 20 dead were wrong".

    Args:
        s: the report's syntax.
        i: the word of harm.
    """
    told = False  # whether the way up has come to the one who says it
    for _ in range(8):
        if s.is_verbal(i) or s.pos[i] == "AUX":
            told = told or s.lemma[i] in kind("telling")
            if told and any(s.lower[k] in _FIRST for k in s.children(i, "advmod")):
                return True
            if told and s.dep[i] not in ("ccomp", "xcomp"):
                return False
        elif s.lemma[i] in kind("accounts"):
            if any(s.lower[k] in _OLD for k in s.children(i, "amod", "advmod")):
                return True
            if s.dep[i] in ("nsubj", "nsubjpass"):
                return any(s.lower[k] in _WRONG for k in s.children(s.head[i], "acomp", "oprd"))
        if s.head[i] == i or (s.dep[i] not in _PARTS and s.dep[i] != "ccomp"):
            return False
        i = s.head[i]
    return False
