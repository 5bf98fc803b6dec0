"""Names as they are compared and keyed: accents, apostrophes, singulars."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LETTERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "’": "'", "ʼ": "'", "‘": "'"}


@cache
def _shapes() -> dict[int, str]:
    """Letters with marks to the plain letter, one for one, so that offsets hold."""
    table = {ord(mark): plain for mark, plain in _LETTERS.items()}
    for point in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(point))[0]
        if base.isascii() and base.isalpha():
            table[point] = base
    return table


def plain(text: str) -> str:
    """The text with accents and curly apostrophes taken off, character for character."""
    return text if text.isascii() else text.translate(_shapes())


def slug(name: str) -> str:
    """A name as part of a key: lower case, plain letters and digits, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower()).strip("-") or "unnamed"


_IRREGULAR = {"men": "man", "women": "woman", "people": "people", "children": "child", "police": "police"}


def singular(word: str) -> str:
    """The singular of a noun in lower case, by its ending."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("ss", "us", "is", "ics")) or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("men"):
        return word[:-2] + "an"
    return word[:-1] if word.endswith("s") else word
