"""`dragoman changes`: the change log of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from dragoman.errors import BadFilter

from .asked import Asked, asking
from .table import Column

_COLUMNS = (Column("AT", 20), Column("WHAT", 10), Column("OF", 26), Column("CHANGE", words=True))
_OWN = frozenset({"at", "kind", "subject"})


@click.command()
@click.argument("subject", required=False)
@click.option("--since", metavar="DATE", help="Noted on this ISO day, or at this time, or later.")
@asking("limit", pages=False)
def command(asked: Asked, subject: str | None, since: str | None) -> None:
    """Show what changed in the record and why, newest first; with SUBJECT only of that report, story or round.

    Times are those at which the record noted a change, in UTC. The log is the one part of the record that depends on
    the order in which reports came.
    """
    from dragoman.exports import whole_file
    from dragoman.exports.lines import write_lines

    from .answer import write_text
    from .table import lay_out, terminal_width

    _checked(since)
    with asked.record() as record:
        found = record.changes(subject, since=since, limit=asked.filter.limit)
    if asked.format != "table":
        with whole_file(asked.output) as stream:
            write_lines(found if asked.format == "jsonl" else _flat(found), stream, asked.format, "changes")
        return
    if not found:
        of = f" of {subject!r}" if subject else ""
        write_text(asked, [f"no change{of} noted{f' since {since}' if since else ''}"])
        return
    rows = [(one["at"], one["kind"], one["subject"], change_words(one)) for one in found]
    more = " (the newest; --limit shows more)" if len(found) == asked.filter.limit else ""
    count = f"{len(found):,} change{'' if len(found) == 1 else 's'}{more}"
    write_text(asked, [*lay_out(_COLUMNS, rows, terminal_width()), "", count])


def change_words(change: dict[str, Any]) -> str:
    """What an entry of the log says, in words."""
    detail = {key: value for key, value in change.items() if key not in _OWN}
    kind = change["kind"]
    if kind == "report":
        return f"added; known from {detail['known']}"
    if kind == "version":
        return f"another version, of {detail['versions']}; known from {detail['known']}"
    if kind == "recoded":
        return f"coded again: {detail['events']} events differ; {detail['before']} before, {detail['after']} now"
    if kind == "origin":
        origin = detail.get("origin")
        return f"a copy of {origin}" if origin and origin != change["subject"] else "no copy of another"
    if kind == "round":
        value = detail.get("value")
        told = f"{detail.get('field')}: {'nothing' if value is None else value}"
        return f"{told} ({detail.get('why')}); known from {detail.get('known')}"
    return ", ".join(f"{key}: {'none' if value is None else value}" for key, value in detail.items())


def _flat(found: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in found:
        detail = {key: value for key, value in one.items() if key not in _OWN}
        yield {"at": one["at"], "kind": one["kind"], "subject": one["subject"], "detail": detail}


def _checked(since: str | None) -> None:
    from datetime import datetime

    try:
        if since is not None:
            datetime.fromisoformat(since)
    except ValueError as error:
        raise BadFilter(f"since {since!r} is no ISO 8601 day or time", hint="Write 2025-05-16") from error
