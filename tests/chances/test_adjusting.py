"""What moves a chance: stated, small, each with where it is from, and together no more than a stated amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.adjusting import JUDGEMENT, MOST, adjustments, rules, spread, total
from dragoman.chances.questions import templates
from dragoman.chances.situation import Condition

from .told import told

CONDITIONS = st.lists(st.builds(Condition, st.sampled_from(sorted(rules()))), max_size=20)


def test_sizes_are_small_stated_and_within_their_bounds():
    for rule in rules().values():
        assert rule.sizes, rule.when
        assert set(rule.sizes) <= set(templates())
        for size in rule.sizes.values():
            assert size.low <= size.log_odds <= size.high
            assert 0 < abs(size.log_odds) < 1
        assert rule.says.format(party="X")


def test_each_tells_what_holds_of_whom_by_which_words_and_that_it_is_judgement():
    (found,) = adjustments("round", [Condition("mediated", "Kenya", tuple(told("a", "b")))])
    assert found.reason == "the talks are mediated by Kenya"
    assert (found.worth, found.evidence) == (JUDGEMENT, told("a", "b"))
    assert (found.low, found.log_odds, found.high) == (0.0, 0.2, 0.4)


def test_what_does_not_bear_on_a_question_does_not_move_it():
    assert adjustments("round", [Condition("truce_broken", "Kenya")]) == []
    assert adjustments("deaths_halve", [Condition(name) for name in rules()]) == []


def test_the_largest_comes_first_and_errors_add_as_independent():
    found = adjustments("round", [Condition("mediated", "Kenya"), Condition("under_way"), Condition("truce_broken")])
    assert [one.log_odds for one in found] == [0.5, 0.2]
    assert spread(found) == pytest.approx(((0.4**2 + 0.2**2) ** 0.5,) * 2)
    assert (spread([]), total([])) == ((0, 0), 0)


@given(st.sampled_from(sorted(templates())), CONDITIONS)
def test_together_they_are_their_sum_and_never_more_than_is_stated(template, conditions):
    found = adjustments(template, conditions)
    whole = sum(one.log_odds for one in found)
    assert abs(total(found)) <= MOST
    assert total(found) == pytest.approx(whole if abs(whole) <= MOST else MOST if whole > 0 else -MOST)
    below, above = spread(found)
    assert below >= 0
    assert above >= 0


def test_a_name_with_braces_is_only_a_name():
    (found,) = adjustments("round", [Condition("mediated", "{party} {0}")])
    assert found.reason == "the talks are mediated by {party} {0}"
