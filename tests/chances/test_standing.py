"""The chances of what reports tell of: whose talks, as of which day, and how many documents were signed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances import standing
from dragoman.chances.standing import documents, issued, issued_of, of, situations, together
from dragoman.records import to_json

from .told import PAIR, move, question, round_, situation


def ordinals(*days):
    return tuple(date.fromisoformat(day).toordinal() for day in days)


def signed(first, document="ceasefire_agreement", **fields):
    return move("signed", first, document=document, **fields)


def test_moves_of_others_do_not_count():
    mine = [move("refused"), move("refused", parties=["ERI"])]
    others = [move("refused", parties=["ERI", "KEN"]), move("refused", parties=["KEN"]), move("refused", parties=[])]
    assert of(PAIR, [*mine, *others]) == mine


# ---------------------------------------------------------------- documents


def test_one_document_told_by_several_reports_with_several_days_is_one():
    told = [
        signed("2031-03-02", report="a"),
        signed("2031-03-01", report="b"),
        signed("2031-03-04", "", report="c"),
        signed("2031-03-09", report="d", dated=False),
        signed("2031-03-21", report="e", dated=False),  # told of again for weeks
        signed("2031-04-03", report="f", dated=False),
    ]
    assert documents(PAIR, told) == ordinals("2031-03-01")


def test_another_kind_or_another_month_is_another_document():
    told = [
        signed("2031-03-01"),
        signed("2031-03-01", "framework"),
        signed("2031-03-20"),
        signed("2031-06-01", dated=False),
    ]
    assert documents(PAIR, told) == ordinals("2031-03-01", "2031-03-01", "2031-03-20", "2031-06-01")


def test_what_one_side_signs_alone_or_with_others_is_none_of_theirs():
    told = [signed("2031-03-01", parties=["ERI"]), signed("2031-03-01", parties=["ERI", "KEN"]), signed(None)]
    assert documents(PAIR, told) == ()


DAYS = st.integers(730_000, 731_500)
TOLD = st.lists(st.tuples(DAYS, st.sampled_from(["", "framework", "ceasefire_agreement"]), st.booleans()), max_size=12)


@given(TOLD, st.randoms(use_true_random=False))
def test_documents_do_not_hang_on_the_order_of_telling_and_are_no_more_than_told(given_, draw):
    told = [signed(date.fromordinal(day).isoformat(), name, dated=dated) for day, name, dated in given_]
    found = documents(PAIR, told)
    draw.shuffle(told)
    assert documents(PAIR, told) == found == tuple(sorted(found))
    assert len(found) <= len({day for day, _, _ in given_}) * 3
    assert set(found) <= {day for day, _, _ in given_}
    assert bool(found) == bool(given_)


@given(TOLD, TOLD)
def test_what_is_told_of_later_days_leaves_the_documents_before_as_they_are(before, after):
    def made(some):
        return [signed(date.fromordinal(day).isoformat(), name, dated=dated) for day, name, dated in some]

    later = [(day + 2000, name, dated) for day, name, dated in after]
    known = documents(PAIR, made(before))
    assert documents(PAIR, made(before + later))[: len(known)] == known


def test_a_document_that_the_tables_have_is_not_counted_again():
    known = ordinals("2031-01-01", "2031-03-01")
    assert together(known, ordinals("2031-03-03", "2031-03-20")) == ordinals("2031-01-01", "2031-03-01", "2031-03-20")


# ---------------------------------------------------------------- situations


@pytest.fixture
def reports(monkeypatch):
    """Gives reports whose moves are those that stand in them: (id, day, moves)."""

    class Told:
        def __init__(self, name, published, moves):
            self.id, self.published, self.moves = name, published, moves

    monkeypatch.setattr(standing, "find_moves", lambda report, coded: report.moves)
    return lambda *told: [(Told(*one), None) for one in told]


def meeting(report, first="2031-03-10", **fields):
    given_ = {"venue": "Nairobi", "peace": True, "mediators": ["KEN"]} | fields
    return move("convened", first, report=report, **given_)


def test_the_talks_of_reports_as_of_the_last_one(reports):
    pairs = reports(("a", "2031-03-10", [meeting("a")]), ("b", "2031-03-12T08:00:00Z", [meeting("b")]))
    (found,) = situations(pairs, "2040-01-01")
    assert found.at == "2031-03-12"
    assert found.process.parties == list(PAIR)
    assert {one.name for one in found.conditions} >= {"under_way", "venue", "mediated"}
    assert [one.chance.p for one in issued(found)] == [one.chance.p for one in issued(found)]


def test_several_pairs_are_told_apart(reports):
    other = meeting("b", parties=["RUS", "UKR"], venue="Doha", mediators=["QAT"])
    found = situations(reports(("a", "2031-03-10", [meeting("a")]), ("b", "2031-03-10", [other])), "2040-01-01")
    assert sorted(tuple(one.process.parties) for one in found) == [PAIR, ("RUS", "UKR")]
    venues = {one.process.parties[0]: c.of for one in found for c in one.conditions if c.name == "venue"}
    assert venues == {"ERI": "Nairobi", "RUS": "Doha"}


def test_ordinary_diplomacy_is_no_peace_talks(reports):
    moves = [meeting("a", peace=False, mediators=[])]
    assert situations(reports(("a", "2031-03-10", moves)), "2040-01-01") == []
    assert situations([], "2040-01-01") == []


@pytest.mark.parametrize("today", ["2031-03-11", "2040-01-01"])
def test_a_report_without_a_day_is_of_the_last_day_in_it_whenever_it_is_read(reports, today):
    ahead = move("proposed", "2031-05-01", peace=True)  # a day that is still to come
    (found,) = situations(
        reports(("a", None, [meeting("a"), ahead, move("refused", "2031-03-11", by="ERI", peace=True)])), today
    )
    assert found.at == "2031-03-11"
    assert "refused" in {one.name for one in found.conditions}


def test_reports_without_a_day_do_not_move_that_of_the_others(reports):
    pairs = reports(
        ("a", "2031-03-10", [meeting("a")]), ("b", None, []), ("c", None, [move("refused", None, peace=True)])
    )
    assert [one.at for one in situations(pairs, "2040-01-01")] == ["2031-03-10"]
    nowhere = reports(("a", None, [meeting("a", None, dated=False)]))
    assert [one.at for one in situations(nowhere, "2040-01-01")] == ["2040-01-01"]


# ---------------------------------------------------------------- chances


def test_five_chances_of_a_pair_in_a_stated_order_each_the_same_again():
    found = issued(situation(round_("ongoing")))
    kinds = [("round", 30), ("round", 90), ("ceasefire", 90), ("ceasefire", 365), ("agreement", 365)]
    assert [(one.question.template, one.question.days) for one in found] == kinds
    again = issued(situation(round_("ongoing")))
    assert [to_json(one.chance) for one in found] == [to_json(one.chance) for one in again]
    assert [one.question.template for one in issued(situation(), kinds=("agreement",))] == ["agreement"]


def test_further_ahead_is_likelier():
    near, far, truce, later, _ = (one.chance.p for one in issued(situation()))
    assert near < far
    assert truce < later


def test_the_last_chance_of_the_same_kind_is_told():
    asked = question("round", 30)
    first = issued_of(asked, situation())
    calls = []

    def before(*kind):
        calls.append(kind)
        return first.chance

    again = issued_of(asked, situation(round_("ongoing")), before=before)
    assert calls == [("round", PAIR, 30)]
    assert again.chance.previous == first.chance.p
    assert again.last == first.chance
    assert first.chance.previous is None
    assert again.would_move
