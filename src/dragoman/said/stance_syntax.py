"""Small questions that reading a stance asks of the syntax: is this denied, which topic does this word name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .leanings import Leanings

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOTHING = range(0)


def topic_of(token: Token, words: Leanings) -> str | None:
    """The topic a word names; "plans to travel" is no proposal, and in "deal talks" the talks are the topic."""
    topic = words.topics.get(token.lemma_.lower())
    if topic is None or token.dep_ == "compound":
        return None
    intended = topic == "proposal" and any(child.dep_ in {"acl", "relcl"} for child in token.rights)
    return None if intended or (topic == "proposal" and token.pos_ != "NOUN") else topic


def denied(token: Token, words: Leanings, within: range = _NOTHING) -> bool:
    """Whether a word stands under a negation: its own, its subject's, that of the verb it depends on, or an opinion's.

    Tokens `within` belong to the phrase itself and do not deny it.
    """
    above = token.head.head if token.head.i in within else token.head
    for at in (token, above):
        if any(
            (child.dep_ == "neg" or child.lower_ in words.negations) and child.i not in within for child in at.lefts
        ):
            return True
        if at.pos_ in {"VERB", "AUX"}:
            if any(_is_none(child, words) for child in at.lefts if child.dep_ in {"nsubj", "nsubjpass"}):
                return True
            if at.dep_ in {"ccomp", "xcomp"} and at.head.lemma_ in words.opinions:  # "I do not think it will last"
                return any(child.dep_ == "neg" for child in at.head.lefts)
            if at != token:
                break
    before = token.i - 1
    return before >= 0 and token.doc[before].lower_ in words.negations


def _is_none(noun: Token, words: Leanings) -> bool:
    return any(child.dep_ in {"det", "neg"} and child.lower_ in words.negations for child in noun.lefts)
