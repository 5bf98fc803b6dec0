"""Cues set off by commas: around, inside or after what was said ("The road, she said, is closed")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue
from .draft import Draft, Page, pieces
from .statements import TokenRange
from .syntax import ADDRESSED

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp"})
_CLOSERS = frozenset({"say", "state", "report", "announce", "write", "note", "claim", "explain", "declare", "warn"})
_MIN_CLAUSE = 4  # tokens of a clause that a cue closes
_MAX_ASIDE = 12  # tokens between the cue of an aside ("..., she said in May, ...") and its second comma


def closing(page: Page, verb: Token, cue: Cue) -> Draft | None:
    """A cue with its speaker after it, set off by commas: "The port is closed, said the mayor, and empty"."""
    doc, sentence = page.doc, page.reading.sentence_of(verb)
    if cue.lemma not in _CLOSERS or verb.tag_ not in {"VBD", "VBZ"} or verb.i - sentence.first < _MIN_CLAUSE:
        return None
    before = doc[sentence.first : verb.i]
    linked = verb.dep_ == "conj" or doc[verb.i - 2].lower_ in {"and", "who", "which"}
    if doc[verb.i - 1].text != "," or linked or not any(token.pos_ in {"VERB", "AUX"} for token in before):
        return None
    last = next((i for i in range(verb.i + 1, sentence.last) if doc[i].text in {",", "."}), sentence.last)
    named = doc[verb.i + 1 : last]
    speaker = next((token for token in named if token.pos_ in {"PROPN", "NOUN", "PRON"}), None)
    while speaker is not None and speaker.dep_ in {"compound", "poss", "nmod"} and verb.i < speaker.head.i < last:
        speaker = speaker.head
    if speaker is None or speaker.ent_type_ in {"DATE", "TIME"} or speaker.left_edge.i > verb.i + 1:
        return None
    if any(token.pos_ in {"VERB", "AUX", "SCONJ"} for token in named):
        return None
    closes = last >= sentence.last - 1
    if not closes and speaker.pos_ != "PROPN":
        return None
    content = pieces(sentence.first, sentence.last, [(verb.i - 1, sentence.last if closes else last + 1)])
    return Draft((verb.i,), verb.i, cue.sense, speaker, content)


def around(page: Page, verb: Token, cue: Cue) -> list[TokenRange]:
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


def beyond_quotes(page: Page, verb: Token, parts: list[TokenRange]) -> list[TokenRange]:
    """Quoted parts with the unquoted rest of their sentence: "If they come, he said, “we will wait”"."""
    doc, sentence = page.doc, page.reading.sentence_of(verb)
    own = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if own is None or not parts or not sentence.first <= parts[0][0] < sentence.last:
        return parts
    first, last = min(own.left_edge.i, verb.i), max(verb.i, own.right_edge.i) + 1
    if parts[0][0] >= last and first > sentence.first + 1 and doc[first - 1].text == ",":
        word = next((token for token in doc[parts[0][0] : parts[0][1]] if token.is_alpha), None)
        if (
            word is not None
            and word.is_lower
            and any(token.pos_ in {"VERB", "AUX"} for token in doc[sentence.first : first])
        ):
            return [(sentence.first, first - 1), *parts]
    resumes = parts[-1][1] <= first and last + 1 < sentence.last and doc[last].text == ","
    if resumes and doc[last + 1].tag_ in {"MD", "VBZ", "VBD", "VBP"}:
        return [*parts, (last + 1, sentence.last)]
    return parts


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
    taken = _COMPLEMENTS - {"dobj"} if verb.lemma_.lower() in ADDRESSED else _COMPLEMENTS
    if any(verb.i < child.i and child.left_edge.i < last and child.dep_ in taken for child in verb.children):
        return None
    aside = [token for token in doc[verb.i + 1 : last] if token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG"]
    if aside or (not closes and doc[last].text != doc[first - 1].text and first > begin):
        return None
    return first, last
