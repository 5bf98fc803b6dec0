"""Counts, what they are out of, and the days that no report covers."""

from __future__ import annotations

import msgspec

from dragoman.store import Filter, KeptRecord

from .material import day, meeting, report, said, strike
from .shown import Fresh, recode


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


def test_what_outlets_tell_is_counted_as_in_a_record_of_theirs_alone(fresh: Fresh) -> None:
    pairs = [
        *(
            report(f"p{n}", strike(day(n)), said(), published=day(n), source="Post", title=f"Post {n}")
            for n in range(3)
        ),
        report("h", meeting(day(1)), published=day(1), source="Post Herald", language="fr"),
        report("n", strike(day(2), "Suva"), published=day(2), source=None, language=None),
        report("p1", strike(day(1), killed=9), published=day(5), source="Post", title="Corrected"),
        report("p2", meeting(day(2)), said(), published=day(6), source="Courier", title="Handed on"),
    ]
    record = fresh(pairs)
    kinds = ("by_type", "by_status", "events", "statements", "reports")
    for asked, alone in (
        (Filter(source=["Post"]), [pairs[0], pairs[5]]),
        (Filter(source=["Post", "Courier"]), [pairs[0], pairs[5], pairs[6]]),
        (Filter(language="fr"), [pairs[3]]),
        (Filter(source=["Post Herald"], language="en"), []),
    ):
        found, wanted = record.stats(asked), fresh(alone).stats()
        assert [getattr(found, kind) for kind in kinds] == [getattr(wanted, kind) for kind in kinds]
    every = record.stats()
    assert every.events == sum(record.stats(Filter(source=[name])).events for name in every.by_source) + 1


def test_what_outlets_tell_is_counted_anew_when_it_is_coded_again(fresh: Fresh) -> None:
    record = fresh([report("a", strike(), said()), report("b", strike(day(1)), published=day(1), source="Herald")])
    assert record.stats(Filter(source=["Post"])).by_type == {"ASSAULT": 1}
    again = report("a", strike(), said())[1]
    told = msgspec.structs.replace(again, events=[msgspec.structs.replace(again.events[0], type="COERCE")])
    recode(record, [(report("a", strike(), said())[0], told)], "newer")
    stats = record.stats(Filter(source=["Post"]))
    assert (stats.by_type, stats.statements) == ({"COERCE": 1}, 1)
    assert record.stats(Filter(source=["Herald"])).by_type == {"ASSAULT": 1}
