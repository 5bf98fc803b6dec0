"""Finding any code or name over all the books."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from ._tables import Entry, fold
from .cameo import Reading, cameo
from .international import international
from .joined import groups, offices
from .plover import plover
from .roles import roles
from .sectors import sectors
from .states import StateName, states

LIMIT = 50


class _Row(NamedTuple):
    entry: Entry
    codes: frozenset[str]
    names: tuple[str, ...]


def lookup(query: str, limit: int = LIMIT) -> list[Entry]:
    """The entries that a code or name means, over all books.

    The entry's own code comes first, then other codes of it (ISO numbers, FIPS, COW), then an exact name, then names
    that begin with the query, then names that hold it; case, accents and a leading "the" are put aside. An empty
    query finds nothing.

    Args:
        query: "036", "CONSULT", "third-party", "TUR", "Burma", "the Kremlin", "lawmaker" ...
        limit: at most so many entries.
    """
    wanted = _plain(query)
    if not wanted:
        return []
    found: tuple[list[Entry], ...] = ([], [], [], [], [])
    for row in _index():
        rank = _rank(row, wanted)
        if rank is not None:
            found[rank].append(row.entry)
    return [entry for ranked in found for entry in ranked][:limit]


def _rank(row: _Row, wanted: str) -> int | None:
    if wanted in row.codes:
        return 0 if wanted == _plain(row.entry.code) else 1
    if wanted in row.names:
        return 2
    if any(name.startswith(wanted) for name in row.names):
        return 3
    if len(wanted) > 2 and any(wanted in name for name in row.names):
        return 4
    return None


@cache
def _index() -> tuple[_Row, ...]:
    books = (_plover, _cameo, _sectors, _states, _international, _groups, _offices, _roles)
    return tuple(row for book in books for row in book())


def _row(entry: Entry, codes: tuple[str, ...], names: tuple[str, ...]) -> _Row:
    plain = tuple(dict.fromkeys(_plain(name) for name in names if name))
    return _Row(entry, frozenset(_plain(code) for code in codes if code), plain)


def _plain(text: str) -> str:
    """As typed on any keyboard: no case, no accents, no leading article."""
    folded = fold(text).removeprefix("the ")
    if folded.isascii():
        return folded
    return "".join(mark for mark in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(mark))


def _plover() -> Iterator[_Row]:
    book = plover()
    for name, kind in book.types.items():
        modes = ", ".join(f"{mode} {found.score:g}" for mode, found in kind.modes.items())
        details = [kind.definition, f"quad {kind.quad}, score {kind.score:g}, CAMEO root {kind.root}"]
        yield _row(Entry("plover", name, name, (*details, f"modes: {modes or 'none'}")), (name,), (name,))
        for mode, found in kind.modes.items():
            details = [f"mode of {name}, score {found.score:g}, CAMEO {found.cameo}"]
            code = f"{name} {mode}"
            yield _row(Entry("plover", code, f"{name}: {mode}", tuple(details)), (code, mode), (mode,))
    for context in book.contexts:
        named = context.replace("_", " ")
        yield _row(Entry("plover", context, named, ("context, of any type",)), (context,), (named,))


def _said(reading: Reading | None) -> str:
    if reading is None:
        return "not coded in PLOVER (a comment)"
    parts = [reading.type, *([reading.mode] if reading.mode else []), *reading.contexts]
    return "PLOVER " + ", ".join(parts)


def _cameo() -> Iterator[_Row]:
    for code in cameo().all():
        details = (f"Goldstein {code.goldstein:g}", _said(code.reading))
        yield _row(Entry("cameo", code.code, code.name, details), (code.code,), (code.name,))


def _sectors() -> Iterator[_Row]:
    for sector in sectors().values():
        yield _row(Entry("sector", sector.code, sector.name, (sector.definition,)), (sector.code,), (sector.name,))


def _states() -> Iterator[_Row]:
    for state in states().all():
        names = states().names_of(state.iso3)
        numbers = {"ISO": f"{state.iso3} {state.iso2} {state.m49}".strip(), "FIPS": state.fips, "GW": state.gw}
        numbers["COW"] = f"{state.cow} {state.cow_abbr}" if state.cow else ""
        details = [
            ", ".join(f"{system} {code}" for system, code in numbers.items() if code),
            "; ".join((state.official, state.status, state.region)),
        ]
        if state.start or state.end:
            details.append(_term(state.start, state.end))
        details += [f"{kind}: {', '.join(texts)}" for kind, texts in _by_kind(names).items()]
        codes = (state.iso3, state.iso2, state.m49, state.fips, state.cow_abbr)
        others = tuple(other.partition("=")[2] for other in state.aka)
        texts = tuple(name.text for name in names)
        yield _row(Entry("state", state.iso3, state.name, tuple(details)), (*codes, *others), texts)


def _by_kind(names: list[StateName]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for name in names:
        if name.kind not in ("name", "official"):
            note = f" ({name.sector})" if name.sector not in ("", "GOV") else ""
            kinds.setdefault(name.kind.replace("_", " "), []).append(name.text + note)
    return kinds


def _international() -> Iterator[_Row]:
    for body in international().all():
        details = [f"{body.kind}" + (f", part of {body.parent}" if body.parent else "")]
        details += [f"also: {', '.join(body.aliases)}"] if body.aliases else []
        details += [f"CAMEO {body.cameo}"] if body.cameo else []
        entry = Entry("international", body.code, body.name, tuple(details))
        yield _row(entry, (body.code,) if not body.parent else (), (body.name, *body.aliases))


def _groups() -> Iterator[_Row]:
    for group in groups().all():
        of = ", ".join((*group.states, *group.sectors))
        details = [f"{of}{'; ' + group.kind if group.kind else ''}"]
        details += [f"also: {', '.join(group.aliases)}"] if group.aliases else []
        details += [_term(group.start, group.end)] if group.start or group.end else []
        details += [group.note] if group.note else []
        entry = Entry("group", group.entity, group.name, tuple(details))
        yield _row(entry, (group.entity,), (group.name, *group.aliases))


def _offices() -> Iterator[_Row]:
    people = dict.fromkeys(office.name for office in offices().all())
    for person in people:
        terms = [office for office in offices().person(person) if office.name == person]
        details = tuple(
            f"{term.title or term.role}, {term.iso3 or term.group}, {_term(term.start, term.end)}" for term in terms
        )
        aliases = tuple(alias for term in terms for alias in term.aliases)
        entry = Entry("person", terms[0].iso3 or terms[0].group, person, details)
        yield _row(entry, (), (person, *aliases))


def _roles() -> Iterator[_Row]:
    for role in roles().all():
        entry = Entry("role", role.sector, role.word, (f"{role.kind}, {role.number}",))
        yield _row(entry, (), (role.word,))


def _term(start: date | None, end: date | None) -> str:
    return f"{start or '?'} to {end or 'now'}"
