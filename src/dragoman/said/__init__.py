"""Said: who said what, and where that places the speaker."""

from .cues import Cue, Lexicon, Sense, lexicon
from .finder import find_statements
from .statements import Said, Statements

__all__ = ["Cue", "Lexicon", "Said", "Sense", "Statements", "find_statements", "lexicon"]
