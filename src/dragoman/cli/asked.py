"""The options that the questions to the record share, and the filter they come to."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from dragoman.errors import BadFilter

if TYPE_CHECKING:
    from dragoman.store import Filter, KeptRecord

FORMATS = ("table", "jsonl", "csv", "parquet")
DEFAULT = "dragoman.db"
_PAIR = re.compile(r"([A-Z]{3})[-–|:]([A-Z]{3})")

store = click.option(
    "--store",
    metavar="PATH",
    default=DEFAULT,
    envvar="DRAGOMAN_STORE",
    show_default=True,
    help="The record: a file, or a postgresql:// address. The variable DRAGOMAN_STORE names another default.",
)

_OPTIONS: dict[str, Callable[..., Any]] = {
    "actor": click.option(
        "--actor", "-a", multiple=True, metavar="NAME", help="A code (UKR), entity or name; several: one of them."
    ),
    "dyad": click.option(
        "--dyad", nargs=2, metavar="A B", help="Both take part, on either side; RUS-UKR for two codes."
    ),
    "directed": click.option("--directed", is_flag=True, help="Of the dyad, only what A does to B."),
    "type": click.option("--type", "-t", multiple=True, metavar="TYPE", help="A PLOVER type, such as CONSULT."),
    "status": click.option("--status", multiple=True, metavar="STATUS", help="Such as happened, planned or denied."),
    "cameo": click.option("--cameo", multiple=True, metavar="CODE", help="The beginning of a CAMEO code, such as 19."),
    "stance": click.option("--stance", multiple=True, metavar="LABEL", help="Such as blame, demand or willing."),
    "place": click.option("--place", metavar="NAME", help="A country's code (UKR) or a place's name."),
    "box": click.option(
        "--box", metavar="W,S,E,N", help="Degrees; west larger than east goes over the 180th meridian."
    ),
    "first": click.option("--from", "first", metavar="DATE", help="On this ISO day or later."),
    "last": click.option("--to", "last", metavar="DATE", help="On this ISO day or earlier."),
    "source": click.option("--source", multiple=True, metavar="NAME", help="An outlet, as the reports name it."),
    "language": click.option("--language", metavar="CODE", help="The language of the reports, such as en."),
    "report": click.option("--report", multiple=True, metavar="ID", help="A report's id."),
    "story": click.option("--story", metavar="ID", help="A story's id."),
    "text": click.option("--text", metavar="WORDS", help='Words of the report: a "phrase", begin*, -without.'),
    "least": click.option("--least", type=float, default=0.0, metavar="P", help="Confidence at least, from 0 to 1."),
    "as_of": click.option("--as-of", metavar="DATE", help="The record as it was known on this day, or at this time."),
    "sort": click.option("--sort", metavar="NAME", help=""),
    "ascending": click.option("--ascending", is_flag=True, help="Turn the order round."),
    "limit": click.option("--limit", "-n", type=int, default=50, show_default=True, help="Lines of a page."),
    "offset": click.option("--offset", type=int, default=0, help="Leave out so many lines first."),
    "page": click.option("--page", type=int, default=1, help="The page, counted from 1."),
    "all_": click.option("--all", "all_", is_flag=True, help="Every line, not a page of them."),
}
_OUT = (
    click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: by FILE's ending, else table."),
    click.option("--output", "-o", default="-", metavar="FILE", help="Where it goes; - is standard output."),
)
_PAGE = ("ascending", "limit", "offset", "page", "all_")
_NO_FILTER = frozenset({"page", "all_"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command was asked: where the record is, the filter, whether all lines are wanted, and in which form."""

    store: str
    filter: Filter
    every: bool = False
    format: str = "table"
    output: str = "-"

    def record(self) -> KeptRecord:
        """The record, open; a context manager.

        Raises:
            MissingInput: there is none.
            StoreError: it cannot be used.
        """
        from dragoman.store import KeptRecord

        return KeptRecord(self.store, existing=True)


def asking(
    *names: str, sortings: str = "", pages: bool = True, out: bool = True
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command --store and the options of these names; they reach it as its first argument, an `Asked`.

    Args:
        names: of the filter's options.
        sortings: the names that --sort takes, for its help; no such option when empty.
        pages: whether the answer has pages.
        out: whether it can be had in other formats and written to a file.
    """

    def give(function: Callable[..., None]) -> Callable[..., None]:
        wanted = [*names, *(("sort",) if sortings else ()), *(_PAGE if pages else ())]

        @functools.wraps(function)
        def command(**values: Any) -> None:
            taken = {name: values.pop(name) for name in ("store", "format_", "output", *wanted) if name in values}
            function(_asked(taken), **values)

        for option in reversed([*(_option(name, sortings) for name in wanted), *(_OUT if out else ()), store]):
            command = option(command)
        return command

    return give


class Question(click.Command):
    """A command whose --dyad may be two codes in one word ("RUS-UKR")."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Takes such a word apart before the options are read."""
        return super().parse_args(ctx, dyads_apart(args))


def dyads_apart(args: list[str]) -> list[str]:
    """The arguments with the word after --dyad taken apart, where it is a pair of codes."""
    apart: list[str] = []
    for arg in args:
        value = arg.removeprefix("--dyad=")
        joined = value != arg
        if (joined or (apart and apart[-1] == "--dyad")) and (pair := _PAIR.fullmatch(value)):
            apart += [*(("--dyad",) if joined else ()), pair[1], pair[2]]
        else:
            apart.append(arg)
    return apart


def _option(name: str, sortings: str) -> Callable[..., Any]:
    if name == "sort":
        return click.option("--sort", metavar="NAME", help=f"By {sortings}; the first when not given.")
    return _OPTIONS[name]


def _asked(values: dict[str, Any]) -> Asked:
    from dragoman.store import Filter

    output, every, page = values.get("output", "-"), values.get("all_", False), values.get("page", 1)
    fields = {name: value for name, value in values.items() if name in Filter.__slots__ and name not in _NO_FILTER}
    if fields.get("box") is not None:
        fields["box"] = _box(fields["box"])
    if fields.get("dyad") is not None:
        fields["dyad"] = tuple(fields["dyad"])
    if page < 1:
        raise BadFilter(f"no page {page}", hint="Pages are counted from 1")
    asked = Filter(**fields)
    if page > 1:
        asked = replace(asked, offset=asked.offset + (page - 1) * asked.limit)
    return Asked(values["store"], asked, every, values.get("format_") or _by_ending(output), output)


def _by_ending(output: str) -> str:
    ending = output.rpartition(".")[2].lower()
    return {"ndjson": "jsonl"}.get(ending, ending if ending in FORMATS else "table")


def _box(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise BadFilter(
            f"no box {text!r}", hint="Give west,south,east,north in degrees, such as 22,44,40,52"
        ) from error
    return west, south, east, north
