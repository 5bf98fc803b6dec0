"""Contexts: why an act was done or what it is about, from the sense and from the words of sentence and paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.codebooks import plover

from .lexicon import lexicon
from .syntax import Syntax

_FAR = 300  # tokens of a paragraph that are read on each side of a sentence
_TWICE = 2  # words of the paragraph that must speak of a context before a sentence without any takes it


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of contexts.toml: single ones, phrases by their first word, and what each does not mean."""

    single: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    nouns: frozenset[str]
    unless: dict[str, frozenset[str]]


@cache
def _words() -> _Words:
    table = lexicon().tables["contexts"]
    single: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context, listed in table["words"].items():
        for word in listed.split(","):
            parts = tuple(word.split())
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, context))
            else:
                single.setdefault(parts[0], []).append(context)
    return _Words(
        {word: tuple(found) for word, found in single.items()},
        {word: tuple(found) for word, found in phrases.items()},
        frozenset(word.strip() for word in table["nouns"]["only"].split(",")),
        {word: frozenset(w.strip() for w in listed.split(",")) for word, listed in table["unless"].items()},
    )


def contexts_of(syntax: Syntax, first: int, last: int) -> tuple[str, ...]:
    """The contexts that the words of tokens [first, last) speak of, in the codebook's order.

    A sentence whose words speak of none takes those that two words of its paragraph speak of.
    """
    found = set(_spoken_of(syntax, first, last))
    if not found:
        before, after = _paragraph(syntax, first, last)
        told = Counter([*_spoken_of(syntax, before, first), *_spoken_of(syntax, last, after)])
        found = {context for context, times in told.items() if times >= _TWICE}
    return ordered(found)


def ordered(found: Iterable[str]) -> tuple[str, ...]:
    """Contexts in the codebook's order, each once."""
    chosen = set(found)
    return tuple(context for context in plover().contexts if context in chosen)


def _spoken_of(syntax: Syntax, first: int, last: int) -> Iterator[str]:
    """The context of each word or phrase of tokens [first, last)."""
    words = _words()
    lemma = syntax.lemma
    for i in range(first, last):
        word = lemma[i]
        for parts, context in words.phrases.get(word, ()):
            if i + len(parts) <= last and all(lemma[i + k] == part for k, part in enumerate(parts)):
                yield context
        if word in words.single:
            if not _means_other(syntax, i, words):
                yield from words.single[word]
        elif word == "-" and first < i < last - 1 and (joined := f"{lemma[i - 1]}-{lemma[i + 1]}") in words.single:
            yield from words.single[joined]


def _means_other(syntax: Syntax, i: int, words: _Words) -> bool:
    """Whether a word does not speak of its context here: a verb of that spelling, or part of another name."""
    word = syntax.lemma[i]
    if word in words.nouns and syntax.pos[i] == "VERB" and syntax.dep[i] not in ("amod", "compound"):
        return True
    return i > 0 and word in words.unless and syntax.lemma[i - 1] in words.unless[word]


def _paragraph(syntax: Syntax, first: int, last: int) -> tuple[int, int]:
    """Where the paragraph of tokens [first, last) begins and ends; line breaks part paragraphs."""
    lower = syntax.lower
    start = first
    while start > max(0, first - _FAR) and "\n" not in lower[start - 1]:
        start -= 1
    end = last
    while end < min(len(syntax), last + _FAR) and "\n" not in lower[end - 1]:
        end += 1
    return start, end
