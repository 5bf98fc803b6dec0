"""Engines: how many reports are coded by several processes or machines."""

from .local import code_all

__all__ = ["code_all"]
