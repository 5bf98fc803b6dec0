"""Quotation marks paired over the whole text: curly, straight and TeX-like, nested, and left open across paragraphs."""

from __future__ import annotations

import re

from .reading import Quote

_CLOSERS = {"“": "”", "«": "»", "„": "“”", "``": "''", '"': '"', "‘": "’"}
_MARK = re.compile(r"``|''|[“”„«»\"‘’']")
_MAX_OPEN = 4000  # characters; a mark still open after so many was a slip, not a quotation
_MAX_DEPTH = 8


def pair_quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of a text in order of their first character.

    A quotation that stays open to the end of its paragraph is closed there when the next paragraph opens with the
    same mark (the habit of quoting over several paragraphs) and marked `closed=False`; any other unclosed mark too.
    Apostrophes are not marks. Linear in the length of the text, whatever the nesting.
    """
    found: list[Quote] = []
    stack: list[tuple[str, int, int]] = []  # mark, start, inner start
    paragraph_end = _paragraph_ends(text)
    ends = iter(paragraph_end)
    end = next(ends, len(text))
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        while at >= end:
            _leave_open(found, stack, end)
            end = next(ends, len(text))
        if mark in ("'", "’", "''", "‘") and _is_apostrophe(text, at, mark):
            continue
        if stack and mark in _CLOSERS[stack[-1][0]] and (mark != '"' or not _opens(text, at)):
            _, start, inner = stack.pop()
            found.append(Quote(start, match.end(), inner, at, True, len(stack)))
        elif mark == '"' and any(opened[0] == '"' for opened in stack) and not _opens(text, at):
            while stack and stack[-1][0] != '"':
                stack.pop()
            _, start, inner = stack.pop()
            found.append(Quote(start, match.end(), inner, at, True, len(stack)))
        elif mark in _CLOSERS and len(stack) < _MAX_DEPTH and (mark != '"' or _opens(text, at)):
            stack.append((mark, at, match.end()))
    _leave_open(found, stack, len(text))
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def _leave_open(found: list[Quote], stack: list[tuple[str, int, int]], end: int) -> None:
    for level, (mark, start, inner) in enumerate(stack):
        if end - start <= _MAX_OPEN and end > inner and mark != "‘":
            found.append(Quote(start, end, inner, end, False, level))
    stack.clear()


def _paragraph_ends(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\n[^\S\n]*\n", text)]


def _opens(text: str, at: int) -> bool:
    """A straight mark opens when something follows it and nothing but space or a bracket stands before it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and (not before or before.isspace() or before in "([{-–—/'“‘")


def _is_apostrophe(text: str, at: int, mark: str) -> bool:
    if mark == "''":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isalnum() and after.isalnum():
        return True
    if mark == "'":  # a lone straight mark is an apostrophe far more often than a quotation mark
        return True
    return mark == "‘" and (after.isdigit() or not after or after.isspace())
