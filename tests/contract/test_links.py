"""What links reports: copies, happenings with all their values, and talks with their evidence."""

from __future__ import annotations

import pytest

from dragoman.errors import BadFilter

from .material import day, meeting, plain, report, said, strike
from .shown import Fresh


def test_copies_are_one_independent_source(fresh: Fresh) -> None:
    words = [plain(f"In the {place} the talks of the spring were remembered") for place in ("harbour", "market")]
    same = (strike(), said(), *words)
    record = fresh(
        [
            report("wire", *same, published=day(0), source="Agency"),
            report("copy", *same, published=day(1), source="Post"),
            report("own", strike(), plain("A baker swept up the glass and went on"), published=day(1), source="Herald"),
        ]
    )
    (happening,) = record.timeline().lines
    assert (happening.reports, happening.independent) == (3, 2)
    assert {one.report for one in happening.evidence} == {"wire", "copy", "own"}
    assert record.stats().independent == 2


def test_tolls_that_differ_stay_side_by_side(fresh: Fresh) -> None:
    record = fresh(
        [
            report("a", strike(killed=4), published=day(0)),
            report("b", strike(killed=7), published=day(1), source="Herald"),
        ]
    )
    (happening,) = record.timeline().lines
    killed = {str(value.value): {one.report for one in value.evidence} for value in happening.fields["killed"]}
    assert sorted(killed.values(), key=sorted) == [{"a"}, {"b"}]
    shown = {rule: record.timeline(rule=rule).lines[0].shown["killed"] for rule in ("first", "recent")}
    assert shown["first"] != shown["recent"]


def test_talks_are_kept_with_their_evidence(fresh: Fresh) -> None:
    record = fresh(
        [
            report("a", meeting(day(3)), plain("It was the first talks since the war began"), published=day(3)),
            report("b", strike(day(4)), published=day(4)),
        ]
    )
    found = record.talks(["RUS", "UKR"], every=True)
    assert [process.parties for process in found] == [["RUS", "UKR"]]
    (one,) = found[0].rounds
    assert one.venue == "Istanbul"
    assert {evidence.report for each in one.evidence.values() for evidence in each} == {"a"}
    assert record.talks(["Ukraine", "Russia"], every=True) == found
    for nonsense in ({"as_of": "soon"}, {"limit": 0}):
        with pytest.raises(BadFilter):
            record.talks(**nonsense)  # type: ignore[arg-type]
    assert record.talks(["ISR"], every=True) == [] == record.talks(["RUS"], as_of=day(2), every=True)
