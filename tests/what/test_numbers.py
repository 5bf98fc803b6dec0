"""Numbers of people, from their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.what import numbers


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("seven", (7, 7)),
        ("1,200", (1200, 1200)),
        ("1 200", (1200, 1200)),
        ("two hundred", (200, 200)),
        ("two hundred and fifty", (250, 250)),
        ("twenty - one", (21, 21)),
        ("three thousand five hundred", (3500, 3500)),
        ("1.2 million", (1_200_000, 1_200_000)),
        ("a dozen", (12, 12)),
        ("two dozen", (24, 24)),
        ("half a dozen", (6, 6)),
        ("several", (3, None)),
        ("several hundred", (300, None)),
        ("dozens", (24, None)),
        ("tens of thousands", (20_000, None)),
        ("hundreds of thousands", (200_000, None)),
        ("12 to 15", (12, 15)),
        ("12-15", (12, 15)),
        ("between 10 and 15", (10, 15)),
        ("four or five", (4, 5)),
        ("two to three million", (2_000_000, 3_000_000)),
        ("at least 12", (12, None)),
        ("more than a dozen", (12, None)),
        ("no fewer than nine", (9, None)),
        ("12 or more", (12, None)),
        ("up to 20", (0, 20)),
        ("as many as 20", (0, 20)),
        ("fewer than ten", (0, 9)),
        ("about 40", (40, 40)),
        ("some", (2, None)),
        ("another", (1, 1)),
        ("another five", (5, 5)),
        ("a", (1, 1)),
        ("a third", None),
        ("nobody", None),
    ],
)
def test_bounds(words: str, bounds: tuple[int, int | None] | None) -> None:
    assert numbers.parse(words.split()) == bounds


@given(
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from([*numbers.UNITS, *numbers.SCALES, *numbers.VAGUE, "to", "-", "or", "and", "between", "of"]),
            st.sampled_from([word for phrase in numbers.HEDGES for word in phrase]),
            st.integers(min_value=0, max_value=10**12).map(str),
        ),
        max_size=7,
    )
)
def test_parsing_never_fails_and_bounds_are_in_order(words: list[str]) -> None:
    bounds = numbers.parse(words)
    if bounds is not None:
        low, high = bounds
        assert low >= 0 and (high is None or high >= low)


@given(st.integers(min_value=0, max_value=999_999))
def test_figures_are_themselves(value: int) -> None:
    assert numbers.parse([f"{value:,}"]) == (value, value)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_ranges_keep_both_ends(one: int, other: int) -> None:
    low, high = sorted((one, other))
    if low < high:
        assert numbers.parse(["between", str(low), "and", str(high)]) == (low, high)
