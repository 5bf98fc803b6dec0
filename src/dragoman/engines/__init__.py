"""Engines: how many reports are coded by several processes or machines."""

from .local import code_all
from .pool import mapped

__all__ = ["code_all", "mapped"]
