"""How reports in English spell a place that the gazetteer romanises with marks: "Şalālah" as Salalah.

Marks of a spelling that is the place's own stay, as English papers have them: "São Paulo", "Chișinău", "Bogotá".
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files

_APOSTROPHES = re.compile(r"['’‘ʼʻʿʾ`´]")
_OUTER = re.compile(rf"(?<!\w){_APOSTROPHES.pattern}|{_APOSTROPHES.pattern}(?!\w)")
_LETTERS = str.maketrans({"đ": "d", "Đ": "D", "ı": "i", "ħ": "h"})
_FRENCH = re.compile("[AEIOUYaeiouy][\u0300\u0301\u0302\u0308]|[Cc]\u0327")


@cache
def _rules() -> dict[str, tuple[bool, bool]]:
    """State -> whether marks of French stay, and whether apostrophes inside words do.

    The states are those that write in no Latin letters, or in them beside others, and Türkiye and Viet Nam, whose marks
    English reports leave out.
    """
    with (files(__package__) / "data" / "romanised.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["iso3"]: (row["marks"] == "foreign", row["apostrophes"] == "inside") for row in rows}


def in_english(name: str, country: str) -> str:
    """The name of a place of a state (ISO 3166-1 alpha-3) as reports in English spell it; it folds to the same key."""
    if country not in _rules() or (name.isascii() and "'" not in name and "`" not in name):
        return name
    french, inside = _rules()[country]
    plain = _APOSTROPHES.sub("'", _OUTER.sub("", name)) if inside else _APOSTROPHES.sub("", name)
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFD", plain.translate(_LETTERS))
    kept = {place for found in _FRENCH.finditer(parts) for place in range(*found.span())} if french else set()
    letters = (char for at, char in enumerate(parts) if at in kept or not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(letters))
