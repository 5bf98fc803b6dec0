"""Positions: what a side demands, offers and turns down, in each way to tell it; and what is none."""

from __future__ import annotations

import pytest

OPENED = "Armenia and Azerbaijan opened peace talks in Tbilisi on Wednesday. "


@pytest.mark.parametrize(
    ("kind", "by", "issue", "text"),
    [
        ("demanded", "ARM", "prisoners", "Armenia demanded that the other side free all prisoners."),
        ("demanded", "AZE", "withdrawal", "Azerbaijan is demanding that soldiers pull back from the ridge."),
        ("demanded", "AZE", "withdrawal", "Also on paper is a demand by Azerbaijan for a pull-back from the ridge."),
        ("demanded", "ARM", "guarantees", "Armenia's main demand is for security guarantees."),
        ("demanded", "ARM", "aid_access", "Armenia insists that aid convoys be let through."),
        ("demanded", "AZE", "constitution", "Azerbaijan called for a new constitution."),
        ("demanded", "ARM", "refugees", "The return of civilians was demanded by Armenia."),
        ("offered", "AZE", "prisoners", "Azerbaijan offered to hand over nine captives."),
        ("offered", "AZE", "prisoners", "Azerbaijan said it was ready to release two detainees."),
        ("offered", "ARM", "justice", "An amnesty was promised by Armenia."),
        ("offered", "ARM", "ceasefire", "Armenia declared a ten-day truce along the border road."),
        ("rejected", "AZE", "autonomy", "Azerbaijan ruled out any autonomy for the valley."),
        ("rejected", "ARM", "territory", "Armenia would not accept new borders."),
        ("rejected", "ARM", "territory", "A land swap was turned down on Thursday by Armenia."),
        ("demanded", "AZE", "refugees", "Azerbaijan has set the return of the displaced as a condition for signing."),
        ("demanded", "AZE", "disarmament", "Azerbaijan made the dissolution of the militia a precondition for a deal."),
        ("demanded", "ARM", "withdrawal", "Without a withdrawal, Armenia warned, there would be no deal."),
        ("demanded", "ARM", "prisoners", "Top of Armenia's list is the release of prisoners of war."),
        ("demanded", "AZE", "sanctions", "The lifting of sanctions is Azerbaijan's main demand."),
        ("demanded", "AZE", "territory", "Azerbaijan will not sign unless the villages are handed back."),
        ("demanded", "ARM", "disarmament", "On disarmament, Armenia demands that observers count the guns."),
        ("offered", "AZE", "prisoners", "Azerbaijan offered to free nine hostages."),
        ("offered", "AZE", "prisoners", "Azerbaijan said it would free twelve soldiers as a gesture of goodwill."),
        ("offered", "AZE", "guarantees", "Azerbaijan dropped its objection to foreign monitors."),
        ("offered", "ARM", "autonomy", "Armenia signalled that it could live with autonomy for the valley."),
        ("rejected", "AZE", "guarantees", "Azerbaijan's answer to the call for monitors was no."),
        ("rejected", "AZE", "security", "A proposal for joint patrols found no favour with Azerbaijan."),
        ("rejected", "AZE", "refugees", "Azerbaijan is against any return of the refugees."),
    ],
)
def test_positions_by_party_and_issue(told, kind, by, issue, text):
    found = [(one.kind, one.by, one.issue) for one in told(OPENED + text) if one.issue]
    assert (kind, by, issue) in found
    assert {(one, who) for one, who, _ in found} == {(kind, by)}


@pytest.mark.parametrize(
    "text",
    [
        "Armenia insisted that it had kept to the truce.",
        "Azerbaijan offered no comment on the prisoners.",
        "Armenia rejected claims that its troops had crossed the border.",
        "Azerbaijan did not demand a withdrawal.",
        "Armenia may offer an amnesty.",
        "Armenia and Azerbaijan agreed to a ceasefire.",
        "Azerbaijan refused to attend the talks on prisoners.",
        "Azerbaijan accused Armenia of refusing to free the prisoners.",
        "Armenia openly doubted Azerbaijan's commitment to a truce.",
        "Azerbaijan has questioned Armenia's promises of a withdrawal.",
        "Armenia dismissed as false on Thursday the claim of a breach by its troops.",
        "Armenia rejected the proposal on Thursday because of the shelling.",
        "Chief negotiator Aram Petrosyan rejected a withdrawal.",
    ],
)
def test_claims_doubts_and_steps_are_no_positions(told, text):
    assert not [(one.kind, one.by, one.issue) for one in told(OPENED + text) if one.issue]


def test_who_is_offered_something_does_not_offer_it(told):
    moves = told(OPENED + "Armenia was offered prisoners by Azerbaijan.")
    assert "ARM" not in {one.by for one in moves if one.kind == "offered"}


def test_the_words_of_a_position_end_where_the_next_sentence_begins(told):
    text = OPENED + "Azerbaijan declared a two-day truce near the ridge, but shells still fell."
    [words] = [one.words.text for one in told(text) if one.kind == "offered"]
    assert words == "declared a two-day truce near the ridge"


def test_the_words_of_a_position_end_where_another_act_begins(told):
    text = OPENED + "Azerbaijan proposed an exchange of prisoners, including the wounded, accusing Armenia of delay."
    [words] = [one.words.text for one in told(text) if one.kind == "offered"]
    assert words == "proposed an exchange of prisoners, including the wounded"
