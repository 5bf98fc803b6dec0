"""The tense of the verb that a date goes with: whether "Tuesday" looks back or ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD = {
    "expect", "plan", "schedule", "set", "due", "slate", "intend", "hope", "prepare", "want", "agree", "aim", "promise",
    "vow", "pledge", "order", "urge", "ask", "invite", "propose", "call", "likely", "ready", "poise", "begin", "allow",
}  # fmt: skip
_MAX_CLIMB = 8


def tense_of(token: Token) -> str | None:
    """"past", "present" or "future": of the nearest verb above a token; None where there is none."""
    at = token
    for _ in range(_MAX_CLIMB):
        if at.pos_ in ("VERB", "AUX"):
            return _verb_tense(at)
        if at.head is at or at.head.i == at.i:
            return None
        at = at.head
    return None


def _verb_tense(verb: Token, depth: int = 0) -> str | None:
    future = past = to = False
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            low = child.lower_
            if low in ("will", "'ll", "’ll", "shall", "wo"):
                return "future"
            future = future or low in ("would", "should", "may", "might", "can", "could", "must")
            past = past or child.tag_ == "VBD" or low in ("had", "was", "were", "has", "have", "did")
            to = to or low == "to"
    if to:
        head = verb.head
        if head.i != verb.i and head.lemma_.lower() in _AHEAD:
            return "future"
        return "future" if verb.dep_ in ("relcl", "acl") else _verb_tense(head, depth + 1) if depth < 4 and head.i != verb.i and head.pos_ in ("VERB", "AUX") else "future"
    if future:
        return "future"
    if past or verb.tag_ in ("VBD", "VBN"):
        return "past"
    if verb.tag_ in ("VBZ", "VBP", "VBG", "VB"):
        if verb.dep_ in ("xcomp", "advcl", "acl", "pcomp", "conj") and verb.tag_ in ("VBG", "VB") and verb.head.i != verb.i and depth < 4 and verb.head.pos_ in ("VERB", "AUX"):
            return _verb_tense(verb.head, depth + 1)
        return "present"
    return None
