"""Text to items: each word, number or mark that a date may hold, with its class; all between two of them is one."""

from __future__ import annotations

import re
from typing import NamedTuple

from .expressions import Expression
from .numerals import compose_number
from .vocabulary import Meaning, Vocabulary, Word, vocabulary


class Item(NamedTuple):
    """Characters [start, end) of the text with their class (a name of vocabulary.CLASSES) and meaning.

    `text` is the word in lower case or the digits as written; `expression` what the grammar made of several items.
    """

    start: int
    end: int
    kind: str
    meaning: Meaning
    text: str
    expression: Expression | None = None


_TOKEN = re.compile(
    r"""
    (?P<ampm>(?:(?<=\d)|(?<=\d[ ]))[ap]\.?m\b\.?|\b[ap]\.m\b\.?|\b[AP]\.?M\b\.?)
  | (?P<era>\b(?:AD|A\.D\.)[ ]\d{1,4}\b|\b\d{1,4}[ ](?:B\.C\.(?:E\.)?|BCE?|A\.D\.|AD|C\.E\.|CE)(?!\w))
  | (?P<word>[^\W\d_]+)
  | (?P<iso>\b[12]\d{3}-[01]\d-[0-3]\d(?:T[0-2]\d(?::?[0-5]\d(?::?[0-5]\d(?:\.\d+)?)?)?(?:Z|[+-][01]\d:?\d\d)?)?\b)
  | (?P<slashed>(?<![\d/.])(?:[0-3]?\d/[0-3]?\d/(?:[12]\d)?\d\d|[0-3]?\d\.[01]?\d\.[12]\d{3})(?![\d/]))
  | (?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
  | (?P<decade>(?:\b[12]\d{3}|['’‘]\d0|\b[1-9]0)['’]?s\b)
  | (?P<ordinal>\b\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<mixed>\b\d{1,3}[ -][1-9]/[1-9]\d?\b|\b[1-9]/[1-9]\d?\b)
  | (?P<thousands>(?<![\w.,$£€#])\d{1,3}(?:,\d{3})+(?![\d,]))
  | (?P<number>(?<![\w$£€#])(?:\d+(?:\.\d+)?(?!\w)|\d\d?(?=[ap]\.?m\b)))
  | (?P<shortyear>['’‘]\d\d\b)
  | (?P<possessive>['’]s?\b)
  | (?P<stop>\.(?=\s|$))
  | (?P<blank>\n\s*\n|[;:!?"“”…/$£€#]|--+|[—])
  | (?P<mark>[,()\-–])
  | (?P<other>[^\s\w.]|\d+)
    """,
    re.VERBOSE,
)
_MARKS = {",": "COMMA", "-": "HYPHEN", "–": "HYPHEN", "(": "OPEN", ")": "CLOSE"}
_MAX_DIGITS = 9  # a longer number is an account, not a count


def scan(text: str) -> list[Item]:
    """The items of a text in order; linear in its length."""
    words = vocabulary()
    get = words.words.get
    items: list[Item] = []
    add = items.append
    pending: list[tuple[int, int, str]] = []  # number words not yet put together
    gap = -1  # where words that mean nothing here began
    busy = 0  # characters before this one belong to an item already
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        start = match.start()
        if group == "word":
            low = match.group().lower()
            word = get(low)
            if word is None:
                if pending:
                    _numbers(pending, words, items)  # a word that means nothing here ends a number
                if gap < 0:
                    gap = start
                continue
            if start < busy:
                continue
            if word.kind == "NUMERAL" or (pending and low == "and"):
                if gap >= 0:
                    add(Item(gap, start, "OTHER", None, ""))
                    gap = -1
                pending.append((start, match.end(), low))
                continue
            item = _word(text, match, low, word, words)
        elif start < busy:
            continue
        elif pending and group == "mark" and match.group() == "-":
            pending.append((start, match.end(), "-"))
            continue
        else:
            item = _other(group or "other", match)
        if pending:
            _numbers(pending, words, items)
        if item is None:
            if gap < 0:
                gap = start
            continue
        if gap >= 0:
            add(Item(gap, start, "OTHER", None, ""))
            gap = -1
        add(item)
        busy = item.end
    if pending:
        _numbers(pending, words, items)
    return items


