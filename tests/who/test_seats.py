"""Capitals and seats of government: actor or place."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Moscow rejected the plan.", "Moscow", "RUS"),
        ("The Kremlin rejected the plan.", "Kremlin", "RUS"),
        ("The plan was rejected by Ankara.", "Ankara", "TUR"),
        ("Talks between Nairobi and Mogadishu stalled.", "Mogadishu", "SOM"),
        ("Relations with Beijing improved.", "Beijing", "CHN"),
        ("Washington's decision surprised allies.", "Washington", "USA"),
        ("The minister accused Tehran of lying.", "Tehran", "IRN"),
    ],
)
def test_seat_acts(mention, text, words, code):
    found = mention(text, words)
    assert found.kind == "seat"
    assert (found.actor.code, found.actor.sectors, found.actor.entity) == (code, ["GOV"], f"gov:{code}")


@pytest.mark.parametrize(
    "text",
    [
        "The envoys met in Moscow.",
        "The bus left from Ankara.",
        "Thousands marched near Nairobi.",
        "The minister flew to Beijing.",
        "The minister visited Tehran.",
        "Streets of Cairo were empty.",
        "KABUL: The envoys met.",
        "A court in the Turkish capital Ankara freed him.",
    ],
)
def test_seat_as_a_place_is_no_actor(cast, text):
    assert not [each for each in cast(text).mentions if each.kind == "seat"]
