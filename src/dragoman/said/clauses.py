"""Indirect speech in the syntax: what a reporting verb says, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .asides import around, closing
from .cues import Cue, Lexicon
from .draft import Draft, Page
from .speakers import agent_of, beside, subject
from .statements import TokenRange
from .syntax import ADDRESSED, is_infinitive, restricted_end, span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "question", "query", "know", "see"})
_CARRIERS = frozenset({"dobj", "prep", "npadvmod", "dative"})
_MAX_STRAY = 18  # tokens between a cue and the "that" of its content
_REPORTING_NOUNS = frozenset(
    {"claim", "fact", "report", "idea", "belief", "view", "hope", "fear", "allegation", "evidence"}
)
_SUBORDINATORS = frozenset({"after", "before", "because", "since", "until", "even", "although", "though", "while"})
_CONTRASTS = frozenset({"although", "though", "even"})
_PREDICATES = frozenset({"prep", "xcomp", "oprd", "dative", "ccomp", "advcl"})
_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})


def verb_draft(page: Page, verb: Token, cue: Cue, lexicon: Lexicon) -> Draft | None:
    """The statement that a reporting verb makes with its complement, or None when it reports nothing here."""
    children = list(verb.children)
    particle = next((child for child in children if child.dep_ == "prt"), None)
    cue_tokens: tuple[int, ...] = (verb.i,)
    if particle is not None:
        phrase = lexicon.verbs.get(f"{cue.lemma}_{particle.lower_}")
        if phrase is not None:
            cue, cue_tokens = phrase, (verb.i, particle.i)
    if _names(verb, children) or _commands(verb, children) or _cites(children):
        return None
    if "raise" in cue.frames:
        return _raising(verb, children, cue)
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in children)
    if passive:
        return _passive(verb, children, cue)
    closed = closing(page, verb, cue)
    if closed is not None:
        return closed
    parts = around(page, verb, cue)
    if parts:
        return Draft(cue_tokens, verb.i, cue.sense, _speaker(verb, children), parts)
    for find in (_clause, _strayed_clause, _preposition, _object):
        found = find(verb, children, cue)
        if found is not None:
            extra, content = found
            return Draft(cue_tokens + extra, verb.i, cue.sense, _speaker(verb, children), content)
    return None


def _names(verb: Token, children: list[Token]) -> bool:
    """Whether a participle only says what something is called or who was asked ("a valley called ...")."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and agent_of(verb) is None


def _cites(children: list[Token]) -> bool:
    """Whether a verb only leads to another's words ("cited the mayor as saying ...")."""
    as_ = next((child for child in children if child.lower_ == "as" and child.dep_ == "prep"), None)
    return as_ is not None and any(
        inner.dep_ == "pcomp" and inner.tag_ == "VBG" and inner.lemma_ in {"say", "tell"} for inner in as_.children
    )


def _commands(verb: Token, children: list[Token]) -> bool:
    """Whether a verb is an imperative: the reader is told to say or think something, nobody says it."""
    if verb.tag_ != "VB" or verb.dep_ != "ROOT" or verb.text[:1].isupper() != verb.is_sent_start:
        return False
    return not any(child.dep_ in {"nsubj", "nsubjpass", "aux"} for child in children)


def _speaker(verb: Token, children: list[Token]) -> Token | None:
    speaker = subject(verb)
    lost = speaker is None and not any(child.dep_ in {"nsubj", "expl", "csubj"} for child in children)
    return beside(verb) if lost else speaker


Found = tuple[tuple[int, ...], list[TokenRange]]


def _clause(verb: Token, children: list[Token], cue: Cue) -> Found | None:
    target = next((child for child in children if child.dep_ in {"dobj", "dative"} and child.i > verb.i), None)
    for child in children:
        if child.i < verb.i or not _is_complement(child) or not _fits(child, cue):
            continue
        first = child.left_edge.i
        small = child.dep_ == "oprd" or is_infinitive(child) or child.pos_ not in {"VERB", "AUX"}
        if target is not None and target.i < child.i and small and cue.lemma not in ADDRESSED:
            first = min(first, target.left_edge.i)
        first = max(first, verb.i + 1)
        return (), [(first, _clause_end(child))]
    if any(child.i > verb.i and child.dep_ in {"dobj", "ccomp"} for child in children):
        return None
    for child in children:
        if child.i < verb.i and child.dep_ == "ccomp" and cue.frames & {"that", "quote"}:
            return (), _inverted(verb, child, children)
    return None


