"""`dragoman chances scores`: how good the chances were."""

from __future__ import annotations

import sys

import click

from dragoman.cli import exit_codes
from dragoman.cli.asked import store as store_option


@click.command()
@click.option("--forecaster", metavar="NAME", default="dragoman", show_default=True, help="Whose chances.")
@click.option("--svg", metavar="FILE", help="Also draw the reliability diagram.")
@store_option
def command(forecaster: str, svg: str | None, store: str) -> None:
    """Score the resolved chances: Brier and log score, skill against base rate, table and people, calibration.

    Intervals are 95 %, by resampling pairs of parties. Under 30 resolved questions are too few to say anything.
    """
    from dragoman.chances import reliability, track
    from dragoman.chances.scores import scores
    from dragoman.exports import whole_file
    from dragoman.store import KeptRecord

    with KeptRecord(store, existing=True) as record:
        found = scores(record.ledger.book(), forecaster)
        verdict = record.ledger.verify()
    if not verdict.holds:
        click.echo(f"dragoman: line {verdict.broken} of the ledger is not as it was written: {verdict.what}", err=True)
    for line in (*track.lines(found), "", *reliability.text(found)):
        click.echo(line)
    if svg:
        with whole_file(svg) as stream:
            stream.write(reliability.svg(found).encode("utf-8"))
    if not verdict.holds:
        sys.exit(exit_codes.SOME_FAILED)
