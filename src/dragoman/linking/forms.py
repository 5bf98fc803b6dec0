"""Forms of words: where they stand in a text, and what one of them says of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from zlib import crc32

from dragoman.what.numbers import UNITS

from .rarity import UNKNOWN, rarity

# Latin letters first: the engine runs over a range twice as fast as over all that is no digit and no sign.
WORD = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+|\d+(?:[.,:]\d+)*|[^\W\d_]+")
COMMON = 15
"""Rarity up to which a word says nothing of a text: likelier than e^-7.5."""
NAMED = 0x800
"""The bit of an entry that tells names from words."""

_IN_DIGITS = 26  # what a number in digits weighs: about as rare as a name of the front pages
_COUNTING = frozenset(
    (
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
        *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty"),
        *("sixty", "seventy", "eighty", "ninety", "dozen", "hundred", "thousand", "million", "billion"),
    )
)
# Found on a part of the development set and left alone since: .90 to .92 for half to twice each (decision 14).
_NAME = 1.5  # what a name weighs beside another word of the same rarity
_NUMBER, _DAY = 16.0, 8.0  # and a number, and a day or month, beside half units of -ln p
_RARE_NAME = 32  # rarity from which a word with a capital is a name, whatever the table says of it


def shingle_of(form: str) -> tuple[int, int, list[str]]:
    """A form's hash, its entry (0 for a common word), and its tokens for MinHash: of a rare word several."""
    lower = form.lower()
    hashed, rare, name = rarity().look_up(lower)
    if form[0].isdigit():
        rare, name = _IN_DIGITS, True
    elif len(form) == 1:
        rare = 0
    else:
        name = name or (rare == UNKNOWN and form[0].isupper()) or lower in _COUNTING
    weight = max(0, rare - COMMON)
    if not weight:
        return hashed, 0, []
    entry = (_mixed(hashed) >> 12) << 12 | (NAMED if name else 0) | weight << 4
    return hashed, entry, [f"{lower}{i}" for i in range((weight + 6) // 7)]


def term_of(form: str) -> tuple[int, float] | None:
    """The hash of a form's stem and what it weighs told once, in half units; None for a word that tells nothing."""
    lower = form.lower()
    if form[0].isdigit() or (UNITS.get(lower, 0) > 1):
        return _hashed(f"#{UNITS.get(lower, lower)}"), _NUMBER
    calendar, _ = _words()
    if lower in calendar and (form[0].isupper() or lower not in {"may", "march", "sun", "sat"}):
        return _hashed(f"@{lower}"), _DAY
    if len(lower) < 2:
        return None
    _, rare, name = rarity().look_up(lower)
    weight = float(rare - COMMON)
    if weight <= 0:
        return None
    named = form[0].isupper() and (name or rare >= min(_RARE_NAME, UNKNOWN))
    return _hashed(stem(lower)), weight * _NAME if named else weight


def stem(word: str) -> str:
    """A lower-case word without its ending, so that "arrested", "arrests" and "arrest" are one."""
    _, endings = _words()
    for ending, instead, least in endings.get(word[-1:], ()):
        if word.endswith(ending) and len(word) >= least:
            word = word[: len(word) - len(ending)] + instead
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdgklmnprt":
        word = word[:-1]
    return word


def _hashed(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass"))


def _mixed(value: int) -> int:
    """The 32-bit finaliser of MurmurHash3: spreads a hash so that any of its bits can be sampled by."""
    value ^= value >> 16
    value = (value * 0x85EBCA6B) & 0xFFFFFFFF
    value ^= value >> 13
    value = (value * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)


@cache
def _words() -> tuple[frozenset[str], Mapping[str, Sequence[tuple[str, str, int]]]]:
    """Days and months; and endings by their last letter, with what stands instead and the least letters of the word."""
    table = tomllib.loads(files(__package__).joinpath("data/words.toml").read_text("utf-8"))
    endings: dict[str, list[tuple[str, str, int]]] = {}
    for ending, instead, least in table["endings"]:
        endings.setdefault(ending[-1], []).append((str(ending), str(instead), int(least)))
    return frozenset(table["calendar"]), endings
