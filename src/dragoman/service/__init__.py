"""The service that watches sources and keeps the record fed: journal, metrics, back-off, clean stop."""

from .journal import Journal
from .keeper import Keeper, states_of
from .metrics import Metrics
from .serving import listening, serving
from .settings import Settings, load
from .starting import started, store_of
from .status import Standing, standings
from .watcher import Watcher

__all__ = [
    "Journal",
    "Keeper",
    "Metrics",
    "Settings",
    "Standing",
    "Watcher",
    "listening",
    "load",
    "serving",
    "standings",
    "started",
    "states_of",
    "store_of",
]
