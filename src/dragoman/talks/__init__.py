"""Talks: moves told in reports, and the rounds and processes that they make up, each field with its evidence."""

from .keys import process_keys
from .moves import find_moves
from .parties import home, is_state
from .process import Folding, fold, is_peace, process_id, score
from .telling import directness, first_since, mediates, moved, tells_rounds

__all__ = [
    "Folding",
    "directness",
    "find_moves",
    "first_since",
    "fold",
    "home",
    "is_peace",
    "is_state",
    "mediates",
    "moved",
    "process_id",
    "process_keys",
    "score",
    "tells_rounds",
]
