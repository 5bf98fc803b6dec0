"""Syndicated copies: is one text another with changes (words replaced, cut or inserted, paragraphs moved)?

A text becomes a *fingerprint* of at most 2 KB. `bands` gives its LSH keys: texts that share one are candidates.
`same_text` compares two fingerprints: copies keep their names and numbers, their words and which word follows which,
while a report written by the same template has other names and tomorrow's report of the same event keeps only its
background. All three are functions of the texts alone, so what is a copy never hangs on what else is in the record.
"""

from __future__ import annotations

import math
import struct
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zlib import crc32

from .shingles import shingles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .vocabulary import Words

    Hashes = NDArray[np.unsignedinteger[Any]]

VERSION = 1
COPY = 0.97
"""The similarity from which two texts are copies (see docs/decisions/0014)."""

_BANDS, _ROWS, _SEED = 32, 4, 1999
_NAMES, _WORDS, _PAIRS = 96, 128, 480  # the most shingles kept of each sort; of more, a sample by hash
_SHORT = 24  # pairs of words in a text below which the model has not been fitted
# Shares of the smaller text below which no copy was seen: of pairs, names by weight and number, words.
_LEAST_PAIRS, _LEAST_NAMES, _LEAST_NAMED, _LEAST_WORDS = 0.3, 0.35, 0.3, 0.4
_HEAD = struct.Struct("<BBBBHHH")  # version, level of names, words and pairs, how many of each


def fingerprint(text: str, read: Words | None = None) -> bytes:
    """What is kept of a text to find its copies: at most 2,000 bytes, the same on every machine.

    `read` are its words, where they were read already. Layout: version, three sampling levels, three counts; 32 keys of
    LSH bands; names, words and pairs, sorted.
    """
    import numpy as np
    from rensa import RMinHash  # type: ignore[import-untyped]

    from .vocabulary import vocabulary

    read = read or vocabulary().read(text)
    found = shingles(read)
    parts = [_sample(found.names, 12, _NAMES), _sample(found.words, 12, _WORDS), _sample(found.pairs, 0, _PAIRS)]
    keys = bytes(4 * _BANDS)
    if read.tokens.size:
        minhash = RMinHash.digest_matrix_from_flat_token_hashes(
            read.tokens, [0, read.tokens.size], _BANDS * _ROWS, _SEED
        )
        keys = _fold(np.array(minhash.to_rows()[0], dtype="<u4").tobytes())
    head = _HEAD.pack(VERSION, *(level for level, _ in parts), *(len(kept) for _, kept in parts))
    (_, names), (_, words), (_, pairs) = parts
    return head + keys + names.astype("<u4").tobytes() + words.astype("<u4").tobytes() + pairs.astype("<u2").tobytes()


def bands(print_: bytes) -> list[int]:
    """The LSH keys of a fingerprint, signed 64-bit integers as SQL keeps them: texts that share one may be copies.

    A text without a word to go by has none.
    """
    keys = struct.unpack_from(f"<{_BANDS}I", print_, _HEAD.size)
    if not any(keys):
        return []
    return [(band << 32) | key for band, key in enumerate(keys)]


def same_text(a: bytes, b: bytes) -> float:
    """How sure it is that two fingerprints are of copies of one text, in [0, 1]; from `COPY` on they are.

    The same for (a, b) and (b, a); 1 for texts with the same words in the same order.
    """
    return likeness(a)(b)


def likeness(print_: bytes) -> Callable[[bytes], float]:
    """`same_text` of one fingerprint, which is opened once, with any others."""
    ours = _opened(print_)

    def of(other: bytes) -> float:
        if other == print_:
            return 1.0 if ours.pairs.size else 0.0
        return compare(ours, _opened(other))

    return of


@dataclass(frozen=True, slots=True)
class Opened:
    """A fingerprint read for comparing: hashes, weights and counts of names and words, hashes of pairs; levels.

    `named` are the hashes of the names alone, for a first look.
    """

    named: frozenset[int]
    names: Any
    words: Any
    pairs: Any
    levels: tuple[int, int, int]


