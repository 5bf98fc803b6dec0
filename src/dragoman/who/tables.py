"""This room's own tables in data/, read row by row, and the word classes among them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of data/NAME.csv; lines that begin with # explain the table."""
    lines = files(__package__).joinpath("data", f"{name}.csv").read_text("utf-8").splitlines()
    yield from csv.DictReader(line for line in lines if line and not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class Manners:
    """Small word classes: see data/words.csv."""

    classes: dict[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        """Whether a word in lower case is of a class."""
        return word in self.classes[name]


@cache
def manners() -> Manners:
    """The word classes."""
    return Manners({row["class"]: frozenset(row["words"].split(";")) for row in rows("words")})
