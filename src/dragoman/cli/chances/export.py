"""`dragoman chances export`: the chances of the ledger in the formats of others."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.asked import store as store_option


@click.command()
@click.option("--format", "format_", type=click.Choice(["hubverse", "views", "csv"]), default="csv", show_default=True)
@click.option("--output", "-o", default="-", metavar="FILE", help="Where it goes; for hubverse a folder, or -.")
@store_option
def command(format_: str, output: str, store: str) -> None:
    """Write every chance of the ledger, with outcome and score where it has ended.

    hubverse writes a file a day of issue under FILE/model-output, as hubs take them; views has a row a state and
    target.
    """
    from dragoman.exports import whole_file
    from dragoman.exports.chances import write_chances, write_hub
    from dragoman.store import KeptRecord

    with KeptRecord(store, existing=True) as record:
        chances = [one for asked in record.ledger.book().of() for one in asked.chances()]
    if format_ == "hubverse" and output != "-":
        paths = write_hub(chances, Path(output))
        click.echo(f"dragoman: {len(chances):,} chances in {len(paths):,} files", err=True)
        return
    with whole_file(output) as stream:
        rows = write_chances(chances, stream, format_)
    click.echo(f"dragoman: {len(chances):,} chances, {rows:,} rows", err=True)