def _opened(print_: bytes) -> Opened:
    import numpy as np

    version, *levels, names, words, pairs = _HEAD.unpack_from(print_)
    if version != VERSION:
        raise ValueError(f"fingerprint of version {version}, this is {VERSION}: make it anew from the text")
    at = _HEAD.size + 4 * _BANDS
    entries = np.frombuffer(print_, dtype="<u4", count=names + words, offset=at)
    kept = np.frombuffer(print_, dtype="<u2", count=pairs, offset=at + 4 * (names + words))
    named = frozenset((entries[:names] >> 12).tolist())
    return Opened(named, entries[:names], entries[names:], kept, (levels[0], levels[1], levels[2]))


def compare(a: Opened, b: Opened) -> float:
    """`same_text` of fingerprints already opened."""
    values = features(a, b)
    if values is None:
        return 0.0
    model = _model()
    if values[-1] < math.log(_SHORT):
        return values[1] * values[3]  # of so few words nearly all must be the same
    score = model.bias + sum(w * v for w, v in zip(model.weights, values, strict=True))
    return 1 / (1 + math.exp(-max(score, -700.0)))


def features(a: Opened, b: Opened) -> tuple[float, ...] | None:
    """What the model weighs; None where less is shared than any copy shares: there the model has no say.

    Shares of pairs, names and words that are in both texts, of the text with fewer and of the text with more of them;
    products; how many there are, as logarithms.
    """
    if a.levels[0] == b.levels[0] and len(a.named & b.named) < _LEAST_NAMED * min(len(a.named), len(b.named)):
        return None
    shared_names, *of_names = _shared(a.names, b.names, a.levels[0], b.levels[0], counted=True)
    n1, n2 = _shares(shared_names, *of_names)
    if n1 < _LEAST_NAMES:
        return None
    shared_pairs, pairs_a, pairs_b = _shared_pairs(a, b)
    p1, p2 = _shares(shared_pairs, pairs_a, pairs_b)
    if p1 < _LEAST_PAIRS or not pairs_a or not pairs_b:
        return None
    shared_words, *of_words = _shared(a.words, b.words, a.levels[1], b.levels[1], counted=False)
    w1, w2 = _shares(shared_words, *of_words)
    if w1 < _LEAST_WORDS:
        return None
    both = shared_names + shared_words
    t1, t2 = _shares(both, of_names[0] + of_words[0], of_names[1] + of_words[1])
    few = math.log(1 + min(a.names.size, b.names.size))
    many = math.log(min(pairs_a << a.levels[2], pairs_b << b.levels[2]))
    return p1, p2, n1, n2, w1, w2, t1, t2, p1 * n1, w1 * n1, w2 * n2, w1 * n2, few, many


def _shares(shared: float, a: float, b: float) -> tuple[float, float]:
    """Of the smaller and of the greater. A text that has none of a sort clashes with none."""
    return (shared / min(a, b), shared / max(a, b)) if a and b else (1.0, 1.0)


def _shared(a: Hashes, b: Hashes, la: int, lb: int, *, counted: bool) -> tuple[float, float, float]:
    """The weight that two lists of entries share, and that of each; the finer sampled one is thinned to the other."""
    import numpy as np

    if la != lb:
        a, b = _thinned(a, 12, max(la, lb)), _thinned(b, 12, max(la, lb))
    table = _weights(counted)
    wa, wb = table[a & 0xFFF], table[b & 0xFFF]
    at = (b >> 12).searchsorted(a >> 12)
    at[at == b.size] = 0
    common = (b[at] >> 12 == a >> 12) if b.size else np.zeros(a.size, dtype=bool)
    return float(np.minimum(wa[common], wb[at[common]]).sum()), float(wa.sum()), float(wb.sum())