def _strayed_clause(verb: Token, children: list[Token], cue: Cue) -> Found | None:
    """A "that" clause which the parser hung on a noun in between ("told a meeting of elders that ...")."""
    if "that" not in cue.frames or verb.i + 2 >= len(verb.doc):
        return None
    last = max(
        (child.right_edge.i for child in children if child.i > verb.i and child.dep_ in _CARRIERS), default=verb.i
    )
    for token in verb.doc[verb.i + 2 : min(last + 1, verb.i + _MAX_STRAY)]:
        if token.pos_ in {"VERB", "AUX"}:
            break
        if token.lower_ == "that" and token.dep_ == "mark" and token.nbor(-1).lemma_.lower() not in _REPORTING_NOUNS:
            return (), [(token.i, token.head.right_edge.i + 1)]
    if verb.nbor(1).lower_ == "that" and verb.nbor(2).text == ",":
        return (), [(verb.i + 1, verb.sent.end)]
    return None


def _clause_end(clause: Token) -> int:
    """Where a content clause ends: before what the reporter sets against it (", although he had promised ...")."""
    doc = clause.doc
    for child in clause.rights:
        edge = child.left_edge.i
        if child.dep_ == "advcl" and doc[edge - 1].text == "," and (doc[edge].lower_ in _CONTRASTS):
            return edge - 1
    return clause.right_edge.i + 1


def _is_complement(child: Token) -> bool:
    if child.dep_ in {"ccomp", "xcomp", "oprd"}:
        return child.doc[child.left_edge.i].lower_ not in _SUBORDINATORS
    return child.dep_ == "advcl" and any(
        inner.dep_ == "mark" and inner.lower_ in {"whether", "if", "that"} for inner in child.children
    )


def _fits(child: Token, cue: Cue) -> bool:
    """Whether a clausal complement is of a form that the cue takes."""
    if is_infinitive(child):
        return bool(cue.frames & {"to", "pred"}) or (cue.sense == "directive" and "obj" in cue.frames)
    if child.dep_ in {"ccomp", "advcl"}:
        if child.dep_ == "advcl" and child.doc[child.left_edge.i].lower_ == "if":
            return cue.lemma in _ASKING
        return bool(cue.frames & {"that", "quote", "pred"}) or ("ing" in cue.frames and child.tag_ == "VBG")
    if child.tag_ == "VBG":
        return "ing" in cue.frames
    return "pred" in cue.frames


def _inverted(verb: Token, child: Token, children: list[Token]) -> list[TokenRange]:
    """A content that stands before its cue: up to the first word of the cue's own clause."""
    own = [other.left_edge.i for other in children if other != child and other.left_edge.i > child.i]
    return [(child.left_edge.i, min([verb.i, *own, child.right_edge.i + 1]))]


