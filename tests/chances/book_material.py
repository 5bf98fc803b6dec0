"""Chances and entries made by hand, for the tests of the ledger and of scores."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from dragoman.chances.book import Book
from dragoman.chances.entries import AnyEntry, Issued, Resolved
from dragoman.chances.ledger import START, Line, link
from dragoman.records import Chance

FIRST = date(2020, 1, 1)


def day(number: int) -> str:
    """The ISO day so many days after the first."""
    return (FIRST + timedelta(days=number)).isoformat()


def chance(id_: str = "c1", question: str = "q1", **fields: Any) -> Chance:
    """A chance with all that a ledger asks for; `p` spreads its interval by a tenth."""
    p = fields.pop("p", 0.3)
    given = {
        "parties": ["AAA", "BBB"],
        "horizon_days": 90,
        "issued": day(0),
        "deadline": day(90),
        "low": max(0.0, p - 0.1),
        "high": min(1.0, p + 0.1),
        "base": 0.25,
        "base_n": 40,
        "model": "test",
        "template": "round",
    } | fields
    return Chance(id=id_, question=question, p=p, **given)


def issued(*arguments: Any, at: str = day(0), **fields: Any) -> Issued:
    """An entry that issues such a chance."""
    return Issued(at=at, chance=chance(*arguments, **fields))


def chain(entries: Iterable[AnyEntry]) -> list[Line]:
    """The lines of entries, one after another, whatever they say."""
    lines: list[Line] = []
    for entry in entries:
        lines.append(link(lines[-1].head if lines else START, entry))
    return lines


def book(entries: Iterable[AnyEntry]) -> Book:
    """The state that entries lead to, each of which must be taken."""
    found = Book()
    for entry in entries:
        found.check(entry)
        found.take(link(found.head, entry))
    assert not found.passed
    return found


def asked(count: int, p: float, came: int, *, pairs: int = 10, **fields: Any) -> list[AnyEntry]:
    """Entries of `count` questions of some pairs, each with one chance `p`, of which the first `came` come true."""
    name = fields.pop("name", "q")
    first: list[AnyEntry] = [
        issued(f"{name}c{n}", f"{name}{n}", p=p, parties=["AAA", f"B{n % pairs:02}"], **fields) for n in range(count)
    ]
    return first + [
        Resolved(at=day(100), by="hand", question=f"{name}{n}", outcome=n < came, on=day(50) if n < came else None)
        for n in range(count)
    ]
