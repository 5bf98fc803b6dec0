"""Happenings by day, and the stories: what many reports told, each once, with its sources and disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dragoman.linking.traits import Traits
from dragoman.linking.values import assemble
from dragoman.records import Event, Happening, Story

from .asking import Page, coded_events, coverage, ordering
from .backend import STILL, Backend, one
from .filters import Filter, Where, about_events, about_reports, valid

_DECODE = msgspec.json.Decoder(Traits)


def happenings(backend: Backend, asked: Filter, rule: str = "most") -> Page[Happening]:
    """Happenings of which some event answers what is asked, newest first; each with all its sources known then.

    Args:
        backend: the record.
        asked: the filter; it may sort by date or by sources (most reported first).
        rule: how the shown value of each field is picked: first, most, recent or precise.
    """
    where = about_events(backend, asked)
    where.add("e.happening IS NOT NULL")
    join = "events e JOIN reports r ON r.seq = e.seq"
    plain = not (asked.source or asked.language or asked.report or asked.story or asked.text)
    tables = "events e" if plain else join
    total = one(backend, f"SELECT count(DISTINCT e.happening) FROM {tables} WHERE {where}", where.values)
    if (asked.sort or "date") == "sources":
        way = "ASC" if asked.ascending else "DESC"
        rows = backend.rows(
            f"SELECT e.happening FROM {tables} WHERE {where} GROUP BY e.happening"
            f" ORDER BY count(DISTINCT e.seq) {way}, min(e.day) {way}, e.happening LIMIT ? OFFSET ?",
            (*where.values, asked.limit, asked.offset),
        )
        ids = [row[0] for row in rows]
    else:
        order = ordering(asked, {"date": "e.day, e.n", "known": "e.known, e.n"}, "date")
        sql = f"SELECT e.happening FROM {tables} WHERE {where} ORDER BY {order}"
        ids = _distinct((row[0] for row in backend.stream(sql, where.values)), asked.offset, asked.limit)
    return Page(assembled(backend, ids, asked.as_of, rule), total, coverage(backend, asked))


def _distinct(names: Iterable[str], offset: int, limit: int) -> list[str]:
    seen: dict[str, None] = {}
    for name in names:
        seen[name] = None
        if len(seen) == offset + limit:
            break
    return list(seen)[offset:]


def assembled(backend: Backend, ids: Sequence[str], as_of: str | None, rule: str = "most") -> list[Happening]:
    """The happenings of these ids, in their order, from the events that count now or counted then."""
    members: dict[str, list[tuple[int, str, Traits]]] = {name: [] for name in ids}
    coders: dict[int, str] = {}
    for start in range(0, len(ids), 400):
        some = ids[start : start + 400]
        where = Where()
        where.within("e.happening", some)
        valid(where, as_of, "e")
        for happening, seq, coder, event, traits, origin in backend.rows(
            "SELECT e.happening, e.seq, r.coder, e.event, e.traits, r.origin"
            f" FROM events e JOIN reports r ON r.seq = e.seq WHERE {where} ORDER BY e.known, r.id, e.event",
            where.values,
        ):
            known = _DECODE.decode(traits)
            members[happening].append((seq, event, msgspec.structs.replace(known, origin=origin or known.report)))
            coders[seq] = coder
    events = coded_events(backend, list(coders.items()))
    return [_one(name, of, events, rule) for name, of in members.items() if of]


def _one(
    name: str, members: list[tuple[int, str, Traits]], events: dict[int, dict[str, Event]], rule: str
) -> Happening:
    happening = assemble([(traits, events[seq][event]) for seq, event, traits in members], rule=rule)
    return happening if happening.id == name else msgspec.structs.replace(happening, id=name)


def stories(backend: Backend, asked: Filter) -> Page[Story]:
    """Stories, the newest first or, sorted by reports, the most reported; the words of a story are its first title."""
    where = Where()
    valid(where, asked.as_of, "r")
    where.add("r.story IS NOT NULL")
    about_reports(backend, asked, where)
    if asked.first:
        where.add("r.known >= ?", asked.first)
    if asked.last:
        where.add("r.known <= ?", asked.last + STILL)
    order = ordering(asked, {"date": "max(r.known), r.story", "reports": "count(*), r.story"}, "date")
    total = one(backend, f"SELECT count(DISTINCT r.story) FROM reports r WHERE {where}", where.values)
    ids = [
        row[0]
        for row in backend.rows(
            f"SELECT r.story FROM reports r WHERE {where} GROUP BY r.story ORDER BY {order} LIMIT ? OFFSET ?",
            (*where.values, asked.limit, asked.offset),
        )
    ]
    return Page(_stories(backend, ids, asked.as_of), total, coverage(backend, asked))


def _stories(backend: Backend, ids: Sequence[str], as_of: str | None) -> list[Story]:
    if not ids:
        return []
    where = Where()
    where.within("story", ids)
    valid(where, as_of)
    reports: dict[str, list[tuple[Any, ...]]] = {name: [] for name in ids}
    for row in backend.rows(
        f"SELECT story, id, title, known, origin FROM reports WHERE {where} ORDER BY known, id", where.values
    ):
        reports[row[0]].append(row)
    return [_story(name, rows) for name, rows in reports.items()]


def _story(name: str, rows: list[tuple[Any, ...]]) -> Story:
    origins: dict[str, list[str]] = {}
    for _, report, _, _, origin in rows:
        origins.setdefault(origin or report, []).append(report)
    return Story(
        id=name,
        reports=[row[1] for row in rows],
        title=next((row[2] for row in rows if row[2]), None),
        first=rows[0][3],
        last=rows[-1][3],
        copies=[group for group in origins.values() if len(group) > 1],
        independent=len(origins),
    )
