"""The kept record: SQLite by default, PostgreSQL for teams; versions, search, and what was known on a day."""

from .asking import ActorLine, Coverage, EventLine, Page, Source, StatementLine
from .filters import Filter
from .kept import KeptRecord
from .searching import Found
from .stats import Stats
from .tally import Changed, Recoded, Tally

__all__ = [
    "ActorLine",
    "Changed",
    "Coverage",
    "EventLine",
    "Filter",
    "Found",
    "KeptRecord",
    "Page",
    "Recoded",
    "Source",
    "StatementLine",
    "Stats",
    "Tally",
]
