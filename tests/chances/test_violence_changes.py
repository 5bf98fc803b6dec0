"""Deaths that halve or double: when it is asked, what counts as either, and the rate by level beside the chance."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.chances.history.deaths import DeathMonths
from dragoman.chances.violence_changes import KINDS, LEVELS, NAMES, asked, january, levels, outcomes, score, values
from dragoman.chances.violence_changes import walk_forward as walk

from .made import FIRST, deaths_made

YEAR_2000 = 2000 * 12


def months(*counts):
    return DeathMonths(FIRST, ("Aria",), np.array(counts, dtype=float)[:, None])


def test_it_is_asked_from_twenty_five_deaths_in_three_months_on():
    assert asked(months(8, 8, 8, 9)).ravel().tolist() == [False, False, False, True]


@pytest.mark.parametrize(("deaths", "level"), [(24, 0), (25, 0), (74, 0), (75, 1), (299, 1), (300, 2), (1000, 3)])
def test_a_level_holds_its_lower_bound(deaths, level):
    assert levels(months(0, 0, deaths))[-1, 0] == level
    assert len(LEVELS) == 4


@pytest.mark.parametrize(
    ("following", "halve", "double"), [(50, 1, 0), (51, 0, 0), (199, 0, 0), (200, 0, 1), (0, 1, 0), (100, 0, 0)]
)
def test_exactly_half_and_exactly_double_count(following, halve, double):
    past = months(40, 30, 30, following, 0, 0)
    assert outcomes(past, "halve")[2, 0] == halve
    assert outcomes(past, "double")[2, 0] == double


def test_what_is_not_known_or_not_asked_has_no_outcome():
    found = outcomes(months(0, 0, 5, 100, 100, 100), "halve").ravel()
    assert np.isnan(found).all()


def test_the_spread_of_steady_deaths_is_nil():
    steady, wild = values(months(*[50] * 12))[-1, 0], values(months(*[5, 500] * 6))[-1, 0]
    assert len(NAMES) == steady.size + 1
    assert steady == pytest.approx(np.zeros(steady.size), abs=1e-6)
    assert wild[-1] > 1


@pytest.mark.parametrize("kind", KINDS)
def test_chances_are_given_where_it_is_asked(kind):
    past = deaths_made()
    found = walk(past, kind, YEAR_2000, past.last)
    here = slice(YEAR_2000 - FIRST, None)
    np.testing.assert_array_equal(~np.isnan(found.p[here]), asked(past)[here])
    np.testing.assert_array_equal(~np.isnan(found.table[here]), asked(past)[here])
    assert np.isnan(found.p[: YEAR_2000 - FIRST]).all()


def test_after_one_month_far_above_the_others_deaths_are_likelier_to_halve():
    draw = np.random.default_rng(3)
    steady, leaps = draw.poisson(30, 240), np.where(draw.random(240) < 0.1, 90, 2)
    past = DeathMonths(FIRST, ("Aria", "Boria"), np.column_stack([steady, leaps]))
    found = walk(past, "halve", YEAR_2000, past.last)
    here = slice(YEAR_2000 - FIRST, None)
    after_leap = past.deaths[here, 1] == 90
    assert after_leap.any()
    assert found.p[here, 1][after_leap].min() > 0.5 > 0.1 + found.p[here, 0].max()


def test_scores_hold_the_rate_by_level_beside_the_model():
    past = deaths_made(years=20)
    found = score(past, YEAR_2000, past.last)
    assert [one.kind for one in found] == list(KINDS)
    for one in found:
        assert 0 < one.happened < one.rows
        assert one.difference == pytest.approx(one.brier - one.table)
        assert one.low <= one.difference <= one.high


def test_nothing_known_gives_no_scores():
    past = deaths_made()
    assert score(past, past.first, past.first + 11) == []
    assert january(past, "halve", 1992) is None
