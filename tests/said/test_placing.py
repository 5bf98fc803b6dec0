"""Stance from the model joined to the rules, on reports as users hand them in."""

from __future__ import annotations

import pytest

from dragoman.coding import Settings, coder
from dragoman.records import STANCES, Report
from dragoman.said.placing import LABELS, ngrams


def stances(text, model=True):
    coded = coder(Settings(model=model)).code(Report(id="r", text=text, published="2015-06-15"))
    return {(stance.label, stance.toward) for statement in coded.statements for stance in statement.stance}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("President Karim Haddad accused Syria of arming the gangs along the coast.", ("blame", "Syria")),
        ("The foreign minister of Kenya urged Sudan to let the convoys through before the rains.", ("demand", "Sudan")),
        ("The envoy told reporters in Geneva that a ceasefire was within reach.", ("optimistic", "ceasefire")),
        (
            "The rebel leader said there was nothing to discuss and that he would not send a delegation to the talks.",
            ("unwilling", "talks"),
        ),
        (
            '"We are ready to sit down for talks in Oslo next week," Prime Minister Ana Ruiz of Chile said.',
            ("willing", "talks"),
        ),
        (
            "The opposition leader said the peace agreement was the best her country could hope for.",
            ("support", "agreement"),
        ),
    ],
)
def test_positions_in_the_prose_of_reports(text, stance):
    assert stance in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman said that 14 people were taken to hospital on Tuesday.",
        "The minister told reporters that the train would leave at noon.",
    ],
)
def test_plain_facts_take_no_position(text):
    assert stances(text) == set()


def test_without_the_model_the_rules_decide_alone():
    text = "Okello blamed Kenya for the delay."
    assert ("blame", "Kenya") in stances(text, model=False)


def test_the_labels_are_the_record_s():
    assert set(LABELS) == set(STANCES)


def test_at_most_three_and_neutral_stands_alone():
    text = "The talks, the truce and the plan were on the table and the accord too, the envoy of Kenya said in Rome."
    coded = coder(Settings(model=True)).code(Report(id="r", text=text))
    for statement in coded.statements:
        labels = [stance.label for stance in statement.stance]
        assert len(labels) <= 3
        assert "neutral" not in labels or set(labels) == {"neutral"}


def test_ngrams_are_words_and_their_runs():
    assert ngrams("No talks, no deal") == [
        "no", "talks", "no", "deal", "no talks", "talks no", "no deal", "no talks no", "talks no deal",
    ]  # fmt: skip
