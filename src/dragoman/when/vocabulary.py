"""The words that dates are made of: every word's class and meaning, read once from data/words.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# The classes of words. Each is one character, so that a text becomes a string over which the grammar's
# patterns run at the speed of the regex engine; the rules refer to them by these names only.
CLASSES = {
    "OTHER": "x",
    "MONTH": "M",
    "WEEKDAY": "W",
    "WEEKDAYS": "w",
    "UNIT": "U",
    "UNITS": "V",
    "SECOND": "2",
    "PERIOD": "R",
    "SEASON": "S",
    "PART": "P",
    "TODAY": "K",
    "TONIGHT": "k",
    "REFERENCE": "J",
    "ADJECTIVE": "j",
    "LAST": "l",
    "NEXT": "n",
    "FOLLOWING": "?",
    "THIS": "h",
    "THAT": "t",
    "AFTERWARDS": "g",
    "AROUND": "Q",
    "EDGE": "E",
    "BEYOND": "B",
    "VAGUE": "v",
    "APPROX": "A",
    "EVERY": "e",
    "REPEAT": "r",
    "DECADE": "D",
    "ORDINAL": "o",
    "SMALL": "d",
    "NUMBER": "N",
    "YEAR": "Y",
    "YEARWORDS": "y",
    "SHORTYEAR": "q",
    "ERA": "G",
    "FRACTION": "f",
    "CLOCK": "C",
    "AMPM": "p",
    "ZONE": "z",
    "ISO": "I",
    "SLASHED": "/",
    "FESTIVAL": "F",
    "ONE": "a",
    "THE": "T",
    "OF": "O",
    "IN": "i",
    "ON": "^",
    "AT": "@",
    "AND": "&",
    "OR": "|",
    "TO": "~",
    "HALF": "H",
    "FISCAL": "X",
    "CALENDAR": "c",
    "MORE": "m",
    "ANOTHER": "+",
    "LESS": "<",
    "LEAST": "!",
    "THAN": ">",
    "FROM": "%",
    "OLD": "0",
    "LOCAL": "L",
    "FULL": "b",
    "ROW": "=",
    "SINCE": "1",
    "FOR": "4",
    "BY": "5",
    "RIGHT": "6",
    "NEAR": "7",
    "ENDED": "8",
    "AS": "9",
    "THESE": "Z",
    "COMMA": ",",
    "HYPHEN": "-",
    "OPEN": "(",
    "CLOSE": ")",
    "POSSESSIVE": "'",
    "BLANK": " ",
    "STOP": ".",
    # What the first round of composition puts in the place of words:
    "A_DAY": "α",
    "A_YEAR": "β",
    "A_PERIOD": "γ",
    "A_LENGTH": "δ",
    "A_CLOCK": "ε",
    "A_THING": "ζ",
}

Meaning = str | int | float | None


@dataclass(frozen=True, slots=True)
class Word:
    """What a word can be: its class and what it says (a month's number, a unit's name, a part's code)."""

    kind: str
    meaning: Meaning = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, lower case; `phrases` are festivals of several words by their first word, longest first."""

    words: dict[str, Word]
    numbers: dict[str, int]
    capital: frozenset[str]
    short: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    ahead: frozenset[str]
    arranged: frozenset[str]
    phases: frozenset[str]
    adjectives: frozenset[str]
    untold: frozenset[str]
    deadline: frozenset[str]
    bounding: frozenset[str]


# Table of words.toml -> class of its words; the rest of the file needs more than that.
_PLAIN = {
    "months": "MONTH",
    "periods": "PERIOD",
    "seasons": "SEASON",
    "parts": "PART",
    "days": "TODAY",
    "references": "REFERENCE",
    "edges": "EDGE",
    "vague": "VAGUE",
    "approximate": "APPROX",
    "every": "EVERY",
    "sets": "REPEAT",
    "decades": "DECADE",
    "ordinals": "ORDINAL",
    "after_quantity": "AFTERWARDS",
}
_RELATION = {
    "last": "LAST",
    "past": "LAST",
    "previous": "LAST",
    "latest": "LAST",
    "next": "NEXT",
    "following": "FOLLOWING",
    "this": "THIS",
    "that": "THAT",
}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of data/words.toml."""
    data = tomllib.loads(files(__package__).joinpath("data", "words.toml").read_text(encoding="utf-8"))
    words: dict[str, Word] = {}
    for table, kind in _PLAIN.items():
        words.update((word, Word(kind, meaning)) for word, meaning in data[table].items())
    words.update((word, Word(_RELATION[meaning], meaning)) for word, meaning in data["relation"].items())
    words.update((word, Word(kind)) for word, kind in data["small"].items())
    words.update((word, Word("ZONE")) for word in data["zones"]["names"])
    for word, day in data["weekdays"].items():
        words[word] = Word("WEEKDAYS" if word.endswith("days") else "WEEKDAY", day)
    for word, unit in data["units"].items():
        plural = word if word in ("centuries", "millennia") else f"{word}s"
        if plural != word:
            words[word] = Word("UNIT", unit)
        words[plural] = Word("UNITS", unit)
    words["overnight"] = Word("TONIGHT", "overnight")
    words["tonight"] = Word("TONIGHT", "tonight")
    words["second"] = Word("SECOND", 2)
    words["seconds"] = Word("UNITS", "second")
    for word, meaning in data["edges"].items():
        if meaning in ("BEFORE", "AFTER"):
            words[word] = Word("BEYOND", meaning)
    words.update((word, Word("NUMERAL", value)) for word, value in data["numbers"].items())
    for name in data["festivals"]:
        words.setdefault(name.split()[0], Word("FESTIVAL"))
    for word in ("before", "prior", "after"):
        words[word] = Word("AROUND", data["after_quantity"][word])
    for word in ("current", "future", "recent"):
        words[word] = Word("ADJECTIVE", data["references"][word])
    return Vocabulary(
        words=words,
        numbers=data["numbers"],
        capital=frozenset(data["capital"]["always"]) | frozenset(data["capital"]["short"]),
        short=frozenset(data["capital"]["short"]),
        phrases=_phrases(data["festivals"]),
        ahead=frozenset(data["verbs"]["ahead"]),
        arranged=frozenset(data["verbs"]["arranged"]),
        phases=frozenset(data["verbs"]["phases"]),
        adjectives=frozenset(data["verbs"]["adjectives"]),
        untold=frozenset(data["nouns"]["untold"]),
        deadline=frozenset(data["prepositions"]["deadline"]),
        bounding=frozenset(data["prepositions"]["bounding"]),
    )


def _phrases(festivals: dict[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, rule in festivals.items():
        first, *rest = name.split()
        found.setdefault(first, []).append((tuple(rest), rule))
    return {first: tuple(sorted(rest, key=lambda item: -len(item[0]))) for first, rest in sorted(found.items())}
