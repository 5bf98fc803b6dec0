"""Who does what to whom in sentences that a small parser, or a careless rule, gets wrong."""

from __future__ import annotations

import pytest

from dragoman.coding import Settings, coder
from dragoman.records import Report


def coded(text, published="2019-05-07"):
    events = coder(Settings(model=False)).code(Report(id="r", text=text, published=published)).events
    return [
        (event.type, [a.text for a in event.sources], [a.text for a in event.targets], event.status) for event in events
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (  # a noun after "after" is the subject of the verb that follows it
            "Nobody led the party for a month after Theresa May stepped down in July.",
            ("RETREAT", ["Theresa May"], [], "happened"),
        ),
        (
            "The nurse was gang raped by two soldiers near Bria.",
            ("ASSAULT", ["two soldiers"], ["The nurse"], "happened"),
        ),
        (  # a verb in the past is not joined to "would lose"
            "Minister Carter thought the mine would close and urged Chile to send help.",
            ("REQUEST", ["Minister Carter"], ["Chile"], "happened"),
        ),
        (  # where somebody is shot at
            "Colonel David Kwame was shot at the northern checkpoint.",
            ("ASSAULT", [], ["Colonel David Kwame"], "happened"),
        ),
        (  # two things are used, one of them unknown
            "Soldiers used paint balls and rubber bullets against the strikers.",
            ("ASSAULT", ["Soldiers"], ["the strikers"], "happened"),
        ),
        ("A rocket killed two farmers.", ("ASSAULT", [], ["two farmers"], "happened")),
        (  # each refuses; neither refuses the other
            "Minister Carter and Minister Hughes refused to share the maps.",
            ("REJECT", ["Minister Carter", "Minister Hughes"], [], "happened"),
        ),
        (
            "Envoys of Oman, Chad and Niger held a signing at the White House on Sunday.",
            ("SUPPORT", ["Envoys of Oman"], ["Chad", "Niger"], "happened"),
        ),
        (
            "The French government announced tighter limits on exports to Belarus.",
            ("SANCTION", ["The French government"], ["Belarus"], "happened"),
        ),
        (
            "Peru agreed with Brazil to build a shipyard on the coast.",
            ("AGREE", ["Peru"], ["Brazil"], "happened"),
        ),
        (  # those who agree do so with each other, not with what their border runs past
            "Chile and Peru agreed on a map that would leave the fishing grounds off Ecuador open.",
            ("AGREE", ["Chile"], ["Peru"], "happened"),
        ),
        (
            "The fighting went on in Goma, where a teacher was shot.",
            ("ASSAULT", [], ["a teacher"], "happened"),
        ),
        (
            "Ivan Sidorov was arrested and deported; and Vera Kozlova hid in a church.",
            ("COERCE", [], ["Ivan Sidorov"], "happened"),
        ),
        ("Kenyans protested for five days in a row.", ("PROTEST", ["Kenyans"], [], "happened")),
    ],
)
def test_roles(text, event):
    assert event in coded(text)


def test_an_arrest_befalls_the_person_it_is_of_and_is_made_by_the_state_it_is_of():
    [(_, doers, who, _)] = coded("The camp was empty when news of his arrest came.")
    assert who == ["his"]
    assert "his" not in doers
    [(_, state, whom, _)] = coded("Egypt's arrest of two activists drew no comment.")
    assert (state, whom) == (["Egypt"], ["two activists"])


def test_leaders_of_the_two_countries_are_those_of_the_countries_named_together():
    text = "Chad and Niger share a lake, and the presidents of the two countries met on Sunday."
    event = coder(Settings(model=False)).code(Report(id="r", text=text)).events[0]
    assert [a.code for a in (*event.sources, *event.targets)] == ["TCD", "NER"]
    assert event.reciprocal


def test_a_made_arrest_is_not_still_going_on_because_the_inquiry_is():
    text = "We continue to search the harbour and have arrested the captain, police in Leeds said."
    assert {(type, status) for type, _, _, status in coded(text)} >= {("COERCE", "happened")}


@pytest.mark.parametrize(
    "text",
    [
        "The director has alleged links to the militia in Kenya.",
        "Forty ambassadors signed a letter about the garden.",
        "The senator held three campaign rallies in Ohio.",
        "With Radio Free Asia, Senator Bello discussed her childhood.",
        "The news channel pulled its crew out of the stadium.",
        "The ministry released a report on Monday.",
        "Congress approved a budget on Friday.",
    ],
)
def test_it_is_left_alone(text):
    assert [event for event in coded(text) if event[0] != "ASSAULT"] == []


def test_a_bare_surname_is_not_somebody_who_left_office_long_ago():
    def entity(text, day):
        return [a.entity for a in coder(Settings(model=False)).code(Report(id="r", text=text, published=day)).actors]

    assert "person:gerald-ford" not in entity("Ford sued the government of Mexico.", "2019-02-01")
    assert "person:gerald-ford" in entity("President Gerald Ford met the king. Ford praised Jordan.", "2019-02-01")


def test_without_a_day_a_meeting_in_july_is_no_stepping_in():
    assert [type for type, *_ in coded("The governor of Ohio stepped down in July.")] == ["RETREAT"]
