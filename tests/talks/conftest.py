"""Reports made in a line, read by the real coder; moves made by hand for what folds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dragoman.coding import coder
from dragoman.records import Move, Report, Span
from dragoman.talks import find_moves

START = date(2024, 3, 1)


@pytest.fixture(scope="session")
def told() -> Callable[..., list[Move]]:
    """The moves of a text, published on Thursday 16 May 2024."""

    def read(text: str, published: str = "2024-05-16", report: str = "r") -> list[Move]:
        given = Report(id=report, text=text, published=published)
        return find_moves(given, coder().code(given))

    return read


def day(offset: int) -> str:
    """The ISO day so many days after the scripts of these tests begin."""
    return (START + timedelta(days=offset)).isoformat()


def move(
    kind: str, offset: int, *, report: str | None = None, parties: tuple[str, ...] = ("ARM", "AZE"), **fields
) -> Move:
    """A dated move of a day; the report is named after the day unless told."""
    words = Span(start=fields.pop("at", 0), end=fields.pop("to", 4), text="talk")
    fields = {"first": day(offset), "last": day(offset), "dated": True} | fields
    return Move(
        id="m1", kind=kind, report=report or f"r{offset}", parties=list(parties), words=words, sentence=words, **fields
    )


def known(*moves: tuple[int, Move]) -> list[tuple[str, str, Move]]:
    """Moves with the day on which each became known; each report is a source of its own."""
    return [(day(offset), one.report, one) for offset, one in moves]
