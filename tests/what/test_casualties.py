"""Casualties and the numbers they are written in."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Event
from dragoman.what import numbers

Code = Callable[[str], list[Event]]


@pytest.mark.parametrize(
    ("text", "field", "low", "high", "span"),
    [
        ("Rebels killed at least 12 soldiers in Mali.", "killed", 12, None, "at least 12"),
        ("Gunmen shot and wounded three policemen in Peru.", "injured", 3, 3, "three"),
        ("Dozens of civilians were killed in the shelling of Homs by the army.", "killed", 24, None, "Dozens"),
        ("Police in Belarus arrested 40 protesters.", "detained", 40, 40, "40"),
        ("An attack by militants killed between 20 and 25 people in Chad.", "killed", 20, 25, "between 20 and 25"),
        ("A bomb planted by rebels killed twenty-one people in Aden.", "killed", 21, 21, "twenty-one"),
        ("More than 1,200 people were killed by militias in Darfur.", "killed", 1200, None, "More than 1,200"),
    ],
)
def test_counts(code: Code, text: str, field: str, low: int, high: int | None, span: str) -> None:
    counts = [getattr(event.casualties, field) for event in code(text) if event.casualties]
    assert counts and counts[0] is not None
    assert (counts[0].min, counts[0].max) == (low, high)
    assert counts[0].span.text == span
    assert text[counts[0].span.start : counts[0].span.end] == span


def test_killed_and_injured_are_kept_apart(code: Code) -> None:
    [event] = [e for e in code("Militants killed nine soldiers and wounded 14 others in Somalia.") if e.casualties]
    assert event.casualties is not None and event.casualties.killed and event.casualties.injured
    assert (event.casualties.killed.min, event.casualties.injured.min) == (9, 14)


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("seven", (7, 7)),
        ("1,200", (1200, 1200)),
        ("two hundred", (200, 200)),
        ("tens of thousands", (20_000, None)),
        ("12 to 15", (12, 15)),
        ("twenty - one", (21, 21)),
        ("three thousand five hundred", (3500, 3500)),
        ("several", (3, None)),
        ("nobody", None),
    ],
)
def test_numbers(words: str, bounds: tuple[int, int | None] | None) -> None:
    assert numbers.parse(words.split()) == bounds


@given(st.lists(st.text(max_size=8), max_size=6))
def test_numbers_never_fail_and_bounds_are_in_order(words: list[str]) -> None:
    bounds = numbers.parse(words)
    if bounds is not None:
        low, high = bounds
        assert low >= 0 and (high is None or high >= low)


@given(st.integers(min_value=0, max_value=999_999))
def test_figures_are_themselves(value: int) -> None:
    assert numbers.parse([f"{value:,}"]) == (value, value)
