"""Words as numbers: a record may be asked to hold no words of its reports, and comparing needs none."""

from __future__ import annotations

from zlib import crc32


def mark(word: str) -> int:
    """A number that is the same for the same word and does not tell it."""
    return crc32(word.encode("utf-8", "surrogatepass"))
