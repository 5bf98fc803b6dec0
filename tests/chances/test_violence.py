"""The chance of 25 deaths next month: its drivers, the rates beside it, and when it is refit."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.chances.history.deaths import DeathMonths
from dragoman.chances.violence import (
    NAMES,
    THRESHOLD,
    fitted,
    hits,
    january,
    rates,
    recent_hits,
    sums,
    values,
    walk_forward,
)

from .made import COUNTRIES, FIRST, deaths_made

YEAR_2000 = 2000 * 12


def months(*counts, country="Aria"):
    return DeathMonths(FIRST, (country,), np.array(counts, dtype=float)[:, None])


def test_sums_hold_so_many_months_or_as_many_as_there_are():
    table = np.array([[1.0], [2.0], [4.0], [8.0]])
    assert sums(table, 1).ravel().tolist() == [1, 2, 4, 8]
    assert sums(table, 3).ravel().tolist() == [1, 3, 7, 14]


def test_twenty_five_deaths_reach_the_threshold_and_twenty_four_do_not():
    assert hits(months(24, THRESHOLD, 26)).ravel().tolist() == [0, 1, 1]


def test_the_count_of_such_months_forgets_after_a_year():
    counts = recent_hits(months(30, *[0] * 13)).ravel().tolist()
    assert counts == [1] * 12 + [0, 0]


def test_drivers_are_named_and_are_what_their_names_say():
    known = dict(zip(NAMES[1:], values(months(99, 0, 9))[-1, 0], strict=True))
    assert known["deaths in the last month"] == pytest.approx(np.log1p(9))
    assert known["deaths in the last 3 months"] == pytest.approx(np.log1p(108))
    assert known["share of the last 3 months with 25 or more"] == pytest.approx(1 / 3)
    assert known["share of the last 120 months with 25 or more"] == pytest.approx(1 / 3)


def test_a_rate_with_few_cases_is_mixed_with_that_of_all():
    cells = np.array([0] * 98 + [1] * 2)
    y = np.array([0.0] * 98 + [1.0] * 2)
    found = rates(cells, y, np.ones(100), 3)
    assert found.base == pytest.approx(0.02)
    assert found.cases == (98, 2, 0)
    assert found.rates[0] < found.base < found.rates[1] < 0.5, "two cases of two are no certainty"
    assert found.rates[2] == pytest.approx(found.base), "a cell without cases says what all say"


def test_a_country_at_war_has_a_higher_chance_than_one_at_peace():
    past = deaths_made()
    found = walk_forward(past, YEAR_2000, past.last)
    here = slice(YEAR_2000 - FIRST, None)
    after_war, after_peace = recent_hits(past)[here] >= 11, recent_hits(past)[here] == 0
    assert after_war.any() and after_peace.any()
    for table in (found.p, found.count12, found.persistence):
        assert table[here][after_war].mean() > 0.5
        assert table[here][after_peace].mean() < 0.2


def test_chances_are_given_for_the_months_asked_and_for_no_others():
    past = deaths_made()
    found = walk_forward(past, YEAR_2000 + 3, YEAR_2000 + 5)
    given = ~np.isnan(found.p)
    assert given[YEAR_2000 + 3 - FIRST : YEAR_2000 + 6 - FIRST].all()
    assert given.sum() == 3 * len(COUNTRIES)
    assert ((found.p[given] > 0) & (found.p[given] < 1)).all()


def test_the_last_month_has_chances_of_a_month_still_to_come():
    past = deaths_made()
    assert not np.isnan(walk_forward(past, past.last, past.last).p[-1]).any()


def test_nothing_is_said_before_anything_was_known():
    past = deaths_made()
    found = walk_forward(past, past.first, past.last)
    assert np.isnan(found.p[:48]).all()
    assert not np.isnan(found.p[48:]).any()
    assert january(past, 1992) is None


def test_one_january_s_model_holds_for_its_year():
    past = deaths_made()
    model = january(past, 2000)
    known, counts = values(past), recent_hits(past)
    here = slice(YEAR_2000 - FIRST, YEAR_2000 - FIRST + 12)
    given = walk_forward(past, YEAR_2000, YEAR_2000 + 23)
    np.testing.assert_array_equal(given.p[here], model.chance(known[here], counts[here]))
    assert january(past, 2001) != model


def test_drivers_add_up_to_the_chance():
    past = deaths_made()
    model = january(past, 2000)
    known, counts = values(past)[-1], recent_hits(past)[-1]
    moved = model.drivers(known, counts)
    assert moved.shape == (len(COUNTRIES), len(NAMES))
    odds = model.model.coefficients[0] + moved.sum(axis=1)
    np.testing.assert_allclose(model.chance(known, counts), 1 / (1 + np.exp(-odds)))


def test_where_nothing_else_tells_the_chance_is_the_table_s():
    x = np.column_stack([np.log(np.array([0.1, 0.4]) / np.array([0.9, 0.6])), [3.0, -2.0]])
    model = fitted(x, np.array([1.0, 1.0]), np.full(2, 1e-6), 2000)
    assert model.chance(x) == pytest.approx([0.1, 0.4], abs=1e-3)


def test_the_model_learns_what_the_table_cannot_tell():
    """Wars that strictly alternate: each such month is followed by none, and none by one."""
    turn = np.tile([[100.0, 0.0], [0.0, 100.0]], (60, 1))
    past = DeathMonths(FIRST, ("Aria", "Boria"), turn)
    model = january(past, 1999)
    at = 1998 * 12 - FIRST
    p = model.chance(values(past)[at], recent_hits(past)[at])
    came = hits(past)[at + 1]
    assert (p[came == 1] > 0.9).all() and (p[came == 0] < 0.1).all()
    assert np.array(model.count12.rates)[recent_hits(past)[at]] == pytest.approx([0.5, 0.5], abs=0.1)
