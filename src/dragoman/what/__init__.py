"""What: the events of a report, as PLOVER and CAMEO have them."""

from .coder import Coder, coder, find_events
from .lexicon import Lexicon, Sense, lexicon

__all__ = ["Coder", "Lexicon", "Sense", "coder", "find_events", "lexicon"]
