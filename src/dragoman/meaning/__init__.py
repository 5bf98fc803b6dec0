"""What sentences mean, as a small network judges it: type, mode and status of each word, contexts of the whole."""

from .judgement import Judgement, Meaning, Word
from .network import find_meaning

__all__ = ["Judgement", "Meaning", "Word", "find_meaning"]
