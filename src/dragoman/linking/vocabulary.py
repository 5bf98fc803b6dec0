"""What this process knows of forms of words, in columns: a text is read by looking its forms up, each worked out once.

Fingerprints and wordings are made of the rows of numbers that come of it, whole rows at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

from .forms import WORD, shingle_of, term_of

_FIRST, _MOST = 1 << 12, 1 << 16  # forms that a table has room for at first; those after which it is begun anew
_TOKENS = 3  # of a form at most


@dataclass(frozen=True, slots=True)
class Words:
    """A report's words in rows.

    `hashes` and `entries` are those of the text's forms in their order (`forms.shingle_of`), 32 bits each. `terms` are
    those of text and title (`forms.term_of`): 32 bits of hash, 8 of weight in half units; 0 for none. `tokens` are the
    hashes of the text's tokens for MinHash, some of them several times.
    """

    hashes: NDArray[np.uint32]
    entries: NDArray[np.uint32]
    terms: NDArray[np.uint64]
    tokens: NDArray[np.uint64]


class _Numbers(dict[str, int]):
    """The numbers of forms; one that is asked for and not known is learnt."""

    def __init__(self, table: _Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, form: str) -> int:
        return self._table.learn(form)


class _Table:
    """Columns with a row for each form that is known. Threads may share it: rows are written one at a time, before
    their number is told."""

    def __init__(self) -> None:
        self.numbers = _Numbers(self)
        self.hashes = np.empty(_FIRST, dtype=np.uint32)
        self.entries = np.empty(_FIRST, dtype=np.uint32)
        self.terms = np.empty(_FIRST, dtype=np.uint64)
        self.tokens = np.empty((_FIRST, _TOKENS), dtype=np.uint64)
        self._lock = Lock()

    def learn(self, form: str) -> int:
        """Number a form that is not known yet."""
        hashed, entry, tokens = shingle_of(form)
        term = term_of(form)
        row = np.zeros(_TOKENS, dtype=np.uint64)
        row[: len(tokens)] = RMinHash.hash_token_sets([tokens])[0]
        with self._lock:
            number = dict.get(self.numbers, form, len(self.numbers))  # another thread may have been quicker
            if number == self.hashes.size:
                self._grow()
            self.hashes[number], self.entries[number], self.tokens[number] = hashed, entry, row
            self.terms[number] = 0 if term is None else term[0] << 8 | round(2 * term[1])
            self.numbers[form] = number
        return number

    def _grow(self) -> None:
        self.hashes = np.concatenate((self.hashes, np.empty_like(self.hashes)))
        self.entries = np.concatenate((self.entries, np.empty_like(self.entries)))
        self.terms = np.concatenate((self.terms, np.empty_like(self.terms)))
        self.tokens = np.concatenate((self.tokens, np.empty_like(self.tokens)))

    def rows_of(self, forms: Sequence[str]) -> NDArray[np.intp]:
        """The numbers of these forms."""
        return np.array(list(map(self.numbers.__getitem__, forms)), dtype=np.intp)


class Vocabulary:
    """Reads texts; what it gives is a function of the text alone.

    Args:
        most: forms known at a time; where there are more, they are forgotten before the next text is read.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._table = _Table()

    def read(self, text: str, title: str = "") -> Words:
        """The words of a report."""
        if len(self) > self._most:
            self._table = _Table()
        table = self._table
        rows = table.rows_of(WORD.findall(text))
        entries = table.entries[rows]
        tokens = table.tokens[rows[entries != 0]].ravel()
        both = np.append(rows, table.rows_of(WORD.findall(title))) if title else rows
        return Words(table.hashes[rows], entries, table.terms[both], tokens[tokens != 0])

    def __len__(self) -> int:
        return len(self._table.numbers)


@cache
def vocabulary() -> Vocabulary:
    """This process's."""
    return Vocabulary()
