"""What the record holds, counted, and where it holds nothing: a day without a report is no day without events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from .asking import Coverage, coverage, read_from
from .backend import Backend, one
from .counting import Outlet, counted_events, counted_of, happened, tallied
from .filters import Filter, Where, valid
from .tellings import Tellings
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
    of = Where()
    if chosen:
        of.among("seq", f"SELECT seq FROM reports WHERE {reports}", reports.values)
    valid(of, asked.as_of)
    outlets = read_from(backend, asked)
    events, statements = _told(backend, asked, of, [(source, language) for source, language, *_ in outlets])
    by_type: dict[str, int] = {}
    by_status: dict[str, int] = {}
    for type_, status, count in events:
        by_type[type_] = by_type.get(type_, 0) + count
        by_status[status] = by_status.get(status, 0) + count
    known = f"SELECT known FROM reports {backend.by('reports_known')} WHERE {reports} GROUP BY known ORDER BY known"
    days = list(dict.fromkeys(row[0][:10] for row in backend.rows(known, reports.values)))
    gaps = _gaps(days)
    origins = f"reports {backend.by('reports_source' if chosen else 'reports_origin')}"
    counted = f"SELECT count(DISTINCT origin), count(*) FROM {origins} WHERE {reports}"
    independent, total = backend.rows(counted, reports.values)[0]
    return Stats(
        coverage=coverage(backend, asked),
        reports=total,
        versions=_versions(backend, asked),
        stories=_stories(backend, asked, reports, chosen=chosen),
        independent=independent,
        events=sum(by_type.values()),
        happenings=_happenings(backend, asked, chosen=chosen),
        statements=statements,
        by_source=_summed((source, number) for source, _, number, *_ in outlets),
        by_language=_summed((language, number) for _, language, number, *_ in outlets),
        by_type=_most(by_type),
        by_status=_most(by_status),
        days=(date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days + 1 if days else 0,
        covered=len(days),
        gaps=gaps[:_MOST_GAPS],
        more_gaps=max(0, len(gaps) - _MOST_GAPS),
    )


def _stories(backend: Backend, asked: Filter, reports: Where, *, chosen: bool) -> int:
    """The stories told apart now or then; of chosen reports, those that one of them belongs to."""
    from .timeline import told_then  # which knows linking: most questions need not wait for that

    where = told_then(asked.as_of)
    if chosen:
        where.among("s.seq", f"SELECT seq FROM reports WHERE {reports}", reports.values)
    return int(one(backend, f"SELECT count(DISTINCT s.story) FROM story_spans s WHERE {where}", where.values))


def _versions(backend: Backend, asked: Filter) -> int:
    where = Where()
    if asked.as_of is not None:
        where.add("known <= ?", bound(asked.as_of))
    return int(one(backend, f"SELECT count(*) FROM reports WHERE {where}", where.values))


def _told(
    backend: Backend, asked: Filter, of: Where, outlets: Iterable[Outlet]
) -> tuple[list[tuple[str, str, int]], int]:
    """The events by type and status, and how many statements there are."""
    if asked.as_of is None:
        if asked.source or asked.language:
            return counted_of(backend, outlets)
        return counted_events(backend), sum(tallied(backend, "statements").values())
    # By the index that stands in this order, or hundreds of thousands of rows are sorted.
    rows = backend.rows(
        f"SELECT type, status, count(*) FROM events {backend.by('events_status')} WHERE {of} GROUP BY status, type",
        of.values,
    )
    said = int(one(backend, f"SELECT count(*) FROM statements WHERE {of}", of.values))
    return [(row[0], row[1], row[2]) for row in rows], said


def _happenings(backend: Backend, asked: Filter, *, chosen: bool) -> int:
    if chosen:
        return len(Tellings(backend, asked))
    where = happened(asked.as_of)
    return int(one(backend, f"SELECT count(*) FROM happenings h WHERE {where}", where.values))


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
