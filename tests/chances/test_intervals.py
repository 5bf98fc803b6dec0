"""Intervals of differences where rows of one cluster are no independent cases."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.chances.intervals import clustered


def test_an_interval_holds_the_mean_and_is_the_same_each_time():
    draw = np.random.default_rng(1)
    gains, clusters = draw.normal(0.1, 1, 400), np.repeat(np.arange(40), 10)
    low, high = clustered(gains, clusters)
    assert low < gains.mean() < high
    assert clustered(gains, clusters) == (low, high)


def test_rows_of_one_cluster_are_no_new_cases():
    draw = np.random.default_rng(1)
    each = draw.normal(0, 1, 40)
    once = clustered(each, np.arange(40))
    again = clustered(np.repeat(each, 25), np.repeat(np.arange(40), 25))
    assert again == pytest.approx(once)
    low, high = clustered(np.repeat(each, 25), np.arange(1000))
    assert high - low < (again[1] - again[0]) / 3, "taken for independent they would look five times as sure"


def test_the_interval_is_as_wide_as_theory_says():
    draw = np.random.default_rng(2)
    low, high = clustered(draw.normal(0, 1, 500), np.arange(500), draws=8000)
    assert high - low == pytest.approx(2 * 1.96 / 500**0.5, rel=0.1)


def test_numbers_without_rows_are_no_clusters():
    gains = np.array([1.0, 2.0, 4.0])
    assert clustered(gains, np.array([0, 5, 9])) == clustered(gains, np.array([0, 1, 2]))
