"""The happenings that some reports tell of, as counted from what each tells and as counted from their events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from dragoman.store import Filter, KeptRecord

from .material import day, many, report, strike, versions
from .shown import Fresh, recode
from .test_migrations import undo_spans

ASKED: tuple[dict[str, Any], ...] = (
    {"source": ["Post"]},
    {"source": ["Post", "Herald"]},
    {"source": ["Nobody's"]},
    {"language": "fr"},
    {"text": "Kharkiv"},
    {"report": ["r00003", "r00007", "alone"]},
    {"source": ["Herald"], "as_of": day(9)},
    {"text": "Kharkiv", "as_of": day(4)},
)


def told(record: KeptRecord, **asked: Any) -> list[str]:
    """The happenings, the most reported first, from the lines of events."""
    by: dict[str, set[str]] = defaultdict(set)
    for line in record.events(Filter(**asked, limit=1000)).lines:
        if line.happening is not None:
            by[line.happening].add(line.report.id)
    return sorted(by, key=lambda name: (len(by[name]), name), reverse=True)


def agrees(record: KeptRecord) -> None:
    for asked in ASKED:
        wanted = told(record, **asked)
        for ascending in (False, True):
            page = record.timeline(Filter(**asked, sort="sources", limit=3, offset=1, ascending=ascending))
            assert page.total == len(wanted)
            assert [one.id for one in page.lines] == (wanted[::-1] if ascending else wanted)[1:4]
        newest = record.timeline(Filter(**asked, limit=1000))
        assert (newest.total, {one.id for one in newest.lines}) == (len(wanted), set(wanted))
        if asked.keys() <= {"source", "language", "as_of"}:
            assert record.stats(Filter(**asked)).happenings == len(wanted)


@pytest.fixture
def record(fresh: Fresh) -> KeptRecord:
    return fresh(
        [
            *many(60),
            *versions(["r00003", "r00004", "r00030"]),
            report("alone", strike(day(2), "Suva"), published=day(8), source="Herald", language="fr"),
            report("late", strike(day(0)), published=day(12), source="Courier"),
        ]
    )


def test_what_some_reports_tell(record: KeptRecord) -> None:
    agrees(record)
    assert len(told(record, source=["Post"])) > 4


def test_what_they_tell_after_a_report_that_moves_others(record: KeptRecord) -> None:
    record.add_coded([report("early", strike(day(0)), published=day(0), source="Post")], coder="hand")
    record.add_coded([report("alone", strike(day(1), "Apia"), published=day(13), source="Herald")], coder="hand")
    agrees(record)


def test_what_they_tell_when_they_are_coded_again(record: KeptRecord) -> None:
    one = report("alone", strike(day(2), "Suva"), published=day(8), source="Herald", language="fr")
    other = report("alone", strike(day(2), "Apia"), published=day(8), source="Herald", language="fr")
    recode(record, [(one[0], other[1])], "newer")
    agrees(record)


def test_a_record_from_before_tells_the_same(place: Callable[[], str]) -> None:
    where = place()
    with KeptRecord(where) as record:
        record.add_coded([*many(20), *versions(["r00003"])], coder="hand")
        undo_spans(record)
        record.backend.run("DROP INDEX moves_known")
        record.backend.run("DROP INDEX reports_ended")
        record.backend.run("DELETE FROM tallies WHERE kind LIKE 'told %' OR kind LIKE 'said %'")
        record.backend.run("DELETE FROM migrations WHERE name = '0006_outlets'")
    with KeptRecord(where) as record:
        agrees(record)
