"""Fire that somebody shoots, which burns nothing: "mortar fire", "Israeli fire", "rebel fire"; not "a house fire"."""

from __future__ import annotations

from .lexicon import lexicon
from .syntax import MODIFIERS, Syntax

_PEOPLE = frozenset({"NORP", "ORG"})


def is_gunfire(s: Syntax, noun: int) -> bool:
    """Whether a noun is fire from a weapon, or from those whose name stands before it without an article."""
    if s.lower[noun] != "fire":
        return False
    classes, bare = lexicon().classes, not s.children(noun, "det", "poss")
    for k in s.kids[noun]:
        if s.dep[k] not in MODIFIERS:
            continue
        lemma = s.lemma[k]
        if lemma in classes["weaponry"]:
            return True
        if bare and (lemma in classes["troops"] or lemma in classes["fighters"] or s.doc[k].ent_type_ in _PEOPLE):
            return not any(s.lemma[i] in ("house", "forest", "bush", "building") for i in s.kids[noun])
    return False
