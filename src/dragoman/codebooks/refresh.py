"""What fetched terms of office change in the tables: added, ended, changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from .joined import bare, same_term, term_of
from .offices import Office
from .own import Own

_WINDOW = 2  # years


class Change(msgspec.Struct, frozen=True):
    """One term that the tables lack or tell otherwise; `before` is the term they had, None when added."""

    kind: Literal["added", "ended", "changed"]
    term: Own
    before: Office | None = None


def since(terms: Iterable[Office]) -> date:
    """The day from which terms are asked for when the user names none: some time before the newest in the tables."""
    newest = max(office.start for office in terms if office.start)
    return newest - timedelta(days=365 * _WINDOW)


def changes(terms: Sequence[Office], fetched: Iterable[Own]) -> list[Change]:
    """The fetched terms that are new or differ, in the order fetched.

    A term that the tables have with an end already is left as it is: a person checked them, and services are edited by
    anybody. Only an end that they lack, a new term or a term of a new person is taken.
    """
    seats: dict[tuple[str, str], list[Office]] = {}
    for office in terms:
        seats.setdefault((office.iso3, office.role), []).append(office)
    spelled = _spellings(terms)
    found = []
    for term in fetched:
        new = term_of(msgspec.structs.replace(term, aliases=spelled.get(bare(term.name), ())))
        old = next((office for office in seats.get((new.iso3, new.role), ()) if same_term(office, new)), None)
        if old is None:
            found.append(Change("added", term))
        elif old.end is None and new.end is not None:
            found.append(Change("ended", term, old))
        elif old.start is None and new.start is not None:
            found.append(Change("changed", term, old))
    return found


def _spellings(terms: Iterable[Office]) -> dict[str, tuple[str, ...]]:
    """The names that the tables give a person, by any of them."""
    table: dict[str, tuple[str, ...]] = {}
    for office in terms:
        names = (office.name, *office.aliases)
        for name in names:
            table.setdefault(bare(name), names)
    return table


def succeeded(before: Iterable[Office], after: Iterable[Office], found: Iterable[Change]) -> list[Office]:
    """The terms that were open before and are closed after because a successor's is new, as they are after."""
    told = {(bare(change.before.name), change.term.code, change.term.role) for change in found if change.before}
    open_ = {(bare(office.name), office.iso3, office.role, office.start) for office in before if office.end is None}
    return [
        office
        for office in after
        if office.end is not None
        and (bare(office.name), office.iso3, office.role, office.start) in open_
        and (bare(office.name), office.iso3, office.role) not in told
    ]


def merged(before: Iterable[Own], found: Iterable[Change]) -> list[Own]:
    """The fetched table as it stood with the changes laid over it, sorted."""
    table = {_key(row): row for row in before}
    for change in found:
        same = next((key for key, row in table.items() if same_term(term_of(row), term_of(change.term))), None)
        if same is not None:
            del table[same]
        table[_key(change.term)] = change.term
    return [table[key] for key in sorted(table)]


def _key(row: Own) -> tuple[str, ...]:
    return row.code, row.role, row.start, row.name, row.end
