"""Statements that hang on a noun ("their claim that") or on a phrase ("according to", "in her view")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue, Lexicon
from .draft import Draft, Page, pieces
from .speakers import owner, subject
from .syntax import is_infinitive, restricted_end, span

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_draft(noun: Token, cue: Cue, lexicon: Lexicon) -> Draft | None:
    """The statement of a reporting noun; `light` when a verb only lends it its subject ("voiced doubts about")."""
    draft = _noun_draft(noun, cue, lexicon)
    if draft is not None and noun.dep_ == "dobj" and noun.head.lemma_.lower() in lexicon.naming_verbs:
        draft.light = True
    return draft


def _noun_draft(noun: Token, cue: Cue, lexicon: Lexicon) -> Draft | None:
    """The statement of a reporting noun with a clause or, when somebody owns it, with a preposition."""
    light = noun.head if noun.dep_ == "dobj" and noun.head.lemma_.lower() in lexicon.light_verbs else None
    speaker = owner(noun) or (subject(light) if light is not None else None)
    words = (noun.i,) if light is None else (light.i, noun.i)
    rights = [child for child in noun.rights if child.dep_ in {"acl", "ccomp", "relcl", "prep", "xcomp"}]
    if light is not None:
        rights += [child for child in light.rights if child.i > noun.i and child.dep_ in {"ccomp", "prep", "xcomp"}]
    for child in rights:
        finite = child.dep_ in {"acl", "ccomp", "relcl"} and any(inner.dep_ == "mark" for inner in child.children)
        if finite and "that" in cue.frames and not is_infinitive(child):
            return Draft(words, noun.i, cue.sense, speaker, [span(child)])
        if child.dep_ in {"acl", "xcomp"} and "to" in cue.frames and is_infinitive(child) and speaker is not None:
            return Draft(words, noun.i, cue.sense, speaker, [span(child)])
    copula = noun.head
    if noun.dep_ == "nsubj" and copula.lemma_ == "be" and "that" in cue.frames:
        said = next((child for child in copula.rights if child.dep_ == "ccomp"), None)
        if said is not None and any(inner.dep_ == "mark" for inner in said.children):
            return Draft((noun.i, copula.i), noun.i, cue.sense, speaker, [span(said)])
    if speaker is None:
        return None
    for child in rights:
        if child.dep_ == "prep" and child.lower_ in cue.prepositions and child.lower_ not in {"by", "from"}:
            inner = next((token for token in child.children if token.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None and inner != speaker and inner.ent_type_ not in {"DATE", "TIME"}:
                end = min(child.right_edge.i + 1, restricted_end(inner))
                return Draft((*words, child.i), noun.i, cue.sense, speaker, [(child.i + 1, end)])
    return None


def agent_draft(noun: Token, cue: Cue) -> Draft | None:
    """Who somebody is says what they hold: "she is a critic of the plan", "X, an opponent of the war"."""
    if noun.dep_ == "attr":
        speaker = subject(noun.head)
    elif noun.dep_ == "appos":
        speaker = noun.head
    else:
        return None
    for child in noun.rights:
        if speaker is not None and child.dep_ == "prep" and child.lower_ in cue.prepositions:
            inner = next((token for token in child.children if token.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                end = min(child.right_edge.i + 1, restricted_end(inner))
                return Draft((noun.i, child.i), noun.i, cue.sense, speaker, [(child.i + 1, end)])
    return None


def hearsay_draft(adverb: Token, lexicon: Lexicon) -> Draft | None:
    """The clause that "reportedly" passes on; nobody is named. A reporting verb speaks for itself."""
    verb = adverb.head
    if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_.lower() in lexicon.verbs:
        return None
    if any(child.lemma_.lower() in lexicon.verbs for child in verb.children if child.dep_ == "xcomp"):
        return None
    content = pieces(verb.left_edge.i, verb.right_edge.i + 1, [(adverb.i, adverb.i + 1)])
    return Draft((adverb.i,), adverb.i, "speech", None, content)


def according_draft(page: Page, token: Token) -> Draft | None:
    """The clause that "according to X" stands in, without the phrase."""
    doc = page.doc
    sentence = page.reading.sentence_of(token)
    if token.i + 2 >= sentence.last or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    noun = next((child for child in to.children if child.dep_ == "pobj"), None)
    if noun is None:
        noun = doc[token.i + 2]
    return _phrase_draft(page, token.i, noun, (token.i, to.i))


def opinion_draft(page: Page, noun: Token) -> Draft | None:
    """A possessed noun of opinion after "in" that frames its clause: "in her view", "in the words of X"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in {"in", "by"}:
        return None
    speaker = next((child for child in noun.children if child.dep_ == "poss"), None)
    if speaker is None:
        of = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ == "of"), None)
        speaker = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    if speaker is None:
        return None
    draft = _phrase_draft(page, preposition.i, noun, tuple(range(preposition.i, noun.i + 1)))
    if draft is not None:
        draft.speaker = speaker
        draft.cue = (preposition.i, noun.i)
    return draft


def _phrase_draft(page: Page, first: int, noun: Token, cue: tuple[int, ...]) -> Draft | None:
    doc, sentence = page.doc, page.reading.sentence_of(first)
    last = min(sentence.last, max(noun.right_edge.i + 1, noun.i + 1))
    lead = doc[sentence.first : first]
    opens = all(word.is_punct or word.is_space or word.pos_ in {"CCONJ", "ADV"} for word in lead)
    if opens:
        comma = next((i for i in range(noun.i + 1, min(last + 1, sentence.last)) if doc[i].text == ","), None)
        if comma is not None and last >= sentence.last - 1:
            last = comma
        content = [(last, sentence.last)]
    else:
        attached = doc[first].head
        begin = sentence.first
        end = sentence.last if last < sentence.last and doc[last].text == "," else first
        inner = attached.pos_ in {"VERB", "AUX"} and attached.dep_ in {"conj", "advcl", "ccomp"}
        if inner and attached.left_edge.i < first:
            begin = max(begin, attached.left_edge.i)
        content = pieces(begin, end, [(first, last)])
    if not any(doc[i].pos_ in {"VERB", "AUX"} for start, end in content for i in range(start, end)):
        return None
    return Draft(cue, first, "speech", noun, content)
