"""Who: the actors of a report, what refers to them, and what they were on its day."""

from functools import cache
from typing import TYPE_CHECKING

from .cast import Cast, Mention, MentionKind
from .finder import ActorFinder

if TYPE_CHECKING:
    from dragoman.reading import Reading

__all__ = ["ActorFinder", "Cast", "Mention", "MentionKind", "find_actors"]


@cache
def _finder() -> ActorFinder:
    return ActorFinder()


def find_actors(reading: "Reading") -> Cast:
    """The cast of a reading, found with the one shared finder."""
    return _finder().find(reading)
