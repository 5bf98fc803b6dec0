"""Indirect speech in the syntax: what a reporting verb or adjective says, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue, Lexicon
from .draft import Draft, Page, pieces
from .speakers import agent_of, beside, subject
from .statements import TokenRange

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESSED = frozenset({"tell", "inform", "notify", "remind", "assure", "advise", "warn", "brief", "promise"})
_ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "question", "query", "know", "see"})
_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp"})
_CARRIERS = frozenset({"dobj", "prep", "npadvmod", "dative"})
_MAX_STRAY = 18  # tokens between a cue and the "that" of its content
_REPORTING_NOUNS = frozenset(
    {"claim", "fact", "report", "idea", "belief", "view", "hope", "fear", "allegation", "evidence"}
)
_SUBORDINATORS = frozenset({"after", "before", "because", "since", "until", "even", "although", "though", "while"})
_CONTRASTS = frozenset({"although", "though", "even"})
_CLOSERS = frozenset({"say", "state", "report", "announce", "write", "note", "claim", "explain", "declare", "warn"})
_MIN_CLAUSE = 4  # tokens of a clause that a cue closes
_MAX_ASIDE = 12  # tokens between the cue of an aside ("..., she said in May, ...") and its second comma
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
    if _names(verb, children) or _commands(verb, children):
        return None
    if "raise" in cue.frames:
        return _raising(verb, children, cue)
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in children)
    if passive:
        return _passive(verb, children, cue)
    closing = _closing(page, verb, cue)
    if closing is not None:
        return closing
    around = _around(page, verb, cue)
    if around:
        return Draft(cue_tokens, verb.i, cue.sense, _speaker(verb, children), around)
    for find in (_clause, _strayed_clause, _preposition, _object):
        found = find(verb, children, cue)
        if found is not None:
            extra, content = found
            return Draft(cue_tokens + extra, verb.i, cue.sense, _speaker(verb, children), content)
    return None


def _names(verb: Token, children: list[Token]) -> bool:
    """Whether a participle only says what something is called or who was asked ("a valley called ...")."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and agent_of(verb) is None


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
        if target is not None and target.i < child.i and small and cue.lemma not in _ADDRESSED:
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


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


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
    last, called = restricted_end(thing), False
    for child in children:
        included = child.lower_ == "including" and child.left_edge.i == last + 1
        if child.i <= thing.i or (child.left_edge.i > last and not included):
            continue
        if child.dep_ in {"prep", "xcomp", "oprd", "dative", "ccomp", "advcl"} and not _is_adjunct(child):
            last = max(last, child.right_edge.i + 1)
            called = called or child.lower_ == "as" or child.dep_ in {"oprd", "xcomp", "ccomp"}
            called = called or any(inner.lower_ == "as" for inner in child.children)
    if "that" in cue.frames and not called and (clause := _misread_clause(verb, thing)) is not None:
        return (), [clause]
    if "obj" not in cue.frames and not called:
        return None
    return (), [(thing.left_edge.i, last)]


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
    """ "A pause that the envoy described as fragile": the content is the pronoun and what it is called."""
    pronoun = next((child for child in children if child.i < verb.i and child.dep_ == "dobj"), None)
    called = next((child for child in children if child.i > verb.i and child.lower_ == "as"), None)
    called = called or next((child for child in children if child.i > verb.i and child.dep_ in {"oprd", "xcomp"}), None)
    if pronoun is None or called is None or not cue.frames & {"as", "pred"}:
        return None
    return (), [_span(pronoun), (called.left_edge.i, called.right_edge.i + 1)]


def restricted_end(noun: Token) -> int:
    """Where a noun phrase ends without what the reporter adds after a comma ("the plan, which leaked in May")."""
    doc, last = noun.doc, noun.right_edge.i + 1
    for child in noun.rights:
        edge = child.left_edge.i
        if child.dep_ not in {"relcl", "appos", "advcl"} or edge <= noun.i + 1 or doc[edge - 1].text != ",":
            continue
        if child.dep_ != "appos" or doc[edge].tag_ == "DT":  # a list is often read as one apposition after another
            last = min(last, edge - 1)
    for i in range(noun.i + 1, last - 1):
        if doc[i].text == "," and doc[i + 1].tag_ in {"WDT", "WP", "WP$"}:
            return i
    return last


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
            content = [_span(passive_subject), (child.left_edge.i, child.right_edge.i + 1)]
            return Draft((verb.i,), verb.i, cue.sense, agent, content)
    if agent is not None and passive_subject is not None and "obj" in cue.frames:
        content = [_span(passive_subject)]
        content += [_span(child) for child in children if child.lower_ in {"for", "as"} and child.dep_ == "prep"]
        return Draft((verb.i,), verb.i, cue.sense, agent, content)
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


