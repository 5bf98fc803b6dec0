"""The words of this room: tables of data/*.toml as patterns, each compiled once.

Patterns are matched on a scene (see `scene.py`), where mentions stand as single characters of Unicode's private use
area: an actor as one of U+E000-E3FF, a place of U+E400-E7FF, a date of U+E800-EBFF; tables write them <A>, <P>, <D>.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

ACTOR, PLACE, DATE = "\ue000", "\ue400", "\ue800"
SLOTS = 0x400
A, P, D = "[\ue000-\ue3ff]", "[\ue400-\ue7ff]", "[\ue800-\uebff]"
MENTION = re.compile("[\ue000-\uebff]")


@cache
def table(name: str) -> dict[str, Any]:
    """One of the room's tables."""
    return tomllib.loads(files("dragoman.talks").joinpath(f"data/{name}.toml").read_text("utf-8"))


def source(words: Iterable[str]) -> str:
    """The words as one alternation, in their order; alternatives are tried by first letter, which is what costs."""
    by_letter: dict[str, list[str]] = {}
    rest: list[str] = []
    for word in words:
        if word[:1].isalpha() and "|" not in re.sub(r"\([^()]*\)", "", word):
            by_letter.setdefault(word[0].lower(), []).append(word)
        else:
            rest.append(word)
    groups = [f"(?=[{letter}{letter.upper()}])(?:{'|'.join(found)})" for letter, found in by_letter.items()]
    return "|".join([*groups, *rest]).replace("<A>", A).replace("<P>", P).replace("<D>", D)


def compiled(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of the words as whole words, in any case."""
    return re.compile(rf"(?<!\w)(?:{source(words)})(?!\w)", re.IGNORECASE)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """What finds a word of a list of words.toml."""
    return compiled(table("words")[name])


_OPTIONAL = re.compile(r"(?:\(\?:[^()]*\)[?*])+")
_CLASS = re.compile(r"\\\w[+*?]?")
_RUN = re.compile(r"([a-z -]+?)(?:[a-z -][?*]|[^a-z ?*-]|$)")


@cache
def stems(name: str) -> tuple[str, ...]:
    """Pieces, in small letters, of which every match of `pattern(name)` holds one.

    Raises:
        ValueError: a word of the list has no such piece.
    """
    found: dict[str, None] = {}
    for word in table("words")[name]:
        bare = word.lower()
        while optional := _OPTIONAL.match(bare):
            bare = bare[optional.end() :]
        inner = re.fullmatch(r"\(\?:([^()]*)\)", bare)
        for one in inner.group(1).split("|") if inner else (bare,):
            runs = (match.group(1) for match in _RUN.finditer(_CLASS.sub("+", one.partition("(")[0])))
            stem = max(runs, key=len, default="")
            if len(stem) < 3:
                raise ValueError(f"{word!r} in {name} has no letters that could be looked for")
            found[stem] = None
    return tuple(found)


def told(name: str, text: str, small: str) -> bool:
    """Whether a whole text, given in small letters as well, has a word of a list: quick where it has none."""
    return any(stem in small for stem in stems(name)) and pattern(name).search(text) is not None


@cache
def beginnings(name: str) -> re.Pattern[str]:
    """What finds a word that begins as one of a list under `telling` of words.toml, in any case."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, table('words')['telling'][name]))})", re.IGNORECASE)


@cache
def talk_words() -> str:
    """A source for a word for talks after up to three others."""
    return rf"(?:[^\s,.;]+ ){{0,3}}?(?:{source(table('words')['talks'])})"


@cache
def acts(name: str) -> re.Pattern[str]:
    """What finds a word of one of the acts of issues.toml."""
    return compiled(table("issues")["acts"][name])


@cache
def labelled(file: str, name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A table of word lists as (label, pattern) pairs, in the table's order."""
    return tuple((label, compiled(words)) for label, words in table(file)[name].items())


@cache
def any_of(file: str, name: str) -> re.Pattern[str]:
    """What finds a word of any list of a table."""
    return compiled(word for words in table(file)[name].values() for word in words)


@cache
def round_number() -> re.Pattern[str]:
    """ "second round", "3rd round", "round two", "Round 4": the number stands in group `a` or `b`."""
    words = "|".join(table("words")["numbers"])
    return re.compile(
        rf"(?<!\w)(?:(?P<a>{words}|\d{{1,2}}(?:st|nd|rd|th))(?: and (?:final|last))?[ -](?:\w+ ){{0,2}}?rounds?"
        rf"|round (?:number )?(?P<b>{words}|\d{{1,2}}))(?!\w)"
        r"(?! since )(?! in (?:\w+ ){0,3}?(?:days|weeks|months|years|decades|hours)\b)",
        re.IGNORECASE,
    )


def number_of(match: re.Match[str]) -> int | None:
    """The number that a match of `round_number` tells."""
    word = (match.group("a") or match.group("b")).lower()
    numbers: dict[str, int] = table("words")["numbers"]
    if word in numbers:
        return numbers[word]
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdigit() else None
