"""Blocks of a text: paragraphs, headings, list items and datelines, from white space and marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["prose", "heading", "bullet", "dateline", "blank"]

_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\n(?=\s*(?:[•·▪◦‣*–—-]|\d{1,2}[.)])\s+\S)")
_MARK = re.compile(r"\s*(?:[•·▪◦‣⁃■●]|[*–—-](?=\s)|\d{1,2}[.)](?=\s))\s*")
_SPACE = re.compile(r"\s*")
_ENDS = ".!?:\"”'’)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE_LINE = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}),?\s+\d{{4}}",
    re.IGNORECASE,
)
_DASH = r"(?:--?|–|—|_+)\s+"
_PLACE_LINE = re.compile(
    rf"(?:[A-Z][A-Z.'’-]+[ ,/]+)+(?:[A-Z][\w.]+[ ,]+|\d{{1,2}}[ ,]+){{0,5}}(?:\([^()\n]{{2,30}}\)\s*)?{_DASH}"
    r"|[A-Z][A-Z .'’/-]{2,40}\s(?:--|–|—|_+)\s+"
    r"|[A-Z][A-Z .'’-]{2,30}, [A-Z][a-z]+(?: [A-Z][a-z]+)?:\s+"
)
_MAX_HEADING_WORDS = 14
_RUN = re.compile(r"\S{1000}")
_MAX_BLOCK = 20_000  # characters; a longer block is cut, so that the parser's memory stays bounded


@dataclass(frozen=True, slots=True)
class Block:
    """Characters [start, end) that are parsed on their own; `kind` says what they are, `paragraph` counts from 0."""

    start: int
    end: int
    kind: BlockKind
    paragraph: int


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text, in order and without gaps: joined together they are the text.

    White space and list marks are blocks of their own kind ("blank"), so that they never disturb a sentence.
    """
    paragraph, at = 0, 0
    for start, end in _lines(text):
        begin = _MARK.match(text, start, end)
        bullet = begin is not None and begin.end() < end
        body = begin.end() if begin and bullet else _skip(text, start, end)
        stop = body + len(text[body:end].rstrip())
        if stop <= body:
            continue
        if body > at:
            yield Block(at, body, "blank", paragraph)
        yield from _pieces(text, body, stop, "bullet" if bullet else None, paragraph)
        at, paragraph = stop, paragraph + 1
    if at < len(text):
        yield Block(at, len(text), "blank", max(0, paragraph - 1))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs: stretches between blank lines, or single lines where a line looks like a heading or a list item."""
    at = 0
    for match in _BREAK.finditer(text):
        yield from _split_headings(text, at, match.start())
        at = match.end() if match.group().strip("\n") == "" or match.group().count("\n") > 1 else match.start() + 1
    yield from _split_headings(text, at, len(text))


def _split_headings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Single line breaks inside a paragraph are layout, unless the line before is a heading or ends a sentence."""
    at = line_start = start
    position = text.find("\n", start, end)
    while position >= 0:
        line = text[line_start:position].strip()
        follows = _SPACE.match(text, position + 1, end)
        after = text[follows.end() : follows.end() + 1] if follows else ""
        if line and (line[-1] in _ENDS or (line_start == at and _is_heading(line) and after.isupper())):
            yield at, position
            at = position + 1
        line_start = position + 1
        position = text.find("\n", line_start, end)
    if at < end:
        yield at, end


def _is_heading(line: str) -> bool:
    words = line.split(None, _MAX_HEADING_WORDS + 1)
    if not 0 < len(words) <= _MAX_HEADING_WORDS or line[-1] in ".,;:":
        return False
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in long)
    return bool(long) and capital >= 0.6 * len(long)


def _pieces(text: str, start: int, end: int, kind: BlockKind | None, paragraph: int) -> Iterator[Block]:
    body = text[start:end]
    if kind is None and _DATE_LINE.fullmatch(body):
        yield Block(start, end, "dateline", paragraph)
        return
    if kind is None and (place := _PLACE_LINE.match(body)) and place.end() < len(body):
        cut = start + len(place.group().rstrip())
        yield Block(start, cut, "dateline", paragraph)
        yield Block(cut, start + place.end(), "blank", paragraph)
        start += place.end()
    found: BlockKind = kind or ("heading" if "\n" not in body and _is_heading(body) else "prose")
    while run := _RUN.search(text, start, end):  # a tokenizer takes quadratic time over a word without end
        yield Block(start, run.end(), found, paragraph)
        start = run.end()
    if start == end:
        return
    while end - start > _MAX_BLOCK:
        cut = max(text.rfind(". ", start, start + _MAX_BLOCK) + 1, text.rfind(" ", start, start + _MAX_BLOCK))
        cut = cut if cut > start else start + _MAX_BLOCK
        yield Block(start, cut, found, paragraph)
        start = cut
    yield Block(start, end, found, paragraph)


def _skip(text: str, start: int, end: int) -> int:
    match = _SPACE.match(text, start, end)
    return match.end() if match else start
