"""What a statement says its speaker's side will do, will not do or gives up, and what it says others must do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .leanings import Evidence, Leanings
from .sides import Side
from .speakers import subject
from .stance_syntax import denied, topic_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEEDS = frozenset({"have", "need"})
_ENCOUNTERS = frozenset({"meet", "talk", "sit", "negotiate", "speak"})
_PROCESS = frozenset({"talks", "ceasefire"})


def move(verb: Token, lemma: str, side: Side, words: Leanings) -> Iterator[Evidence]:
    """ "We will meet", "Norland agreed to withdraw", "there will be no talks"."""
    if lemma == "be":
        yield from _none_will_be(verb, words)
        return
    yielding = _yields(verb, lemma, words)
    if not yielding and lemma not in words.moves:
        return
    governor = _governor(verb)
    modal = next((child for child in verb.lefts if child.dep_ == "aux" and child.lower_ in words.modals), None)
    word = governor.lemma_.lower() if governor is not None else ""
    if modal is None and word not in words.promises and word not in words.refusals:
        return
    doer = subject(governor if governor is not None and modal is None else verb)
    if doer is None or not side.owns(doer):
        return
    refused = denied(verb, words) or word in words.refusals or (governor is not None and denied(governor, words))
    if refused:
        yield Evidence("unwilling", 0.6, verb.i)
    elif yielding:
        yield Evidence("concede", 0.6, verb.i)
    elif word in words.promises or lemma in _ENCOUNTERS or any(topic_of(token, words) for token in verb.subtree):
        yield Evidence("willing", 0.4, verb.i)


def duty(token: Token, lemma: str, side: Side, words: Leanings) -> Iterator[Evidence]:
    """ "Sudmark must leave", "they have to come", "let them pay": what another is told to do."""
    holder = None
    if lemma in words.duties and token.dep_ == "aux":
        holder = _subject_of(token.head)
    elif lemma in _NEEDS and any(child.dep_ == "xcomp" and child.pos_ in {"VERB", "AUX"} for child in token.rights):
        holder = _subject_of(token)
    elif lemma == "let":
        told = next((child for child in token.rights if child.dep_ in {"ccomp", "xcomp"}), None)
        holder = _subject_of(told) if told is not None and _subject_of(token) is None else None
    if holder is None:
        return
    mention = side.other(holder)
    topic = topic_of(holder, words)
    if mention is not None or topic is not None:
        strength = 0.4 if lemma in {"should", "ought"} else 0.6
        yield Evidence("demand", strength, token.i, mention.actor.name if mention is not None else topic)


def _subject_of(verb: Token) -> Token | None:
    return next((child for child in verb.lefts if child.dep_ in {"nsubj", "nsubjpass"}), None)


def _none_will_be(verb: Token, words: Leanings) -> Iterator[Evidence]:
    """ "There will be no talks": whoever says so will not hold them."""
    if not any(child.dep_ == "expl" for child in verb.lefts):
        return
    if not any(child.dep_ == "aux" and child.lower_ in words.modals for child in verb.lefts):
        return
    for child in verb.rights:
        if child.dep_ in {"attr", "dobj", "nsubj"} and denied(child, words) and (topic := topic_of(child, words)):
            yield Evidence("unwilling" if topic in _PROCESS else "pessimistic", 0.6, child.i)


def _yields(verb: Token, lemma: str, words: Leanings) -> bool:
    needs = words.yields.get(lemma)
    if needs is None:
        return False
    return not needs or any(child.lemma_.lower() in needs for child in verb.rights)


def _governor(verb: Token) -> Token | None:
    """What an infinitive hangs on: "ready" in "ready to leave"."""
    infinitive = any(child.tag_ == "TO" for child in verb.lefts)
    return verb.head if infinitive and verb.head != verb else None
