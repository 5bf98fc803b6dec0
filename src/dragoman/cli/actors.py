"""`dragoman actors`: office-holders refreshed from Wikidata, and the user's own persons, groups and aliases."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from dragoman.errors import BadDate, DragomanError, MissingInput, UsageError

from . import exit_codes
from .answer import Kind, answer
from .asked import Asked, asking
from .table import Column

if TYPE_CHECKING:
    from dragoman.codebooks.own import Own, Problem
    from dragoman.codebooks.refresh import Change
    from dragoman.store import ActorLine

_SHOWN = 20  # problems of one table


_KIND: Kind[ActorLine] = Kind(
    "actor",
    "actors",
    "actors",
    (
        Column("ACTOR", words=True),
        Column("CODE", 5),
        Column("SECTORS", 14),
        Column("REPORTS", right=True),
        Column("MENTIONS", right=True),
        Column("ENTITY", 34),
    ),
)


@click.group(invoke_without_command=True)
@asking(
    *("actor", "first", "last", "source", "language", "report", "story", "text", "as_of"),
    sortings="mentions, reports or name",
)
@click.option("--every", is_flag=True, help='Also those who are nobody in particular: "people", "a woman".')
@click.pass_context
def command(context: click.Context, asked: Asked, every: bool) -> None:
    """List the record's actors; or refresh office-holders, and add your own persons, groups and aliases.

    Without a command, the actors that the reports of the record mention, most mentioned first; the days are those of
    the reports. The options are for this list alone.

    The commands are about tables of actors. They lie in the folder actors of $DRAGOMAN_HOME, or of the platform's
    folder for such data, and are read with the shipped ones wherever reports are coded; what comes later wins:
    shipped, fetched, added.
    """
    if context.invoked_subcommand is None:
        with asked.record() as record:
            answer(asked, lambda filter_: record.actors(filter_, every=every), _KIND, _rows)
        return
    given = [name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        raise click.UsageError(f"the options before {context.invoked_subcommand!r} are for the list of actors", context)


def _rows(lines: Sequence[ActorLine]) -> Iterator[Sequence[str]]:
    for one in lines:
        counts = f"{one.reports:,}", f"{one.mentions:,}"
        yield one.name, one.code or "", " ".join(one.sectors), *counts, one.entity


@command.command()
@click.option(
    "--from", "service", metavar="URL", help="A SPARQL service with Wikidata's data. Default: Wikidata's own."
)
@click.option("--since", metavar="DATE", help="Terms begun or ended on this day or later. Default: the last two years.")
@click.option("--dry-run", is_flag=True, help="Print what would change and store nothing.")
def update(service: str | None, since: str | None, dry_run: bool) -> None:
    """Fetch heads of state and government, foreign and defence ministers, and store what changed.

    All or nothing is stored: a service that fails half-way changes no table. Terms whose end the
    tables know are left as they are.
    """
    from dragoman.codebooks import offices, own, refresh, wikidata
    from dragoman.codebooks.joined import terms
    from dragoman.codebooks.offices import shipped

    before = offices().all()
    day = _day(since) if since else refresh.since(shipped())
    click.echo(f"asking {service or wikidata.SERVICE} for terms since {day}", err=True)
    fetched = wikidata.fetch(day, service or wikidata.SERVICE, told=_tell)
    changes = refresh.changes(before, fetched)
    path = own.home() / "actors" / own.FETCHED
    table = refresh.merged(own.read(path)[0] if path.exists() else (), changes)
    added = [row for other in own.stored() if other != path for row in _good(other)]
    after = terms(shipped(), [*table, *added])
    for change in changes:
        click.echo(_line(change))
    for office in refresh.succeeded(before, after, changes):
        click.echo(f"ended    {office.iso3}  {office.role}  {office.name}: {office.start} to {office.end}, succeeded")
    counts = {kind: sum(change.kind == kind for change in changes) for kind in ("added", "ended", "changed")}
    summary = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    if changes and not dry_run:
        _store(path, table)
    where = "nothing stored" if dry_run or not changes else f"stored in {path}"
    click.echo(f"{len(fetched)} terms fetched: {summary}; {where}", err=True)


@command.command()
@click.argument("table", metavar="FILE.csv")
def add(table: str) -> None:
    """Add the persons, groups and aliases of a CSV, in place of an earlier one of the same file name.

    Bad rows are listed with their reasons and left out (exit code 1); the good ones are stored.
    """
    from dragoman.codebooks import own

    source = Path(table)
    rows, problems = own.read(source, _known)
    _list(problems, source)
    if not rows:
        click.echo("no row can be used; nothing was stored", err=True)
        sys.exit(exit_codes.NOTHING_READ)
    name = f"{source.stem}.csv"
    if name == own.FETCHED:
        raise UsageError(f"{name} is the table that `dragoman actors update` writes", hint="Give the file another name")
    target = own.home() / "actors" / name
    _store(target, rows)
    click.echo(f"{len(rows)} rows stored in {target}")
    sys.exit(exit_codes.SOME_FAILED if problems else exit_codes.OK)


@command.command("list")
def list_() -> None:
    """List your tables in the order they are read, with what is in them."""
    from dragoman.codebooks import own

    paths = own.stored()
    for path in paths:
        try:
            rows, problems = own.read(path)
        except DragomanError as error:
            click.echo(f"{path}  unusable: {error}")
            continue
        counts = [f"{sum(row.kind == kind for row in rows)} {kind}" for kind in own.KINDS]
        click.echo(f"{path}  {', '.join(counts)}{f', {len(problems)} bad rows' if problems else ''}")
    if not paths:
        click.echo(f"no tables of your own in {own.home() / 'actors'}")


@command.command()
@click.argument("tables", nargs=-1, metavar="[FILE.csv]...")
def check(tables: tuple[str, ...]) -> None:
    """Check tables, yours if none is named, and store nothing; exit code 1 when a row is bad."""
    from dragoman.codebooks import own

    failed = False
    for path in map(Path, tables) if tables else own.stored():
        try:
            rows, problems = own.read(path, _known)
        except DragomanError as error:
            click.echo(str(error), err=True)
            failed = True
            continue
        _list(problems, path)
        click.echo(f"{path}: {len(rows)} rows good, {len(problems)} bad")
        failed = failed or bool(problems)
    sys.exit(exit_codes.SOME_FAILED if failed else exit_codes.OK)


@command.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove one of your tables by its file name, as `dragoman actors list` shows it."""
    from dragoman.codebooks import own

    path = next((path for path in own.stored() if name in (path.name, path.stem)), None)
    if path is None:
        raise MissingInput(f"no table of yours is called {name!r}", hint="`dragoman actors list` shows them")
    path.unlink()
    click.echo(f"removed {path}")


