"""`dragoman stats`: what the record holds, and the days that no report covers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from .asked import Asked, asking

if TYPE_CHECKING:
    from dragoman.store import Stats

_LABEL = 12
_MOST = 12  # names of a group that a page shows; the rest are counted
_GAPS = 5
_GROUPS = ("by_source", "by_language", "by_type", "by_status")


@click.command()
@click.option("--all", "all_", is_flag=True, help="Every name of each group; long ones are cut with a count otherwise.")
@asking("source", "language", "as_of", pages=False)
def command(asked: Asked, all_: bool) -> None:
    """Count what the record holds, and tell the days of which nothing was read.

    A day without a report is no day without events: such days are listed, never counted as zero.
    """
    from dragoman.exports import whole_file
    from dragoman.exports.lines import write_lines

    from .answer import nothing, write_text

    with asked.record() as record:
        found = record.stats(asked.filter)
    if asked.format == "table":
        write_text(asked, _page(found, all_) if found.reports else [nothing(found.coverage, "report", asked)])
        return
    with whole_file(asked.output) as stream:
        write_lines([found] if asked.format == "jsonl" else _rows(found), stream, asked.format, "stats")
    click.echo(f"dragoman: {found.coverage.told}", err=True)


def _page(found: Stats, every: bool) -> Iterator[str]:
    from .table import terminal_width, wrapped

    def lines(label: str, text: str) -> Iterator[str]:
        for number, line in enumerate(wrapped(text, terminal_width() - _LABEL)):
            yield f"{'' if number else label:<{_LABEL}}{line}"

    earlier = found.versions - found.reports
    read = found.coverage.told.removeprefix("of ")
    yield from lines("READ", read + (f"; {earlier:,} other versions kept" if earlier > 0 else ""))
    yield from lines("STORIES", f"{found.stories:,}; {found.independent:,} of the reports are independent")
    yield from lines("EVENTS", f"{found.events:,} told, of {found.happenings:,} happenings")
    yield from lines("STATEMENTS", f"{found.statements:,}")
    for label, counts, of in (
        ("OUTLETS", found.by_source, found.reports),
        ("LANGUAGES", found.by_language, found.reports),
        ("TYPES", found.by_type, found.events),
        ("STATUS", found.by_status, found.events),
    ):
        yield from lines(label, _shares(counts, of, every))
    yield from lines("COVERED", _covered(found))


def _shares(counts: dict[str, int], of: int, every: bool) -> str:
    """Names with counts and shares, most first: "CONSULT 410 (22%), ..."."""
    if not counts:
        return "none"
    names = list(counts) if every else list(counts)[:_MOST]
    told = ", ".join(f"{name} {counts[name]:,} ({100 * counts[name] / of:.0f}%)" for name in names)
    more = len(counts) - len(names)
    return told + (f", and {more:,} more (--all)" if more else "")


def _covered(found: Stats) -> str:
    """On how many of the days there is a report, and the longest stretches without one."""
    told = f"{found.covered:,} of {found.days:,} day{'' if found.days == 1 else 's'}"
    if not found.gaps:
        return f"{told}, no day without a report"
    shown = [
        f"{gap.first} to {gap.last} ({gap.days:,} days)" if gap.days > 1 else f"{gap.first} (1 day)"
        for gap in found.gaps[:_GAPS]
    ]
    more = len(found.gaps) - len(shown) + found.more_gaps
    return f"{told}; no coverage {', '.join(shown)}" + (f", and {more:,} shorter stretches" if more else "")


def _rows(found: Stats) -> Iterator[dict[str, Any]]:
    for name in ("reports", "versions", "stories", "independent", "events", "happenings", "statements"):
        yield {"group": "all", "name": name, "count": getattr(found, name)}
    yield {"group": "days", "name": "covered", "count": found.covered}
    yield {"group": "days", "name": "all", "count": found.days}
    for group in _GROUPS:
        for name, count in getattr(found, group).items():
            yield {"group": group.removeprefix("by_"), "name": name, "count": count}
    for gap in found.gaps:
        yield {"group": "no coverage", "name": f"{gap.first}/{gap.last}", "count": gap.days}
