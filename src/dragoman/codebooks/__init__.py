"""What the field has agreed on: event types, states, people in office, groups, role words, each with its codes."""

from .cameo import cameo
from .groups import groups
from .international import international
from .lookup import lookup
from .offices import offices
from .plover import plover
from .roles import roles
from .sectors import sectors
from .states import states

__all__ = [
    "cameo",
    "groups",
    "international",
    "lookup",
    "offices",
    "plover",
    "roles",
    "sectors",
    "states",
]
