"""Talks: moves told in reports, and the rounds and processes that they make up, each field with its evidence."""

from .moves import find_moves
from .parties import is_state
from .process import fold, is_peace, process_id, process_keys, score

__all__ = ["find_moves", "fold", "is_peace", "is_state", "process_id", "process_keys", "score"]