def _shared_pairs(a: Opened, b: Opened) -> tuple[int, int, int]:
    left, right = a.pairs, b.pairs
    if a.levels[2] != b.levels[2]:
        level = max(a.levels[2], b.levels[2])
        left, right = _thinned(left, 0, level), _thinned(right, 0, level)
    if not left.size or not right.size:
        return 0, int(left.size), int(right.size)
    at = right.searchsorted(left)
    at[at == right.size] = 0
    return int((right[at] == left).sum()), int(left.size), int(right.size)


def _sample(hashes: Hashes, shift: int, most: int) -> tuple[int, Hashes]:
    """At most `most` hashes, and the level of sampling: how many bits from `shift` on are nought in those kept."""
    level, kept = 0, hashes
    while kept.size > most:
        level += 1
        kept = _thinned(kept, shift, level)
    return level, kept


def _thinned(hashes: Hashes, shift: int, level: int) -> Hashes:
    import numpy as np

    return np.extract((hashes & (((1 << level) - 1) << shift)) == 0, hashes)


def _fold(digest: bytes) -> bytes:
    """The rows of each band mixed to one 32-bit key, never nought."""
    width = 4 * _ROWS
    keys = [crc32(digest[at : at + width]) | 1 for at in range(0, width * _BANDS, width)]
    return struct.pack(f"<{_BANDS}I", *keys)


@dataclass(frozen=True, slots=True)
class _Model:
    bias: float
    weights: tuple[float, ...]


@cache
def _model() -> _Model:
    table = tomllib.loads(files(__package__).joinpath("data/copies.toml").read_text("utf-8"))
    return _Model(table["bias"], tuple(table["weights"].values()))


@cache
def _weights(counted: bool) -> Any:
    """What an entry weighs by its lowest twelve bits: its weight, times 1 + ln count where the count matters."""
    import numpy as np

    counts = np.arange(16)
    factors = 1 + np.log(np.maximum(counts, 1)) if counted else np.ones(16)
    return np.outer(np.arange(256), factors).ravel()


class CopyIndex:
    """Fingerprints in memory, to find the copies of a text as it comes.

    What `add` tells depends on which texts were added, never on their order: every pair of copies is told once, when
    the second of the two comes.
    """

    def __init__(self) -> None:
        self._bands: dict[int, list[int]] = {}
        self._ids: list[list[str]] = []  # of each distinct fingerprint
        self._opened: list[Opened] = []
        self._known: dict[bytes, int] = {}

    def add(self, id_: str, print_: bytes) -> list[str]:
        """Put in a text by its fingerprint; gives the ids of its copies that are in already, in the order they came."""
        opened = _opened(print_)
        shelves = [self._bands.setdefault(key, []) for key in bands(print_)]
        number = self._known.get(print_)
        copies = self._copies(opened, shelves, number)
        if number is None:
            number = self._known[print_] = len(self._ids)
            self._ids.append([])
            self._opened.append(opened)
            for shelf in shelves:
                shelf.append(number)
        self._ids[number].append(id_)
        return copies

    def find(self, print_: bytes) -> list[str]:
        """The ids of the texts that are copies of one."""
        shelves = [self._bands.get(key, []) for key in bands(print_)]
        return self._copies(_opened(print_), shelves, self._known.get(print_))

    def _copies(self, opened: Opened, shelves: Sequence[Sequence[int]], own: int | None) -> list[str]:
        near = set[int]().union(*shelves)
        numbers = [n for n in sorted(near) if n == own or compare(opened, self._opened[n]) >= COPY]
        return [id_ for number in numbers for id_ in self._ids[number]]

    def candidates(self, print_: bytes) -> Sequence[str]:
        """The ids that share a key with a fingerprint, copies or not."""
        numbers = {number for key in bands(print_) for number in self._bands.get(key, ())}
        return [id_ for number in sorted(numbers) for id_ in self._ids[number]]
