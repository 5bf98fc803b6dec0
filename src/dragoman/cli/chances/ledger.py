"""`dragoman chances ledger`: the questions that stand in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.asked import store as store_option
from dragoman.errors import BadFilter

if TYPE_CHECKING:
    from dragoman.chances.book import Status


@click.command()
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@click.option("--status", type=click.Choice(["open", "resolved", "void", "withdrawn"]), help="Only such questions.")
@click.option("--json", "chain", is_flag=True, help="The chain itself, a JSON object a line, for anybody to verify.")
@store_option
def command(parties: tuple[str, ...], status: Status | None, chain: bool, store: str) -> None:
    """List the questions of the ledger (of PARTIES), with every chance of them and how they ended."""
    if chain:
        if parties or status:
            raise BadFilter("the chain is whole or none", hint="Leave out parties and --status")
        _chain(store)
        return
    from dragoman.chances.words import percent
    from dragoman.cli.table import Column, lay_out, terminal_width
    from dragoman.store import KeptRecord

    from .made import who

    columns = (
        Column("Question", 16),
        Column("Status", 10),
        Column("Asks", words=True),
        Column("Chances", 40),
    )
    with KeptRecord(store, existing=True) as record:
        book = record.ledger.book()
        asked = {key for one in book.questions.values() for key in one.parties}
        keys = [name if name in asked else who(record, name)[0] for name in parties]
        found = book.of(status=status, parties=keys)
        head = record.ledger.head()
    rows = []
    for one in found:
        given = "; ".join(f"{percent(said.p)} {said.day} {said.forecaster}" for said in one.given)
        ended = {True: "yes", False: "no", None: one.status}[one.outcome]
        rows.append([one.question, ended, one.words, given])
    for line in lay_out(columns, rows, terminal_width()) if rows else ():
        click.echo(line)
    click.echo(f"{len(rows):,} question{'' if len(rows) == 1 else 's'}; the ledger ends at {head}")


def _chain(store: str) -> None:
    from dragoman.chances.ledger import to_bytes
    from dragoman.exports import whole_file
    from dragoman.store import KeptRecord

    with KeptRecord(store, existing=True) as record, whole_file("-") as stream:
        for line in record.ledger.lines():
            stream.write(to_bytes(line))
