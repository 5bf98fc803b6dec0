"""A statement in the making, and the shape of its content: trimmed, with quotation marks whole."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.reading import Quote, Reading

from .cues import Sense
from .statements import TokenRange

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_EDGE = frozenset(",;:—–-…")
_STOPS = frozenset({".", "!", "?", "...", ".."})


@dataclass(slots=True)
class Draft:
    """A statement before its record is made: `speaker` is the token that heads the speaker's phrase, if any."""

    cue: tuple[int, ...]
    head: int
    sense: Sense
    speaker: Token | None
    content: list[TokenRange] = field(default_factory=list)
    quoted: bool = False
    light: bool = False


@dataclass(frozen=True)
class Page:
    """A reading with what this room asks of it often: tokens by character, and the outer quotations as tokens."""

    reading: Reading

    @property
    def doc(self) -> Doc:
        """The parsed document."""
        return self.reading.doc

    @cached_property
    def offsets(self) -> list[int]:
        """The first character of each token."""
        return [int(at) for at in self.doc.to_array(["IDX"]).tolist()] if len(self.doc) else []

    @cached_property
    def quotations(self) -> list[tuple[TokenRange, Quote]]:
        """Outer quotations with their tokens, marks included, in text order."""
        found = []
        for quote in self.reading.quotes:
            if quote.level == 0 and quote.end > quote.start:
                first, last = self.token_at(quote.start), bisect_left(self.offsets, quote.end)
                if last > first:
                    found.append(((first, last), quote))
        return found

    @cached_property
    def quotation_of(self) -> dict[int, int]:
        """Token index → index of the outer quotation that holds it, marks included."""
        return {i: k for k, ((first, last), _) in enumerate(self.quotations) for i in range(first, last)}

    def token_at(self, char: int) -> int:
        """The token that holds a character."""
        at = bisect_left(self.offsets, char)
        return at if at < len(self.offsets) and self.offsets[at] == char else max(0, at - 1)

    def settle(self, first: int, last: int) -> TokenRange | None:
        """The range without white space, list marks and loose punctuation at its edges, and with whole quotations.

        A full stop stays when it belongs to a quotation. None when nothing is left.
        """
        doc, quotes = self.doc, self.quotation_of
        while first < last and quotes.get(first) is None and (doc[first].is_space or _loose(doc[first])):
            first += 1
        if first < last and (k := quotes.get(first)) is not None:
            first = self._into(k, first, last)
        while last > first:
            token = doc[last - 1]
            k = quotes.get(last - 1)
            if k is not None:
                (begin, end), _ = self.quotations[k]
                if begin >= first:
                    last = max(last, end)
                    while last > first and doc[last - 1].is_space:
                        last -= 1
                    break
            dangling = token.pos_ == "CCONJ" and last - first > 2
            if not (token.is_space or _loose(token) or token.text in _STOPS or dangling):
                break
            last -= 1
        k = quotes.get(last) if last < len(doc) else None
        if k is not None and last > first and quotes.get(last - 1) is None and not doc[last - 1].is_punct:
            last = self.quotations[k][0][1]  # the content goes on in a quotation
        return (first, last) if any(doc[i].is_alpha or doc[i].like_num for i in range(first, last)) else None

    def _into(self, k: int, first: int, last: int) -> int:
        """A range that begins just after an opening mark takes the mark with it."""
        (begin, end), _ = self.quotations[k]
        return begin if first - begin <= 1 and last >= min(end, begin + 2) else first


def _loose(token: Token) -> bool:
    return token.text in _EDGE or token.text in {"--", "(", ")"}


def pieces(first: int, last: int, holes: list[TokenRange]) -> list[TokenRange]:
    """[first, last) without the holes."""
    found, at = [], first
    for start, end in sorted(holes):
        if start > at:
            found.append((at, min(start, last)))
        at = max(at, end)
    if at < last:
        found.append((at, last))
    return [(a, b) for a, b in found if b > a]
