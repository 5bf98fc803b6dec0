"""`dragoman chances forecast`: what a person says of a question, scored as our own chances are."""

from __future__ import annotations

import click

from dragoman.cli.asked import store as store_option

from .made import by, why


@click.command()
@click.argument("question")
@click.argument("p", type=click.FloatRange(0, 1))
@by
@why
@store_option
def command(question: str, p: float, by: str, why: str, store: str) -> None:
    """Write into the ledger that NAME gives QUESTION (an id of the ledger) the chance P, from 0 to 1."""
    from dragoman.store import KeptRecord

    with KeptRecord(store, existing=True) as record:
        line = record.ledger.forecast(question, p, by, why=why)
    click.echo(f"{question}: {p:.2f} by {by}; line {line.n}")
