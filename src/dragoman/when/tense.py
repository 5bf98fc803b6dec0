"""The tense of the verb that a date goes with: whether "Tuesday" looks back or ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = frozenset(("will", "'ll", "’ll", "shall", "wo", "would", "should", "may", "might", "can", "must"))
_PAST = frozenset(("had", "was", "were", "has", "have", "'ve", "did"))
_MAX_CLIMB = 8


def tense_of(token: Token) -> str | None:
    """"past", "present" or "future": of the nearest verb above a token; None where there is none."""
    at = token
    deadline = False
    for _ in range(_MAX_CLIMB):
        if at.pos_ in ("VERB", "AUX"):
            tense = _verb_tense(at, 0)
            return "future" if deadline and at.tag_ not in ("VBD", "VBN") else tense
        if at.lower_ in ("by", "until") and at.pos_ in ("ADP", "SCONJ"):
            deadline = True
        if at.lower_ == "due" and at.pos_ == "ADJ":
            return "future"
        if at.head.i == at.i:
            return None
        at = at.head
    return None


def _verb_tense(verb: Token, depth: int) -> str | None:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & _FUTURE:
        return "future"
    head = verb.head if verb.head.i != verb.i and depth < 4 else None
    if "to" in helpers:
        if head is None or head.pos_ not in ("VERB", "AUX", "ADJ"):
            return "future"
        if head.lemma_.lower() in vocabulary().ahead:
            had = any(child.lower_ == "had" for child in head.children)
            return "past" if had else "future"
        return _verb_tense(head, depth + 1) if head.pos_ != "ADJ" else "future"
    if verb.lemma_.lower() in vocabulary().arranged and verb.tag_ in ("VBN", "VBG", "VBD") and "had" not in helpers:
        return "future" if verb.tag_ != "VBD" or verb.lemma_ != "set" else "past"
    if helpers & _PAST or verb.tag_ in ("VBD", "VBN"):
        return "past"
    if verb.tag_ in ("VBG", "VB") and not helpers and head is not None and head.pos_ in ("VERB", "AUX"):
        return _verb_tense(head, depth + 1)
    return "present"
