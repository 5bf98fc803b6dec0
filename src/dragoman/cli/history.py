"""`dragoman history`: published tables of what became of earlier conflicts, fetched, kept and checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import DragomanError, MissingInput, OutputError, UsageError

from . import exit_codes
from .table import Column, lay_out, terminal_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.chances.history.catalogue import Table
    from dragoman.chances.history.fetching import Done

_HASH = 12  # digits of a hash that are shown
_folder = click.option(
    "--folder", metavar="DIR", help="Where tables are kept. Default: $DRAGOMAN_HISTORY, else with your data."
)


@click.group()
def command() -> None:
    """Published tables that chances rest on: PA-X, UCDP, ViEWS and others. None is shipped; each has its own licence.

    They lie in $DRAGOMAN_HISTORY, or in the folder history of $DRAGOMAN_HOME or of the platform's folder for such data.
    """


@command.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option(
    "--from", "source", metavar="DIR", help="Copy them from a folder instead; nothing is asked of the network."
)
@_folder
@click.option("--month", "months", multiple=True, metavar="YYYY-MM", help="The months of a monthly table.")
@click.option("--address", metavar="URL", help="Where the one table named is published, if not where the list says.")
@click.option("--version", metavar="TEXT", help="What its publisher calls the version at that address.")
@click.option("--private", multiple=True, metavar="HOST", help="A private host that may be asked.")
def fetch(
    keys: tuple[str, ...],
    source: str | None,
    folder: str | None,
    months: tuple[str, ...],
    address: str | None,
    version: str | None,
    private: tuple[str, ...],
) -> None:
    """Fetch tables and keep them: those of the KEYs, or the usual ones.

    A table that is there unharmed is fetched again only if it has changed. One that cannot be had, or is not what the
    readers need, leaves the one before it as it was, and the others are fetched all the same (exit code 1).
    """
    from dragoman.chances.history.fetching import fetch as fetch_one
    from dragoman.chances.history.fetching import manners, take
    from dragoman.chances.history.keeping import folder_of
    from dragoman.net import Client

    if source and (address or version):
        raise UsageError("--from and --address are two ways to get a table", hint="Use one of them")
    tables = _asked(keys, months, source)
    if (address or version) and (len(tables) != 1 or not keys or not address):
        raise UsageError("--address is that of one table, and --version of what lies there", hint="Name one KEY")
    target, client, failed = folder_of(folder), Client(manners(private)), 0
    for table in tables:
        try:
            done = (
                take(table, Path(source), target)
                if source
                else fetch_one(table, target, client, address=address, version=version)
            )
        except (OutputError, UsageError):
            raise  # the next table would meet the same
        except DragomanError as error:
            failed += 1
            click.echo(f"{table.key}: {error}", err=True)
        else:
            _tell(table, done)
    kept_now = len(tables) - failed
    click.echo(f"{kept_now} of {len(tables)} tables kept in {target}", err=True)
    sys.exit(exit_codes.OK if not failed else exit_codes.SOME_FAILED if kept_now else exit_codes.NOTHING_READ)


def _asked(keys: tuple[str, ...], months: tuple[str, ...], source: str | None) -> list[Table]:
    """The tables that a call is about, each once.

    Raises:
        UnknownCode, UsageError, BadDate: see `named` and `Table.of`.
        MissingInput: a folder that holds none of the tables.
    """
    from dragoman.chances.history.catalogue import catalogue, named
    from dragoman.chances.history.fetching import lying

    if keys:
        chosen = [named(key) for key in dict.fromkeys(keys)]
        if months and not any(table.monthly for table in chosen):
            raise UsageError(f"{' '.join(keys)}: no monthly table", hint="Leave --month out")
        each = tuple(dict.fromkeys(months)) or (None,)
        return [table.of(month) for table in chosen for month in (each if table.monthly else (None,))]
    if months:
        raise UsageError("--month is for a monthly table", hint="Name its KEY: ged_candidate or views")
    if source is None:
        return [table for table in catalogue() if table.usual]
    there = lying(Path(source))
    if not there:
        names = ", ".join(table.file for table in catalogue())
        raise MissingInput("none of the tables is there", path=source, hint=f"They are called {names}")
    return there


def _tell(table: Table, done: Done) -> None:
    one = done.kept
    click.echo(f"{one.key}  {one.version}  {done.change}: {one.rows:,} rows, {one.bytes:,} bytes, {one.sha256[:_HASH]}")
    click.echo(f"    {one.file} from {one.address}")
    click.echo(f"    licence: {table.licence}")
    click.echo(f"    cite: {table.citation}")


@command.command("list")
@_folder
def list_(folder: str | None) -> None:
    """List the tables that are read, and what is kept of each: version, licence, since when, hash."""
    from dragoman.chances.history.catalogue import catalogue
    from dragoman.chances.history.keeping import folder_of, kept

    target = folder_of(folder)
    there = kept(target)
    columns = (
        Column("KEY"),
        Column("KEPT", 30),
        Column("SINCE", 10),
        Column("SHA256", _HASH),
        Column("WHAT", words=True),
        Column("LICENCE", 34),
    )
    rows = []
    for table in catalogue():
        ones = [one for one in there.values() if one.key == table.key]
        offered = f"no; {_offered(table)}"
        for one in ones:
            rows.append((table.key, one.version, one.fetched[:10], one.sha256[:_HASH], table.what, table.licence))
        if not ones:
            rows.append((table.key, offered, "", "", table.what, table.licence))
    _print(lay_out(columns, rows, max(terminal_width(), 140)))
    click.echo(f"\n{len(there)} kept in {target}")


def _offered(table: Table) -> str:
    if not table.address:
        return "only with --from"
    return "one a month" if table.monthly else f"{table.version} is published"


@command.command()
@_folder
def verify(folder: str | None) -> None:
    """Check every kept table against its hash and its columns; exit code 1 when one is not as it was kept."""
    from dragoman.chances.history.keeping import folder_of
    from dragoman.chances.history.keeping import verify as verified

    findings = verified(folder_of(folder))
    for one in findings:
        click.echo(f"{one.fault or 'ok':<9} {one.file}: {one.what}")
    sys.exit(exit_codes.SOME_FAILED if any(one.fault for one in findings) else exit_codes.OK)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
