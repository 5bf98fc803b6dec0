"""Whole short reports, of which one sentence alone would be read wrongly: who sits there, who answers, who helps."""

from __future__ import annotations

import pytest

SIX = ("ETH", "KEN", "SOM")


def steps(moves, *kinds):
    return [(move.kind, move.by, move.parties) for move in moves if move.kind in kinds]


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("Delegates from the Philippines and China met near Jakarta on Thursday, with Malaysia in the chair.", ["MYS"]),
        (
            "The Philippines and China opened a new chapter on Thursday when their negotiators, brought together by "
            "Malaysia, met in Jakarta. Tankers bound for Japan and Korea pass within sight of the shoal.",
            ["MYS"],
        ),
    ],
)
def test_those_who_sit_there_are_told_of_without_a_word_for_talks(told, text, mediators):
    [met] = [move for move in told(text) if move.kind == "convened"]
    assert (met.parties, met.mediators, met.venue) == (["CHN", "PHL"], mediators, "Jakarta")


def test_all_of_a_list_sit_there_where_the_report_goes_on_about_two(told):
    text = "Representatives of Kenya, Somalia and Ethiopia met in Entebbe on Wednesday. Uganda is mediating the talks."
    assert {tuple(move.parties) for move in told(text)} == {SIX}


def test_a_go_between_named_with_those_it_goes_between_is_none_of_them(told):
    text = (
        "Kazakhstan, whose envoys have been shuttling between Kyrgyzstan, Tajikistan and Uzbekistan for weeks, "
        "suggested on Thursday that they meet in Almaty."
    )
    assert steps(told(text), "proposed") == [("proposed", "KAZ", ["KGZ", "TJK", "UZB"])]


def test_who_has_the_ear_of_others_is_the_one_who_offers(told):
    text = "Kenya, which has the ear of Ethiopia and Somalia, offered on Thursday to host their talks in Nairobi."
    [offer] = [move for move in told(text) if move.kind == "proposed"]
    assert (offer.by, offer.parties) == ("KEN", ["ETH", "SOM"])


def test_two_who_answer_each_in_a_sentence_of_its_own_sit_at_one_table(told):
    text = (
        "Armenia agreed on Wednesday to join a first round of negotiations in Tbilisi. "
        '"One step," was the comment of Georgian envoy Nino Beridze. '
        "The acceptance of Azerbaijan was announced on Thursday."
    )
    both = ["ARM", "AZE"]
    assert steps(told(text), "accepted") == [("accepted", "ARM", both), ("accepted", "AZE", both)]


def test_an_answer_from_a_capital_is_that_of_its_state(told):
    text = "Malaysia proposed talks between the Philippines and China. A positive reply from Manila came on Tuesday."
    assert steps(told(text), "accepted") == [("accepted", "PHL", ["CHN", "PHL"])]


def test_who_proposes_may_stand_after_the_proposal(told):
    text = "A new meeting with Pakistan should take place in Muscat on 6 June, Afghanistan proposed on Thursday."
    assert steps(told(text), "proposed") == [("proposed", "AFG", ["AFG", "PAK"])]


def test_what_would_be_under_a_proposal_is_proposed(told):
    text = (
        "Afghanistan said on Thursday it was proposing a second round of talks with Pakistan in Muscat. "
        "Under the proposal, delegations of Islamabad and Kabul would meet in Muscat on 6 June."
    )
    assert {kind for kind, *_ in steps(told(text), "proposed", "accepted")} == {"proposed"}


def test_what_both_agree_to_is_no_claim_of_one(told):
    text = "Afghanistan's Taliban government and Pakistan agreed on Thursday to pause their talks in Muscat."
    assert [(move.kind, move.said_by) for move in told(text)] == [("adjourned", None)]


def test_talks_taken_up_again_go_on(told):
    assert {move.kind for move in told("Talks between Chad and Sudan were taken up again on Thursday in Doha.")} == {
        "ongoing"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Chad and Sudan stretched into Thursday in Doha.",
        "The fourth round of talks between Chad and Sudan went into another day in Doha.",
    ],
)
def test_talks_that_run_into_a_day_go_on(told, text):
    assert {move.kind for move in told(text)} == {"ongoing"}


def test_an_offer_extended_to_somebody_is_no_sitting(told):
    text = "An offer of talks in Doha was extended to Sudan by Chad on Thursday."
    assert {move.kind for move in told(text)} == {"proposed"}


def test_the_end_of_talks_told_beside_the_signing_of_both(told):
    text = "Sudan and Chad signed an accord brokered by Qatar on Thursday. A Qatari envoy closed the talks on Thursday."
    assert {move.kind for move in told(text)} >= {"signed", "concluded"}


@pytest.mark.parametrize(
    ("published", "number", "first"),
    [("2024-06-24", "30th", "2024-06-30"), ("2024-05-16", "12th", "2024-05-12"), ("2024-05-30", "2nd", "2024-06-02")],
)
def test_a_day_told_by_its_number_is_the_one_near_the_report(told, published, number, first):
    text = f"A round of talks with Chad in Doha on the {number} was proposed by Sudan."
    assert {move.first for move in told(text, published)} == {first}


def test_somebody_of_an_international_body_is_no_party(told):
    text = "A proposal for talks was laid before Mozambique and Renamo, according to SADC envoy Tendai Moyo."
    assert {tuple(move.parties) for move in told(text)} == {("MOZ", "group:MOZ-RENAMO")}


