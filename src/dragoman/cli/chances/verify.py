"""`dragoman chances verify`: whether any line of the ledger was edited."""

from __future__ import annotations

import sys

import click

from dragoman.cli import exit_codes
from dragoman.cli.asked import store as store_option


@click.command()
@click.option(
    "--head", metavar="N:HASH", help="Where the ledger ended once, as it was noted: shows whether that stands."
)
@store_option
def command(head: str | None, store: str) -> None:
    """Check every line of the ledger against its hash and the line before; exit code 1 where one was changed.

    A line cannot be edited, left out or put in between without this being found. That the end was cut off, or all was
    written anew, only shows against a head that was noted or published: give it with --head.
    """
    from dragoman.chances.ledger import head_of
    from dragoman.store import KeptRecord

    with KeptRecord(store, existing=True) as record:
        verdict = record.ledger.verify(head_of(head) if head else None)
    if verdict.holds:
        click.echo(f"{verdict.lines:,} lines, all as they were written; note {verdict.head}")
        return
    click.echo(f"line {verdict.broken}: {verdict.why}: {verdict.what}")
    sys.exit(exit_codes.SOME_FAILED)
