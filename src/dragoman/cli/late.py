"""Groups of commands that are imported when they are needed, so that `dragoman --help` answers at once."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class Late(click.Group):
    """A group of commands by name.

    Args:
        modules: for each command the module that holds it, and its name there.
    """

    def __init__(self, *args: Any, modules: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in order of their listing."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if name not in self._modules:
            return None
        module, held = self._modules[name]
        command: click.Command = getattr(importlib.import_module(module), held)
        return command
