"""What looks like talks and is none, and whose talks they are: read so that no wrong process is listed."""

from __future__ import annotations

import pytest

from dragoman.talks import fold, is_peace

STEPS = {"proposed", "accepted", "convened", "ongoing", "adjourned", "concluded", "collapsed", "cancelled", "refused"}
WAR = "Fighting between the Houthis and the Yemeni government went on. "


@pytest.mark.parametrize(
    "text",
    [
        "The Yemeni prime minister was met by Houthi fighters at the airport.",
        "The Yemeni plan was met with fierce criticism by the Houthis.",
        "The Yemeni cabinet met while the war with the Houthis went on.",
        "The Yemeni president spoke with the Iranian president about the war by telephone.",
        "A meeting between the Yemeni government and the Houthis was on the mind of the minister during a trip to "
        "Cairo, which was cancelled.",
        "The Houthis called the war over. We had a meeting the day before.",
        "An aide suggested that peace talks between the Yemeni government and the Houthis might be pointless.",
    ],
)
def test_receptions_calls_and_trips_are_no_steps(told, text):
    assert not {move.kind for move in told(text)} & STEPS


def test_those_who_are_discussed_or_left_out_do_not_meet(told):
    text = "The foreign ministers of Egypt and Jordan met in Amman on Monday to discuss Syria and Iran amid the war."
    assert {tuple(move.parties) for move in told(text) if move.kind == "convened"} == {("EGY", "JOR")}


def test_a_third_who_turns_something_down_refuses_no_talks(told):
    text = "Armenia and Azerbaijan opened peace talks in Tbilisi. Iran rejected a call to join the talks of Armenia."
    assert not [move for move in told(text) if move.kind == "refused" and move.by == "IRN"]


def test_what_others_signed_is_no_paper_of_the_talks(told):
    text = "Armenia and Azerbaijan opened peace talks in Tbilisi. Egypt and Israel signed a peace treaty in 1979."
    assert not [move for move in told(text) if move.kind == "signed" and move.parties == ["ARM", "AZE"]]


def test_heads_of_state_who_only_speak_or_decline_tell_no_level(told):
    text = (
        "Armenia and Azerbaijan are holding peace talks in Tbilisi, after Azerbaijani President Ilham Aliyev declined "
        "to meet Armenian Prime Minister Nikol Pashinyan."
    )
    assert {move.level for move in told(text)} <= {None}
    ministers = "Armenian Foreign Minister Ararat Mirzoyan met Azerbaijani Foreign Minister Jeyhun Bayramov in Tbilisi."
    assert {move.level for move in told("The war goes on. " + ministers) if move.kind == "convened"} == {"ministers"}


def test_consent_of_who_has_no_plans_to_come_is_none(told):
    text = "A spokesman confirmed that Armenia had no plans to travel to Tbilisi for the peace talks with Azerbaijan."
    assert {move.kind for move in told(text)} & STEPS == {"refused"}


def test_one_side_that_offers_to_meet_makes_no_listed_peace_process(told):
    text = "Armenia and Azerbaijan traded words. Azerbaijan said it was ready to meet Armenia."
    assert not [process for process in fold([("2024-05-16", "r", move) for move in told(text)]) if is_peace(process)]
