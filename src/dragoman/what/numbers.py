"""Numbers of people as reports write them: figures, words, dozens and hundreds, bounds and ranges."""

from __future__ import annotations

import re

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNITS: dict[str, int] = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}
VAGUE: dict[str, tuple[int, int | None]] = {
    "a": (1, 1),
    "an": (1, 1),
    "another": (1, 1),
    "both": (2, 2),
    "couple": (2, 2),
    "pair": (2, 2),
    "several": (3, None),
    "some": (2, None),
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2000, None),
    "tens": (20, None),
    "many": (3, None),
    "numerous": (3, None),
    "few": (2, None),
    "multiple": (2, None),
}
AT_LEAST = frozenset({"least", "over", "than", "above", "minimum"})
AT_MOST = frozenset({"most", "to", "under", "below", "maximum"})
_FIGURE = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?")


def parse(words: list[str]) -> tuple[int, int | None] | None:
    """The bounds (min, max; None is open) that number words give, or None when they give none.

    >>> parse(["twenty", "-", "one"]), parse(["1,200"]), parse(["tens", "of", "thousands"]), parse(["12", "to", "15"])
    ((21, 21), (1200, 1200), (20000, None), (12, 15))
    """
    lowered = [word.lower() for word in words]
    for joint in ("to", "-", "–", "and"):
        if joint in lowered[1:-1]:
            at = lowered.index(joint, 1)
            left, right = _plain(lowered[:at]), _plain(lowered[at + 1 :])
            if (
                left is not None
                and right is not None
                and (joint != "and" or "between" in lowered)
                and right > left
                and not (joint == "-" and left in range(20, 100, 10) and right < 10)
            ):
                return left, right
    if "tens" in lowered and "thousands" in lowered:
        return 20_000, None
    if "hundreds" in lowered and "thousands" in lowered:
        return 200_000, None
    value = _plain(lowered)
    if value is not None:
        return value, value
    for word in lowered:
        if word in VAGUE and word not in ("a", "an"):
            return VAGUE[word]
    return (1, 1) if any(word in ("a", "an") for word in lowered) else None


def _plain(words: list[str]) -> int | None:
    """One exact number in figures or words, or None."""
    total, current, seen = 0, 0.0, False
    for word in words:
        figure = _FIGURE.fullmatch(word)
        if figure:
            current += float(figure.group().replace(",", "").replace(" ", ""))
        elif word in UNITS:
            current += UNITS[word]
        elif word in SCALES:
            current = (current or 1) * SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + int(current), 0
        else:
            continue
        seen = True
    value = total + int(current)
    return value if seen and 0 <= value <= 2_000_000_000 else None
