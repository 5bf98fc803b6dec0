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
_SHARED = frozenset({"conj", "advcl", "xcomp", "pcomp", "ccomp", "dep", "prep", "acomp", "attr"})
_NOUNS = frozenset({"PROPN", "NOUN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PAPERS = frozenset(
    {"statement", "letter", "advertisement", "ad", "tweet", "message", "release", "email", "memo", "note", "video"}
)
_MAX_CLIMB = 5
_BESIDE = 6  # tokens


def subject(verb: Token) -> Token | None:
    """The token that heads the subject of a verb: its own, or the one it shares with the clause it depends on.

    A passive's agent counts, its subject does not. A relative pronoun answers for the noun before it.
    """
    if verb.dep_ == "advcl" and verb.tag_ in {"VBN", "VBD"} and verb.i == verb.left_edge.i:
        return agent_of(verb)  # "Asked about the delay, she ...": somebody else asked
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":  # "quoted the mayor as saying": the mayor says
        quoted = (child for child in verb.head.head.children if child.dep_ in {"dobj", "nsubjpass"})
        if (source := next(quoted, None)) is not None:
            return source
    at = verb
    for _ in range(_MAX_CLIMB):
        passive = None
        for child in at.children:
            if child.dep_ in _SUBJECTS and child.ent_type_ not in {"DATE", "TIME"}:
                if child.i > at.i + 1 and at.tag_ in _FINITE and (nearer := _just_before(at)) is not None:
                    return nearer  # the parser took the content's subject for the cue's
                return None if child.lower_ in _EMPTY and child.tag_ != "WDT" else child
            if child.dep_ in {"nsubjpass", "auxpass"}:
                passive = child if passive is None or child.dep_ == "nsubjpass" else passive
        if passive is not None or at.tag_ == "VBN":
            agent = agent_of(at)
            if agent is not None or (passive is not None and at == verb):
                return agent
        if passive is not None:
            return passive if passive.dep_ == "nsubjpass" else None
        above = _above(at)
        if above is None and verb.tag_ == "VBG":
            return _main_subject(verb)
        if above is None or above.pos_ in {"NOUN", "PROPN", "PRON"}:
            return above
        at = above
    return None


def _main_subject(verb: Token) -> Token | None:
    """The subject of the sentence's main verb, for a participle that the parser could not place."""
    root = verb
    for _ in range(_MAX_CLIMB * 3):
        if root.head == root:
            break
        root = root.head
    return next((child for child in root.lefts if child.dep_ == "nsubj" and child.i < verb.i), None)


def _just_before(verb: Token) -> Token | None:
    token = verb.nbor(-1) if verb.i > 0 else None
    named = token is not None and token.pos_ in _NOUNS and token.ent_type_ not in {"DATE", "TIME"}
    return token if named and token is not None and token.tag_ != "WDT" else None


def _above(verb: Token) -> Token | None:
    """Where a verb without a subject gets it from: the verb it depends on, or the noun it describes."""
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ in {"acl", "relcl"} and head.dep_ == "dobj" and head.lemma_.lower() in _PAPERS:
        return head.head  # "issued a statement condemning": who issued it condemns
    if verb.dep_ == "relcl":
        return head
    if verb.dep_ == "acl":
        aside = verb.i > 0 and verb.doc[verb.left_edge.i - 1].text == ","
        infinitive = any(child.tag_ == "TO" for child in verb.lefts)
        if not (infinitive or (aside and verb.tag_ == "VBG")):
            return head
        while head.pos_ in {"NOUN", "PROPN", "ADP", "NUM"} and head.head != head:  # "..., she told the crowd, adding"
            if head.dep_ in {"nsubj", "nsubjpass"}:
                return head
            head = head.head
        return head if head.pos_ in {"VERB", "AUX"} else None
    if verb.dep_ not in _SHARED:
        return None
    return head


def beside(verb: Token) -> Token | None:
    """The noun next to a finite verb, for the clauses whose subject the parser lost ("Rep. Doe (Md.) said")."""
    if verb.tag_ not in _FINITE:
        return None
    doc = verb.doc
    for i in range(verb.i - 1, max(-1, verb.i - _BESIDE), -1):
        token = doc[i]
        if token.pos_ in _NOUNS and token.ent_type_ not in {"DATE", "TIME"}:
            return token
        if token.pos_ in {"VERB", "SPACE"} or token.text in {".", "?", "!", ":", ";", "”", '"'}:
            break
    after = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
    return after if after is not None and after.pos_ in _NOUNS and after.ent_type_ not in {"DATE", "TIME"} else None


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
