"""Indirect speech: one test sentence for each construction the room promises."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "parts"),
    [
        # clauses
        ("The minister said that the border would reopen.", "The minister", "said", ["that the border would reopen"]),
        ("The minister said the border would reopen.", "The minister", "said", ["the border would reopen"]),
        ("The road, she said, is closed until June.", "she", "said", ["The road", "is closed until June"]),
        ("The bridge was mined, he wrote.", "he", "wrote", ["The bridge was mined"]),
        ("Officials told reporters the dam had failed.", "Officials", "told", ["the dam had failed"]),
        ("Residents fear that the dam will fail.", "Residents", "fear", ["that the dam will fail"]),
        ("The envoy asked whether the guards had left.", "The envoy", "asked", ["whether the guards had left"]),
        # infinitives
        ("He refused to answer questions.", "He", "refused", ["to answer questions"]),
        ("The rebels vowed to return.", "The rebels", "vowed", ["to return"]),
        # objects
        ("The rebels demanded the release of prisoners.", "The rebels", "demanded", ["the release of prisoners"]),
        ("The union called for a general strike.", "The union", "called for", ["a general strike"]),
        ("The minister rejected the offer as unfair.", "The minister", "rejected", ["the offer as unfair"]),
        ("The army reported the loss of a helicopter.", "The army", "reported", ["the loss of a helicopter"]),
        (
            "Okello acknowledged the delay, which had angered many.",
            "Okello",
            "acknowledged",
            ["the delay"],
        ),
        # adjectives
        ("She is confident that the roof will hold.", "She", "confident", ["that the roof will hold"]),
        ("Officials are optimistic about the harvest.", "Officials", "optimistic about", ["the harvest"]),
        # nouns
        ("Their claim that the convoy was armed is false.", "Their", "claim", ["that the convoy was armed"]),
        ("The envoy voiced doubts about the timetable.", "The envoy", "voiced doubts about", ["the timetable"]),
        ("The idea is that both armies leave at once.", None, "idea is", ["that both armies leave at once"]),
        ("Mwangi, an opponent of the war, left the room.", "Mwangi", "opponent of", ["the war"]),
        ("The ferry sank, said the mayor of the town.", "the mayor of the town", "said", ["The ferry sank"]),
        (
            "The shed was hit, stated Minister Okello, and then burned down.",
            "Okello",
            "stated",
            ["The shed was hit", "and then burned down"],
        ),
        ("The paper quoted the mayor as saying the dam was safe.", "the mayor", "saying", ["the dam was safe"]),
        ("The convoy reportedly crossed the river.", None, "reportedly", ["The convoy", "crossed the river"]),
        ("He told a meeting of elders that the well was dry.", "He", "told", ["that the well was dry"]),
        ("She called for all sides to leave the port.", "She", "called for", ["all sides to leave the port"]),
        ("The colonel made it clear that nobody would pay.", "The colonel", "made it clear", ["that nobody would pay"]),
        (
            "A pause that nobody wanted was called a trap by the army.",
            "the army",
            "called",
            ["A pause that nobody wanted", "a trap"],
        ),
        # phrases
        ("According to the army, two bridges fell.", "the army", "According to", ["two bridges fell"]),
        ("Two bridges fell, according to the army.", "the army", "according to", ["Two bridges fell"]),
        ("In his view, the price was too high.", "his", "In his view", ["the price was too high"]),
        # passives
        ("It was reported that the governor had fled.", None, "reported", ["that the governor had fled"]),
        ("The general is believed to have fled.", None, "believed", ["The general", "to have fled"]),
        ("The plan was criticized by the union.", "the union", "criticized", ["The plan"]),
        # layout
        ("Mwangi: Trains will resume in May", "Mwangi", ":", ["Trains will resume in May"]),
    ],
)
def test_constructions(only, text, speaker, cue, parts):
    assert only(text) == (speaker, cue, parts, "indirect")


@pytest.mark.parametrize(
    "text",
    [
        "These figures underscore the danger.",
        "The convoy crossed the river at noon.",
        "This means the bridge is closed.",
        "There was a storm in the valley.",
        "",
        " \n\n ",
    ],
)
def test_nobody_says_anything(find, text):
    assert find(text).all == ()


def test_one_speaker_goes_on(find, shape):
    first, second = find("The mediator said the sides were close and added that trains would run.").all
    assert shape(first)[2] == ["the sides were close"]
    assert shape(second)[1:3] == ("added", ["that trains would run"])


def test_a_remark_set_against_the_content_is_not_part_of_it(find):
    said = find("He said the mine was safe, although two men had died there.").all[0]
    assert said.statement.content.text == "the mine was safe"


def test_what_is_reported_inside_a_content_is_the_outer_speakers(find):
    (said,) = find("The minister said the rebels had promised to leave the town.").all
    assert said.statement.speaker.text == "The minister"
