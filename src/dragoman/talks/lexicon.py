"""The lexicon of steps: data/stages.toml by the first word of each way to tell one, all forms of its verbs made.

A sentence is read word by word; only a word that begins an entry costs more than a look into a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .forms import forms
from .words import A, D, P, table, talk_words

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_HEAD = re.compile(r"[a-z][a-z'-]*(?= \S|\(\?|$)")
_CHOICE = re.compile(r"\(\?:([^()]*)\)(\??)")
_PARTICLE = re.compile(r" (?:off|back|up|down|out)")
_GAP = r"(?:,? (?:on |in |late |early |this |last |late on |early on )?<D>,?)?(?: in <P>,?)?"  # "withdrew Friday from"
_SPLIT = r"(?: (?:the|its|their|this|that|a|an|his|her|it|them|all|those|these)(?: [^\s,.;]+){0,8}?)?"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to tell a step: its kind, the form of its first word (or noun, state), and what it needs beside it."""

    kind: str
    form: str
    needs: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words [start, end) that may tell a step, in each way that the lexicon has for them."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def find_words(text: str) -> Iterator[Found]:
    """The words of steps in a masked sentence, in order; at each place the longest first, for it may tell none."""
    heads = _heads()
    for word in _WORD.finditer(text):
        head = heads.get(word.group().lower())
        if head is None or head.any.match(text, word.end()) is None:
            continue
        ends = [(match.end(), entries) for rest, entries in head.each if (match := rest.match(text, word.end()))]
        for end, entries in sorted(ends, key=lambda one: -one[0]):
            yield Found(word.start(), end, entries)


@dataclass(frozen=True, slots=True)
class _Head:
    any: re.Pattern[str]
    each: tuple[tuple[re.Pattern[str], tuple[Entry, ...]], ...]


@cache
def _heads() -> dict[str, _Head]:
    found: dict[str, dict[str, dict[Entry, None]]] = {}

    def put(head: str, rest: str, entry: Entry) -> None:
        found.setdefault(head, {}).setdefault(rest, {})[entry] = None

    for step in table("stages")["step"]:
        kind, needs = step["kind"], step["needs"]
        for written in step.get("verbs", ()):
            for head, rest in _variants(written):
                after = _SPLIT + rest if _PARTICLE.fullmatch(rest) else rest
                after = _GAP + after if after.startswith((" ", "(?: ")) else after
                for word, form in forms(head):
                    put(word, after, Entry(kind, form, needs))
        for name in ("noun", "state"):
            for written in step.get(f"{name}s", ()):
                for head, rest in _variants(written):
                    put(head, rest, Entry(kind, name, needs))
    return {head: _compiled(rests) for head, rests in found.items()}


def _compiled(rests: dict[str, dict[Entry, None]]) -> _Head:
    each = tuple((_after(rest), tuple(rests[rest])) for rest in sorted(rests))
    return _Head(_after("|".join(sorted(rests))), each)


def _after(rest: str) -> re.Pattern[str]:
    for macro, meant in (("<ON>", _GAP), ("<T>", talk_words()), ("<A>", A), ("<P>", P), ("<D>", D)):
        rest = rest.replace(macro, meant)
    return re.compile(rf"(?:{rest})(?![\w-])", re.IGNORECASE)


def _variants(written: str) -> list[tuple[str, str]]:
    """An entry by each first word that it can have: ("break", "off") of "break off".

    Raises:
        ValueError: it begins with neither a word nor a choice of words.
    """
    choice = _CHOICE.match(written)
    if choice is None:
        head = _HEAD.match(written)
        if head is None:
            raise ValueError(f"{written!r} begins with no word")
        return [(head.group(), written[head.end() :])]
    rest = written[choice.end() :]
    tails = [f"{one}{rest}".replace("  ", " ") for one in choice.group(1).split("|")]
    found = [pair for tail in tails for pair in _variants(tail)]
    return found + _variants(rest.lstrip()) if choice.group(2) else found
