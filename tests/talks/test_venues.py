"""Venues: talks held at one place instead of another, in each way to tell it; and what only tells of travel."""

from __future__ import annotations

import pytest

OPENED = "Peace talks between Armenia and Azerbaijan are to open next week. "


def changes(told, text):
    return {(one.venue, one.moved_from) for one in told(OPENED + text) if one.kind == "moved"}


@pytest.mark.parametrize(
    "text",
    [
        "The venue, first given as Brussels, is now Tbilisi.",
        "Plans to meet in Brussels were dropped in favour of Tbilisi.",
        "The talks will no longer take place in Brussels but in Tbilisi.",
        "Tbilisi will stand in for Brussels as host of the talks.",
        "The delegations flew to Tbilisi instead of Brussels.",
        "The negotiators, who were expected in Brussels, flew to Tbilisi instead.",
        "The meeting, originally planned for Brussels, has been shifted to Tbilisi.",
        "Brussels has been replaced by Tbilisi as the venue of the talks.",
        "Brussels is off; the delegations will sit down in Tbilisi.",
        "The organisers preferred Tbilisi to Brussels as the meeting place.",
        "The round will be hosted by Tbilisi and not by Brussels.",
        "Brussels lost the talks to Tbilisi over security worries.",
        "The talks had been due to open in Brussels before they were moved to Tbilisi.",
        "Rather than in Brussels, the two sides will meet in Tbilisi.",
        "The venue shifted from Brussels to Tbilisi on Thursday.",
        "The talks will return to Tbilisi from Brussels.",
        "The mediators settled on Tbilisi after ruling out Brussels.",
        "The delegations skipped Brussels and went to Tbilisi.",
        "With Brussels no longer available, the talks will open in Tbilisi.",
        "Tbilisi beat Brussels to become the venue of the talks.",
        "Brussels will no longer host the talks; they will gather in Tbilisi instead.",
        "The talks will be held in Tbilisi next week; Brussels, the original venue, was hit by a strike.",
        "The two sides had been due to gather in Brussels on Monday, but the meeting will now open in Tbilisi.",
        "The round, once pencilled in for Brussels, is now to be staged in Tbilisi.",
        "Not Brussels but Tbilisi will be the stage for the negotiations.",
        "The mediators moved the round to Tbilisi on Friday; Brussels had been picked at first.",
        "It had been agreed to meet in Brussels, however the delegations were being sent to Tbilisi.",
        "The round was taken away from Brussels and given to Tbilisi.",
        "The talks will be hosted in Tbilisi and no longer in Brussels.",
        "A storm forced the organisers to shift the meeting from Brussels to Tbilisi.",
        "The mediators, citing security, have opted for Tbilisi over Brussels for the talks.",
        "The second round, announced for Brussels, begins in Tbilisi on Monday.",
    ],
)
def test_talks_held_at_one_place_instead_of_another(told, text):
    assert changes(told, text) == {("Tbilisi", "Brussels")}


@pytest.mark.parametrize(
    "text",
    [
        "The new venue is Tbilisi.",
        "Tbilisi was named as the new venue of the talks.",
        "The venue has been changed; the two sides will meet in Tbilisi.",
        "The host city was changed to Tbilisi after Belgium complained about security.",
        "The delegations will gather in Tbilisi instead, a diplomat said.",
    ],
)
def test_a_new_place_whose_forerunner_is_not_told(told, text):
    assert changes(told, text) == {("Tbilisi", None)}


@pytest.mark.parametrize(
    "text",
    [
        "Armenia asked that the talks be moved from Brussels to Tbilisi.",
        "Azerbaijan refused to move the talks from Brussels to Tbilisi.",
        "The talks could be moved from Brussels to Tbilisi, a diplomat said.",
        "Refugees moved from Ganja to Tbilisi as the talks went on.",
        "The mediators moved their office from Brussels to Tbilisi.",
        "A plane flew the delegations from Brussels to Tbilisi for the talks.",
        "The first round was held in Brussels, the second will be in Tbilisi.",
        "The two sides will sit down in Tbilisi on Monday.",
        "Armenia wants the talks moved from Brussels to Tbilisi.",
        "Reports that the talks would be moved to Tbilisi were false, the mediator said.",
        "Azerbaijan rejected a proposal to shift the talks from Brussels to Tbilisi.",
        "There had been talk of moving the round from Brussels to Tbilisi, but the plan was dropped.",
        "The mediators are considering Tbilisi instead of Brussels as a venue.",
        "Armenia suggested that the delegations meet in Tbilisi rather than Brussels.",
        "Azerbaijan said it had never agreed to go to Tbilisi instead of Brussels.",
        "Troops were moved from Brussels to Tbilisi before the talks.",
        "Belgium denied that Brussels had been dropped as venue in favour of Tbilisi.",
        "Armenia would like the round to be held in Tbilisi instead of Brussels.",
        "The talks will not take place in Brussels on Monday.",
    ],
)
def test_wishes_doubts_and_journeys_move_no_talks(told, text):
    assert changes(told, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Brussels will no longer host the talks, a Belgian official said.",
        "The talks will not be held in Brussels, the mediator said without naming another venue.",
    ],
)
def test_a_place_where_they_are_not_to_meet_calls_nothing_off(told, text):
    assert changes(told, text) == {(None, "Brussels")}
    assert not {one.kind for one in told(OPENED + text)} & {"cancelled", "refused"}


