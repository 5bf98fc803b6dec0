"""Conflict-months: which there are, what was known in them, and what followed."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.chances.months import month_of
from dragoman.chances.panel import LONGEST, known_by, panel, years_of

from .made import conflict, document

FILLER = document(99, "2010-12-31", conflicts=(9,))  # of another conflict: the tables cover all that is asked here


def rows(documents, first, last, conflicts=None):
    return panel(conflicts or [conflict()], [*documents, FILLER], month_of(first), month_of(last))


def at(documents, month):
    """The one row of a month."""
    return rows(documents, month, month)


@pytest.mark.parametrize(
    ("days", "cell"),
    [
        ([], 0),
        (["1994-12-31"], 0),  # 60 months and a day before the end of the month
        (["1995-01-01"], 1),
        (["1998-12-31"], 1),
        (["1999-01-01"], 2),
        (["1999-12-31"], 2),
        (["1999-05-01", "1999-06-01"], 3),
        (["1999-05-01", "1999-06-01", "1999-07-01"], 3),
        (["1999-05-01", "1999-05-01", "1999-06-01", "1999-07-01"], 4),
        (["1996-05-01", "1999-06-01"], 2),
        (["2000-01-01"], 0),
    ],
)
def test_the_five_cells_at_the_end_of_1999(days, cell):
    assert at([document(number, day) for number, day in enumerate(days)], "1999-12").cells.tolist() == [cell]


@pytest.mark.parametrize(("day", "live"), [("1997-12-31", False), ("1998-01-01", True), ("1999-12-31", True)])
def test_a_process_lives_on_for_24_months(day, live):
    assert at([document(1, day)], "1999-12").live.tolist() == [live]


@pytest.mark.parametrize(
    ("day", "any6"), [("1999-12-31", 0), ("2000-01-01", 1), ("2000-06-30", 1), ("2000-07-01", 0), ("2001-06-30", 0)]
)
def test_six_months_reach_from_month_end_to_month_end(day, any6):
    assert at([document(1, day)], "1999-12").outcomes["any6"].tolist() == [any6]


def test_a_horizon_that_ends_in_february_ends_with_its_last_day():
    assert at([document(1, "2000-02-29")], "1999-08").outcomes["any6"].tolist() == [1]
    assert at([document(1, "2000-03-01")], "1999-08").outcomes["any6"].tolist() == [0]


@pytest.mark.parametrize(
    ("stage", "followed"),
    [
        ("Cea", {"any6", "cea12"}),
        ("Ren", {"any6", "cea12"}),
        ("SubPar", {"any6", "sub12"}),
        ("SubComp", {"any6", "sub12"}),
        ("Pre", {"any6"}),
        ("Imp", {"any6"}),
    ],
)
def test_stages_tell_what_followed(stage, followed):
    found = at([document(1, "2000-03-01", stage=stage)], "1999-12").outcomes
    assert {name for name, (value,) in found.items() if value} == followed


def test_a_local_document_and_one_of_another_conflict_do_not_count():
    others = [document(1, "1999-12-01", local=True), document(2, "1999-12-01", conflicts=(2,))]
    assert at(others, "1999-12").cells.tolist() == [0]


def test_a_document_of_two_conflicts_counts_for_both():
    found = rows([document(1, "1999-12-01", conflicts=(1, 2))], "1999-12", "1999-12", [conflict(1), conflict(2)])
    assert found.cells.tolist() == [2, 2]
    assert found.conflicts.tolist() == [1, 2]


def test_what_lies_beyond_the_tables_is_not_known():
    found = rows([], "2010-01", "2010-12", [conflict(1, range(2005, 2011))])
    assert np.isnan(found.outcomes["any6"]).tolist() == [False] * 6 + [True] * 6
    assert np.isnan(found.outcomes["cea12"]).all()


def months(conflicts, first, last):
    return [f"{month // 12}-{month % 12 + 1:02}" for month in rows([], first, last, conflicts).months.tolist()]


def test_a_conflict_stays_for_two_years_after_it_was_active():
    found = months([conflict(years=[1985, 1995], began="1985-03-01")], "1994-01", "1999-12")
    assert found == [f"{year}-{month:02}" for year in (1996, 1997) for month in range(1, 13)]


def test_a_conflict_that_begins_has_rows_from_that_month_on():
    found = months([conflict(years=[1995, 1996], began="1995-10-20")], "1995-01", "1995-12")
    assert found == ["1995-10", "1995-11", "1995-12"]


def test_a_conflict_that_resumes_or_whose_beginning_is_untold_has_no_rows_in_that_year():
    assert months([conflict(years=[1985, 1995], began="1985-03-01")], "1995-01", "1995-12") == []
    assert months([conflict(years=[1995], began=None)], "1995-01", "1995-12") == []


def test_documents_fade_and_the_last_one_is_remembered_for_ten_years():
    found = rows([document(1, "1999-12-31")], "1999-12", "2000-12")
    assert found.decayed[0].tolist() == [1, 1, 1]
    assert found.decayed[3, 0] == pytest.approx(0.5, abs=0.01), "three months later, of the half-life of three months"
    assert found.decayed[12, 1] == pytest.approx(0.5, abs=0.01)
    assert found.since.tolist() == sorted(found.since) and found.since[0] == 0
    assert at([], "1999-12").since.tolist() == [LONGEST]


def test_no_conflicts_give_no_rows():
    empty = rows([], "1999-01", "1999-12", [conflict(years=[])])
    assert len(empty) == 0
    assert list(years_of(empty)) == []


def test_an_outcome_is_known_by_january_when_its_horizon_has_ended():
    found = rows([], "1999-01", "2000-12")
    known = known_by(found, 6, 2000)
    assert found.months[known].max() == month_of("1999-06")


DAYS = st.dates(date(1993, 1, 1), date(2003, 12, 31))


@settings(max_examples=30, deadline=None)
@given(days=st.lists(DAYS, max_size=8), month=st.integers(month_of("1996-01"), month_of("2002-12")))
def test_a_further_document_never_lowers_what_is_known(days, month):
    """More is never told by fewer: cell, life and decayed counts grow with any document, the months since it shrink."""
    documents = [document(number, day.isoformat()) for number, day in enumerate(days)]
    fewer, more = (panel([conflict()], [*some, FILLER], month, month) for some in (documents[1:], documents))
    assert more.cells[0] >= fewer.cells[0]
    assert more.live[0] >= fewer.live[0]
    assert (more.decayed >= fewer.decayed).all()
    assert more.since[0] <= fewer.since[0]
    for name, values in more.outcomes.items():
        assert values[0] >= fewer.outcomes[name][0]
