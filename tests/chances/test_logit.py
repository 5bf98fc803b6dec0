"""The small logistic regression: it draws to its prior with few cases and to the data with many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.logit import expit, fit, logit


@given(st.floats(0.0001, 0.9999))
def test_a_probability_comes_back_from_its_log_odds(p):
    assert float(expit(logit(p))) == pytest.approx(p)


@given(st.floats(allow_nan=False))
def test_log_odds_however_far_give_a_probability(odds):
    assert 0 < float(expit(np.array(odds))) < 1


def test_certainties_have_log_odds():
    assert np.isfinite(logit(np.array([0.0, 1.0]))).all()
    assert float(logit(0.0)) == pytest.approx(-float(logit(1.0)))


def cases(count, truth, seed=0):
    draw = np.random.default_rng(seed)
    x = np.column_stack([np.ones(count), draw.normal(size=count)])
    return x, (draw.random(count) < expit(x @ truth)).astype(float)


TRUTH, PRIOR = np.array([-1.0, 1.5]), np.array([0.0, -1.0])


def fitted(count, strength=10.0, weights=None):
    x, y = cases(count, TRUTH)
    return fit(x, y, np.ones(count) if weights is None else weights, PRIOR, np.full(2, strength))


def test_without_cases_the_prior_is_the_answer():
    np.testing.assert_allclose(fitted(0), PRIOR)
    np.testing.assert_allclose(fitted(500, weights=np.zeros(500)), PRIOR)


def test_few_cases_leave_it_near_the_prior_and_many_take_it_to_the_data():
    away = [np.abs(fitted(count) - TRUTH).max() for count in (3, 60, 600, 20_000)]
    assert away == sorted(away, reverse=True)
    assert np.abs(fitted(3) - PRIOR).max() < 0.5
    assert away[-1] < 0.1


def test_a_stronger_prior_holds_more():
    assert np.abs(fitted(200, 100.0) - PRIOR).max() < np.abs(fitted(200, 1.0) - PRIOR).max()


def test_a_case_of_weight_two_counts_as_two_cases():
    x, y = cases(50, TRUTH)
    strength = np.ones(2)
    twice = fit(np.vstack([x, x]), np.concatenate([y, y]), np.ones(100), PRIOR, strength)
    np.testing.assert_allclose(fit(x, y, np.full(50, 2.0), PRIOR, strength), twice)


def test_cases_that_a_line_divides_have_an_answer():
    """Without a prior the coefficients would grow without end."""
    x = np.column_stack([np.ones(40), np.repeat([-1.0, 1.0], 20)])
    found = fit(x, np.repeat([0.0, 1.0], 20), np.ones(40), np.zeros(2), np.full(2, 0.1))
    assert np.isfinite(found).all()
    assert found[1] > 2


@given(st.integers(0, 1000), st.integers(5, 60))
def test_it_is_where_the_posterior_is_flat(seed, count):
    x, y = cases(count, TRUTH, seed)
    weights = np.random.default_rng(seed).random(count)
    found = fit(x, y, weights, PRIOR, np.full(2, 2.0))
    slope = x.T @ (weights * (expit(x @ found) - y)) + 2.0 * (found - PRIOR)
    np.testing.assert_allclose(slope, 0, atol=1e-6)