def _word(text: str, match: re.Match[str], low: str, word: Word, words: Vocabulary) -> Item | None:
    start, end = match.span()
    if low in words.phrases and text[start].isupper():
        festival = _festival(text, start, end, words.phrases[low])
        if festival is not None:
            return festival
    if word.kind == "FESTIVAL":
        return None
    if low in words.capital:
        stop = text[end : end + 1] == "."
        if not text[start].isupper() or (low in words.short and not stop and not text[end + 1 : end + 2].isdigit()):
            return None
        if stop and low in words.short and _goes_on(text, end + 1):
            end += 1
    return Item(start, end, word.kind, word.meaning, low)


def _goes_on(text: str, at: int) -> bool:
    """Whether the text after a full stop goes on as after an abbreviation."""
    after = text[at : at + 2].strip()
    return not after or after[0].isdigit() or after[0] in ",)" or after[0].islower()


def _festival(text: str, start: int, end: int, names: tuple[tuple[tuple[str, ...], str], ...]) -> Item | None:
    for rest, rule in names:
        at = end
        for word in rest:
            while text[at : at + 1] in (" ", "\n") or (text[at : at + 1] == "." and at == end):
                at += 1
            if text[at : at + len(word)].lower().replace("’", "'") != word:
                break
            at += len(word)
        else:
            if not text[at : at + 1].isalnum():
                return Item(start, at, "FESTIVAL", rule, "")
    return None


def _other(group: str, match: re.Match[str]) -> Item | None:
    raw = match.group()
    kind = group.upper()
    meaning: Meaning = None
    if group == "number":
        kind, meaning = _number(raw)
    elif group == "thousands":
        kind, meaning = "NUMBER", int(raw.replace(",", ""))
    elif group == "mixed":
        whole, _, part = raw.replace("-", " ").rpartition(" ")
        top, bottom = part.split("/")
        kind, meaning = "FRACTION", int(whole or 0) + int(top) / int(bottom)
    elif group == "ordinal":
        meaning = int(raw[:-2])
    elif group == "decade":
        meaning = int("".join(filter(str.isdigit, raw)))
        kind = "DECADE" if meaning % 10 == 0 else "OTHER"
    elif group == "shortyear":
        meaning = int(raw[1:])
    elif group == "ampm":
        meaning = raw[0].lower()
    elif group in ("iso", "slashed", "clock"):
        meaning = raw
    elif group == "mark":
        kind = _MARKS[raw]
    return None if kind == "OTHER" else Item(match.start(), match.end(), kind, meaning, raw)


def _number(raw: str) -> tuple[str, Meaning]:
    if "." in raw:
        return "FRACTION", float(raw)
    if len(raw) > _MAX_DIGITS:
        return "OTHER", None
    value = int(raw)
    if len(raw) == 4 and 1000 <= value <= 2999:
        return "YEAR", value
    return ("SMALL" if len(raw) <= 2 and 1 <= value <= 31 else "NUMBER"), value


def _numbers(pending: list[tuple[int, int, str]], words: Vocabulary, items: list[Item]) -> None:
    """Makes items of a run of number words and what joins them, and clears it."""
    at = 0
    while at < len(pending):
        start, end, word = pending[at]
        if word in ("and", "-"):
            items.append(Item(start, end, "AND" if word == "and" else "HYPHEN", None, word))
            at += 1
            continue
        value, used, year = compose_number([word for _, _, word in pending[at : at + 8]], words.numbers)
        kind = "YEARWORDS" if year else "NUMBER" if value > 31 else "SMALL"
        items.append(Item(start, pending[at + used - 1][1], kind, value, "words"))
        at += used
    pending.clear()
