"""Places: which words name one, which place is meant, and where an event happened."""

from .finding import find_places
from .happening import place_of
from .places import PlaceMention, Places

__all__ = ["PlaceMention", "Places", "find_places", "place_of"]
