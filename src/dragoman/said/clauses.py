"""Indirect speech in the syntax: what a reporting verb or adjective says, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue, Lexicon
from .draft import Draft, Page, pieces
from .speakers import agent_of, subject
from .statements import TokenRange

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESSED = frozenset({"tell", "inform", "notify", "remind", "assure", "advise", "warn", "brief", "promise"})
_INTRUDING = frozenset({"parataxis", "ccomp", "advcl", "conj", "dep", "relcl"})
_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
_COPULAS = frozenset({"be", "feel", "seem", "become", "remain", "sound", "appear", "stay", "grow", "get"})


def verb_draft(page: Page, verb: Token, cue: Cue, lexicon: Lexicon) -> Draft | None:
    """The statement that a reporting verb makes with its complement, or None when it reports nothing here."""
    children = list(verb.children)
    particle = next((child for child in children if child.dep_ == "prt"), None)
    cue_tokens: tuple[int, ...] = (verb.i,)
    if particle is not None:
        phrase = lexicon.verbs.get(f"{cue.lemma}_{particle.lower_}")
        if phrase is not None:
            cue, cue_tokens = phrase, (verb.i, particle.i)
    if "raise" in cue.frames:
        return _raising(verb, children, cue)
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in children)
    if passive:
        return _passive(verb, children, cue)
    for find in (_clause, _preposition, _object):
        found = find(verb, children, cue)
        if found is not None:
            extra, content = found
            return Draft(cue_tokens + extra, verb.i, cue.sense, subject(verb), content)
    content = _around(page, verb, cue)
    return Draft(cue_tokens, verb.i, cue.sense, subject(verb), content) if content else None


Found = tuple[tuple[int, ...], list[TokenRange]]


def _clause(verb: Token, children: list[Token], cue: Cue) -> Found | None:
    target = next((child for child in children if child.dep_ in {"dobj", "dative"} and child.i > verb.i), None)
    for child in children:
        if child.dep_ not in {"ccomp", "xcomp", "oprd"}:
            continue
        if child.i < verb.i:
            if child.dep_ == "ccomp" and cue.frames & {"that", "quote"}:
                return (), _inverted(verb, child, children)
            continue
        if not _fits(child, cue):
            continue
        first = child.left_edge.i
        small = child.dep_ == "oprd" or is_infinitive(child) or child.pos_ not in {"VERB", "AUX"}
        if target is not None and target.i < child.i and small and cue.lemma not in _ADDRESSED:
            first = min(first, target.left_edge.i)
        first = max(first, verb.i + 1)
        return (), [(first, child.right_edge.i + 1)]
    return None


def _fits(child: Token, cue: Cue) -> bool:
    """Whether a clausal complement is of a form that the cue takes."""
    if is_infinitive(child):
        return bool(cue.frames & {"to", "pred"}) or (cue.sense == "directive" and "obj" in cue.frames)
    if child.dep_ == "ccomp":
        return bool(cue.frames & {"that", "quote", "pred"}) or ("ing" in cue.frames and child.tag_ == "VBG")
    if child.tag_ == "VBG":
        return "ing" in cue.frames
    return "pred" in cue.frames


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def _inverted(verb: Token, child: Token, children: list[Token]) -> list[TokenRange]:
    """A content that stands before its cue: up to the first word of the cue's own clause."""
    own = [other.left_edge.i for other in children if other is not child and other.left_edge.i > child.i]
    return [(child.left_edge.i, min([verb.i, *own, child.right_edge.i + 1]))]


