"""A report, read: its sentences, syntax, quotation marks and paragraphs, over the untouched text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from dragoman.records import Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

SentenceKind = Literal["prose", "heading", "bullet", "dateline", "blank"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: characters [start, end) without the white space around it, tokens [first, last).

    `kind` is "heading" for a title line, "bullet" for an item of a list, "dateline" for "GENEVA (Wire) -" or a
    line that holds only a date, "blank" for white space and list marks that belong to no sentence.
    """

    index: int
    start: int
    end: int
    first: int
    last: int
    kind: SentenceKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: characters [start, end) with its marks, [inner_start, inner_end) without.

    `closed` is false when the text never closes it (a quotation continued in the next paragraph, or a
    missing mark); `level` is 0 for an outer quotation, 1 for one inside it, and so on.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    level: int


@dataclass(frozen=True)
class Reading:
    """What `reading` gives: `doc` has exactly the report’s text, so `token.idx` is an offset into it."""

    report: Report
    doc: Doc
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...] = field(default=())

    @property
    def text(self) -> str:
        """The report's text, untouched."""
        return self.report.text

    @cached_property
    def _firsts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    def spoken(self) -> Iterator[Sentence]:
        """The sentences that say something: all but the blank ones."""
        return (sentence for sentence in self.sentences if sentence.kind != "blank")

    def tokens(self, sentence: Sentence) -> Tokens:
        """The sentence's tokens, as a spaCy Span."""
        return self.doc[sentence.first : sentence.last]

    def sentence_of(self, token: Token | int) -> Sentence:
        """The sentence that holds a token (or the token with that index)."""
        index = token if isinstance(token, int) else token.i
        return self.sentences[max(0, bisect_right(self._firsts, index) - 1)]

    def quotes_at(self, char: int) -> list[Quote]:
        """The quotations that hold a character between their marks, outermost first."""
        return [quote for quote in self.quotes if quote.inner_start <= char < quote.inner_end]

    def span(self, start: int, end: int) -> Span:
        """The record of characters [start, end)."""
        return Span(start=start, end=end, text=self.text[start:end])

    def span_of(self, first: int, last: int) -> Span:
        """The record of tokens [first, last); `last` > `first`."""
        end = self.doc[last - 1]
        return self.span(self.doc[first].idx, end.idx + len(end))

    def sentence_span(self, sentence: Sentence) -> Span:
        """The record of a sentence."""
        return self.span(sentence.start, sentence.end)
