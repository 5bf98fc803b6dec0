"""`dragoman chances`: what may come next, with a base rate beside it; a group whose first command is understood."""

from __future__ import annotations

import click

from dragoman.cli.late import Late

_OWN = ("show", "ask", "issue", "forecast", "ledger", "verify", "scores", "export", "deaths", "backtest")
_COMMANDS = {
    **{name: (f"{__name__}.{name}", "command") for name in _OWN},
    **{name: (f"{__name__}.ending", name) for name in ("resolve", "void", "withdraw")},
}


class _Shown(Late):
    """What names none of its commands is a report or party to be shown."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in _COMMANDS and args[0] not in ctx.help_option_names):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Shown, modules=_COMMANDS)
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
