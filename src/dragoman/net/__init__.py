"""The one HTTP client: polite, bounded in time and size, and never led to a private address."""

from .addresses import without_secrets
from .bodies import decompressed
from .client import Answer, Client, known_encoding
from .manners import Manners
from .robots import Rules

__all__ = ["Answer", "Client", "Manners", "Rules", "decompressed", "known_encoding", "without_secrets"]
