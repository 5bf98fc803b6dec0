"""Words for chances: the scale as it is stated, the same on both sides of even, and no per cent that is certain."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.words import SCALE, percent, word_for

CHANCES = st.floats(0, 1)
WORDS = [word for _, word in SCALE]


@pytest.mark.parametrize(
    ("p", "word"),
    [
        (0.0, "almost no chance"),
        (0.049, "almost no chance"),
        (0.05, "very unlikely"),
        (0.199, "very unlikely"),
        (0.20, "unlikely"),
        (0.449, "unlikely"),
        (0.45, "roughly even chance"),
        (0.5, "roughly even chance"),
        (0.55, "roughly even chance"),
        (0.551, "likely"),
        (0.80, "likely"),
        (0.801, "very likely"),
        (0.95, "very likely"),
        (0.951, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_each_word_stands_for_its_part_of_the_scale(p, word):
    assert word_for(p) == word


@given(CHANCES, CHANCES)
def test_a_higher_chance_never_has_a_lower_word(one, other):
    low, high = sorted((one, other))
    assert WORDS.index(word_for(low)) <= WORDS.index(word_for(high))


@given(CHANCES)
def test_what_will_not_happen_has_the_opposite_word(p):
    if any(abs(p - bound) < 1e-9 or abs(1 - p - bound) < 1e-9 for bound, _ in SCALE):
        return  # 1 - p is not exact there
    assert WORDS.index(word_for(p)) + WORDS.index(word_for(1 - p)) == len(WORDS) - 1


@pytest.mark.parametrize("p", [-0.01, 1.01, math.nan])
def test_what_is_no_probability_has_no_word(p):
    with pytest.raises(ValueError, match="no probability"):
        word_for(p)


@given(CHANCES)
def test_per_cents_are_whole_and_never_certain(p):
    shown = percent(p)
    assert shown.endswith(" %")
    if shown not in ("<1 %", ">99 %"):
        assert 1 <= int(shown[:-2]) <= 99
        assert abs(int(shown[:-2]) / 100 - p) <= 0.005 + 1e-9


def test_the_ends_are_said_as_ends():
    assert [percent(p) for p in (0, 0.005, 0.0051, 0.5, 0.9949, 0.995, 1)] == [
        *("<1 %", "<1 %", "1 %", "50 %", "99 %", ">99 %", ">99 %"),
    ]
