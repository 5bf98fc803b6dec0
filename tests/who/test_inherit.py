"""Whose an actor is that no word beside it tells: the report's country, where the report supports it."""

from __future__ import annotations

import pytest


def code_of(found, words):
    return next(mention.actor.code for mention in found.mentions if mention.actor.text == words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway called on the rebels to lay down their arms.", "the rebels"),
        ("Norway urged the government to free its critics.", "the government"),
        ("Norway warned the army and the police against a coup.", "the police"),
        ("Norwegian mediators met the rebels in Oslo on Sunday.", "the rebels"),
        ("Switzerland said the rebels would come to Geneva.", "the rebels"),
    ],
)
def test_who_is_spoken_to_is_not_of_the_state_that_speaks(cast, text, words):
    assert code_of(cast(text, None), words) is None


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Colombia said the rebels had released two soldiers in Arauca.", "the rebels", "COL"),
        ("Kenya said the army had crossed the river.", "the army", "KEN"),
        ("Insurgents in Aleppo shelled a market.", "Insurgents", "SYR"),
        ("Fighting went on in Myanmar. In Yangon the police arrested students.", "the police", "MMR"),
    ],
)
def test_who_is_spoken_of_is_of_the_country_the_report_is_about(cast, text, words, code):
    assert code_of(cast(text, None), words) == code


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Congress passed a bill on Tuesday.", "Congress", "USA"),
        ("The Senate voted to impose sanctions on Iran.", "The Senate", "USA"),
        ("Republican lawmakers rejected the plan.", "Republican lawmakers", "USA"),
        ("The Home Office refused to comment.", "Home Office", "GBR"),
        ("Peru's president dismissed the cabinet. Congress voted to remove him in Lima.", "Congress", "PER"),
        ("Congress sacked Chilean ministers on Tuesday.", "Congress", "CHL"),
        ("Delegates left the congress on Tuesday.", "the congress", None),
    ],
)
def test_bodies_without_a_country_are_the_usual_ones_unless_the_report_says_otherwise(cast, text, words, code):
    assert code_of(cast(text, None), words) == code


def test_a_counterpart_is_of_the_country_named_and_of_the_same_sort_of_office(cast):
    found = cast("French Foreign Minister Laurent Fabius met his Lao counterpart in Vientiane.", "2014-03-02")
    actor = next(mention.actor for mention in found.mentions if mention.actor.text == "his Lao counterpart")
    assert (actor.code, actor.sectors) == ("LAO", ["GOV"])


def test_rebels_are_of_a_country_only_while_it_has_some(cast):
    text = "Angola said the rebels had attacked a convoy near Huambo."
    assert code_of(cast(text, "1995-06-01"), "the rebels") == "AGO"
    assert code_of(cast("Portugal said the rebels had left.", "1995-06-01"), "the rebels") is None


def test_where_a_group_sits_is_not_the_country_the_report_is_about(cast):
    text = "The Monitor, a UK-based group, said six people died in a strike by government forces. Nobody else said so."
    assert code_of(cast(text, None), "government forces") is None
