"""Adjectives that report: "is confident that", "remains wary of", "made it clear that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue
from .draft import Draft
from .speakers import subject
from .syntax import is_infinitive, span

if TYPE_CHECKING:
    from spacy.tokens import Token

_COPULAS = frozenset({"be", "feel", "seem", "become", "remain", "sound", "appear", "stay", "grow", "get"})


def _made_clear(adjective: Token, cue: Cue) -> Draft | None:
    """What somebody made clear: "She made it clear that ..."."""
    verb = adjective.head
    for child in (*adjective.rights, *verb.rights):
        if child.dep_ in {"ccomp", "advcl"} and child.i > adjective.i and not is_infinitive(child):
            return Draft((verb.i, adjective.i), adjective.i, cue.sense, subject(verb), [span(child)])
    return None


def adjective_draft(adjective: Token, cue: Cue) -> Draft | None:
    """An adjective after a copula with a clause, an infinitive or its preposition: "She is confident that ..."."""
    copula = adjective.head
    if copula.lemma_.lower() == "make" and adjective.lower_ in {"clear", "plain"}:
        return _made_clear(adjective, cue)
    if adjective.dep_ not in {"acomp", "attr", "conj", "oprd"} or copula.lemma_.lower() not in _COPULAS:
        return None
    speaker = subject(copula)
    if speaker is None or speaker.lower_ == "it":
        return None
    for child in (*adjective.rights, *copula.rights):
        if child.i <= adjective.i:
            continue
        if child.dep_ == "ccomp" and "that" in cue.frames and not is_infinitive(child):
            return Draft((adjective.i,), adjective.i, cue.sense, speaker, [span(child)])
        if child.dep_ in {"xcomp", "advcl"} and "to" in cue.frames and is_infinitive(child):
            return Draft((adjective.i,), adjective.i, cue.sense, speaker, [span(child)])
        if child.dep_ == "prep" and child.head == adjective and child.lower_ in cue.prepositions:
            content = (child.i + 1, child.right_edge.i + 1)
            return Draft((adjective.i, child.i), adjective.i, cue.sense, speaker, [content])
    return None
