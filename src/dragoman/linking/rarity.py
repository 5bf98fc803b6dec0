"""How rare a word is in everyday English: the same in every corpus, so that what is alike does not hang on what else
was read. Made by scripts/build_rarity.py."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from zlib import crc32

_NAME = 128
UNKNOWN = 36
"""The rarity of a word that is not among the 50,000: half units of -ln p, a step beyond the rarest that is."""


class Rarity:
    """Looks words up by hash; rarities are in half units of -ln p, from 7 ("the") to `UNKNOWN`."""

    def __init__(self) -> None:
        import numpy

        with numpy.load(io.BytesIO(files(__package__).joinpath("data/rarity.npz").read_bytes())) as table:
            self._table: dict[int, int] = dict(zip(table["word"].tolist(), table["rarity"].tolist(), strict=True))

    def look_up(self, word: str) -> tuple[int, int, bool]:
        """A lower-case word's hash, its rarity, and whether it is mostly a name; a word not listed is none."""
        hashed = crc32(word.encode("utf-8", "surrogatepass"))
        found = self._table.get(hashed, UNKNOWN)
        return hashed, found & ~_NAME, found >= _NAME

    def __contains__(self, word: str) -> bool:
        return crc32(word.encode("utf-8", "surrogatepass")) in self._table


@cache
def rarity() -> Rarity:
    """This process's table, loaded on first use."""
    return Rarity()
