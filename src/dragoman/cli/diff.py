"""`dragoman diff`: what one coding of the same reports made otherwise than another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from dragoman.errors import BadFilter

from .asked import Asked, asking
from .table import Column

if TYPE_CHECKING:
    from dragoman.store import Changed, KeptRecord

_COLUMNS = (Column("REPORT", 18), Column("EVENT", 8), Column("WHAT", words=True))
_CODERS = (Column("CODER", 80), Column("FIRST USED", 20), Column("VERSIONS", right=True))


@click.command()
@click.argument("before", required=False)
@click.argument("after", required=False)
@click.option("--coders", "list_", is_flag=True, help="List what reports were coded with, and compare nothing.")
@click.option("--all", "all_", is_flag=True, help="Every difference, not the first ones.")
@asking("limit", pages=False)
def command(asked: Asked, before: str | None, after: str | None, list_: bool, all_: bool) -> None:
    """Compare two codings of the same reports: BEFORE and AFTER are names of coders, their beginnings or last parts.

    Without names the last two are compared; with one, it and the last. Events are compared by the place of the word
    that triggers them.
    """
    from dragoman.exports import whole_file
    from dragoman.exports.lines import write_lines

    from .answer import write_text
    from .table import lay_out, terminal_width

    with asked.record() as record:
        known = record.coders()
        if list_:
            rows = [(name, first, f"{count:,}") for name, first, count in known]
            write_text(asked, lay_out(_CODERS, rows, terminal_width()) if rows else ["nothing is coded yet"])
            return
        names = [name for name, _, _ in known]
        if not (before and after) and len(names) < 2:
            told = f"all is coded with {names[0]}" if names else "nothing is coded yet"
            click.echo(f"nothing to compare: {told}", err=True)
            return
        one = _coder(before, names) if before else names[-2]
        other = _coder(after, names) if after else names[-1]
        if asked.format != "table":
            with whole_file(asked.output) as stream:
                write_lines(record.diff(one, other), stream, asked.format, "diff")
            return
        write_text(asked, _page(record, one, other, None if all_ else asked.filter.limit))


def _page(record: KeptRecord, one: str, other: str, limit: int | None) -> Iterator[str]:
    from .table import lay_out, terminal_width

    found = record.diff(one, other)
    shown = list(islice(found, limit))
    count = len(shown) + sum(1 for _ in found)
    if shown:
        rows = [(changed.report, changed.kind, _words(changed)) for changed in shown]
        yield from (*lay_out(_COLUMNS, rows, terminal_width()), "")
    events = f"{count:,} event{'' if count == 1 else 's'}"
    some = f"{len(shown):,} of {events}" if len(shown) < count else events
    yield f"{some if count else 'no event'} otherwise in {other} than in {one}"


def _words(changed: Changed) -> str:
    from .told import event_words, kind_words

    event = changed.event
    lines = [f"{kind_words(event.type, event.mode)}  {event_words(event)} (“{changed.trigger}”)"]
    lines += [f"  {name}: {was or 'none'} → {now or 'none'}" for name, (was, now) in changed.fields.items()]
    return "\n".join(lines)


def _coder(name: str, known: list[str]) -> str:
    """The coder that a name, its beginning or its last part stands for.

    Raises:
        BadFilter: none, or several.
    """
    found = [one for one in known if one == name] or [
        one for one in known if one.startswith(name) or one.rpartition("/")[2].startswith(name)
    ]
    if len(found) != 1:
        what = "no coder" if not found else f"{len(found)} coders"
        raise BadFilter(f"{what} called {name!r}", hint=f"Known: {', '.join(known) or 'none'}")
    return found[0]
