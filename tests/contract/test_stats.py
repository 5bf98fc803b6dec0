"""Counts, what they are out of, and the days that no report covers."""

from __future__ import annotations

from dragoman.store import Filter, KeptRecord

from .material import day, meeting, report, said, strike
from .shown import Fresh


def test_counts_come_with_what_they_are_out_of(asked: KeptRecord) -> None:
    coverage = asked.events(Filter(actor=["ISR"], source=["Post"])).coverage
    assert (coverage.reports, coverage.sources, coverage.languages) == (4, 1, 2)
    assert (coverage.first, coverage.last) == (day(0), day(5))
    assert "of 4 reports, 1 source, 2 languages" in coverage.told
    assert asked.events(Filter(first=day(1), last=day(3))).coverage.reports == 3
    assert asked.events(Filter(as_of=day(0))).coverage.reports == 1


def test_no_coverage_is_not_zero(asked: KeptRecord) -> None:
    nothing = asked.events(Filter(first="1999-01-01", last="1999-12-31"))
    none_told = asked.events(Filter(type=["AID"]))
    assert nothing.total == none_told.total == 0
    assert nothing.coverage.told.startswith("no coverage") and not none_told.coverage.told.startswith("no coverage")


def test_stats_count_and_show_the_days_without_reports(fresh: Fresh) -> None:
    record = fresh(
        [
            report("a", strike(), said()),
            report("b", strike(day(1), "Odesa"), published=day(1), source="Courier"),
            report("c", meeting(day(8)), published=day(8), source=None, language=None),
        ]
    )
    stats = record.stats()
    assert (stats.reports, stats.versions, stats.events, stats.happenings, stats.statements) == (3, 3, 3, 3, 1)
    assert stats.by_source == {"Courier": 1, "Post": 1, "unknown": 1} and stats.by_language == {"en": 2, "unknown": 1}
    assert stats.by_type == {"ASSAULT": 2, "CONSULT": 1} and stats.by_status == {"happened": 3}
    assert (stats.days, stats.covered) == (9, 3)
    assert [(gap.first, gap.last, gap.days) for gap in stats.gaps] == [(day(2), day(7), 6)]
    empty = fresh().stats()
    assert (empty.reports, empty.days, empty.gaps) == (0, 0, []) and empty.coverage.told.startswith("no coverage")
