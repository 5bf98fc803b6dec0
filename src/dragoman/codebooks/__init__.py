"""What the field has agreed on: event types, states, people in office, groups, role words, each with its codes."""

from .cameo import cameo
from .international import international
from .joined import groups, offices
from .lookup import lookup
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
