"""Sentences told of other states: names carry no signal when each may stand in any sentence."""

from __future__ import annotations

import random
from functools import cache

from dragoman.codebooks import states

from .sentences import Labelled, LabelledSentence

_KINDS = ("name", "adjective", "demonym_plural", "capital")
_FIRST = {"name": 0, "adjective": 1, "demonym_plural": 2, "capital": 3}


@cache
def _forms() -> tuple[dict[str, tuple[str, str]], dict[str, dict[str, str]]]:
    """Each word for a state with its kind and state, and each state's word of each kind."""
    of: dict[str, dict[str, str]] = {}
    found: dict[str, tuple[str, str]] = {}
    for name in states().names():
        if name.kind not in _KINDS or name.end is not None or len(name.text) < 4:
            continue
        of.setdefault(name.iso3, {}).setdefault(name.kind, name.text)
        kept = found.get(name.text)
        if kept is None or _FIRST[name.kind] < _FIRST[kept[0]]:
            found[name.text] = (name.kind, name.iso3)
    whole = {iso3: words for iso3, words in of.items() if len(words) == len(_KINDS)}
    return found, whole


def _found(text: str) -> list[tuple[int, int]]:
    """Where words for states stand in a text, the longer before the shorter of two that overlap; in text order."""
    spans: list[tuple[int, int]] = []
    for word in sorted((word for word in _forms()[0] if word in text), key=lambda word: (-len(word), word)):
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            whole = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
            if whole and all(end <= a or b <= start for a, b in spans):
                spans.append((start, end))
            start = text.find(word, end)
    return sorted(spans)


def swapped(sentence: LabelledSentence, chance: random.Random) -> LabelledSentence:
    """The sentence with each state in it become another one, the same one at each mention; marks move along."""
    found, whole = _forms()
    others: dict[str, str] = {}
    codes = sorted(whole)
    text, at = "", 0
    moves: list[tuple[int, int]] = []  # (offset in the old text, how far what stands behind it moves)
    for start, end in _found(sentence.text):
        kind, iso3 = found[sentence.text[start:end]]
        other = others.setdefault(iso3, chance.choice(codes))
        if any(mark.start < end and start < mark.end for mark in sentence.marks):
            continue
        text += sentence.text[at:start] + whole[other][kind]
        at = end
        moves.append((end, len(text) - at))
    text += sentence.text[at:]

    def moved(offset: int) -> int:
        return offset + next((by for start, by in reversed(moves) if start <= offset), 0)

    marks = tuple(
        Labelled(moved(m.start), moved(m.end), m.type, m.mode, m.status, m.contexts, m.sources, m.targets, m.reciprocal)
        for m in sentence.marks
    )
    return LabelledSentence(text, marks, sentence.kind, sentence.where)