def _preposition(verb: Token, children: list[Token], cue: Cue) -> Found | None:
    for child in children:
        if child.dep_ in {"prep", "dative"} and child.lower_ in cue.prepositions and child.i > verb.i:
            inner = next((token for token in child.children if token.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                return (child.i,), [(child.i + 1, child.right_edge.i + 1)]
    return None


def _object(verb: Token, children: list[Token], cue: Cue) -> Found | None:
    if not cue.frames & {"obj", "as", "pred"}:
        return None
    thing = next((child for child in children if child.dep_ in _OBJECTS and child.i > verb.i), None)
    if thing is None:
        return None
    last, called = thing.right_edge.i + 1, False
    for child in children:
        if child.i <= thing.i or child.left_edge.i > last:
            continue
        if child.dep_ in {"prep", "xcomp", "oprd", "dative", "ccomp", "advcl"} and not _is_adjunct(child):
            last = max(last, child.right_edge.i + 1)
            called = called or child.lower_ == "as" or child.dep_ in {"oprd", "xcomp", "ccomp"}
            called = called or any(inner.lower_ == "as" for inner in child.children)
    if "obj" not in cue.frames and not called:
        return None
    return (), [(thing.left_edge.i, last)]


def _is_adjunct(child: Token) -> bool:
    """A time, place or manner that belongs to the saying, not to what was said."""
    if child.dep_ == "prep" and child.lower_ in {"on", "in", "at", "during", "after", "before", "by", "via"}:
        return True
    return child.dep_ == "advcl" and child.doc[child.left_edge.i - 1].text == ","


def _passive(verb: Token, children: list[Token], cue: Cue) -> Draft | None:
    agent = agent_of(verb)
    passive_subject = next((child for child in children if child.dep_ == "nsubjpass"), None)
    for child in children:
        if child.dep_ not in {"ccomp", "xcomp", "oprd"} or child.i < verb.i:
            continue
        if child.dep_ == "ccomp" and not is_infinitive(child) and "that" in cue.frames:
            return Draft((verb.i,), verb.i, cue.sense, agent, [(child.left_edge.i, child.right_edge.i + 1)])
        if passive_subject is not None and cue.frames & {"pass", "to"} and is_infinitive(child):
            content = [_span(passive_subject), (child.left_edge.i, child.right_edge.i + 1)]
            return Draft((verb.i,), verb.i, cue.sense, agent, content)
    if agent is not None and passive_subject is not None and "obj" in cue.frames:
        return Draft((verb.i,), verb.i, cue.sense, agent, [_span(passive_subject)])
    return None


def _span(token: Token) -> TokenRange:
    return token.left_edge.i, token.right_edge.i + 1


def _raising(verb: Token, children: list[Token], cue: Cue) -> Draft | None:
    """ "Seems to", "it appears that": a claim that nobody is named for."""
    for child in children:
        if child.i < verb.i or child.dep_ not in {"ccomp", "xcomp"}:
            continue
        if child.dep_ == "ccomp" and any(other.lower_ == "it" for other in children):
            return Draft((verb.i,), verb.i, cue.sense, None, [_span(child)])
    return None


def _around(page: Page, verb: Token, cue: Cue) -> list[TokenRange]:
    """The content around or before a cue that has no complement of its own: "The road, she said, is closed"."""
    if "that" not in cue.frames or cue.sense not in {"speech", "belief"}:
        return []
    doc, sentence = page.doc, page.reading.sentence_of(verb)
    speaker = subject(verb)
    if speaker is None or speaker.head is not verb:
        return []
    first = max(sentence.first, min(verb.left_edge.i, speaker.left_edge.i))
    last = min(sentence.last, max(verb.i, speaker.right_edge.i) + 1)
    before = doc[first - 1].text if first > sentence.first else ""
    after = doc[last].text if last < sentence.last else ""
    if verb.dep_ in _INTRUDING and before == ",":
        hole_end = max(last, verb.right_edge.i + 1) if verb.right_edge.i < sentence.last else last
        head = verb.head
        begin, end = max(sentence.first, head.left_edge.i), min(sentence.last, head.right_edge.i + 1)
        if begin < first and (after in {",", "."} or hole_end >= end):
            return [part for part in pieces(begin, end, [(first, hole_end)]) if part[1] - part[0] > 1]
    if before == "," and verb.dep_ == "ROOT" and first - sentence.first > 2:
        return [(sentence.first, first - 1)]
    return []


def adjective_draft(adjective: Token, cue: Cue) -> Draft | None:
    """ "She is confident that ...": an adjective after a copula, with a clause, an infinitive or its preposition."""
    copula = adjective.head
    if adjective.dep_ not in {"acomp", "attr", "conj", "oprd"} or copula.lemma_.lower() not in _COPULAS:
        return None
    speaker = subject(copula)
    if speaker is None or speaker.lower_ == "it":
        return None
    for child in (*adjective.rights, *copula.rights):
        if child.i <= adjective.i:
            continue
        if child.dep_ == "ccomp" and "that" in cue.frames and not is_infinitive(child):
            return Draft((adjective.i,), adjective.i, cue.sense, speaker, [_span(child)])
        if child.dep_ in {"xcomp", "advcl"} and "to" in cue.frames and is_infinitive(child):
            return Draft((adjective.i,), adjective.i, cue.sense, speaker, [_span(child)])
        if child.dep_ == "prep" and child.head is adjective and child.lower_ in cue.prepositions:
            content = (child.i + 1, child.right_edge.i + 1)
            return Draft((adjective.i, child.i), adjective.i, cue.sense, speaker, [content])
    return None
