"""Which language a text is in, offline."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_PARAGRAPHS, _SAMPLE = 40, 600  # at most so many paragraphs and characters of each: a page is enough to tell
_MIN_LETTERS = 40  # below this an identifier guesses
_SURE = 0.9
_SAME = {"pcm": "en"}  # the identifier takes English full of African or Asian names for Nigerian Pidgin


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language most of a text is in, or None when nothing in it tells.

    Each paragraph that is long enough votes with its letters; one that the identifier is unsure of
    (probability below 0.9) does not vote, unless its letters are not Latin at all.
    """
    votes: Counter[str] = Counter()
    for paragraph in text.split("\n\n", _PARAGRAPHS)[:_PARAGRAPHS]:
        sample = paragraph[:_SAMPLE]
        letters = [char for char in sample if char.isalpha()]
        if len(letters) < _MIN_LETTERS:
            continue
        code, probability = _identifier().classify(sample)
        latin = sum(char < "\u0250" for char in letters) / len(letters)
        if probability >= _SURE or latin < 0.5:
            votes[_SAME.get(code, code)] += len(letters)
    return min(votes.items(), key=lambda vote: (-vote[1], vote[0]))[0] if votes else None
