"""The tense of the verb that a date goes with: whether "Tuesday" looks back or ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = frozenset(("will", "'ll", "’ll", "shall", "wo", "would", "should", "may", "might", "can", "must"))
_PAST = frozenset(("had", "was", "were", "has", "have", "'ve", "did"))
_NAMING = frozenset(("poss", "compound", "nmod", "amod"))
_MAX_CLIMB = 8


def tense_of(token: Token) -> str | None:
    """ "past", "present" or "future": of the nearest verb above a token; None where there is none."""
    at, deadline, words = token, False, vocabulary()
    for _ in range(_MAX_CLIMB):
        if at.lower_ == "according":
            return "past"
        if at.pos_ in ("VERB", "AUX"):
            tense = _verb_tense(at, token, 0)
            return "future" if deadline and not _told_as_past(at) else tense
        if at.i != token.i and at.pos_ == "NOUN" and at.lemma_ in words.untold and at.dep_ not in ("dobj", "attr"):
            return "past"  # "will meet after an attack on Monday"; not "expect an attack on Monday"
        if at.lower_ in words.deadline and at.pos_ in ("ADP", "SCONJ"):
            deadline = True
        if at.pos_ == "ADJ" and at.lower_ in words.adjectives:
            return "past" if _had(at) else "future"
        head = at.head
        if head.i == at.i:
            return None
        if at.dep_ in _NAMING and head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("nsubj", "nsubjpass"):
            return None  # "a way around Tuesday's ruling": the verb is not the ruling's
        at = head
    return None


def _verb_tense(verb: Token, token: Token, depth: int) -> str | None:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & _FUTURE:
        return "future"
    head = verb.head if verb.head.i != verb.i and depth < 4 else None
    if "to" in helpers:
        if head is None or head.pos_ not in ("VERB", "AUX", "ADJ"):
            return "future"
        if head.lemma_.lower() in vocabulary().ahead:
            return "past" if _had(head) else "future"
        return _verb_tense(head, token, depth + 1) if head.pos_ != "ADJ" else "future"
    if verb.lemma_.lower() in vocabulary().arranged and verb.tag_ in ("VBN", "VBG", "VBD") and "had" not in helpers:
        return "past" if verb.tag_ == "VBD" and (verb.lemma_ == "set" or token.i < verb.i) else "future"
    if helpers & _PAST or verb.tag_ in ("VBD", "VBN"):
        return "past"
    if verb.tag_ in ("VBG", "VB") and not helpers and head is not None and head.pos_ in ("VERB", "AUX"):
        return _verb_tense(head, token, depth + 1)
    # "The vote is Sunday": a date that something is lies ahead.
    return "future" if verb.lemma_ == "be" and verb.i < token.i else "present"


def _had(word: Token) -> bool:
    """Whether an arrangement is told of as past: "had been due to leave"."""
    verb = word.head if word.pos_ == "ADJ" else word
    return any(child.lower_ == "had" for child in verb.children)


def _told_as_past(verb: Token) -> bool:
    """Whether a deadline lies in the past with its verb: "left by Friday", not "has given them until Friday"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not helpers & {"has", "have", "'s", "'ve"})
