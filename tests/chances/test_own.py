"""What a conflict's own history says: of the right conflict, of nothing later, and only where the tables reach."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.chances.bases import of_class
from dragoman.chances.classes import for_documents
from dragoman.chances.history import pax, ucdp
from dragoman.chances.months import month_of
from dragoman.chances.own import History
from dragoman.chances.questions import ask
from dragoman.chances.situation import Situation
from dragoman.chances.standing import issued_of
from dragoman.records import Process, to_json

from .test_backtest import PAX, YEARS, documents, table, years

AT = "2000-03-15"
PAIR = ("MLI", "group:MLI-JNIM")  # Mali's number is 432, Niger's 436


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def history(folder, papers=None, active=None, last=date(2003, 12, 20)):
    """Tables of a history; Mali's conflict is the first."""
    made = [[*row[:4], *["432" if cell == "500" else cell for cell in row[4:]]] for row in active or years()]
    table(folder / pax.FILE, PAX, papers if papers is not None else documents(last))
    table(folder / ucdp.YEARS, YEARS, made)
    return History(folder)


def chance(tables, template="ceasefire", days=365, asked=AT, told=()):
    names = {"MLI": "Mali", "group:MLI-JNIM": "JNIM"}
    situation = Situation(Process(id="t", parties=list(PAIR), names=names), (), asked, told)
    return issued_of(ask(template, names, asked, days), situation, tables)


def test_the_conflict_is_that_of_all_states_of_the_parties(folder):
    tables = history(folder)
    assert tables.conflict_of(PAIR, AT) == 1
    assert tables.conflict_of(("MLI",), AT) == 1
    assert tables.conflict_of(("MLI", "NER"), AT) is None  # Niger takes part in none
    assert tables.conflict_of(("group:NOWHERE-X",), AT) is None
    assert tables.conflict_of((), AT) is None


def test_of_two_conflicts_the_one_in_which_something_was_signed(folder):
    other = [[7, year, "1994-01-01", 1, "432", "", "", ""] for year in range(1994, 2003)]
    assert history(folder, active=[*years(), *other]).conflict_of(PAIR, AT) == 1
    both = [*documents(), [900, "A", "1999-01-05", "Intra", "Pre", 7, "B", "7"]]
    assert history(folder, both, [*years(), *other]).conflict_of(PAIR, AT) is None


def test_that_it_is_active_or_joined_later_has_no_say(folder):
    old = [[1, year, "1970-02-01", 1, "500", "", "", ""] for year in range(1970, 1980)]
    again = [*old, *([1, year, "2000-11-01", 1, "500", "", "", ""] for year in range(2000, 2004))]
    assert history(folder, active=again).conflict_of(PAIR, AT) is None
    assert history(folder, active=again).conflict_of(PAIR, "2001-01-01") == 1
    joined = [[*row[:5], "436" if row[1] > 2000 else "", *row[6:]] for row in years()]  # Niger comes to help
    assert history(folder, active=joined).conflict_of(("MLI", "NER"), AT) is None
    assert history(folder, active=joined).conflict_of(("MLI", "NER"), "2002-01-01") == 1


def test_who_took_part_long_ago_takes_part_no_more(folder):
    left = [[*row[:5], "436" if row[1] < 1990 else "", *row[6:]] for row in years()]
    assert history(folder, active=left).conflict_of(("MLI", "NER"), "1999-12-31") == 1
    assert history(folder, active=left).conflict_of(("MLI", "NER"), AT) is None


def test_a_conflict_that_began_this_year_is_known_from_that_day(folder):
    new = [[1, year, "2000-02-01", 1, "500", "", "", ""] for year in range(2000, 2004)]
    tables = history(folder, active=new)
    assert tables.conflict_of(PAIR, "2000-02-01") == 1
    assert tables.conflict_of(PAIR, "2000-01-31") is None


def test_no_document_after_the_day_is_known(folder):
    tables = history(folder)
    known = tables.days(1, AT)
    assert known == tuple(sorted(known))
    assert known[-1] <= date.fromisoformat(AT).toordinal() < tables.days(1, "2003-12-31")[-1]


@pytest.mark.parametrize(("template", "days"), [("ceasefire", 365), ("agreement", 365), ("round", 90)])
def test_later_documents_and_years_change_no_chance_nor_what_explains_it(folder, template, days):
    before = chance(history(folder, last=date(2000, 3, 15)), template, days)
    later = [[800 + month, "", f"2001-0{month}-05", "Intra", "Cea", 1, "X", "1"] for month in (1, 5)]
    others = [*documents(date(2000, 3, 15)), *later]
    more = [*years(2000), *([2, year, "1995-02-01", 1, "520", "", "", ""] for year in (2001, 2002, 2003))]
    for given in ({}, {"papers": others}, {"active": more}):
        after = chance(history(folder, **given), template, days)
        assert to_json(after.chance) == to_json(before.chance)
        assert after.nearest == before.nearest
        assert after.base == before.base
    assert chance(history(folder, last=date(1999, 1, 15)), template, days).base != before.base


def test_the_model_of_the_january_is_the_base_where_the_question_is_its_target(folder):
    found = chance(history(folder))
    assert "weighed as known in January 2000" in found.base.says
    assert ["2004 to 2020" in one.worth for one in found.base.measured] == [True] * 3
    assert found.chance.adjustments[: len(found.base.measured)] == list(found.base.measured)
    assert 0 < found.chance.low <= found.chance.p <= found.chance.high < 1
    assert chance(history(folder), "round", 90).nearest == ()


def test_past_situations_are_of_other_conflicts_and_their_outcome_was_known(folder):
    nearest = chance(history(folder)).nearest
    assert [one.name for one in nearest] == ["A process"]
    assert all(month_of(one.month) + 12 <= month_of("2000-02") for one in nearest)


def test_the_class_shown_is_that_of_the_month_that_is_wholly_known(folder):
    last = date(2000, 2, 29).toordinal()
    tables = history(folder)
    known = [day for day in tables.days(1, AT) if day <= last]
    counts = [sum(date(2000 - years_, 2, 28).toordinal() < day for day in known) for years_ in (1, 5)]
    shown = of_class(for_documents(*counts, "ceasefire", 365), 365)
    assert chance(tables).base.key == shown.key


def test_where_the_tables_end_long_before_the_day_they_do_not_say_that_nothing_was_signed(folder):
    tables = history(folder, last=date(1999, 3, 1))
    assert not tables.covers(AT)
    found = chance(tables)
    assert not found.situation.whole
    assert found.base.measured == ()
    assert tables.covers("1999-08-01")


def test_a_document_of_the_tables_and_of_reports_counts_once(folder):
    tables = history(folder)
    last = tables.days(1, AT)[-1]
    assert chance(tables, "round", 90, told=(last + 2,)).situation.documents == tables.days(1, AT)
