"""Who only counts the dead is no target, and a number of wounded no doer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit a school in Bor on Monday, leaving six dead and 15 wounded, among them teachers.",
        "Six people are confirmed dead and 15 injured in the attack on Bor.",
        "Six people were killed and 15 others injured in a raid on Bor.",
    ],
)
def test_who_is_counted_did_nothing(code: Code, text: str) -> None:
    assert not [actor.text for event in code(text) for actor in event.sources if "15" in actor.text]


@pytest.mark.parametrize(
    "text",
    [
        "A statement by the provincial hospital listed six killed and 15 wounded in the attack on Bor.",
        "Rebels attacked Bor; the provincial hospital listed six killed and 15 wounded.",
    ],
)
def test_who_counts_was_not_attacked(code: Code, text: str) -> None:
    assert not [actor.text for event in code(text) for actor in event.targets if "hospital" in actor.text]


def test_a_hospital_that_was_shelled_was_attacked(code: Code) -> None:
    (event,) = [event for event in code("Rebels shelled a hospital in Bor on Monday.") if event.type == "ASSAULT"]
    assert any("hospital" in actor.text for actor in event.targets)


def test_who_counts_did_not_attack(code: Code) -> None:
    found = code("The Syrian Defence Ministry counted six dead and 15 wounded in the attack on Azaz.")
    assert [event.sources for event in found if event.type == "ASSAULT"] == [[]]
