"""Fire that is shot, weapons that come in waves, and attacks that took place: acts all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Israeli fire killed three people in Jenin on Monday.", 3),
        ("Army fire killed four people in Bamenda on Monday.", 4),
        ("Tank fire killed four people in Zawiya on Monday.", 4),
        ("A wave of Russian drones hit Odesa on Monday, killing four.", 4),
    ],
)
def test_fire_that_is_shot_and_waves_of_weapons_are_attacks(code: Code, text: str, killed: int) -> None:
    found = [event for event in code(text) if event.type == "ASSAULT" and event.casualties]
    assert [event.casualties.killed.min for event in found if event.casualties and event.casualties.killed] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "The fire killed three people in Jenin on Monday.",
        "A house fire killed three people in Lyon on Monday.",
        "A high wave hit a boat off Lagos on Monday, killing four.",
    ],
)
def test_what_burns_and_what_breaks_on_a_shore_is_none(code: Code, text: str) -> None:
    assert not [event for event in code(text) if event.type == "ASSAULT"]


@pytest.mark.parametrize(
    "text", ["The raid on Djibo took place on Sunday.", "The ambush near Tillaberi took place late on Friday."]
)
def test_an_attack_that_took_place_is_one(code: Code, text: str) -> None:
    assert [(event.type, event.status) for event in code(text)] == [("ASSAULT", "happened")]
