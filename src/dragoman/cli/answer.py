"""Answers: a page of lines as a table, or in another format; always with what they are out of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

import click

from .asked import Asked
from .table import Column, lay_out, terminal_width

if TYPE_CHECKING:
    from dragoman.store import Coverage, Filter, Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of lines: its name for one and for many, the columns of its table, and the name of its flat table."""

    one: str
    many: str
    flat: str
    columns: Sequence[Column]


def answer(
    asked: Asked,
    ask: Callable[[Filter], Page[T]],
    kind: Kind[T],
    rows: Callable[[Sequence[T]], Iterable[Sequence[str]]],
) -> None:
    """Put a question, and print or write the answer with its denominators.

    The denominators end a table; with other formats they go to standard error, and into a Parquet file's metadata.

    Args:
        asked: what was asked.
        ask: the question.
        kind: what is asked for.
        rows: the cells of some lines.
    """
    pages = _Pages(asked, ask)
    if asked.format == "table":
        lines = list(pages)
        table = lay_out(kind.columns, list(rows(lines)), terminal_width()) if lines else ()
        write_text(asked, [*table, *([""] if lines else []), bottom(asked, pages.last, len(lines), kind)])
        return
    from dragoman.exports import whole_file
    from dragoman.exports.lines import write_lines

    with whole_file(asked.output) as stream:
        write_lines(pages, stream, asked.format, kind.flat, told=lambda: bottom(asked, pages.last, pages.given, kind))
    click.echo(f"dragoman: {bottom(asked, pages.last, pages.given, kind)}", err=True)


def write_text(asked: Asked, lines: Iterable[str]) -> None:
    """Print lines, or write them to the file that was asked for."""
    from dragoman.exports import whole_file

    with whole_file(asked.output) as stream:
        for line in lines:
            stream.write(line.encode("utf-8", errors="replace") + b"\n")


class _Pages(Generic[T]):
    """The lines of the page that was asked for, or of every page; `last` is the last page got, `given` their number."""

    def __init__(self, asked: Asked, ask: Callable[[Filter], Page[T]]) -> None:
        from dragoman.store.filters import MOST

        self.given = 0
        self._every, self._ask = asked.every, ask
        self._filter = replace(asked.filter, limit=MOST) if asked.every else asked.filter
        self.last = ask(self._filter)

    def __iter__(self) -> Iterator[T]:
        while True:
            self.given += len(self.last.lines)
            yield from self.last.lines
            if not self._every or not self.last.lines or self._filter.offset + self._filter.limit >= self.last.total:
                return
            self._filter = replace(self._filter, offset=self._filter.offset + self._filter.limit)
            self.last = self._ask(self._filter)


def bottom(asked: Asked, page: Page[T], given: int, kind: Kind[T]) -> str:
    """How many lines there are, of how many, out of what was read; of nothing, why."""
    of = page.coverage
    if page.total == 0:
        return nothing(of, kind.one, asked)
    name = kind.one if page.total == 1 else kind.many
    if given == 0:
        return f"nothing from line {asked.filter.offset + 1:,} on: there are {page.total:,} {name}"
    shown = f"{page.total:,} {name}"
    if given < page.total:
        first = asked.filter.offset
        some = f"{first + 1:,} to {first + given:,}" if first else f"{given:,}"
        shown = f"{some} of {shown}"
    if not of.reports:  # told by reports of other days than those that were asked for
        return f"{shown} · told by reports of other days: none of these days was read"
    return f"{shown} · {of.told}"


def nothing(of: Coverage, one: str, asked: Asked) -> str:
    """Why there is nothing: what was read holds none, or nothing was read, which says nothing about the world."""
    if of.reports:
        return f"no {one} of these · none in what was read: {of.told.removeprefix('of ')}"
    wanted = asked.filter
    limits = [
        f"from {wanted.first}" if wanted.first else "",
        f"to {wanted.last}" if wanted.last else "",
        f"known on {wanted.as_of}" if wanted.as_of else "",
        f"of {', '.join(wanted.source)}" if wanted.source else "",
        f"in {wanted.language!r}" if wanted.language else "",
    ]
    said = " ".join(limit for limit in limits if limit)
    return f"no coverage: the record has no report{f' {said}' if said else ''}, which is not the same as no {one}"
