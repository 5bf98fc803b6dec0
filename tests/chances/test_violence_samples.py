"""Samples of deaths to come, and the score that compares them with what came."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.history.deaths import DeathMonths
from dragoman.chances.violence_samples import analogues, crps, samples, score

from .made import COUNTRIES, FIRST, deaths_made

COUNTS = st.lists(st.integers(0, 5000), min_size=1, max_size=20)


@given(drawn=COUNTS, observed=st.integers(0, 5000))
def test_the_score_is_the_integral_of_squared_distance_of_the_distributions(drawn, observed):
    """The definition (Matheson and Winkler 1976), summed step by step, where the score is computed from ranks."""
    edges = np.unique([*drawn, observed])
    below = np.array([(np.array(drawn) <= edge).mean() for edge in edges[:-1]])
    integral = ((below - (observed <= edges[:-1])) ** 2 * np.diff(edges)).sum()
    assert crps(np.array(drawn, float), np.array(float(observed))) == pytest.approx(integral)


def test_one_sample_is_scored_by_its_distance():
    assert crps(np.array([[3.0], [3.0]]), np.array([10.0, 3.0])).tolist() == [7.0, 0.0]


def test_samples_are_deaths_in_order_and_the_same_each_time():
    past = deaths_made()
    like = analogues(past, 2001, 3)
    found = samples(past, past.last, like, draws=40)
    assert found.shape == (len(COUNTRIES), 40)
    assert (found >= 0).all() and (np.diff(found, axis=1) >= 0).all()
    np.testing.assert_array_equal(found, samples(past, past.last, like, draws=40))


def test_where_many_died_more_are_expected():
    past = deaths_made()
    means = samples(past, past.last, analogues(past, 2001, 1)).mean(axis=1)
    lately = past.deaths[-6:].mean(axis=0)
    assert lately[1:].max() > 10 * lately[0]
    assert means[lately.argmax()] > 5 * means[0]


def test_a_peaceful_country_s_samples_are_mostly_none():
    past = deaths_made()
    found = samples(past, past.last, analogues(past, 2001, 1))[0]
    assert np.median(found) < 1


def test_the_last_months_count_more_than_those_before():
    table = np.array(deaths_made().deaths)
    table[-24:-6, 1], table[-6:, 1] = 0, 100
    past = DeathMonths(FIRST, COUNTRIES, table)
    found = samples(past, past.last, analogues(past, 2001, 1))[1]
    assert ((found > 99) & (found < 101)).mean() > 0.4, "six of the last 24 months, with more than half of the weight"


def test_steady_deaths_are_expected_to_go_on():
    past = DeathMonths(FIRST, ("Aria", "Boria"), np.tile([10.0, 1000.0], (240, 1)))
    few, many = samples(past, past.last, analogues(past, 2009, 6))
    assert few == pytest.approx(10, rel=0.2)
    assert many == pytest.approx(1000, rel=0.2)


def test_more_or_fewer_than_ever_before_here_can_follow_as_it_did_elsewhere():
    past = deaths_made()
    found, own = samples(past, past.last, analogues(past, 2001, 1)), past.deaths[-24:]
    assert (found.max(axis=1) > own.max(axis=0)).any()


def test_too_short_a_past_has_no_analogues():
    assert analogues(deaths_made(), 1993, 14) is None


def test_scores_are_given_by_horizon_for_months_whose_deaths_are_known():
    past = deaths_made(years=20)
    found = score(past, past.last - 23, past.last, horizons=(1, 14))
    assert [one.horizon for one in found] == [1, 14]
    assert [one.rows for one in found] == [23 * len(COUNTRIES), 10 * len(COUNTRIES)]
    for one in found:
        assert one.low <= one.log_crps - one.log_own <= one.high
        assert one.crps > 0 and one.own > 0
