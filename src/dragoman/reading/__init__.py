"""Reading: a report's language, layout, sentences, syntax and quotation marks."""

from .language import detect_language
from .model import PINNED
from .quotes import pair_quotes
from .reader import Reader
from .reading import Quote, Reading, Sentence

__all__ = ["PINNED", "Quote", "Reader", "Reading", "Sentence", "detect_language", "pair_quotes"]
