"""What of a text its copies keep: its names and numbers, its other words, and which word follows which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .rarity import UNKNOWN, rarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Latin letters first: the engine runs over a range twice as fast as over all that is no digit and no sign.
WORD = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+|\d+(?:[.,:]\d+)*|[^\W\d_]+")
COMMON = 15
"""Rarity up to which a word says nothing of a text: likelier than e^-7.5."""
MOST_COUNTED = 15
_NAMED, _WEIGHT = 0x800, 0x1F0  # bits of an entry; the first is taken off once it has told names from words
_NUMBER = 26  # what a number in digits weighs: about as rare as a name of the front pages
_COUNTING = frozenset(
    (
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
        *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty"),
        *("sixty", "seventy", "eighty", "ninety", "dozen", "hundred", "thousand", "million", "billion"),
    )
)
_PAIR, _MIX = 0x9E3779B1, 0x85EBCA6B  # odd multipliers: of 2^32 / golden ratio, and MurmurHash3's


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of a text.

    `names` (with numbers) and `words` are sorted 32-bit entries: 20 bits of hash, 8 of weight (1 to 21), 4 of count.
    `pairs` are the sorted 16-bit hashes of neighbours; `tokens` what MinHash is taken of, rare words several times.
    """

    names: NDArray[np.uint32]
    words: NDArray[np.uint32]
    pairs: NDArray[np.uint16]
    tokens: list[str]


@lru_cache(1 << 16)
def _word(form: str) -> tuple[int, int, tuple[str, ...]]:
    """A form's hash, its entry (0 for a common word), and its tokens for MinHash."""
    lower = form.lower()
    hashed, rare, name = rarity().look_up(lower)
    if form[0].isdigit():
        rare, name = _NUMBER, True
    elif len(form) == 1:
        rare = 0
    else:
        name = name or (rare == UNKNOWN and form[0].isupper()) or lower in _COUNTING
    weight = max(0, rare - COMMON)
    if not weight:
        return hashed, 0, ()
    entry = (_mixed(hashed) >> 12) << 12 | (_NAMED if name else 0) | weight << 4
    return hashed, entry, tuple(f"{lower}{i}" for i in range((weight + 6) // 7))


def shingles(forms: Sequence[str]) -> Shingles:
    """The shingles of a text, of which `WORD` finds these forms.

    Case and punctuation do not count, but a word not in the table of rarity is taken for a name where it has a capital.
    """
    import numpy as np

    known = {form: _word(form) for form in set(forms)}
    found = [known[form] for form in forms]
    tokens = [token for _, _, repeated in known.values() for token in repeated]
    row = np.array([hashed for hashed, _, _ in found], dtype=np.uint32)
    pairs = ((row[:-1] * np.uint32(_PAIR) + row[1:]) * np.uint32(_MIX) >> 16).astype(np.uint16)
    pairs.sort()
    every = np.array([entry for _, entry, _ in found], dtype=np.uint32)
    every.sort()
    first = np.flatnonzero(_new(every))
    entries, counts = every[first], np.append(first[1:], every.size) - first
    entries |= np.minimum(counts, MOST_COUNTED).astype(np.uint32)
    named = (entries & _NAMED) != 0
    words = entries[~named & ((entries & _WEIGHT) != 0)]
    return Shingles(entries[named] & ~np.uint32(_NAMED), words, pairs[_new(pairs)], tokens)


def _new(row: NDArray[Any]) -> NDArray[np.bool_]:
    """Which places of a sorted row have another value than the place before."""
    import numpy as np

    new = np.ones(row.size, dtype=np.bool_)
    np.not_equal(row[1:], row[:-1], out=new[1:])
    return new


def _mixed(value: int) -> int:
    """The 32-bit finaliser of MurmurHash3: spreads a hash so that any of its bits can be sampled by."""
    value ^= value >> 16
    value = (value * 0x85EBCA6B) & 0xFFFFFFFF
    value ^= value >> 13
    value = (value * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)
