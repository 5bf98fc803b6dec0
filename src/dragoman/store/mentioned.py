"""The actors of the record: who is mentioned, in how many reports and how often."""

from __future__ import annotations

from dataclasses import replace

from .asking import ActorLine, Page, coverage, ordering
from .backend import Backend, Row, one
from .counting import most
from .filters import LIKE, Filter, Where, about_reports, literally, valid
from .naming import NOBODY

_SORTINGS = {"mentions": "mentions, entity", "reports": "reports, entity", "name": "name, entity"}
_COUNTED = "min(name), min(code), min(sectors), count(*), sum(mentions)"


def actors(backend: Backend, asked: Filter, *, every: bool = True) -> Page[ActorLine]:
    """Actors by how often they are mentioned; sorted by mentions, reports or name; see `KeptRecord.actors`."""
    order = ordering(asked, _SORTINGS, "mentions")
    called = Where()
    for name in asked.actor:
        called.add(f"(code = ? OR entity = ? OR lower(name) {LIKE})", name, name, f"%{literally(name)}%".lower())
    if not every and not asked.actor:
        for beginning in NOBODY:
            called.add(f"entity NOT {LIKE}", f"{literally(beginning)}%")
    if _of_all(asked):
        if asked.as_of is None:
            called.add("mentions > 0")
            rows, total = _page(backend, "actor_totals", [], called, order, asked)
            return Page([_line(row) for row in rows], total, coverage(backend, asked))
        if asked.sort != "name" and not asked.ascending:
            return _then(backend, asked, called)
    return _counted(backend, asked, called, order)


def _counted(backend: Backend, asked: Filter, called: Where, order: str) -> Page[ActorLine]:
    """Of some reports only: counted from the mentions themselves, and named for the page alone."""
    where = Where(list(called.conditions), list(called.values))
    valid(where, asked.as_of, "a")
    if asked.first:
        where.add("a.known >= ?", asked.first)
    if asked.last:
        where.add("a.known <= ?", asked.last + "~")
    about_reports(backend, asked, where, "a.seq")
    name = "min(name)" if asked.sort == "name" else "''"
    rows = backend.rows(
        f"SELECT entity, {name} AS name, count(*) AS reports, sum(mentions) AS mentions, count(*) OVER ()"
        f" FROM actors a WHERE {where} GROUP BY entity ORDER BY {order} LIMIT ? OFFSET ?",
        (*where.values, asked.limit, asked.offset),
    )
    if not rows and asked.offset:
        return Page([], _counted(backend, replace(asked, offset=0), called, order).total, coverage(backend, asked))
    lines = []
    for entity, _, reports, mentions, _ in rows:
        if asked.as_of is None:
            known = backend.rows("SELECT name, code, sectors FROM actor_totals WHERE entity = ?", (entity,))[0]
        else:
            sql = f"SELECT min(name), min(code), min(sectors) FROM actors a WHERE {where} AND entity = ?"
            known = backend.rows(sql, (*where.values, entity))[0]
        lines.append(_line((entity, *known, reports, mentions)))
    return Page(lines, rows[0][4] if rows else 0, coverage(backend, asked))


def _of_all(asked: Filter) -> bool:
    """Whether the reports are restricted by nothing but when they were known."""
    return not (
        asked.first or asked.last or asked.source or asked.language or asked.report or asked.story or asked.text
    )


def _page(
    backend: Backend, table: str, values: list[object], called: Where, order: str, asked: Filter
) -> tuple[list[Row], int]:
    total = one(backend, f"SELECT count(*) FROM {table} WHERE {called}", [*values, *called.values])
    rows = backend.rows(
        f"SELECT entity, name, code, sectors, reports, mentions FROM {table} WHERE {called}"
        f" ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, *called.values, asked.limit, asked.offset),
    )
    return rows, int(total)


def _then(backend: Backend, asked: Filter, called: Where) -> Page[ActorLine]:
    """As of a day: what was ever counted bounds what was counted then, so few actors need to be counted anew."""
    then = Where()
    valid(then, asked.as_of, "a")
    counted = f"SELECT {_COUNTED} FROM actors a WHERE entity = ? AND {then}"
    column = 3 if asked.sort == "reports" else 4
    found: dict[str, Row] = {}

    def exact(entity: str) -> int:
        found[entity] = backend.rows(counted, (entity, *then.values))[0]
        return int(found[entity][column] or 0)

    known = then.values[0]
    mentioned = Where(list(called.conditions), list(called.values))
    mentioned.add("known <= ?", known)
    mentioned.add(f"(ended = 0 OR EXISTS (SELECT 1 FROM actors a WHERE a.entity = t.entity AND {then}))", *then.values)
    total = one(backend, f"SELECT count(*) FROM actor_totals t WHERE {mentioned}", mentioned.values)
    bounds = backend.rows(
        f"SELECT entity, ever FROM actor_totals t WHERE {mentioned} ORDER BY ever DESC, entity DESC", mentioned.values
    )
    names = most(((row[0], row[1]) for row in bounds), exact, asked.offset + asked.limit)[asked.offset :]
    lines = [_line((name, *found[name])) for name in names]
    return Page(lines, int(total), coverage(backend, asked))


def _line(row: Row) -> ActorLine:
    return ActorLine(
        entity=row[0], name=row[1], code=row[2], sectors=row[3].split(), reports=row[4], mentions=int(row[5])
    )