def _preposition(verb: Token, children: list[Token], cue: Cue) -> Found | None:
    for child in children:  # "called for all sides to leave"
        if (
            child.dep_ in {"advcl", "xcomp", "ccomp"}
            and child.i > verb.i
            and child.left_edge.lower_ in cue.prepositions
        ):
            return (child.left_edge.i,), [(child.left_edge.i + 1, child.right_edge.i + 1)]
    for child in sorted(children, key=lambda child: (child.lower_ == "on", child.i)):  # "on" may be a day or a channel
        if child.dep_ in {"prep", "dative"} and child.lower_ in cue.prepositions and child.i > verb.i:
            inner = next((token for token in child.children if token.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                last = child.right_edge.i + 1
                called = next((other for other in children if other.i == last and other.lower_ == "as"), None)
                end = called.right_edge.i + 1 if called is not None else min(last, restricted_end(inner))
                return (child.i,), [(child.i + 1, end)]
    return None


def _object(verb: Token, children: list[Token], cue: Cue) -> Found | None:
    if not cue.frames & {"obj", "as", "pred"}:
        return None
    things = [child for child in children if child.dep_ in _OBJECTS and child.i > verb.i and not _is_time(child)]
    thing = next((child for child in things if child.dep_ == "dobj"), things[0] if things else None)
    if thing is None:
        return _relative(verb, children, cue)
    last, called, apart = restricted_end(thing), False, []
    for child in children:
        first = child.left_edge.i
        if child.i <= thing.i or child.dep_ not in _PREDICATES or _is_adjunct(child):
            continue
        if first <= thing.right_edge.i + 1 or (child.lower_ == "including" and first == last + 1):
            last = max(last, child.right_edge.i + 1)
        elif child.lower_ in {"as", "for"} and cue.sense == "evaluation":
            apart.append(span(child))  # "praised the guards on Monday for their patience"
        else:
            continue
        called = called or child.lower_ == "as" or child.dep_ in {"oprd", "xcomp", "ccomp"}
        called = called or any(inner.lower_ == "as" for inner in child.children)
    if "that" in cue.frames and not called and (clause := _misread_clause(verb, thing)) is not None:
        return (), [clause]
    if "obj" not in cue.frames and not called:
        return None
    return (), [(thing.left_edge.i, last), *apart]


def _misread_clause(verb: Token, thing: Token) -> TokenRange | None:
    """A clause without "that" whose subject the parser took for the cue's object ("suggesting the talks may fail")."""
    doc, at = verb.doc, thing.right_edge.i + 1
    if at >= len(doc) or doc[at].tag_ not in {"MD", "VBZ", "VBD", "VBP"} or doc[at].pos_ not in {"VERB", "AUX"}:
        return None
    finite = doc[at] if doc[at].dep_ not in {"aux", "auxpass"} or doc[at].head.i < at else doc[at].head
    if finite.i < at or finite == verb.head or finite.right_edge.i <= at:
        return None
    return thing.left_edge.i, finite.right_edge.i + 1


def _relative(verb: Token, children: list[Token], cue: Cue) -> Found | None:
    """The pronoun and what it is called: "a pause that the envoy described as fragile"."""
    pronoun = next((child for child in children if child.i < verb.i and child.dep_ == "dobj"), None)
    called = next((child for child in children if child.i > verb.i and child.lower_ == "as"), None)
    called = called or next((child for child in children if child.i > verb.i and child.dep_ in {"oprd", "xcomp"}), None)
    if pronoun is None or called is None or not cue.frames & {"as", "pred"}:
        return None
    return (), [span(pronoun), (called.left_edge.i, called.right_edge.i + 1)]


def _is_time(token: Token) -> bool:
    return token.ent_type_ in {"DATE", "TIME"}


def _is_adjunct(child: Token) -> bool:
    """A time, place or manner that belongs to the saying, not to what was said."""
    if child.dep_ == "prep" and child.lower_ in {"on", "in", "at", "during", "after", "before", "by", "via"}:
        return True
    if child.dep_ == "advcl" and any(inner.dep_ in {"nsubj", "nsubjpass"} for inner in child.lefts):
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
            content = [span(passive_subject), (child.left_edge.i, child.right_edge.i + 1)]
            return Draft((verb.i,), verb.i, cue.sense, agent, content)
    if agent is not None and passive_subject is not None and cue.frames & {"obj", "pred", "as"}:
        content = [span(passive_subject)]
        content += [
            span(child)
            for child in children
            if child.dep_ == "oprd" or (child.lower_ in {"for", "as"} and child.dep_ == "prep")
        ]
        return Draft((verb.i,), verb.i, cue.sense, agent, content)
    return None


def _raising(verb: Token, children: list[Token], cue: Cue) -> Draft | None:
    """A claim that nobody is named for: "it appears that ..."."""
    for child in children:
        if child.i < verb.i or child.dep_ not in {"ccomp", "xcomp"}:
            continue
        if child.dep_ == "ccomp" and any(other.lower_ == "it" for other in children):
            return Draft((verb.i,), verb.i, cue.sense, None, [span(child)])
    return None
