"""The words that a reader looks for, as typed: the same for every database, whatever signs stand between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.errors import BadFilter

_WORD = re.compile(r"-?\"[^\"]+\"|[^\s\"]+")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase; `begins` for words that begin so, `without` for what must not be there."""

    text: str
    begins: bool = False
    without: bool = False


def wanted(text: str) -> list[Word]:
    """The words of a search: "a phrase", ``word*`` by its beginning, ``-word`` for those without it.

    Raises:
        BadFilter: no word to look for.
    """
    found: list[Word] = []
    for word in _WORD.findall(text.replace("\x00", " ")):
        bare = word.lstrip("-")
        phrase = bare.startswith('"')
        bare = bare.strip('"')
        if _LETTER.search(bare):
            begins = bare.endswith("*") and not phrase
            found.append(Word(bare.rstrip("*"), begins, word.startswith("-")))
    if all(word.without for word in found):
        raise BadFilter(f"no word to look for in {text!r}", hint="Give at least one word")
    return found
