"""Tables of text: columns as wide as they need, the one of words taking what the terminal leaves, nothing cut."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH = 100
"""Columns where there is no terminal to ask."""

_GAP = "  "
_LEAST = 24  # columns that words need, however narrow the terminal


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, how wide it may get, and whether it takes the room that is left."""

    title: str
    most: int = 24
    words: bool = False
    right: bool = False


def terminal_width() -> int:
    """The columns of the terminal, or `WIDTH` when the output is none."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH


def lay_out(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The lines of a table, its titles first; a cell too long for its column goes on below, further lines indented."""
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = _widths(columns, cells, width)
    yield _line(columns, [column.title for column in columns], widths)
    for row in cells:
        parts = [wrapped(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        for number in range(max(len(part) for part in parts)):
            yield _line(columns, [part[number] if number < len(part) else "" for part in parts], widths)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    needed = [min(column.most, max((_widest(row[at]) for row in rows), default=0)) for at, column in enumerate(columns)]
    widths = [max(columns_of(column.title), need) for column, need in zip(columns, needed, strict=True)]
    taken = sum(wide for column, wide in zip(columns, widths, strict=True) if not column.words)
    left = width - taken - len(_GAP) * (len(columns) - 1)
    for at, column in enumerate(columns):
        if column.words:
            widest = max((_widest(row[at]) for row in rows), default=0)
            widths[at] = max(_LEAST, columns_of(column.title), min(left, widest))
    return widths


def _widest(cell: str) -> int:
    return max(columns_of(line) for line in cell.split("\n"))


def _line(columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = []
    for column, cell, wide in zip(columns, cells, widths, strict=True):
        space = " " * max(0, wide - columns_of(cell))
        padded.append(space + cell if column.right else cell + space)
    return _GAP.join(padded).rstrip()


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most `width` columns, broken between words, a word longer than a line inside.

    A line that begins with spaces goes on below with as many.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        words = part.lstrip(" ")
        indent = " " * min(len(part) - len(words), width // 2)
        line = ""
        for piece in (piece for word in words.split(" ") for piece in _pieces(word, width - len(indent))):
            if line and columns_of(f"{indent}{line} {piece}") > width:
                lines.append(indent + line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
        lines.append(indent + line)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    while columns_of(word) > width:
        end = width
        while end > 1 and columns_of(word[:end]) > width:
            end -= 1
        yield word[:end]
        word = word[end:]
    yield word


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide letters, none for marks above them."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def clean(text: str) -> str:
    """Text without what could steer a terminal: reports come from anywhere."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)
