"""`dragoman schema`: the contract as JSON Schema."""

from __future__ import annotations

import json

import click

from dragoman.records import KINDS, json_schema


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)), default="coded")
def command(kind: str) -> None:
    """Print the JSON Schema of a kind of record (default: coded, one line of `dragoman code`'s output)."""
    click.echo(json.dumps(json_schema(kind), indent=2, sort_keys=True))
