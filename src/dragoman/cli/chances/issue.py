"""`dragoman chances issue`: chances into the ledger."""

from __future__ import annotations

from functools import partial

import click

from dragoman.cli.asked import store as store_option

from .made import KINDS, history, kinds


@click.command()
@click.argument("parties", nargs=-1, metavar="[PARTY|PROCESS]...")
@kinds
@history
@store_option
def command(parties: tuple[str, ...], kinds: tuple[str, ...], history: str | None, store: str) -> None:
    """Write today's chances of all peace talks in the record, or of those of PARTIES or one PROCESS, into its
    ledger.

    Those that stand there already are not written again. Later, `dragoman chances resolve` says how each ended, and
    `dragoman chances scores` how well they did.
    """
    from dragoman.chances.standing import issued
    from dragoman.cli.table import terminal_width
    from dragoman.store import KeptRecord
    from dragoman.store.filters import MOST

    from .made import chosen, of_record, tables
    from .page import block

    with KeptRecord(store, existing=True) as record:
        book = record.ledger.book()
        make = partial(issued, kinds=kinds or KINDS, history=tables(history), before=book.last)
        processes = chosen(record, parties, None, MOST)
        found, _ = of_record(record, processes, None, make)
        lines = record.ledger.issue([one.chance for some in found for one in some])
        head = record.ledger.head()
    for some in found:
        for line in block(some, terminal_width()):
            click.echo(line)
        click.echo("")
    click.echo(f"{len(lines):,} chance{'' if len(lines) == 1 else 's'} written; the ledger ends at {head}")