def test_background_about_others_is_not_the_report(told):
    text = (
        "China made a fresh overture to the Philippines on Wednesday, saying it was prepared to talk in Jakarta. "
        "Tankers bound for Japan and Korea pass within sight of the shoal."
    )
    assert {tuple(move.parties) for move in told(text)} == {("CHN", "PHL")}


def test_those_who_were_named_as_preparing_talks_do_not_sit_there(told):
    text = (
        "Peace talks that Kazakhstan and Switzerland had spent weeks preparing ended in disarray in Astana, "
        "Kyrgyzstan, Tajikistan and Uzbekistan unable to agree on the border."
    )
    assert {tuple(move.parties) for move in told(text)} == {("KGZ", "TJK", "UZB")}


def test_what_made_them_stop_is_told_before_the_step(told):
    text = "A dispute over maps led Armenia and Azerbaijan to suspend their negotiations in Geneva on Thursday."
    assert {move.kind for move in told(text)} == {"adjourned"}


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan cancelled its meeting with Afghanistan in Jeddah due to new shelling.",
        "No date for a new round was set when the talks between Pakistan and Afghanistan collapsed on Thursday.",
        "Pakistan and Afghanistan ended their talks on Thursday; no venue for another round was agreed.",
    ],
)
def test_what_is_not_agreed_is_no_plan(told, text):
    assert not {move.kind for move in told(text)} & {"accepted", "refused"}


def test_a_place_given_up_for_another_summit_calls_nothing_off(told):
    text = (
        "Jakarta has replaced Manila as the meeting place of China and Japan. "
        "Manila had been dropped as venue on account of a summit there."
    )
    assert "cancelled" not in {move.kind for move in told(text)}


def test_what_was_made_known_days_ago_is_of_that_day(told):
    text = "Peace talks between Chad and Sudan will start later than planned, officials said on Monday."
    assert {move.first for move in told(text) if move.kind == "postponed"} == {"2024-05-13"}


def test_their_postal_officials_meet_and_nobody_else(told):
    text = "The Philippines rejected talks with China. Postal officials from the Philippines and China met on Thursday."
    assert {move.kind for move in told(text)} == {"refused"}


def test_an_envoy_who_comments_is_no_party_beside_a_group(told):
    text = 'The Syrian Democratic Forces accepted an invitation to talks. "One step," Jordanian envoy Rania Hadid said.'
    assert {tuple(move.parties) for move in told(text)} == {("group:SYR-SDF",)}


def test_a_capital_plays_host_to_negotiators(told):
    text = "Doha again played host on Thursday to negotiators for Chad and Sudan, who took up where they had left off."
    assert {(move.kind, tuple(move.parties)) for move in told(text) if move.kind == "ongoing"} == {
        ("ongoing", ("SDN", "TCD"))
    }


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Saudi Arabia said it was suspending the talks between Chad and Sudan in Jeddah.", {"adjourned"}),
        ("Colombia recalled its negotiators from talks with the ELN on Thursday for consultations.", {"adjourned"}),
        ("The first session of indirect talks between Israel and Hamas in Doha ended on Thursday.", {"ongoing"}),
    ],
)
def test_a_break_and_the_end_of_one_sitting_are_no_end(told, text, kinds):
    assert {move.kind for move in told(text) if move.kind in ("adjourned", "ongoing", "concluded", "accepted")} == kinds


def test_who_calls_off_the_meeting_of_its_own_president_is_no_third(told):
    text = (
        "Azerbaijan called off a meeting between Ilham Aliyev and Nikol Pashinyan planned in Brussels, "
        "saying Armenia had insisted that French President Emmanuel Macron take part."
    )
    assert steps(told(text), "cancelled") == [("cancelled", "AZE", ["ARM", "AZE"])]


def test_who_announces_that_two_others_will_meet_is_none_of_them(told):
    text = "Angola said on Thursday that the presidents of Rwanda and Uganda would meet in Luanda on Sunday."
    assert {tuple(move.parties) for move in told(text)} == {("RWA", "UGA")}


def test_a_place_where_harm_was_done_is_no_venue(told):
    text = "Morocco told Algeria it would not go through with the meeting in Madrid, given the bombing in Oujda."
    assert {move.venue for move in told(text)} <= {"Madrid", None}


def test_who_opens_the_sitting_of_others_mediates(told):
    text = "Talks between Chad and Sudan began on Thursday. Opening the session, Qatari envoy Ali Saad called for calm."
    assert {tuple(move.mediators) for move in told(text) if move.kind == "mediated"} == {("QAT",)}


def test_shuttling_ahead_of_talks_is_not_how_they_are_held(told):
    text = "Oman, whose envoys have been shuttling between Chad and Sudan, proposed talks between them in Muscat."
    assert {move.format for move in told(text) if move.kind == "proposed"} == {None}


def test_an_envoy_whom_a_group_met_sits_there_for_his_state(told):
    text = (
        "Gunmen shot nine soldiers dead near Kabul on Sunday. Afghanistan's interior ministry blamed the Taliban. "
        "The Taliban met on Monday with Dana Cole, a US envoy, in Doha. "
        "The Taliban want foreign troops to leave and the Afghan government kept out of the talks."
    )
    [met] = [move for move in told(text, "2019-05-16") if move.kind == "convened"]  # before they governed
    assert met.parties == ["USA", "group:AFG-TALIBAN"]
