"""Quotations: cue before, after and between, several sentences and paragraphs, and words that are only borrowed."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "parts"),
    [
        ('"We will not sign," the minister said.', "the minister", "said", ['"We will not sign,"']),
        ('"Nobody will come," said the mayor.', "the mayor", "said", ['"Nobody will come,"']),
        ('"It is over!" he shouted.', "he", "shouted", ['"It is over!"']),
        ('He told reporters: "There is no second bridge."', "He", "told", ['"There is no second bridge."']),
        (
            'Okello said, "The door stays open for everybody."',
            "Okello",
            "said",
            ['"The door stays open for everybody."'],
        ),
        (
            '"The road is open," she said, "but nobody dares to use it."',
            "she",
            "said",
            ['"The road is open,"', '"but nobody dares to use it."'],
        ),
        (
            '"We have a list," Okello said. "It is short. We need time."',
            "Okello",
            "said",
            ['"We have a list,"', '"It is short. We need time."'],
        ),
        ("“The well is dry,” the farmer added.", "the farmer", "added", ["“The well is dry,”"]),
    ],
)
def test_cue_before_after_and_between(only, text, speaker, cue, parts):
    assert only(text) == (speaker, cue, parts, "direct")


def test_a_speech_over_several_paragraphs_is_one_statement(only):
    text = "“We are ready to talk.\n\n“We have always been ready,” the president said."
    assert only(text)[2] == ["“We are ready to talk.", "“We have always been ready,”"]


def test_a_cue_line_introduces_the_quotation_in_the_next_paragraph(only):
    speaker, cue, parts, kind = only('Okello wrote:\n\n"The harvest failed and the wells are dry."')
    assert (speaker, cue, kind) == ("Okello", "wrote", "direct")
    assert parts == ['"The harvest failed and the wells are dry."']


def test_a_quotation_inside_a_clause_leaves_the_clause_whole(only):
    assert only('The governor described the pause as "fragile."') == (
        "The governor",
        "described",
        ['the pause as "fragile."'],
        "mixed",
    )


def test_what_was_said_begins_before_its_quoted_end(only):
    assert only('The bridge is "a trap," the commander said.')[2:] == (['The bridge is "a trap,"'], "mixed")


def test_an_unquoted_beginning_belongs_to_the_speech(only):
    text = 'If nobody comes, Okello said, "we will wait until the spring."'
    assert only(text)[2:] == (["If nobody comes", '"we will wait until the spring."'], "mixed")


def test_a_title_in_quotation_marks_is_no_speech(find):
    assert [said.statement.cue.text for said in find('The film, titled "Harvest," opened in May.').all] == []


def test_two_cues_make_two_statements(find, shape):
    first, second = find('"We want peace," she said, adding that nobody had won.').all
    assert shape(first) == ("she", "said", ['"We want peace,"'], "direct")
    assert shape(second)[1:] == ("adding", ["that nobody had won"], "indirect")


def test_a_borrowed_word_is_no_statement(find):
    assert find('The old mill, known as the "Castle", burned down.').all == ()


def test_cues_inside_a_quotation_belong_to_its_speaker(only):
    assert only('"They said the road was safe and we believed it," the driver said.')[0] == "the driver"


def test_a_name_and_a_dash_credit_a_quotation(only):
    assert only('"The road to the coast is long." — Okello') == (
        "Okello",
        "—",
        ['"The road to the coast is long."'],
        "direct",
    )
