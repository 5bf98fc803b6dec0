"""Versions of a report: a correction is shown, and the old one stays for what was known then."""

from __future__ import annotations

import pytest

from dragoman.store import Filter

from .material import day, report, strike
from .shown import Fresh, lines


def test_a_correction_is_shown_and_the_old_version_stays(fresh: Fresh) -> None:
    record = fresh([report("a", strike(killed=4), published=day(0))], [report("a", strike(killed=9), published=day(2))])
    assert [line.event.casualties.killed.min for line in record.events().lines] == [9]  # type: ignore[union-attr]
    then = record.events(Filter(as_of=day(1)))
    assert [line.event.casualties.killed.min for line in then.lines] == [4]  # type: ignore[union-attr]
    assert then.coverage.reports == 1
    assert record.stats().versions == 2 and record.stats().reports == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_versions_count_from_their_dates_whenever_they_come(fresh: Fresh, order: tuple[int, ...]) -> None:
    each = [report("a", strike(killed=number), published=day(number * 2)) for number in range(3)]
    record = fresh(*([each[number]] for number in order))
    for number in range(3):
        for after in (0, 1):
            (line,) = record.events(Filter(as_of=day(number * 2 + after))).lines
            assert line.event == each[number][1].events[0]
    assert record.events().lines[0].event == each[2][1].events[0]
    assert lines(record) == lines(fresh(each))


def test_of_versions_of_one_date_the_one_that_came_last_counts(fresh: Fresh) -> None:
    one, other = (report("a", strike(killed=number)) for number in (1, 2))
    for first, second in ((one, other), (other, one)):
        record = fresh([first], [second])
        assert [line.event for line in record.events().lines] == second[1].events
        assert [line.event for line in record.events(Filter(as_of=day(9))).lines] == first[1].events


def test_times_of_day_and_zones_are_heard(fresh: Fresh) -> None:
    early = report("a", strike(killed=1), published="2024-03-01T23:30:00+02:00")
    late = report("a", strike(killed=2), published="2024-03-01T22:00:00Z")
    record = fresh([late], [early])
    assert [line.event for line in record.events().lines] == late[1].events
    assert [line.event for line in record.events(Filter(as_of="2024-03-01T21:59:59Z")).lines] == early[1].events
    assert record.events(Filter(as_of="2024-03-01T21:29:59Z")).lines == []
    assert [line.event for line in record.events(Filter(as_of="2024-03-01")).lines] == late[1].events


def test_a_correction_that_tells_of_something_else_does_not_drag_others_along(fresh: Fresh) -> None:
    """Another outlet's report of the first version's event must not become one with what the correction tells."""
    record = fresh(
        [
            report("a", strike(day(0), "Kharkiv"), published=day(0)),
            report("b", strike(day(0), "Kharkiv"), published=day(0), source="Courier"),
            report("a", strike(day(3), "Rafah", by="Israel", to="Hamas"), published=day(3)),
        ]
    )
    found = {line.report.id: line.happening for line in record.events().lines}
    assert len(set(found.values())) == 2
    assert sorted(one.reports for one in record.timeline().lines) == [1, 1]
