"""Numbers of people as reports write them: figures, words, dozens and hundreds, bounds and ranges."""

from __future__ import annotations

import re

Bounds = tuple[int, int | None]

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNITS: dict[str, int] = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}
FRACTIONS = {"half": 2, "third": 3, "quarter": 4}
VAGUE: dict[str, Bounds] = {
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
    "millions": (2_000_000, None),
    "tens": (20, None),
    "many": (3, None),
    "numerous": (3, None),
    "few": (2, None),
    "handful": (3, None),
    "multiple": (2, None),
}
# How a bound is said before a number. Each says which ends of (n, n) it moves: "+" opens the upper end, "-" puts the
# lower one at nobody, "<" does so and leaves n itself out, "" moves none (an estimate is the text's own number).
HEDGES: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): moved
    for moved, phrases in {
        "+": "at least|more than|over|well over|no fewer than|no less than|not less than|not fewer than|upwards of"
        "|upward of|in excess of|above|a minimum of|at the least|as few as",
        "-": "up to|as many as|at most|no more than|not more than|a maximum of|at the most",
        "<": "fewer than|less than|under|below",
        "": "nearly|almost|about|around|some|roughly|approximately|an estimated|estimated|close to|a total of|between"
        "|another|a further|just over|perhaps|possibly|circa|near",
    }.items()
    for phrase in phrases.split("|")
}
HEDGES[("just", "over")] = "+"
AFTER: dict[tuple[str, ...], str] = {
    ("or", "more"): "+",
    ("+",): "+",
    ("plus",): "+",
    ("or", "so"): "",
    ("-", "odd"): "",
    ("or", "fewer"): "-",
    ("or", "less"): "-",
}
"""The bounds that follow a number."""

_LONGEST = max(len(phrase) for phrase in HEDGES)
_FIGURE = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d{1,10}(?:\.\d{1,6})?")
_RANGE = re.compile(r"(\d[\d,]*)([-–—])(\d[\d,]*)")
_MOST = 2_000_000_000
_VAGUE_TIMES = {"several": 3, "few": 2, "couple": 2, "many": 3}


def is_number(word: str) -> bool:
    """Whether a lower-case word is a number or stands for one ("12", "10-15", "twelve", "dozen", "scores")."""
    if word[:1].isdigit():
        return bool(_FIGURE.fullmatch(word) or _RANGE.fullmatch(word))
    return word in UNITS or word in SCALES or (word in VAGUE and word not in ("a", "an"))


def hedge_before(words: list[str], first: int, floor: int) -> int:
    """Where the hedge that ends right before `first` begins, or `first` where there is none; never before `floor`."""
    for length in range(min(_LONGEST, first - floor), 0, -1):
        if tuple(words[first - length : first]) in HEDGES:
            return first - length
    return first


def hedge_after(words: list[str], end: int) -> int:
    """Where the hedge that begins at `end` ends, or `end` where there is none."""
    for length in (2, 1):
        if tuple(words[end : end + length]) in AFTER:
            return end + length
    return end


def parse(words: list[str]) -> Bounds | None:
    """The bounds (min, max; None is open) that number words with their hedges give, or None when they give none.

    A hedged estimate ("about 40") is its own number; "dozens", "scores" and "hundreds" are at least two of each.

    >>> parse(["twenty", "-", "one"]), parse(["1,200"]), parse(["tens", "of", "thousands"]), parse(["12", "to", "15"])
    ((21, 21), (1200, 1200), (20000, None), (12, 15))
    >>> parse(["at", "least", "12"]), parse(["up", "to", "20"]), parse(["several", "hundred"])
    ((12, None), (0, 20), (300, None))
    """
    lowered = [piece for word in words for piece in _split(word.lower())]
    moved, body = _hedged(lowered)
    bounds = _bounds(body)
    if bounds is None:
        return None
    low, high = bounds
    if "+" in moved:
        return low, None
    if "<" in moved:
        return 0, max(low - 1, 0) if high == low else high
    return (0, high) if "-" in moved else bounds


def _split(word: str) -> list[str]:
    found = _RANGE.fullmatch(word)
    return list(found.groups()) if found else [word]


def _hedged(words: list[str]) -> tuple[str, list[str]]:
    """What the hedges move, and the words without them."""
    moved, body, at = "", [], 0
    while at < len(words):
        for length in range(_LONGEST, 0, -1):
            phrase = tuple(words[at : at + length])
            if len(phrase) == length and phrase != ("between",) and (phrase in HEDGES or phrase in AFTER):
                if phrase in (("some",), ("another",)) and not any(is_number(word) for word in words[at + 1 :]):
                    continue
                moved += HEDGES.get(phrase, "") + AFTER.get(phrase, "")
                at += length
                break
        else:
            body.append(words[at])
            at += 1
    return moved, body


def _bounds(words: list[str]) -> Bounds | None:
    found = _range(words)
    if found is not None:
        return found
    if any(word in FRACTIONS for word in words) and not ("half" in words and "dozen" in words):
        return None
    if "thousands" in words and ("tens" in words or "hundreds" in words):
        return (20_000 if "tens" in words else 200_000), None
    if "half" in words:
        return 6, 6
    scaled = next((SCALES[word] for word in words if word in SCALES), None)
    times = next((_VAGUE_TIMES[word] for word in words if word in _VAGUE_TIMES), None)
    if scaled and times:
        return times * scaled, None
    value = _plain(words)
    if value is not None:
        return value, value
    for word in words:
        if word in VAGUE and word not in ("a", "an"):
            return VAGUE[word]
    return (1, 1) if any(word in ("a", "an") for word in words) else None


def _range(words: list[str]) -> Bounds | None:
    """ "12 to 15", "between 12 and 15", "four or five", "two to three million"."""
    for joint in ("to", "-", "–", "—", "and", "or"):
        if joint not in words[1:-1]:
            continue
        at = words.index(joint, 1)
        left, right = _plain(words[:at]), _plain(words[at + 1 :])
        if left is None or right is None or (joint == "and" and "between" not in words):
            continue
        if joint == "-" and left in range(20, 100, 10) and right < 10:
            continue
        scale = SCALES.get(words[-1], 1)
        if left < right // scale and not any(word in SCALES for word in words[:at]):
            left *= scale
        if left < right <= _MOST:
            return left, right
    return None


def _plain(words: list[str]) -> int | None:
    """One exact number in figures or words, or None."""
    total, current, seen, last = 0, 0.0, False, ""
    for word in words:
        if _FIGURE.fullmatch(word):
            figure = float(word.replace(",", "").replace(" ", ""))
            # "1 200": the thousands set apart by a space.
            grouped = len(word) == 3 and word.isdigit() and 0 < len(last) <= 3 and last.isdigit()
            current = current * 1000 + figure if grouped else current + figure
        elif word in UNITS:
            current += UNITS[word]
        elif word in SCALES:
            current = (current or 1) * SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + round(current), 0
        else:
            last = ""
            continue
        seen, last = True, word
    value = total + round(current)
    return value if seen and 0 <= value <= _MOST else None
