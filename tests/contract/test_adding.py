"""Adding: what comes in is kept word by word, once, and at once; failures are listed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from dragoman.records import Failure
from dragoman.store import Filter, KeptRecord

from .material import Pair, day, many, report, said, strike, versions
from .shown import Fresh, lines


def test_adding_the_same_again_changes_nothing(fresh: Fresh) -> None:
    pairs = [*many(24), *versions(["r00003"])]
    record = fresh(pairs)
    before, log = lines(record), record.changes(limit=10_000)
    tally = record.add_coded(pairs, coder="hand")
    assert (tally.new, tally.versions, tally.unchanged) == (0, 0, 25)
    assert lines(record) == before
    assert record.changes(limit=10_000) == log
    assert len(before) > 30


def test_a_tally_tells_new_reports_from_versions(fresh: Fresh) -> None:
    record = fresh()
    tally = record.add_coded([report("a"), report("b"), report("a", published=day(3)), report("b")], coder="hand")
    assert (tally.new, tally.versions, tally.unchanged, tally.failures) == (2, 1, 1, [])
    assert tally.ids == ["a", "b", "a"]


def test_what_was_added_is_asked_for_word_by_word(fresh: Fresh) -> None:
    pair = report("a", strike(), said(), title="A night", url="https://a.example/1", source="Post")
    record = fresh([pair])
    (line,) = record.events().lines
    assert line.event == pair[1].events[0]
    about = line.report
    assert (about.id, about.title, about.published, about.source, about.url, about.known) == (
        *("a", "A night", day(0), "Post", "https://a.example/1", day(0)),
    )
    assert line.happening is not None and about.story is not None
    (spoken,) = record.statements().lines
    assert spoken.statement == pair[1].statements[0]


def test_a_report_without_a_date_is_known_from_when_it_came(fresh: Fresh) -> None:
    record = fresh([report("a", strike(on=day(0)), published=None)])
    (line,) = record.events().lines
    assert line.report.known > "2026" and line.report.published is None
    assert record.events(Filter(as_of="2025-01-01")).lines == []


def test_a_record_opened_again_holds_the_same(place: Callable[[], str]) -> None:
    where = place()
    with KeptRecord(where) as record:
        record.add_coded(many(12), coder="hand")
        before = lines(record)
    with KeptRecord(where) as record:
        assert lines(record) == before


def test_reports_coded_here_are_kept_and_failures_listed(fresh: Fresh, read: list[Any]) -> None:
    record = fresh()
    broken = Failure(code="D108", what="a line that is no report", line=3)
    texts = [made for made, _ in read]
    tally = record.add([texts[0], broken, *texts[1:]])
    assert (tally.new, tally.failures) == (len(texts), [broken])
    told = fresh(read)
    assert [line.event for line in record.events().lines] == [line.event for line in told.events().lines]
    assert record.add(texts).unchanged == len(texts)


def test_real_codings_come_back_as_they_were(fresh: Fresh, read: list[Any]) -> None:
    record = fresh(read)
    kept = {(line.report.id, line.event.id): line.event for line in record.events().lines}
    assert kept == {(made.id, event.id): event for made, coded in read for event in coded.events}
    assert kept
    statements = [line.statement for line in record.statements(Filter(sort="date", ascending=True)).lines]
    assert statements == [said for _, coded in read for said in coded.statements]


def test_what_came_in_does_not_wait_for_what_comes_slowly(place: Callable[[], str]) -> None:
    where = place()
    seen: list[int] = []

    def slowly() -> Iterator[Pair]:
        yield report("a")
        time.sleep(1.05)
        yield report("b")
        with KeptRecord(where) as other:
            seen.append(other.stats().reports)
        yield report("c")

    with KeptRecord(where) as record:
        record.add_coded(slowly(), coder="hand")
        assert (seen, record.stats().reports) == ([2], 3)
