"""The actors of the record: who is mentioned, in how many reports and how often."""

from __future__ import annotations

from operator import attrgetter

from .asking import ActorLine, Page, coverage, ordering
from .backend import STILL, Backend, Row, one
from .casts import mentioned
from .filters import LIKE, Filter, Where, about_reports, literally, valid
from .naming import NOBODY

_SORTINGS = {"mentions": "mentions, entity", "reports": "reports, entity", "name": "name, entity"}


def actors(backend: Backend, asked: Filter, *, every: bool = True) -> Page[ActorLine]:
    """Actors by how often they are mentioned; sorted by mentions, reports or name; see `KeptRecord.actors`."""
    order = ordering(asked, _SORTINGS, "mentions")
    called = Where()
    if asked.actor:
        each = f"code = ? OR entity = ? OR lower(name) {LIKE}"
        names = [value for name in asked.actor for value in (name, name, f"%{literally(name)}%".lower())]
        called.add(f"({' OR '.join(each for _ in asked.actor)})", *names)
    if not every and not asked.actor:
        for beginning in NOBODY:
            called.add(f"entity NOT {LIKE}", f"{literally(beginning)}%")
    if _of_all(asked):
        called.add("mentions > 0")
        rows, total = _page(backend, called, order, asked)
        return Page([_line(row) for row in rows], total, coverage(backend, asked))
    return _counted(backend, asked, called)


def _counted(backend: Backend, asked: Filter, called: Where) -> Page[ActorLine]:
    """Of some reports only: counted in them, and called as they call them."""
    where = Where()
    valid(where, asked.as_of)
    if asked.first:
        where.add("known >= ?", asked.first)
    if asked.last:
        where.add("known <= ?", asked.last + STILL)
    about_reports(backend, asked, where, "seq")
    column = {"reports": attrgetter("reports", "entity"), "name": attrgetter("name", "entity")}
    by = column.get(asked.sort or "", attrgetter("mentions", "entity"))
    found = sorted(mentioned(backend, where, called), key=by, reverse=not asked.ascending)
    lines = [
        _line((one.entity, one.name, one.code or None, one.sectors, one.reports, one.mentions))
        for one in found[asked.offset : asked.offset + asked.limit]
    ]
    return Page(lines, len(found), coverage(backend, asked))


def _of_all(asked: Filter) -> bool:
    """Whether the reports are not restricted, so that kept counts answer."""
    of = (asked.as_of, asked.first, asked.last, asked.source, asked.language, asked.report, asked.story, asked.text)
    return not any(of)


def _page(backend: Backend, called: Where, order: str, asked: Filter) -> tuple[list[Row], int]:
    total = one(backend, f"SELECT count(*) FROM actor_totals WHERE {called}", called.values)
    rows = backend.rows(
        f"SELECT entity, name, code, sectors, reports, mentions FROM actor_totals WHERE {called}"
        f" ORDER BY {order} LIMIT ? OFFSET ?",
        (*called.values, asked.limit, asked.offset),
    )
    return rows, int(total)


def _line(row: Row) -> ActorLine:
    return ActorLine(
        entity=row[0], name=row[1], code=row[2], sectors=row[3].split(), reports=row[4], mentions=int(row[5])
    )
