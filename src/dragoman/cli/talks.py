"""`dragoman talks`: where talks stand."""

from __future__ import annotations

from functools import partial

import click

from dragoman.errors import BadFilter

from .asked import Asked, asking


@click.command()
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@click.option("--every", is_flag=True, help="Also what is ordinary diplomacy: talks without a word of war or truce.")
@click.option("--explain", is_flag=True, help="What each field rests on: reports and their words; every change.")
@asking("as_of", "limit", pages=False)
def command(asked: Asked, parties: tuple[str, ...], every: bool, explain: bool) -> None:
    """Show where talks stand between PARTIES (codes or names; all of them at the table), or all talks.

    For each process its rounds, newest first: stage, days, venue, who mediates, at which level, what each side demands,
    offers and refuses, and how the stage came about. csv and parquet have a row a round.
    """
    from dragoman.exports import whole_file
    from dragoman.exports.lines import write_lines
    from dragoman.store.filters import MOST

    from .answer import nothing, write_text
    from .table import terminal_width
    from .talks_page import block

    if asked.filter.limit >= MOST:
        raise BadFilter(f"a page of {asked.filter.limit} processes", hint=f"Ask for fewer than {MOST}")
    as_of, limit = asked.filter.as_of, asked.filter.limit
    with asked.record() as record:
        found = record.talks(parties, as_of=as_of, every=every, limit=limit + 1)
        of = record.coverage(asked.filter)
        shown = found[:limit]
        if not found:
            more = "" if every or not of.reports else " (--every shows ordinary diplomacy as well)"
            bottom = nothing(of, "talks", asked) + more
        else:
            bottom = f"{len(shown):,} process{'' if len(shown) == 1 else 'es'}"
            bottom += " (and more; --limit)" if len(found) > limit else ""
            bottom += f" · {of.told}"
        if asked.format == "table":
            texts = partial(record.texts, as_of=as_of) if explain else None
            blocks = [line for one in shown for line in (*block(one, terminal_width(), texts), "")]
            write_text(asked, [*blocks, bottom])
            return
    with whole_file(asked.output) as stream:
        write_lines(shown, stream, asked.format, "talks", told=lambda: bottom)
    click.echo(f"dragoman: {bottom}", err=True)
