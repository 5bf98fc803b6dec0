"""One key for the many ways a place's name is written: case, accents, hyphens, apostrophes, "St." and "Saint"."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, with their usual spelling in English reports.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a",
        "ħ": "h", "ŋ": "ng", "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "´": "",
        "-": " ", "–": " ", "‑": " ", ".": " ", ",": " ", "/": " ", "_": " ",
    }
)  # fmt: skip
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name: lower case, no accents or apostrophes, single spaces, "St" as "saint"; "" if none is left."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
        name = "".join(char for char in decomposed if not unicodedata.combining(char))
    lowered = name.lower().translate(_LETTERS)
    words = lowered.split()
    return " ".join(_WORDS.get(word, word) for word in words)
