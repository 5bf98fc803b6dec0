"""`dragoman chances`: what may come next, with a base rate beside it; a group whose first command is understood."""

from __future__ import annotations

import importlib

import click

_COMMANDS = {
    "show": "show",
    "ask": "ask",
    "issue": "issue",
    "forecast": "forecast",
    "resolve": "ending",
    "void": "ending",
    "withdraw": "ending",
    "ledger": "ledger",
    "verify": "verify",
    "scores": "scores",
    "export": "export",
    "deaths": "deaths",
    "backtest": "backtest",
}


class _Late(click.Group):
    """Commands are imported when they are needed; what names none of them is a report or party to be shown."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = importlib.import_module(f"{__name__}.{_COMMANDS[name]}")
        command: click.Command = getattr(module, name if _COMMANDS[name] == "ending" else "command")
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in _COMMANDS and args[0] not in ctx.help_option_names):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Late)
def command() -> None:
    """Say what the chances are: of a further round, a ceasefire, an agreement.

    \b
    dragoman chances                       of all peace talks in the record
    dragoman chances RUS UKR               of those between these parties
    dragoman chances report.txt            of those that reports tell of
    dragoman chances ask "ceasefire between RUS and UKR by 2026-12-31"

    Each chance stands beside its base rate: how often it came true in like cases, and in how many. What moved it away
    from there is told with the words that did. `show` is understood where no command is named. `issue` writes chances
    into the record's ledger, in which no line can be changed without being found out.
    """
