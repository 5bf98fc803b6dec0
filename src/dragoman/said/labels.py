"""Statements set as layout: "Minister: talks to resume", a transcript's "SMITH: ...", a credit after a quotation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.reading import Sentence
from dragoman.who.cast import Cast

from .draft import Draft, Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAX_LABEL = 8  # tokens before the colon of a label
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_DASHES = frozenset({"—", "–", "―", "--", "-", "~"})
_MAX_CREDIT = 25  # tokens of a credit line


def label_drafts(page: Page, cast: Cast) -> Iterator[Draft]:
    """A paragraph that opens with a name and a colon: the name says the rest of the paragraph."""
    doc = page.doc
    sentences = [sentence for sentence in page.reading.spoken() if sentence.last > sentence.first]
    for number, sentence in enumerate(sentences):
        if number and sentences[number - 1].paragraph == sentence.paragraph:
            continue
        end = _paragraph_end(sentences, number)
        reach = range(sentence.first, min(end, sentence.first + _MAX_LABEL + 1))
        colon = next((i for i in reach if doc[i].text == ":"), None)
        if colon is None or colon + 2 >= end or colon == sentence.first:
            continue
        speaker = _label(list(doc[sentence.first : colon]), cast)
        if speaker is not None and any(doc[i].pos_ in {"VERB", "AUX"} for i in range(colon + 1, end)):
            yield Draft((colon,), colon, "speech", speaker, [(colon + 1, end)])


def _paragraph_end(sentences: list[Sentence], number: int) -> int:
    paragraph, last = sentences[number].paragraph, sentences[number].last
    for sentence in sentences[number + 1 :]:
        if sentence.paragraph != paragraph:
            break
        last = sentence.last
    return last


def _label(tokens: list[Token], cast: Cast) -> Token | None:
    """The name in a label, or None when the words before the colon say more than who speaks."""
    names = [token for token in tokens if token.pos_ == "PROPN" or cast.at(token.i) is not None]
    if not names or any(token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {"?", "!"} for token in tokens):
        return None
    if len(tokens) == 1 and tokens[0].is_upper and len(tokens[0]) > 2:
        return tokens[0]
    known = [token for token in names if _is_actor(token, cast)]
    if not known or known[0].i != names[0].i:
        return None
    run = known[0]
    while run.i < tokens[-1].i and (run.nbor(1).ent_iob_ == "I" or run.nbor(1).dep_ == "case"):
        run = run.nbor(1)
    return run


def _is_actor(token: Token, cast: Cast) -> bool:
    return token.ent_type_ in _ACTORS or cast.at(token.i) is not None


def credit_drafts(page: Page, cast: Cast) -> Iterator[Draft]:
    """A quotation followed by a dash and a name on its own."""
    doc = page.doc
    for (first, last), _ in page.quotations:
        at = last
        while at < len(doc) and doc[at].is_space:
            at += 1
        if at >= len(doc) or doc[at].text not in _DASHES:
            continue
        end = at + 1
        while end < len(doc) and end - at <= _MAX_CREDIT and "\n" not in doc[end].text:
            end += 1
        line = doc[at + 1 : end]
        name = next((token for token in line if token.pos_ == "PROPN" and _is_actor(token, cast)), None)
        if name is not None and not any(token.pos_ in {"VERB", "AUX"} for token in line):
            yield Draft((at,), at, "speech", name, [(first, last)], quoted=True)
