"""Which reference class a chance starts from: by what was signed lately, and never by what was signed later."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.bases import base_for, of_class
from dragoman.chances.classes import carried, classes, for_any, for_deaths, for_documents, for_live, shrunk, sources

from .told import AT, move, question, situation

TODAY = date.fromisoformat(AT).toordinal()
TALKS = [("round", 30), ("round", 90), ("ceasefire", 90), ("ceasefire", 365), ("agreement", 365)]
DAYS = st.lists(st.integers(-2500, 2500), max_size=12)


def based(template, days, *ago, **fields):
    """The base of a question where documents were signed so many days ago."""
    return base_for(question(template, days), situation(documents=tuple(TODAY - one for one in ago), **fields))


@pytest.mark.parametrize(("template", "days"), TALKS)
def test_where_nothing_signed_is_told_it_is_the_class_of_all_live_processes(template, days):
    assert based(template, days) == of_class(for_live(template, days), days)
    assert based(template, days, 800) == based(template, days)


@pytest.mark.parametrize(("template", "days"), TALKS)
@pytest.mark.parametrize(
    ("ago", "counts"), [((3,), (1, 1)), ((3, 40), (2, 2)), ((3, 40, 90, 700), (3, 4)), ((1, 20, 60, 90, 100), (5, 5))]
)
def test_documents_of_the_last_year_choose_the_class(template, days, ago, counts):
    assert based(template, days, *ago) == of_class(for_documents(*counts, template, days), days)


def test_where_all_documents_are_known_that_there_is_none_says_something():
    quiet = based("ceasefire", 365, whole=True)
    assert quiet == of_class(for_documents(0, 0, "ceasefire", 365), 365)
    assert quiet.p < based("ceasefire", 365).p
    assert based("ceasefire", 365, 800, whole=True) == of_class(for_documents(0, 1, "ceasefire", 365), 365)


@given(days=DAYS, later=DAYS, kind=st.sampled_from(TALKS), whole=st.booleans())
def test_a_document_signed_later_has_no_say(days, later, kind, whole):
    known = [TODAY - abs(one) for one in days]
    future = [TODAY + 1 + abs(one) for one in later]
    before = base_for(question(*kind), situation(documents=tuple(known), whole=whole))
    assert base_for(question(*kind), situation(documents=tuple(sorted(known + future)), whole=whole)) == before


def test_the_year_ends_on_the_day_that_is_asked_of():
    a_year = (date.fromisoformat(AT) - date(2030, 3, 20)).days
    assert based("round", 90, a_year) == of_class(for_live("round", 90), 90)
    assert based("round", 90, a_year - 1) == based("round", 90, 0)


@given(st.sampled_from(sorted(classes())), st.integers(1, 3660))
def test_a_base_is_a_class_shrunk_and_carried_to_its_horizon(key, days):
    one = classes()[key]
    base = of_class(one, days)
    assert 0 <= base.low <= base.p <= base.high <= 1
    assert base.p == pytest.approx(carried(shrunk(one).p, one.days, days))
    assert base.n == one.n
    assert f"{one.n:,}" in base.of
    assert len(base.cases) == len(one.cases)
    for source in one.sources:
        assert sources()[source].until in base.source


@pytest.mark.parametrize("template", ["deaths_halve", "deaths_double"])
def test_deaths_start_from_all_months_with_enough_of_them(template):
    base = based(template, 90, 3)
    assert base == of_class(for_deaths(0, template), 90)
    assert 0 < base.p < 0.6


def test_a_case_says_how_often_it_came():
    shown = of_class(for_live("round", 90), 90).cases[0]
    name, _, rest = shown.partition(" (")
    assert name[-4:].isdecimal()
    assert rest.endswith(")")


def test_talks_of_which_nothing_is_told_for_two_years_are_no_live_process():
    asleep = situation(moves=(move("accepted", "2028-11-02"),))
    asked = question("ceasefire", 90)
    assert base_for(asked, asleep) == of_class(for_any("ceasefire", 90), 90)
    awake = situation(moves=(move("accepted", "2030-11-02"),))
    assert base_for(asked, awake) == of_class(for_live("ceasefire", 90), 90)
