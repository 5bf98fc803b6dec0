"""Happenings by day, and the stories: what many reports told, each once, with its sources and disagreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from dragoman.linking.traits import Traits
from dragoman.linking.values import assemble
from dragoman.records import Event, Happening, Story

from .asking import Page, coded_events, coverage, ordering
from .backend import STILL, Backend, chunks, one
from .counting import happened, most, whole
from .filters import Filter, Where, about_events, about_reports, valid
from .planning import EVENTS, Plan
from .tellings import Tellings, of_reports_alone
from .versions import bound

_EACH = 8  # events that are looked at for each happening wanted
_PAGED = 1_000  # happenings read at once, the most told first
_MANY = 4  # a part of all happenings, one in so many, from which on the most told are worth counting first
_ALL = 2**31  # rows: no record has as many
_DECODE = msgspec.json.Decoder(Traits)


def happenings(backend: Backend, asked: Filter, rule: str = "most") -> Page[Happening]:
    """Happenings of which some event answers what is asked, newest first; each with all its sources known then.

    Args:
        backend: the record.
        asked: the filter; it may sort by date or by sources (most reported first).
        rule: how the shown value of each field is picked: first, most, recent or precise.
    """
    if whole(asked) and asked.sort != "known":
        ids, total = _of_all(backend, asked)
    else:
        ids, total = _of_events(backend, asked)
    return Page(assembled(backend, ids, asked.as_of, rule), total, coverage(backend, asked))


def _of_all(backend: Backend, asked: Filter) -> tuple[list[str], int]:
    """From what is kept of each happening: by its day, or by how many reports tell of it."""
    where = happened(asked.as_of)
    total = int(one(backend, f"SELECT count(*) FROM happenings h WHERE {where}", where.values))
    sources = asked.sort == "sources"
    if sources and asked.as_of is not None:
        then = Where()
        valid(then, asked.as_of)
        counted = f"SELECT count(DISTINCT seq) FROM events WHERE happening = ? AND {then}"
        until = asked.offset + asked.limit if not asked.ascending else total
        found = most(
            _most_told(backend, "ever", where), lambda name: one(backend, counted, (name, *then.values)), until
        )
        return (found[::-1] if asked.ascending else found)[asked.offset : asked.offset + asked.limit], total
    order = ordering(asked, {"date": "h.day, h.id", "sources": "h.reports, h.id"}, "date")
    rows = backend.rows(
        f"SELECT h.id FROM happenings h WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*where.values, asked.limit, asked.offset),
    )
    return [row[0] for row in rows], total


def _of_events(backend: Backend, asked: Filter) -> tuple[list[str], int]:
    """From the events that answer what is asked."""
    order = ordering(
        asked, {"date": "e.day, e.n", "known": "e.known, e.n", "sources": "count(DISTINCT e.seq), e.happening"}, "date"
    )
    told = Tellings(backend, asked) if of_reports_alone(asked) and not whole(asked) else None
    if asked.sort == "sources" and told is not None:
        return told.most_reported(asked.limit, asked.offset, ascending=asked.ascending), len(told)
    where = about_events(backend, asked)
    where.add("e.happening IS NOT NULL")
    plan = Plan(backend, EVENTS, where)
    if asked.sort == "sources":
        return _most_reported(backend, asked, plan, order)
    if whole(asked):  # counted elsewhere
        alive = happened(asked.as_of)
        total = int(one(backend, f"SELECT count(*) FROM happenings h WHERE {alive}", alive.values))
    elif plan.few:
        found = list(dict.fromkeys(row[0] for row in plan.rows("e.happening", order, _ALL, 0)))
        return found[asked.offset : asked.offset + asked.limit], len(found)
    else:
        total = plan.count("DISTINCT e.happening") if told is None else len(told)
    wanted = min(total, asked.offset + asked.limit)
    looked = _EACH * wanted
    while len(found := list(dict.fromkeys(row[0] for row in plan.rows("e.happening", order, looked, 0)))) < wanted:
        looked *= _EACH  # many events of few happenings
    return found[asked.offset : wanted], total


def _most_reported(backend: Backend, asked: Filter, plan: Plan, order: str) -> tuple[list[str], int]:
    """Those that most reports tell of: counted one by one from the most told on, where many answer, else all."""
    until = asked.offset + asked.limit
    if not plan.few and not asked.ascending and until <= _PAGED:
        total = plan.count("DISTINCT e.happening")
        if total * _MANY >= int(one(backend, "SELECT count(*) FROM happenings")):
            bounds = _most_told(backend, "reports" if asked.as_of is None else "ever", Where())
            found = most(bounds, plan.number("e.seq", "e.happening", "events_happening"), until)
            return found[asked.offset :], total
    return plan.grouped("e.happening", order, asked.limit, asked.offset)


def _most_told(backend: Backend, column: str, where: Where) -> Iterator[tuple[str, int]]:
    """Happenings `h` with how many versions tell of each, now ("reports") or ever, the most first; page by page."""
    offset = 0
    while rows := backend.rows(
        f"SELECT h.id, h.{column} FROM happenings h WHERE {where} ORDER BY h.{column} DESC, h.id DESC LIMIT ? OFFSET ?",
        (*where.values, _PAGED, offset),
    ):
        yield from ((row[0], row[1]) for row in rows)
        offset += _PAGED


def assembled(backend: Backend, ids: Sequence[str], as_of: str | None, rule: str = "most") -> list[Happening]:
    """The happenings of these ids, in their order, from the events that count now or counted then."""
    members: dict[str, list[tuple[int, str, Traits]]] = {name: [] for name in ids}
    coders: dict[int, str] = {}
    for some in chunks(ids, 400):
        where = Where()
        where.within("e.happening", some)
        valid(where, as_of, "e")
        for happening, seq, coder, event, traits, origin in backend.rows(
            "SELECT e.happening, e.seq, r.coder, e.event, e.traits, r.origin"
            f" FROM events e JOIN reports r ON r.seq = e.seq WHERE {where} ORDER BY r.known, r.id, e.event",
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
    where = told_then(asked.as_of)
    about_reports(backend, replace(asked, story=None), where, "s.seq")
    if asked.story:
        where.add("s.story = ?", asked.story)
    if asked.first:
        where.add("s.known >= ?", asked.first)
    if asked.last:
        where.add("s.known <= ?", asked.last + STILL)
    order = ordering(asked, {"date": "max(s.known), s.story", "reports": "count(*), s.story"}, "date")
    total = one(backend, f"SELECT count(DISTINCT s.story) FROM story_spans s WHERE {where}", where.values)
    ids = [
        row[0]
        for row in backend.rows(
            f"SELECT s.story FROM story_spans s WHERE {where} GROUP BY s.story ORDER BY {order} LIMIT ? OFFSET ?",
            (*where.values, asked.limit, asked.offset),
        )
    ]
    return Page(_stories(backend, ids, asked.as_of), total, coverage(backend, asked))


def told_then(as_of: str | None) -> Where:
    """The spans `s` of versions in stories that count now, or counted then."""
    where = Where()
    if as_of is None:
        where.add(f"s.till = '{STILL}'")
    else:
        where.add("s.since <= ? AND s.till > ?", bound(as_of), bound(as_of))
    return where


def _stories(backend: Backend, ids: Sequence[str], as_of: str | None) -> list[Story]:
    if not ids:
        return []
    where = told_then(as_of)
    where.within("s.story", ids)
    reports: dict[str, list[tuple[Any, ...]]] = {name: [] for name in ids}
    for row in backend.rows(
        "SELECT s.story, r.id, r.title, r.known, r.origin FROM story_spans s JOIN reports r ON r.seq = s.seq"
        f" WHERE {where} ORDER BY r.known, r.id",
        where.values,
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
