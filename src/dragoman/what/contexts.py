"""Contexts: why an act was done or what it is about, from the sense and from the sentence's words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman.codebooks import plover

from .lexicon import lexicon
from .syntax import Syntax


@cache
def _words() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for context, words in lexicon().tables["contexts"].items():
        for word in words.split(","):
            table.setdefault(word.strip(), []).append(context)
    return {word: tuple(found) for word, found in table.items()}


def contexts_of(syntax: Syntax, first: int, last: int) -> tuple[str, ...]:
    """The contexts that the words of tokens [first, last) speak of, in the codebook's order."""
    words = _words()
    found: set[str] = set()
    lemma = syntax.lemma
    for i in range(first, last):
        if lemma[i] in words:
            found.update(words[lemma[i]])
        elif lemma[i] == "-" and first < i < last - 1 and (joined := f"{lemma[i - 1]}-{lemma[i + 1]}") in words:
            found.update(words[joined])
    return ordered(found)


def ordered(found: Iterable[str]) -> tuple[str, ...]:
    """Contexts in the codebook's order, each once."""
    chosen = set(found)
    return tuple(context for context in plover().contexts if context in chosen)
