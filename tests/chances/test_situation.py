"""Where parties stand: what holds, by whom and by which words; and who is meant by a name."""

from __future__ import annotations

import pytest

from dragoman.chances.adjusting import rules
from dragoman.chances.situation import Situation, party
from dragoman.errors import UnknownCode
from dragoman.records import Change, Evidence, Process

from .told import move, process, round_, situation, told


def held(found):
    return {one.name: one for one in found.conditions}


@pytest.mark.parametrize(
    ("stage", "condition"),
    [
        ("convened", "under_way"),
        ("ongoing", "under_way"),
        ("accepted", "agreed_ahead"),
        ("adjourned", "adjourned"),
        ("collapsed", "broken_off"),
        ("cancelled", "broken_off"),
        ("proposed", None),
        ("concluded", None),
    ],
)
def test_the_stage_of_the_last_round_with_its_words(stage, condition):
    last = round_(stage, evidence={"stage": told("a", "b")})
    found = held(situation(round_("collapsed", "2031-01-01"), last))
    assert list(found) == ([condition] if condition else [])
    if condition:
        assert found[condition].evidence == tuple(told("a", "b"))


def test_venue_level_and_mediators_of_the_last_round():
    evidence = {"venue": told("v"), "level": told("l"), "mediators": told("m")}
    given = {"venue": "Nairobi", "level": "ministers", "mediators": ["KEN", "XXX"], "evidence": evidence}
    found = held(situation(round_("proposed", **given)))
    assert {name: (one.of, one.evidence[0].report) for name, one in found.items()} == {
        "venue": ("Nairobi", "v"),
        "high_level": ("", "l"),
        "mediated": ("Kenya, XXX", "m"),
    }
    assert "venue" not in held(situation(round_("collapsed", **given)))
    assert "low_level" in held(situation(round_("proposed", level="technical")))


def test_a_refusal_is_told_once_with_everyone_who_refused_and_all_words():
    moves = (
        move("refused", by="ETH", report="a", at=5),
        move("stayed_away", by="ERI", report="b"),
        move("refused", by="ETH", report="c"),
        move("refused", by="KEN", report="d"),  # is at no table
        move("refused", by=None, report="e"),
    )
    found = held(situation(moves=moves))
    assert list(found) == ["refused"]
    assert found["refused"].of == "Ethiopia, Eritrea"
    assert [one.report for one in found["refused"].evidence] == ["a", "b", "c", "e"]
    assert found["refused"].evidence[0] == Evidence(report="a", start=5, end=10)


def test_a_refusal_of_nobody_in_particular_is_one_side_s():
    assert held(situation(moves=(move("refused", by=None),)))["refused"].of == "one side"


@pytest.mark.parametrize(
    ("kind", "issue", "condition"),
    [
        ("offered", "ceasefire", "truce_offered"),
        ("rejected", "ceasefire", "truce_refused"),
        ("violated", None, "truce_broken"),
        ("offered", "prisoners", None),
        ("rejected", None, None),
        ("demanded", "ceasefire", None),
    ],
)
def test_what_is_said_of_a_truce(kind, issue, condition):
    found = held(situation(moves=(move(kind, by="ERI", issue=issue),)))
    assert list(found) == ([condition] if condition else [])


@pytest.mark.parametrize(("first", "counts"), [("2031-03-20", True), ("2031-01-19", True), ("2031-01-18", False)])
def test_what_was_refused_more_than_two_months_ago_has_no_say(first, counts):
    assert bool(held(situation(moves=(move("refused", first, by="ERI"),)))) is counts


def test_nothing_told_nothing_holds():
    assert situation().conditions == ()


def test_every_condition_has_its_rule():
    moves = [move(kind, by="ERI", issue="ceasefire") for kind in ("refused", "offered", "rejected", "violated")]
    found = situation(round_("convened", venue="Doha", level="heads", mediators=["QAT"]), moves=tuple(moves)).conditions
    assert len(found) == 8
    assert {one.name for one in found} <= set(rules())


# ---------------------------------------------------------------- names


def test_questions_call_parties_as_the_codebooks_do():
    names = {"ERI": "Asmara's men", "group:NOWHERE-X": "the men of the hills"}
    found = Situation(Process(id="t", parties=["ERI", "group:NOWHERE-X"], names=names), (), "2031-01-01")
    assert found.names == {"ERI": "Eritrea", "group:NOWHERE-X": "the men of the hills"}


def test_a_state_opposite_a_group_of_its_own_is_its_government():
    names = {"YEM": "Government of Yemen"}
    found = Situation(process(parties=("YEM", "group:YEM-HOUTHI")), (), "2031-01-01")
    assert found.names == {"YEM": "the government of Yemen", "group:YEM-HOUTHI": "Houthis"}
    abroad = Situation(Process(id="t", parties=["SAU", "group:YEM-HOUTHI"], names=names), (), "2031-01-01")
    assert abroad.names["SAU"] == "Saudi Arabia"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("RUS", "RUS"),
        ("rus", "RUS"),
        ("Russia", "RUS"),
        ("the government of Yemen", "YEM"),
        ("Government of Yemen", "YEM"),
        ("Yemen's government", "YEM"),
        ("the Yemen government", "YEM"),
        ("Government of the Philippines", "PHL"),
        ("Houthis", "group:YEM-HOUTHI"),
        ("the  Houthis", "group:YEM-HOUTHI"),
        ("group:YEM-HOUTHI", "group:YEM-HOUTHI"),
        ("YEM-HOUTHI", "group:YEM-HOUTHI"),
        ("Bosnia and Herzegovina", "BIH"),
    ],
)
def test_a_party_by_its_code_key_or_name(name, key):
    assert party(name)[0] == key


@pytest.mark.parametrize("name", ["", "Moscowia", "the", "government", "government of", "group:", "\x00"])
def test_whom_nobody_knows_is_refused(name):
    with pytest.raises(UnknownCode, match="nobody is called"):
        party(name)


def test_a_name_in_a_question_is_understood_as_the_same_party():
    for keys in (("YEM", "group:YEM-HOUTHI"), ("SDN", "group:SDN-RSF"), ("RUS", "UKR"), ("BIH", "SRB")):
        found = Situation(process(parties=keys), (), "2031-01-01")
        assert {party(called)[0] for called in found.names.values()} == set(keys)


def known(day):
    """A round under way that reports tell of on a day."""
    return round_("ongoing", history=[Change(known=day, field="stage", value="ongoing", why="the sides met")])


def test_what_is_not_told_of_any_more_does_not_hold_for_ever():
    assert "under_way" in held(situation(known("2031-01-02")))
    assert "under_way" not in held(situation(known("2030-12-01")))


def test_the_last_day_on_which_anything_was_told():
    found = situation(known("2030-12-01"), moves=(move("refused", "2031-01-05"), move("accepted", "2031-04-02")))
    assert (found.told, found.fresh, found.silent) == ("2031-01-05", True, False)  # what is to come is not told yet
    assert not situation(known("2030-12-01")).fresh
    assert situation(known("2029-03-01")).silent and not situation(known("2029-04-01")).silent
    assert (situation().told, situation().fresh, situation().silent) == (None, True, False)
