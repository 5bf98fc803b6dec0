"""The readers of UCDP's terminations and peace agreements, on tables of their form with invented rows."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.chances.history.agreements import agreements
from dragoman.chances.history.terminations import AGREEMENT, LOW_ACTIVITY, episodes, last_year
from dragoman.errors import BadTable

TERMS = "dyadep_id,dyadepisode,conflict_id,dyad_id,year,dyadterm,ependdate,outcome,start_date2,location,side_a,side_b,territory_name,incompatibility\n"  # fmt: skip  # noqa: E501
LAKE = "Lakeland,Government of Lakeland,LLF"
SIGNED = "paid,conflict_id,conflict_name,dyad_id,pa_name,pa_date,ended,duration,version\n"


@pytest.fixture
def made(tmp_path):
    def make(text: str, encoding: str = "utf-8"):
        path = tmp_path / "made.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return make


def day(year: int, month: int, of: int) -> int:
    return date(year, month, of).toordinal()


class TestTerminations:
    def test_an_episode_is_its_years(self, made):
        found = episodes(
            made(
                f"{TERMS}1.4e+06,1,9901,14000,2003,1,3/31/03,1,5/1/02,{LAKE},Shore,1\n"
                f"1.4e+06,1,9901,14000,2002,0,,,5/1/02,{LAKE},Shore,1\n"
            )
        )
        assert len(found) == 1
        one = found[0]
        assert (one.dyad, one.number, one.conflict, one.outcome) == (14000, 1, 9901, AGREEMENT)
        assert (one.began, one.ended) == (day(2002, 5, 1), day(2003, 3, 31))
        assert one.years == ((2002, 2002), (2003, 2002))
        assert (one.location, one.about, one.side_b) == ("Lakeland", "Shore", "LLF")
        assert last_year(found) == 2003

    def test_episodes_with_one_damaged_number_are_told_apart(self, made):
        found = episodes(
            made(
                f"{TERMS}1.4e+06,2,9901,14000,2009,1,12/31/09,5,1/2/09,{LAKE},,2\n"
                f"1.4e+06,1,9901,14000,2003,1,3/31/03,1,5/1/02,{LAKE},,2\n"
                f"1.4e+06,1,9902,14001,2003,1,3/31/03,1,5/1/02,{LAKE},,2\n"
            )
        )
        assert [(one.dyad, one.number) for one in found] == [(14000, 1), (14000, 2), (14001, 1)]
        assert found[1].outcome == LOW_ACTIVITY
        assert found[0].about == "Government"

    @pytest.mark.parametrize("none", ["", "."])
    def test_fighting_that_goes_on_has_no_end(self, made, none):
        one = episodes(made(f"{TERMS}9,1,9901,1,2004,{none},{none},{none},5/1/02,{LAKE},,2\n"))[0]
        assert (one.ended, one.outcome, one.known) == (None, None, False)

    def test_an_end_without_its_day_is_the_last_of_the_year(self, made):
        one = episodes(made(f"{TERMS}9,1,9901,1,1997,1,,2,,{LAKE},,2\n"))[0]
        assert one.ended == day(1997, 12, 31)
        assert one.began == day(1997, 1, 1)
        assert one.years == ((1997, None),)
        assert one.known

    @pytest.mark.parametrize(("outcome", "told"), [("7", "no outcome"), ("won", "whole number")])
    def test_an_outcome_of_another_version_is_told(self, made, outcome, told):
        with pytest.raises(BadTable, match=told) as raised:
            episodes(made(f"{TERMS}9,1,9901,1,1997,1,3/1/97,{outcome},,{LAKE},,2\n"))
        assert raised.value.line == 2

    def test_an_empty_table(self, made):
        assert episodes(made(TERMS)) == []
        assert last_year([]) == 0


class TestAgreements:
    def test_what_stands_and_what_fell(self, made):
        found = agreements(
            made(
                f'{SIGNED}2,"9901, 9902",Lakeland: Government,"1, 2","The Second\n Accord",2005-06-07,,,22.1\n'
                "1,9901,Lakeland: Government,1,First Accord,2001-02-03,True,2002-03-04,22.1\n"
                "3,9901,Lakeland: Government,1,Third Accord,2006-01-01,True,,22.1\n"
            )
        )
        assert [one.name for one in found] == ["First Accord", "The Second Accord", "Third Accord"]
        first, second, third = found
        assert (first.signed, first.fell, first.ended) == (day(2001, 2, 3), day(2002, 3, 4), True)
        assert (second.fell, second.ended, second.conflicts, second.dyads) == (None, False, (9901, 9902), (1, 2))
        assert (third.fell, third.ended) == (None, True)
        assert first.covers == 2021

    def test_names_that_were_encoded_twice_are_mended_and_others_kept(self, made):
        twice = "Communiqué “of the lake”".encode().decode("latin-1")
        found = agreements(
            made(
                f"{SIGNED}1,1,Lake,1,{twice},2001-02-03,,,22.1\n"
                "2,1,Lake,1,Communiqué of Gbédé – “again”,2002-02-03,,,22.1\n"
            )
        )
        assert [one.name for one in found] == ["Communiqué “of the lake”", "Communiqué of Gbédé – “again”"]

    @pytest.mark.parametrize(
        ("row", "field"),
        [
            ("1,1,Lake,1,Accord,2001-02-03,perhaps,,22.1", "ended"),
            ("1,1,Lake,1,Accord,in May,,,22.1", "pa_date"),
            ("1,one,Lake,1,Accord,2001-02-03,,,22.1", "conflict_id"),
        ],
    )
    def test_values_that_are_none_are_told(self, made, row, field):
        with pytest.raises(BadTable) as raised:
            agreements(made(f"{SIGNED}{row}\n"))
        assert raised.value.field == field
        assert raised.value.line == 2

    def test_a_version_of_another_form_covers_nobody_knows_what(self, made):
        assert agreements(made(f"{SIGNED}1,1,Lake,1,Accord,2001-02-03,,,new\n"))[0].covers == 0
