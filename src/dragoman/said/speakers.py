"""Whose words: the token that heads the speaker's phrase, found in the syntax around a cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dragoman.who.cast import Cast, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_EMPTY = frozenset({"there", "this", "that", "what", "these", "those", "here"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SHARED = frozenset({"conj", "advcl", "xcomp", "pcomp", "ccomp", "dep", "prep"})
_MAX_CLIMB = 5


def subject(verb: Token) -> Token | None:
    """The token that heads the subject of a verb: its own, or the one it shares with the clause it depends on.

    A passive's agent counts, its subject does not. A relative pronoun answers for the noun before it.
    """
    at = verb
    for _ in range(_MAX_CLIMB):
        passive = False
        for child in at.children:
            if child.dep_ in _SUBJECTS and child.ent_type_ not in {"DATE", "TIME"}:
                return None if child.lower_ in _EMPTY and child.tag_ != "WDT" else child
            if child.dep_ in {"nsubjpass", "auxpass"}:
                passive = True
        if passive or at.tag_ == "VBN":
            agent = agent_of(at)
            if agent is not None or (passive and at == verb):
                return agent
        if passive:
            return next((child for child in at.children if child.dep_ == "nsubjpass"), None)
        if at.dep_ in {"acl", "relcl"}:
            return at.head
        if at.dep_ not in _SHARED or at.head == at:
            return None
        at = at.head
        if at.pos_ in {"NOUN", "PROPN"}:
            return at
    return None


def agent_of(verb: Token) -> Token | None:
    """The doer of a passive: "by X"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def owner(noun: Token) -> Token | None:
    """Whose claim, view or demand: a possessor, "by", "from" or "of" somebody, or an adjective of nationality."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "among"}:
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod"} and child.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}:
            return child
    return None


def mention(token: Token, cast: Cast) -> Mention:
    """The mention that speaks; "who" and "which" carry the actor they stand for."""
    if token.lower_ == "that" and token.head.dep_ == "relcl":
        return cast.of(token.head.head)
    if token.lower_ in _RELATIVE and (known := cast.at(token.i)) is None:
        clause = token.head
        while clause.dep_ in {"conj", "xcomp", "ccomp", "pcomp", "prep"} and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            known = cast.of(clause.head)
            end = token.idx + len(token)
            actor = msgspec.structs.replace(known.actor, start=token.idx, end=end, text=token.text)
            return Mention(actor, token.i, token.i + 1, token.i, "pronoun", known.referents)
    return cast.of(token)
