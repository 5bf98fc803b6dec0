"""Two happenings that a later report shows to be one: one from then on, two as of the days before."""

from __future__ import annotations

import pytest

from dragoman.store import Filter, KeptRecord

from .material import Pair, day, plain, report, strike
from .shown import Fresh, lines, recode
from .test_tellings import told

# The first report has another town, the second one another toll, and the third agrees with each in one of the two.
WRONG_TOWN = report("town", strike(day(0), "Odesa", killed=15), published=day(1), source="Herald")
OTHER_TOLL = report("toll", strike(day(0), killed=20), published=day(2), source="Courier")
BOTH = report("both", strike(day(0), killed=15), published=day(3), source="Gazette")
THREE = [WRONG_TOWN, OTHER_TOLL, BOTH]


def together(record: KeptRecord, as_of: str | None = None) -> list[list[str]]:
    """The reports of each happening."""
    page = record.timeline(Filter(as_of=as_of, ascending=True))
    assert page.total == len(page.lines) == record.stats(Filter(as_of=as_of)).happenings
    return sorted([one.report for one in happening.evidence] for happening in page.lines)


def test_they_are_one_from_then_on(fresh: Fresh) -> None:
    record = fresh(THREE)
    assert together(record) == [["town", "toll", "both"]]
    assert together(record, day(2)) == [["toll"], ["town"]]
    assert together(record, day(3)) == together(record)
    (happening,) = record.timeline().lines
    assert happening.id == record.timeline(Filter(as_of=day(1))).lines[0].id
    assert {value.value["name"] for value in happening.fields["place"]} == {"Kharkiv", "Odesa"}
    assert "place" in happening.disagree and "killed" in happening.disagree


def test_every_event_counts_once(fresh: Fresh) -> None:
    record = fresh(THREE)
    for as_of, number in ((None, 3), (day(2), 2), (day(3), 3)):
        asked = [Filter(as_of=as_of), Filter(as_of=as_of, actor=["RUS"]), Filter(as_of=as_of, sort="known")]
        assert [record.events(one).total for one in asked] == [number] * 3
        assert record.stats(Filter(as_of=as_of)).events == number
        assert record.stats(Filter(as_of=as_of, source=["Courier"])).events == 1


@pytest.mark.parametrize("as_of", [None, day(2), day(3)])
def test_what_an_outlet_tells_of_is_the_happening_of_that_day(fresh: Fresh, as_of: str | None) -> None:
    record = fresh(THREE)
    page = record.timeline(Filter(source=["Courier"], as_of=as_of, sort="sources"))
    assert [one.id for one in page.lines] == told(record, source=["Courier"], as_of=as_of)


def test_it_does_not_matter_which_of_them_comes_first(fresh: Fresh) -> None:
    expected = lines(fresh(THREE))
    for order in ([2, 1, 0], [1, 2, 0], [2, 0, 1]):
        record = fresh([THREE[order[0]]])
        for place in order[1:]:
            record.add_coded([THREE[place]], coder="hand")
        assert lines(record) == expected


def test_as_of_a_day_it_is_the_record_of_what_was_known_then(fresh: Fresh) -> None:
    assert lines(fresh(THREE), day(2)) == lines(fresh(THREE[:2]))


def test_the_change_log_tells_which_event_went_where(fresh: Fresh) -> None:
    record = fresh(THREE[:2])
    assert record.changes() and not [one for one in record.changes() if one["kind"] == "happening"]
    second = next(one.id for one in record.timeline().lines if one.evidence[0].report == "toll")
    record.add_coded([BOTH], coder="hand")
    (merged,) = record.timeline().lines
    (logged,) = [one for one in record.changes() if one["kind"] == "happening"]
    assert (logged["subject"], logged["before"], logged["report"]) == (merged.id, second, "toll")


def corrected() -> Pair:
    return report("both", plain("Nothing of the kind took place"), published=day(5), source="Gazette")


def test_they_are_two_again_when_the_report_that_showed_it_takes_it_back(fresh: Fresh) -> None:
    record = fresh(THREE)
    record.add_coded([corrected()], coder="hand")
    assert together(record) == [["toll"], ["town"]]
    assert together(record, day(3)) == [["town", "toll", "both"]]
    assert lines(record) == lines(fresh([*THREE, corrected()]))
    late = report("late", strike(day(0), "Odesa", killed=15), published=day(6), source="Post")
    record.add_coded([late], coder="hand")
    assert together(record) == [["toll"], ["town", "late"]]


def test_a_correction_of_one_of_them_ends_what_it_told(fresh: Fresh) -> None:
    other = report("toll", strike(day(0), killed=21), published=day(5), source="Courier")
    record = fresh(THREE)
    record.add_coded([other], coder="hand")
    assert together(record) == [["town", "both", "toll"]]
    assert lines(record) == lines(fresh([*THREE, other]))
    assert together(record, day(2)) == [["toll"], ["town"]]


def test_coded_again_they_may_be_two(fresh: Fresh) -> None:
    _, elsewhere = report("both", strike(day(0), "Suva", killed=2), published=day(3), source="Gazette")
    record = fresh(THREE)
    recode(record, [(BOTH[0], elsewhere), WRONG_TOWN, OTHER_TOLL], "newer")
    assert together(record) == [["both"], ["toll"], ["town"]]
    assert {row[0] for row in record.backend.rows("SELECT continues FROM events")} == {None}
