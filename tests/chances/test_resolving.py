"""How questions end by the record: two independent reports of the thing itself, within the time asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.chances.resolving import COVERED, GRACE, Asked, resolve
from dragoman.records import Change

from .told import PAIR, move, process, round_, told

ASKED = Asked("round", PAIR, "2031-03-01", "2031-03-31")
TRUCE = Asked("ceasefire", PAIR, "2031-03-01", "2031-03-31")
DEAL = Asked("agreement", PAIR, "2031-03-01", "2031-03-31")
TODAY = "2031-03-25"
AFTER = "2031-04-20"


def ended(asked, *rounds, moves=(), today=TODAY, reports=0, origin=lambda report: report, parties=PAIR):
    return resolve(asked, [process(*rounds, parties=parties)], list(moves), today, reports=reports, origin=origin)


def held(first="2031-03-10", stage="concluded", reports=("a", "b"), **fields):
    return round_(stage, first, venue="Nairobi", evidence={"dates": told(*reports)}, **fields)


def copy(report):
    """ "wire-1" is a copy of "wire", as is "wire-2"."""
    return report.partition("-")[0]


def test_a_round_told_by_two_independent_reports_came_true_on_its_day():
    found = ended(ASKED, held(reports=("b", "a")))
    assert found is not None
    assert (found.outcome, found.on, found.why) == (True, "2031-03-10", "a round was held in Nairobi")
    assert [one.report for one in found.evidence] == ["a", "b"]


@pytest.mark.parametrize("reports", [("a",), ("a", "a"), (), ("wire-1", "wire-2")])
def test_one_source_is_not_enough_nor_are_copies_of_one(reports):
    assert ended(ASKED, held(reports=reports), origin=copy) is None


def test_what_is_announced_by_one_and_held_by_another_is_told_by_one():
    one = round_("convened", "2031-03-10", evidence={"stage": told("a", "b"), "dates": told("b")})
    assert ended(ASKED, one) is None


@pytest.mark.parametrize(
    ("first", "counts"),
    [
        ("2031-03-01", False),  # the day the question was asked
        ("2031-03-02", True),
        ("2031-03-25", True),
        ("2031-03-26", False),  # has not come yet
        ("2031-04-01", False),
        (None, False),
    ],
)
def test_only_a_round_after_the_question_and_not_after_today_or_the_deadline(first, counts):
    assert bool(ended(ASKED, held(first))) is counts


def test_a_round_on_the_last_day_counts_and_one_after_it_does_not():
    assert ended(ASKED, held("2031-03-31"), today=AFTER).on == "2031-03-31"
    assert ended(ASKED, held("2031-04-01"), today=AFTER) is None


@pytest.mark.parametrize("stage", ["proposed", "accepted", "cancelled"])
def test_a_round_that_never_met_is_none(stage):
    assert ended(ASKED, held(stage=stage)) is None


@pytest.mark.parametrize("stage", ["convened", "ongoing", "adjourned", "concluded", "collapsed"])
def test_a_round_that_met_is_one_however_it_went(stage):
    assert ended(ASKED, held(stage=stage)).outcome


def test_a_round_that_met_and_was_not_taken_up_again_was_held():
    met = [Change(known="2031-03-10", field="stage", value="convened", why="the sides met")]
    assert ended(ASKED, held(stage="cancelled", history=met)).outcome


def test_a_mediator_s_visits_to_one_side_are_no_round():
    assert ended(ASKED, held(format="shuttle")) is None
    assert ended(ASKED, held(format="proximity")).outcome


def test_a_round_without_one_of_the_parties_is_not_theirs():
    others = held(parties=["ERI", "KEN"])
    assert ended(ASKED, others, parties=("ERI", "ETH", "KEN")) is None
    assert ended(ASKED, held(parties=["ERI", "ETH", "KEN"]), parties=("ERI", "ETH", "KEN")).outcome


def test_of_several_rounds_the_first_decides():
    assert ended(ASKED, held("2031-03-20"), held("2031-03-05")).on == "2031-03-05"


# ---------------------------------------------------------------- documents


def signed(report, first="2031-03-10", document="ceasefire_agreement", **fields):
    return move("signed", first, report=report, document=document, **fields)


def test_a_ceasefire_signed_by_both_and_told_by_two():
    found = ended(TRUCE, moves=[signed("b", at=3), signed("a", "2031-03-11")])
    assert (found.outcome, found.on, found.why) == (True, "2031-03-10", "it was signed")
    assert [(one.report, one.start) for one in found.evidence] == [("a", 0), ("b", 3)]


@pytest.mark.parametrize(
    "moves",
    [
        [signed("a")],
        [signed("wire-1"), signed("wire-2")],
        [signed("a"), signed("b", "2031-03-13")],  # two documents, each told by one
        [signed("a", document="prisoner_exchange"), signed("b", document="prisoner_exchange")],
        [signed("a", parties=["ERI", "KEN"]), signed("b", parties=["ERI", "KEN"])],
        [signed("a", parties=["ERI"]), signed("b", parties=["ERI"])],
        [signed("a", "2031-02-28"), signed("b", "2031-03-01")],
        [signed("a", dated=False), signed("b", dated=False)],  # it may be an old one
        [move("proposed", "2031-03-10", report=one, issue="ceasefire") for one in "ab"],
    ],
)
def test_what_is_no_ceasefire_of_theirs_leaves_the_question_open(moves):
    assert ended(TRUCE, moves=moves, origin=copy) is None


def test_a_ceasefire_is_no_agreement_on_the_matters_of_the_conflict():
    truce = [signed("a"), signed("b")]
    assert ended(DEAL, moves=truce) is None
    deal = [signed("a", document="peace_agreement"), signed("b", document="framework")]
    assert ended(DEAL, moves=deal).outcome
    assert ended(TRUCE, moves=deal) is None
    of_truce = [signed(one, document=None, issue="ceasefire") for one in "ab"]
    assert ended(TRUCE, moves=of_truce).outcome


# ---------------------------------------------------------------- nothing told


@pytest.mark.parametrize("asked", [ASKED, TRUCE, DEAL])
def test_past_the_deadline_it_did_not_come_true_where_enough_was_read(asked):
    found = ended(asked, today=AFTER, reports=COVERED)
    assert (found.outcome, found.on, found.evidence) == (False, None, ())
    assert found.why == f"{COVERED} reports on the parties tell of none by 2031-03-31"
    assert ended(asked, today=AFTER, reports=COVERED - 1) is None
    assert ended(asked, today="2031-03-31", reports=100) is None


def test_some_days_of_grace_for_reports_that_come_late():
    last = f"2031-04-{GRACE:02}"
    assert ended(ASKED, today=last, reports=100) is None
    assert ended(ASKED, today=f"2031-04-{GRACE + 1:02}", reports=100).outcome is False


def test_deaths_are_counted_by_others():
    assert ended(replace(ASKED, template="deaths_halve"), held(), today=AFTER, reports=100) is None
