"""Where a statement places its speaker."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import STANCES

SAID = tomllib.loads(Path(__file__).with_name("stances.toml").read_text(encoding="utf-8"))["said"]
"""Labelled statements: the file tells what its halves are worth."""

HELD = {"develop": 0.97, "measure": 0.88}
"""The share that is right, rounded down; it may only rise."""


def stances(find, text):
    return {(stance.toward, stance.label) for said in find(text).all for stance in said.statement.stance}


@pytest.mark.parametrize(
    ("text", "toward", "label"),
    [
        ("Okello blamed Sudmark for the delay.", "Sudmark", "blame"),
        ("Okello condemned Sudmark over the raid.", "Sudmark", "blame"),
        ("Okello welcomed the ceasefire.", "ceasefire", "support"),
        ("Okello rejected the proposal.", "proposal", "oppose"),
        ("Okello is optimistic about the talks.", "talks", "optimistic"),
        ("Okello voiced doubts about the talks.", "talks", "pessimistic"),
        ("Okello said there was little progress in the talks.", "talks", "pessimistic"),
        ("Okello said the talks would fail unless Sudmark came.", "talks", "pessimistic"),
        ("Okello refused to meet Mwangi.", "Mwangi", "unwilling"),
        ("Okello said he was ready for talks with Sudmark.", "talks", "willing"),
        ("Okello urged Sudmark to leave the valley.", "Sudmark", "demand"),
        ("Okello said Sudmark must leave the valley.", "Sudmark", "demand"),
        ("Okello said Sudmark was responsible for the attack.", "Sudmark", "blame"),
        ('"Nothing will be signed unless Mwangi and I meet," Okello said.', "Mwangi", "willing"),
        ('"Nothing will be signed unless Mwangi and I meet," Okello said.', "talks", "pessimistic"),
        ("Okello declined an offer of talks.", "talks", "unwilling"),
        ("Okello called on Sudmark to open the road.", "Sudmark", "demand"),
        ("Okello called the treaty fair.", "agreement", "support"),
        ('"Let Sudmark free the sailors," Okello said.', "Sudmark", "demand"),
    ],
)
def test_labels(find, text, toward, label):
    assert (toward, label) in stances(find, text)


@pytest.mark.parametrize(
    ("text", "toward", "label"),
    [
        ("Okello did not support the proposal.", "proposal", "oppose"),
        ("Okello is not optimistic about the talks.", "talks", "pessimistic"),
        ("Okello is not willing to meet Mwangi.", "Mwangi", "unwilling"),
    ],
)
def test_negation_turns_a_label_round(find, text, toward, label):
    assert (toward, label) in stances(find, text)


def test_negated_blame_is_dropped(find):
    assert "blame" not in {label for _, label in stances(find, "Okello did not blame Sudmark for the delay.")}


@pytest.mark.parametrize(
    "text",
    [
        "Okello condemned the guards who burned flags in Sudmark.",
        "Okello blamed the storm for the losses in Sudmark.",
    ],
)
def test_a_place_or_a_clause_on_the_side_is_not_judged(find, text):
    assert "Sudmark" not in {toward for toward, _ in stances(find, text)}


def test_what_another_is_ready_for_is_not_the_speakers_stance(find):
    found = stances(find, "Okello said Mwangi was ready for talks.")
    assert "willing" not in {label for _, label in found}


def test_neutral_rather_than_a_guess(find):
    assert stances(find, "Okello said the talks would begin on Monday.") == {("talks", "neutral")}


def test_no_stance_where_nobody_and_nothing_is_named(find):
    assert stances(find, "Okello said the road was wet.") == set()


def test_hedges_weaken_and_intensifiers_strengthen(find):
    def strength(text):
        return find(text).all[0].statement.stance[0].strength

    plain = strength("Okello condemned Sudmark.")
    assert strength("Okello strongly condemned Sudmark.") > plain


def is_right(find, said):
    """The label toward what it is about, by the right speaker; where nobody is placed, no label but neutral."""
    found = find(said["text"]).all
    if any(one.statement.speaker is None or one.statement.speaker.name != said["speaker"] for one in found):
        return False
    taken = [stance for one in found for stance in one.statement.stance]
    if said["label"] == "neutral":
        return bool(found) and all(stance.label == "neutral" for stance in taken)
    return any(stance.label == said["label"] and said["toward"] in ("", stance.toward) for stance in taken)


@pytest.mark.parametrize("half", sorted(HELD))
def test_labelled_statements(find, half):
    asked = [said for said in SAID if said["half"] == half]
    wrong = [said["text"] for said in asked if not is_right(find, said)]
    assert 1 - len(wrong) / len(asked) >= HELD[half], wrong


def test_labelled_statements_are_many_and_balanced():
    counts = Counter(said["label"] for said in SAID)
    assert len(SAID) >= 150
    assert set(counts) == set(STANCES)
    assert counts["neutral"] >= 30
    assert min(counts.values()) >= 15
    assert len({said["text"] for said in SAID}) == len(SAID)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Okello said the roof had collapsed after the talks.", "pessimistic"),
        ("Okello said Sudmark was not responsible for the attack.", "blame"),
        ("Okello said his brother was a responsible man in Sudmark.", "blame"),
        ("Okello said the guns lay on the road to Sudmark.", "blame"),
        ("Okello said the grain would be released after the talks.", "concede"),
        ("Okello said the soldiers had gone back to the talks.", "support"),
        ("Okello said the bridge should be repaired after the talks.", "demand"),
    ],
)
def test_a_word_used_otherwise_places_nobody(find, text, label):
    assert label not in {found for _, found in stances(find, text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Okello said his government would not join the talks.", {("talks", "unwilling")}),
        ("Okello said Norland was ready for the talks.", {("talks", "willing")}),
        ("Okello said Mwangi would not join the talks.", {("talks", "neutral")}),
    ],
)
def test_a_government_speaks_for_its_country_and_for_no_other(find, text, found):
    assert stances(find, text) == found


WORDS = [
    "Okello",
    "said",
    "Sudmark",
    "must",
    "not",
    "support",
    "the",
    "talks",
    "unless",
    '"',
    ",",
    ".",
    "blamed",
    "little",
    "hope",
    "he",
    "is",
    "ready",
    "to",
    "meet",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_labels_and_strengths_stay_in_their_ranges(find, words):
    for said in find(" ".join(words)).all:
        for stance in said.statement.stance:
            assert stance.label in STANCES
            assert 0.0 <= stance.strength <= 1.0
            assert stance.toward
