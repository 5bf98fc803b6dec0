"""What the record holds, counted, and where it holds nothing: a day without a report is no day without events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from .asking import Coverage, coverage
from .backend import Backend, one
from .counting import counted_events, counted_reports, happened, tallied
from .filters import Filter, Where, valid
from .timeline import told_then
from .versions import bound

_MOST_GAPS = 20


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Days on end, both included, of which no report was read."""

    first: str
    last: str
    days: int


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of what counts now, or counted then.

    `gaps` are the longest stretches without a report, `more_gaps` those left out; `days` is how many days lie between
    the first and the last report and `covered` on how many of them there is one.
    """

    coverage: Coverage
    reports: int
    versions: int
    stories: int
    independent: int
    events: int
    happenings: int
    statements: int
    by_source: dict[str, int]
    by_language: dict[str, int]
    by_type: dict[str, int]
    by_status: dict[str, int]
    days: int
    covered: int
    gaps: list[Gap]
    more_gaps: int


def stats(backend: Backend, asked: Filter) -> Stats:
    """Counts of the record, of some outlets, or as of a day."""
    reports = Where()
    valid(reports, asked.as_of)
    reports.within("source", asked.source)
    if asked.language:
        reports.add("language = ?", asked.language)
    chosen = bool(asked.source or asked.language)
    parts = Where()
    valid(parts, asked.as_of)
    if chosen:
        parts.add(f"seq IN (SELECT seq FROM reports WHERE {reports})", *reports.values)

    def grouped(column: str, table: str, where: Where) -> dict[str, int]:
        rows = backend.rows(
            f"SELECT {column}, count(*) FROM {table} WHERE {where} GROUP BY {column} ORDER BY count(*) DESC, {column}",
            where.values,
        )
        return {str(row[0] or "unknown"): row[1] for row in rows}

    kept = asked.as_of is None and not chosen
    if kept:
        outlets = counted_reports(backend)
        by_source = _summed((source, number) for source, _, number in outlets)
        by_language = _summed((language, number) for _, language, number in outlets)
    else:
        by_source, by_language = grouped("source", "reports", reports), grouped("language", "reports", reports)
    by_type: dict[str, int] = {}
    by_status: dict[str, int] = {}
    for type_, status, count in _types(backend, parts, kept=kept):
        by_type[type_] = by_type.get(type_, 0) + count
        by_status[status] = by_status.get(status, 0) + count
    days = [
        row[0]
        for row in backend.rows(
            f"SELECT DISTINCT substr(known, 1, 10) FROM reports WHERE {reports} ORDER BY 1", reports.values
        )
    ]
    gaps = _gaps(days)
    counted = f"SELECT count(DISTINCT origin), count(*) FROM reports WHERE {reports}"
    independent, total = backend.rows(counted, reports.values)[0]
    return Stats(
        coverage=coverage(backend, asked),
        reports=total,
        versions=_versions(backend, asked),
        stories=_stories(backend, asked, reports, chosen=chosen),
        independent=independent,
        events=sum(by_type.values()),
        happenings=_happenings(backend, asked, parts, chosen=chosen),
        statements=_statements(backend, parts, kept=kept),
        by_source=by_source,
        by_language=by_language,
        by_type=_most(by_type),
        by_status=_most(by_status),
        days=(date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days + 1 if days else 0,
        covered=len(days),
        gaps=gaps[:_MOST_GAPS],
        more_gaps=max(0, len(gaps) - _MOST_GAPS),
    )


def _stories(backend: Backend, asked: Filter, reports: Where, *, chosen: bool) -> int:
    """The stories told apart now or then; of chosen reports, those that one of them belongs to."""
    where = told_then(asked.as_of)
    if chosen:
        where.add(f"s.seq IN (SELECT seq FROM reports WHERE {reports})", *reports.values)
    return int(one(backend, f"SELECT count(DISTINCT s.story) FROM story_spans s WHERE {where}", where.values))


def _versions(backend: Backend, asked: Filter) -> int:
    where = Where()
    if asked.as_of is not None:
        where.add("known <= ?", bound(asked.as_of))
    return int(one(backend, f"SELECT count(*) FROM reports WHERE {where}", where.values))


def _types(backend: Backend, parts: Where, *, kept: bool) -> list[tuple[str, str, int]]:
    if kept:
        return counted_events(backend)
    # Grouped by an expression, or SQLite walks all events in the order of an index that begins with the type.
    sql = f"SELECT type || ' ' || status AS told, count(*) FROM events WHERE {parts} GROUP BY type || ' ' || status"
    found = ((row[0].partition(" "), row[1]) for row in backend.rows(sql, parts.values))
    return [(type_, status, number) for (type_, _, status), number in found]


def _happenings(backend: Backend, asked: Filter, parts: Where, *, chosen: bool) -> int:
    if chosen:
        return int(one(backend, f"SELECT count(DISTINCT happening) FROM events WHERE {parts}", parts.values))
    where = happened(asked.as_of)
    return int(one(backend, f"SELECT count(*) FROM happenings h WHERE {where}", where.values))


def _statements(backend: Backend, parts: Where, *, kept: bool) -> int:
    if kept:
        return sum(tallied(backend, "statements").values())
    return int(one(backend, f"SELECT count(*) FROM statements WHERE {parts}", parts.values))


def _summed(counts: Iterable[tuple[str | None, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, number in counts:
        found[name or "unknown"] = found.get(name or "unknown", 0) + number
    return _most(found)


def _most(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _gaps(days: list[str]) -> list[Gap]:
    """The stretches between covered days, the longest first."""
    found = []
    for before, after in pairwise(days):
        first = date.fromisoformat(before) + timedelta(days=1)
        last = date.fromisoformat(after) - timedelta(days=1)
        if first <= last:
            found.append(Gap(first=first.isoformat(), last=last.isoformat(), days=(last - first).days + 1))
    return sorted(found, key=lambda gap: (-gap.days, gap.first))