@pytest.mark.parametrize(
    ("venue", "text"),
    [
        ("Doha", "Talks between Djibouti and Ethiopia began at the Sheraton in Doha on Monday."),
        ("Brasília", "Djibouti and Ethiopia opened a round of talks on Monday at the Itamaraty Palace in Brasilia."),
        ("Chiang Mai", "Djibouti and Ethiopia opened a round of talks on Monday in the Thai city of Chiang Mai."),
        ("Zanzibar", "Djibouti and Ethiopia opened a round of talks on Monday on the island of Zanzibar."),
        ("Luanda", "Djibouti and Ethiopia opened a round of talks on Monday in Angola's seaside capital."),
        ("Tunis", "Djibouti and Ethiopia, who signed a truce in Algiers in March, opened talks in Tunis on Monday."),
        ("Tunis", "Talks between Djibouti and Ethiopia, which last met in Rome, opened in Tunis on Monday."),
        ("Kigali", "Storm damage at Entebbe means that Djibouti and Ethiopia opened their talks in Kigali on Monday."),
        (
            "Bern",
            "Switzerland received the delegations of Djibouti and Ethiopia in Bern on Monday for a round of talks.",
        ),
    ],
)
def test_a_meeting_is_in_the_city_and_not_in_what_else_is_told_of(told, venue, text):
    assert {one.venue for one in told(text) if one.kind == "convened"} == {venue}


@pytest.mark.parametrize(
    ("venue", "earlier", "text"),
    [
        (
            "Nakuru",
            "Mombasa",
            "Nakuru, not Mombasa, will host the third round between Thailand and Cambodia, Kenya said.",
        ),
        ("Vilnius", "Riga", "Instead of Riga, Vilnius is now the venue for the Russian and Ukrainian delegations."),
        ("Kigali", "Bujumbura", "Burundi and Rwanda will meet for talks in Kigali; Bujumbura had been named at first."),
        (
            "Valletta",
            "Tunis",
            "Libya refused on Monday to meet Chad over the tanks in Aouzou. “Not so,” a minister said. The switch from "
            "Tunis to Valletta was made known on Tuesday.",
        ),
        (
            "Valletta",
            "Tunis",
            "Libya said it would attend the talks in Tunis. The venue was changed to Valletta on Tuesday.",
        ),
        (
            "Entebbe",
            "Kisumu",
            "The consent of M23 to the meeting in Kisumu was announced on Monday. The round was moved to Entebbe.",
        ),
        (
            "Havana",
            "Quito",
            "The parties came together again on Monday, in Havana rather than Quito. The ELN and the Colombian "
            "government had left the table in March.",
        ),
    ],
)
def test_a_change_of_venue_is_of_the_talks_that_the_report_tells_of(told, venue, earlier, text):
    [found] = [move for move in told(text) if move.kind == "moved"]
    assert (found.venue, found.moved_from) == (venue, earlier)


@pytest.mark.parametrize(
    "text",
    [
        "The ministries are to return. The move from Misrata to Tripoli was announced on Tuesday.",
        "The EU summit was moved from Brussels to Granada.",
        "The meeting of OPEC was moved to Vienna.",
        "The second round of the basketball league was moved to Sebha.",
        "Serbia and Kosovo are to meet in Brussels on Friday. The round was moved to Vienna.",
    ],
)
def test_what_else_is_moved_is_not_the_round(told, text):
    kinds = {move.kind for move in told(f"Chad and Libya agreed on Monday to talks in Valletta. {text}")}
    assert "accepted" in kinds and "moved" not in kinds


@pytest.mark.parametrize(
    ("venue", "text"),
    [
        ("Rome", "Rome saw the opening on Monday of a second round of talks between Ethiopia and Eritrea."),
        ("Asmara", "The Eritrean capital saw the start on Monday of talks between Ethiopia and Eritrea."),
        ("Tbilisi", "Ethiopia saw the start of the talks with Eritrea in Tbilisi on Monday as a success."),
    ],
)
def test_where_an_opening_is_seen_it_is_and_who_views_it_sits_there(told, venue, text):
    [found] = [move for move in told(text) if move.kind == "convened"]
    assert (found.venue, found.parties) == (venue, ["ERI", "ETH"])


def test_a_governorate_is_called_by_its_city(told):
    assert ("Amman", "Aqaba") in changes(told, "Instead of Aqaba, Amman is now the venue.")


def test_led_forces_are_no_state(told):
    text = (
        "Talks between the Syrian Democratic Forces and the Syrian National Army opened in Amman. Nobody in Syria "
        "trusts the talks of the Kurdish-led forces, the Syrian National Army said."
    )
    assert all("SYR" not in one.parties for one in told(text))
