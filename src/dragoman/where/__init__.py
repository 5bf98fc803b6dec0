"""Places: which words name one, which place is meant, and where an event happened."""

from .finding import find_places
from .places import PlaceMention, Places

__all__ = ["PlaceMention", "Places", "find_places"]
