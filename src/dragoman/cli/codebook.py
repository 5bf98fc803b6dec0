"""`dragoman codebook`: look a code or a name up."""

from __future__ import annotations

import click

from dragoman.errors import UnknownCode


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", "-n", type=click.IntRange(1), default=12, show_default=True, help="Entries shown.")
def command(query: tuple[str, ...], limit: int) -> None:
    """Look up a code or name in every codebook: PLOVER, CAMEO, states, offices, groups, organisations, roles.

    \b
    dragoman codebook 1123        dragoman codebook Kosovo
    dragoman codebook ASSAULT     dragoman codebook "special envoy"
    """
    from rich.console import Console
    from rich.markup import escape

    from dragoman.codebooks.lookup import lookup

    text = " ".join(query)
    found = lookup(text)
    if not found:
        raise UnknownCode(f"no code or name like {text!r}", hint="Try a part of the name, or a CAMEO or ISO code")
    console = Console(highlight=False, soft_wrap=True)
    for entry in found[:limit]:
        console.print(f"[bold]{escape(entry.code)}[/]  {escape(entry.name)}  [dim]{escape(entry.book)}[/]")
        for line in entry.details:
            console.print(f"    {escape(line)}")
    if len(found) > limit:
        console.print(f"and {len(found) - limit} more (--limit)")