def _tell(office: str) -> None:
    click.echo(f"  {office.replace('_', ' ')}", err=True)


def _known(name: str) -> bool:
    from dragoman.codebooks import groups, offices

    return bool(groups().by_name(name) or offices().person(name))


def _good(path: Path) -> list[Own]:
    from dragoman.codebooks import own

    try:
        return own.read(path)[0]
    except DragomanError:
        return []  # told by `dragoman actors check`


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDate(f"--since is {text!r}", hint="Write an ISO 8601 day such as 2025-05-16") from error


def _line(change: Change) -> str:
    term = change.term
    days = f"{term.start} to {term.end}" if term.end else f"since {term.start}"
    return f"{change.kind:<8} {term.code}  {term.role}  {term.name}: {days} ({term.title})"


def _list(problems: Iterable[Problem], path: Path) -> None:
    problems = list(problems)
    for problem in problems[:_SHOWN]:
        click.echo(f"{path}:{problem.line}: {problem.column}{': ' if problem.column else ''}{problem.reason}", err=True)
    if len(problems) > _SHOWN:
        click.echo(f"{path}: and {len(problems) - _SHOWN} more", err=True)


def _store(path: Path, rows: Iterable[Own]) -> None:
    from dragoman.codebooks import own
    from dragoman.errors import UnwritableOutput
    from dragoman.exports import whole_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(error.strerror or str(error), path=str(path.parent)) from error
    with whole_file(path) as stream:
        stream.write(own.as_csv(rows))
