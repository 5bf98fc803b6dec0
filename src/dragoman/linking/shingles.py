"""What of a text its copies keep: its names and numbers, its other words, and which word follows which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .forms import NAMED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .vocabulary import Words

MOST_COUNTED = 15
_WEIGHT = 0x1F0  # bits of an entry
_PAIR, _MIX = 0x9E3779B1, 0x85EBCA6B  # odd multipliers: of 2^32 / golden ratio, and MurmurHash3's


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of a text.

    `names` (with numbers) and `words` are sorted 32-bit entries: 20 bits of hash, 8 of weight (1 to 21), 4 of count.
    `pairs` are the sorted 16-bit hashes of neighbours.
    """

    names: NDArray[np.uint32]
    words: NDArray[np.uint32]
    pairs: NDArray[np.uint16]


def shingles(read: Words) -> Shingles:
    """The shingles of a text.

    Case and punctuation do not count, but a word not in the table of rarity is taken for a name where it has a capital.
    """
    import numpy as np

    row = read.hashes
    pairs = ((row[:-1] * np.uint32(_PAIR) + row[1:]) * np.uint32(_MIX) >> 16).astype(np.uint16)
    pairs.sort()
    every = np.sort(read.entries)
    first = np.flatnonzero(_new(every))
    entries, counts = every[first], np.append(first[1:], every.size) - first
    entries |= np.minimum(counts, MOST_COUNTED).astype(np.uint32)
    named = (entries & NAMED) != 0
    words = entries[~named & ((entries & _WEIGHT) != 0)]
    return Shingles(entries[named] & ~np.uint32(NAMED), words, pairs[_new(pairs)])


def _new(row: NDArray[Any]) -> NDArray[np.bool_]:
    """Which places of a sorted row have another value than the place before."""
    import numpy as np

    new = np.ones(row.size, dtype=np.bool_)
    np.not_equal(row[1:], row[:-1], out=new[1:])
    return new
