"""Text to items: each word, number or mark with its class, numbers already put together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .expressions import Expression
from .vocabulary import Meaning, Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class Item:
    """Characters [start, end) of the text with their class (a name of vocabulary.CLASSES) and meaning."""

    start: int
    end: int
    kind: str
    meaning: Meaning
    text: str
    expression: Expression | None = None


_TOKEN = re.compile(
    r"""
    (?P<iso>\b[12]\d{3}-[01]\d-[0-3]\d(?:T[0-2]\d(?::?[0-5]\d(?::?[0-5]\d(?:\.\d+)?)?)?(?:Z|[+-][01]\d:?\d\d)?)?\b)
  | (?P<slashed>(?<![\d/.])(?:[0-3]?\d/[0-3]?\d/(?:[12]\d)?\d\d|[0-3]?\d\.[01]?\d\.[12]\d{3})(?![\d/]))
  | (?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
  | (?P<decade>(?:\b[12]\d{3}|['’‘]\d0|\b[1-9]0)['’]?s\b)
  | (?P<ordinal>\b[0-9]{1,3}(?:st|nd|rd|th)\b)
  | (?P<mixed>\b\d{1,3}[ -][1-9]/[1-9]\d?\b|\b[1-9]/[1-9]\d?\b)
  | (?P<number>(?<![\w.,$£€#])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\w$£€#])(?:\d+(?:\.\d+)?(?!\w)|\d\d?(?=[ap]\.?m\b)))
  | (?P<shortyear>['’‘]\d\d\b)
  | (?P<ampm>(?<=\d)(?:[ap]\.?m\b\.?)|\b[ap]\.m\b\.?|\b[AP]M\b|(?<=\d\s)[ap]m\b)
  | (?P<word>[^\W\d_]+)
  | (?P<possessive>['’]s?\b)
  | (?P<blank>\n\s*\n|[;:!?"“”…/$£€#]|--+|[—])
  | (?P<stop>\.(?=\s|$))
  | (?P<mark>[,()\-–])
  | (?P<odd>[^\s\w.]|\d+)
    """,
    re.VERBOSE,
)
_MARKS = {",": "COMMA", "-": "HYPHEN", "–": "HYPHEN", "(": "OPEN", ")": "CLOSE"}
_CLOCK_BEFORE_AMPM = re.compile(r"(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?")
_MAX_NUMBER_WORDS = 8


def scan(text: str) -> list[Item]:
    """The items of a text in order; runs of words that cannot be part of a date are one item of class OTHER."""
    words = vocabulary()
    lookup = words.words
    items: list[Item] = []
    append = items.append
    pending: list[tuple[int, int, str]] = []  # number words not yet put together
    for match in _TOKEN.finditer(text):
        group, start = match.lastgroup, match.start()
        if group == "word":
            raw = match.group()
            low = raw.lower()
            if low in words.numbers or (pending and low == "and"):
                pending.append((start, match.end(), low))
                continue
            if pending:
                _numbers(pending, words, items)
            word = lookup.get(low)
            if low in words.phrases and _phrase(text, start, low, words, items):
                continue
            if items and start < items[-1].end:
                continue  # inside a festival's name
            if word is None or (low in words.capital and not _capitalised(raw, low, text, match.end(), words)):
                if not items or items[-1].kind != "OTHER":
                    append(Item(start, match.end(), "OTHER", None, ""))
            else:
                end = match.end()
                if word.kind in ("MONTH", "WEEKDAY") and len(low) <= 5 and low != "march" and text[end : end + 1] == ".":
                    end += _abbreviation(text, end)
                append(Item(start, end, word.kind, word.meaning, low))
            continue
        if pending:
            if group == "mark" and match.group() == "-":
                pending.append((start, match.end(), "-"))
                continue
            _numbers(pending, words, items)
        if items and start < items[-1].end:
            continue
        _other(group or "odd", match, items)
    if pending:
        _numbers(pending, words, items)
    return items


def _capitalised(raw: str, low: str, text: str, end: int, words: Vocabulary) -> bool:
    if not raw[0].isupper():
        return False
    return low not in words.short or text[end : end + 1] == "." or text[end : end + 2][1:].isdigit()


def _abbreviation(text: str, end: int) -> int:
    """The full stop belongs to the abbreviation when the text goes on as a date would."""
    after = text[end + 1 : end + 3].strip()
    return 1 if not after or after[0].isdigit() or after[0] in ",)" or after[0].islower() else 0


def _phrase(text: str, start: int, first: str, words: Vocabulary, items: list[Item]) -> bool:
    for rest, rule in words.phrases[first]:
        at = start + len(first)
        for word in rest:
            while at < len(text) and text[at] in " .\n":
                at += 1
            if text[at : at + len(word)].lower().replace("’", "'") != word:
                break
            at += len(word)
        else:
            if text[start].isupper() and not text[at : at + 1].isalnum():
                items.append(Item(start, at, "FESTIVAL", rule, text[start:at]))
                return True
    return False


def _other(group: str, match: re.Match[str], items: list[Item]) -> None:
    raw, start, end = match.group(), match.start(), match.end()
    kind, meaning = "OTHER", None
    value: Meaning = meaning
    if group == "number":
        kind, value = _number(raw)
    elif group == "mixed":
        whole, _, part = raw.replace("-", " ").rpartition(" ")
        top, bottom = part.split("/")
        kind, value = "FRACTION", int(whole or 0) + int(top) / int(bottom)
    elif group == "ordinal":
        kind, value = "ORDINAL", int(raw[:-2])
    elif group == "decade":
        digits = int(re.sub(r"\D", "", raw))
        kind, value = ("DECADE", digits) if digits % 10 == 0 else ("OTHER", None)
    elif group == "shortyear":
        kind, value = "SHORTYEAR", int(raw[1:])
    elif group == "ampm":
        kind, value = "AMPM", raw[0].lower()
    elif group in ("iso", "slashed", "clock"):
        kind, value = group.upper(), raw
    elif group == "mark":
        kind = _MARKS[raw]
    elif group == "possessive":
        kind = "POSSESSIVE"
    elif group in ("blank", "stop"):
        kind = group.upper()
    if kind == "OTHER" and items and items[-1].kind == "OTHER":
        return
    items.append(Item(start, end, kind, value, raw))


def _number(raw: str) -> tuple[str, Meaning]:
    if "," in raw:
        return "NUMBER", int(raw.replace(",", ""))
    if "." in raw:
        return "FRACTION", float(raw)
    if len(raw) > 9:
        return "OTHER", None
    value = int(raw)
    if len(raw) == 4 and 1000 <= value <= 2999:
        return "YEAR", value
    if len(raw) <= 2 and 1 <= value <= 31:
        return "SMALL", value
    return "NUMBER", value


def _numbers(pending: list[tuple[int, int, str]], words: Vocabulary, items: list[Item]) -> None:
    """Puts number words together ("twenty-four", "two thousand and one", "nineteen ninety-six") and clears them."""
    trailing: list[tuple[int, int, str]] = []
    while pending and pending[-1][2] in ("and", "-"):
        trailing.insert(0, pending.pop())
    at = 0
    while at < len(pending):
        value, used, year = _compose([word for _, _, word in pending[at : at + _MAX_NUMBER_WORDS]], words.numbers)
        start, end = pending[at][0], pending[at + used - 1][1]
        kind = "YEARWORDS" if year else "NUMBER" if value > 31 else "SMALL"
        text = "word"
        items.append(Item(start, end, kind, value, text))
        at += used
        while at < len(pending) and pending[at][2] in ("and", "-"):
            items.append(Item(pending[at][0], pending[at][1], "AND" if pending[at][2] == "and" else "HYPHEN", None, ""))
            at += 1
    for start, end, word in trailing:
        items.append(Item(start, end, "AND" if word == "and" else "HYPHEN", None, word))
    pending.clear()


def _compose(words: list[str], numbers: dict[str, int]) -> tuple[int, int, bool]:
    """Value of the longest number at the head of `words`, how many words it takes, and whether it reads as a year."""
    total = current = 0
    used = index = 0
    parts: list[int] = []  # tens and teens read side by side: nineteen | ninety-six
    while index < len(words):
        word = words[index]
        value = numbers.get(word)
        if value is None:
            follows = words[index + 1] if index + 1 < len(words) else ""
            joins = word == "-" and current >= 20 and current % 10 == 0 and 0 < numbers.get(follows, 0) < 10
            joins = joins or (word == "and" and (total or current >= 100) and follows in numbers)
            if not joins:
                break
            index += 1
            continue
        if value == 100:
            current = max(1, current) * 100
        elif value == 1000:
            total, current = total + max(1, current) * 1000, 0
        elif current and current % 100 == 0:
            current += value
        elif current >= 20 and current % 10 == 0 and value < 10:
            current += value
        elif 10 <= current <= 20 and value >= 10 and not parts and not total:
            parts.append(current)
            current = value
        elif current:
            break
        else:
            current = value
        index += 1
        used = index
    if parts:
        return parts[0] * 100 + current, used, True
    value = total + current
    return value, used, 2000 <= value <= 2100 or 1900 <= value <= 1999
