"""What a report tells, as a short weighted list of words: names most, then numbers, rare words and days.

Weights come from a table of everyday English (`rarity`), never from the reports at hand: a report's wording is a
function of its text alone, so that it can be kept beside it.
"""

from __future__ import annotations

import math
import struct
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

from dragoman.records import Report
from dragoman.what.numbers import UNITS

from .rarity import UNKNOWN, rarity
from .shingles import COMMON, WORD

VERSION = 1
TERMS = 48
"""The most terms kept, the weightiest: of more, no story on our own sets was told better."""
TOP = 16
"""Of these, those by which reports find each other: two that share none are not alike."""

# Found on a part of the development set and left alone since: .90 to .92 for half to twice each (decision 14).
_NAME = 1.5  # what a name weighs beside another word of the same rarity
_NUMBER, _DAY = 16.0, 8.0  # and a number, and a day or month, beside half units of -ln p
_AGAIN = 0.5  # what each e-fold of repetition adds
_RARE_NAME = 32  # rarity from which a word with a capital is a name, whatever the table says of it
_HEAD = struct.Struct("<BB")


@dataclass(frozen=True, slots=True)
class Wording:
    """The terms of a report by hash: `weights` of unit length, heaviest first; `top` those that it is found by."""

    weights: Mapping[int, float]
    top: frozenset[int]

    @classmethod
    def from_bytes(cls, data: bytes) -> Wording:
        """The wording that `packed` gave.

        Raises:
            ValueError: it was written by another version; make it anew from the report.
        """
        version, count = _HEAD.unpack_from(data)
        if version != VERSION:
            raise ValueError(f"wording of version {version}, this is {VERSION}: make it anew from the report")
        terms = struct.unpack_from(f"<{count}I", data, _HEAD.size)
        weights = dict(zip(terms, data[_HEAD.size + 4 * count :], strict=True))
        length = math.sqrt(sum([weight * weight for weight in weights.values()]))
        return cls({term: weight / length for term, weight in weights.items()}, frozenset(terms[:TOP]))


def wording(report: Report) -> Wording:
    """The wording of a report's title and text; that of a report without words has no terms."""
    return Wording.from_bytes(packed(report))


def packed(report: Report, forms: Sequence[str] | None = None) -> bytes:
    """A report's wording as it is kept: at most 242 bytes, the same for the same text.

    `forms` are what `WORD` finds in its text, where that was done already.
    """
    counts: dict[_Term, int] = {}
    told = Counter(WORD.findall(report.text) if forms is None else forms)
    if report.title:
        told.update(WORD.findall(report.title))
    for form, count in told.items():
        term = _term(form)
        if term is not None:
            counts[term] = counts[term] + count if term in counts else count
    weights: dict[int, float] = {}
    for (hashed, rare), count in counts.items():
        weight = rare if count == 1 else rare * (1 + _AGAIN * math.log(count))
        # One word with and without a capital is one term: as a name, if it is one anywhere.
        if hashed not in weights or weight > weights[hashed]:
            weights[hashed] = weight
    kept = sorted([(-weight, term) for term, weight in weights.items()])[:TERMS]
    least = kept[0][0] if kept else 0.0
    scaled = sorted([(-max(1, round(255 * weight / least)), term) for weight, term in kept])
    terms = struct.pack(f"<{len(scaled)}I", *[term for _, term in scaled])
    return _HEAD.pack(VERSION, len(scaled)) + terms + bytes([-weight for weight, _ in scaled])


def alike(a: Wording, b: Wording) -> float:
    """How alike two wordings are, in [0, 1]: the cosine of their weights, 0 where they share no top term."""
    if a.top.isdisjoint(b.top):
        return 0.0
    other = b.weights
    return min(1.0, sum([weight * other[term] for term, weight in a.weights.items() if term in other]))


_Term = tuple[int, float]
"""The hash of a word's stem, and what it weighs told once."""


@lru_cache(1 << 16)
def _term(form: str) -> _Term | None:
    """The term of a form as it stands in a text; None for a word that tells nothing."""
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


def _hashed(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass"))


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """A lower-case word without its ending, so that "arrested", "arrests" and "arrest" are one."""
    _, endings = _words()
    for ending, instead, least in endings:
        if word.endswith(ending) and len(word) >= least:
            word = word[: len(word) - len(ending)] + instead
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdgklmnprt":
        word = word[:-1]
    return word


@cache
def _words() -> tuple[frozenset[str], tuple[tuple[str, str, int], ...]]:
    table = tomllib.loads(files(__package__).joinpath("data/words.toml").read_text("utf-8"))
    return frozenset(table["calendar"]), tuple((str(e), str(i), int(n)) for e, i, n in table["endings"])