def _closing(page: Page, verb: Token, cue: Cue) -> Draft | None:
    """ "The port is closed, said the mayor.": the cue and, after it, its speaker end the sentence."""
    doc, sentence = page.doc, page.reading.sentence_of(verb)
    if cue.lemma not in _CLOSERS or verb.tag_ not in {"VBD", "VBZ"} or verb.i - sentence.first < _MIN_CLAUSE:
        return None
    if doc[verb.i - 1].text != "," or verb.i + 1 >= sentence.last or verb.right_edge.i + 1 < sentence.last - 1:
        return None
    speaker = next(
        (token for token in doc[verb.i + 1 : sentence.last] if token.pos_ in {"PROPN", "NOUN", "PRON"}), None
    )
    while speaker is not None and speaker.dep_ in {"compound", "poss", "nmod"} and speaker.head.i > verb.i:
        speaker = speaker.head
    rest = doc[verb.i + 1 : sentence.last]
    if speaker is None or speaker.ent_type_ in {"DATE", "TIME"} or any(token.pos_ in {"VERB", "AUX"} for token in rest):
        return None
    if speaker.left_edge.i > verb.i + 1 or not any(
        token.pos_ in {"VERB", "AUX"} for token in doc[sentence.first : verb.i]
    ):
        return None
    if any(token.dep_ == "conj" or token.lower_ in {"and", "who", "which"} for token in (verb, doc[verb.i - 2])):
        return None
    return Draft((verb.i,), verb.i, cue.sense, speaker, [(sentence.first, verb.i - 1)])


def _around(page: Page, verb: Token, cue: Cue) -> list[TokenRange]:
    """The content around or before a cue set off by commas: "The road, she said, is closed", "It fell, he wrote"."""
    if "that" not in cue.frames or cue.sense not in {"speech", "belief"} or verb.tag_ in {"VBG", "VB", "VBN"}:
        return []
    doc, sentence = page.doc, page.reading.sentence_of(verb)
    hole = _parenthesis(page, verb, sentence.first, sentence.last)
    if hole is None:
        return []
    first, last = hole
    begin, end = sentence.first, sentence.last
    head = verb.head
    if verb.dep_ == "relcl" or any(
        child.lower_ in {"who", "which", "that"} for child in head.children if child.i < first
    ):
        begin = max(begin, head.left_edge.i)
    tail = any(token.pos_ in {"VERB", "AUX"} for token in doc[last:end])
    opening = any(token.pos_ in {"VERB", "AUX"} for token in doc[begin:first])
    if not (tail or opening):
        return []
    return [
        part for part in pieces(begin, end, [(first, last)]) if any(token.is_alpha for token in doc[part[0] : part[1]])
    ]


def _parenthesis(page: Page, verb: Token, begin: int, end: int) -> TokenRange | None:
    """The tokens from comma to comma (or to the sentence's end) that hold a cue, its own subject and little else."""
    doc = page.doc
    own = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if own is None:
        return None
    first, last = min(own.left_edge.i, verb.i), max(verb.i, own.right_edge.i) + 1
    while first > begin and (doc[first - 1].lower_ == "as" or doc[first - 1].dep_ in {"aux", "advmod"}):
        first -= 1
    as_clause = doc[first].lower_ == "as"
    if first == begin and not as_clause:
        return None
    if first > begin and doc[first - 1].text not in {",", "—", "–"}:
        return None
    limit = min(end, last + _MAX_ASIDE)
    while last < limit and doc[last].text not in {",", "—", "–", "."}:
        last += 1
    if last < end and doc[last].text not in {",", "—", "–", "."}:
        return None
    closes = last >= end - 1 or doc[last].text == "."
    if closes and first == begin:
        return None
    taken = _COMPLEMENTS - {"dobj"} if verb.lemma_.lower() in _ADDRESSED else _COMPLEMENTS
    if any(verb.i < child.i and child.left_edge.i < last and child.dep_ in taken for child in verb.children):
        return None
    aside = [token for token in doc[verb.i + 1 : last] if token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG"]
    if aside or (not closes and doc[last].text != doc[first - 1].text and first > begin):
        return None
    return first, last


def _made_clear(adjective: Token, cue: Cue) -> Draft | None:
    """ "She made it clear that ..."."""
    verb = adjective.head
    for child in (*adjective.rights, *verb.rights):
        if child.dep_ in {"ccomp", "advcl"} and child.i > adjective.i and not is_infinitive(child):
            return Draft((verb.i, adjective.i), adjective.i, cue.sense, subject(verb), [_span(child)])
    return None


def adjective_draft(adjective: Token, cue: Cue) -> Draft | None:
    """ "She is confident that ...": an adjective after a copula, with a clause, an infinitive or its preposition."""
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
            return Draft((adjective.i,), adjective.i, cue.sense, speaker, [_span(child)])
        if child.dep_ in {"xcomp", "advcl"} and "to" in cue.frames and is_infinitive(child):
            return Draft((adjective.i,), adjective.i, cue.sense, speaker, [_span(child)])
        if child.dep_ == "prep" and child.head == adjective and child.lower_ in cue.prepositions:
            content = (child.i + 1, child.right_edge.i + 1)
            return Draft((adjective.i, child.i), adjective.i, cue.sense, speaker, [content])
    return None
