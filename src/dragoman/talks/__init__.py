"""Talks: moves told in reports, and the rounds and processes that they make up, each field with its evidence."""

from .moves import find_moves
from .parties import is_state
from .process import fold, fold_keys, is_peace, process_id, score
from .tables import keys_beside, process_keys
from .telling import directness, first_since, mediates, moved, tells_rounds

__all__ = [
    "directness",
    "find_moves",
    "first_since",
    "fold",
    "fold_keys",
    "is_peace",
    "is_state",
    "keys_beside",
    "mediates",
    "moved",
    "process_id",
    "process_keys",
    "score",
    "tells_rounds",
]
