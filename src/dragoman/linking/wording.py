"""What a report tells, as a short weighted list of words: names most, then numbers, rare words and days.

Weights come from a table of everyday English (`rarity`), never from the reports at hand: a report's wording is a
function of its text alone, so that it can be kept beside it.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.records import Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .vocabulary import Words

VERSION = 1
TERMS = 48
"""The most terms kept, the weightiest: of more, no story on our own sets was told better."""
TOP = 16
"""Of these, those by which reports find each other: two that share none are not alike."""

_AGAIN = 0.5  # what each e-fold of repetition adds (decision 14)
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


def packed(report: Report, read: Words | None = None) -> bytes:
    """A report's wording as it is kept: at most 242 bytes, the same for the same text.

    `read` are the words of its text and title, where they were read already.
    """
    import numpy as np

    from .vocabulary import vocabulary

    read = read or vocabulary().read(report.text, report.title or "")
    terms, counts = np.unique(read.terms[read.terms != 0], return_counts=True)
    if not terms.size:
        return _HEAD.pack(VERSION, 0)
    weights = (terms & np.uint64(0xFF)) / 2.0 * _repeated(counts)
    hashes = (terms >> np.uint64(8)).astype("<u4")
    # One word with and without a capital is one term: as a name, if it is one anywhere.
    first = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    hashes, weights = hashes[first], np.maximum.reduceat(weights, first)
    kept = np.argsort(-weights, kind="stable")[:TERMS]
    hashes, weights = hashes[kept], weights[kept]
    scaled = np.maximum(1, np.rint(255 * weights / weights[0])).astype(np.uint8)
    order = np.lexsort((hashes, -scaled.astype(np.int16)))
    return b"".join((_HEAD.pack(VERSION, len(order)), hashes[order].tobytes(), scaled[order].tobytes()))


def _repeated(counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """By what a term's weight grows that is told so many times."""
    # Not numpy's logarithm: its last digit is not the same on every machine.
    import numpy as np

    known, which = np.unique(counts, return_inverse=True)
    factors: NDArray[np.float64] = np.array([1 + _AGAIN * math.log(count) for count in known.tolist()])[which]
    return factors


def alike(a: Wording, b: Wording) -> float:
    """How alike two wordings are, in [0, 1]: the cosine of their weights, 0 where they share no top term."""
    if a.top.isdisjoint(b.top):
        return 0.0
    other = b.weights
    return min(1.0, sum([weight * other[term] for term, weight in a.weights.items() if term in other]))
