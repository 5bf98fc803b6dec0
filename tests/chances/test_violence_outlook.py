"""What is said of one country now agrees with the backtest, and shows what it rests on."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.chances import violence, violence_changes
from dragoman.chances.violence_outlook import REACH, outlook
from dragoman.errors import UnknownCode

from .made import COUNTRIES, FIRST, deaths_made

MAY_2000 = 2000 * 12 + 4


@pytest.mark.parametrize("country", COUNTRIES)
def test_chances_are_those_of_the_backtest(country):
    past = deaths_made()
    found = outlook(past, country, horizons=(1,), month=MAY_2000)
    at, place = MAY_2000 - FIRST, COUNTRIES.index(country)
    wanted = {REACH: violence.walk_forward(past, MAY_2000, MAY_2000).p[at, place]}
    for kind in violence_changes.KINDS:
        wanted[kind] = violence_changes.walk_forward(past, kind, MAY_2000, MAY_2000).p[at, place]
    assert found.month == MAY_2000
    assert {one.question: one.p for one in found.chances} == pytest.approx(
        {name: p for name, p in wanted.items() if not np.isnan(p)}
    )


def test_the_base_rate_is_the_table_s_with_its_cases():
    past = deaths_made()
    reach = outlook(past, "Aria", horizons=()).chances[0]
    table = violence.january(past, 2001).count12
    assert (reach.base, reach.cases) == (table.rates[0], table.cases[0])
    assert reach.cases > 100


def test_drivers_are_named_strongest_first():
    reach = outlook(deaths_made(), "Elia", horizons=()).chances[0]
    assert sorted(name for name, _ in reach.drivers) == sorted(violence.NAMES)
    sizes = [abs(moved) for _, moved in reach.drivers]
    assert sizes == sorted(sizes, reverse=True)


def test_ranges_are_given_by_horizon_and_hold_the_middle():
    found = outlook(deaths_made(), "Elia", horizons=(1, 6))
    assert [one.horizon for one in found.ranges] == [1, 6]
    assert all(0 <= one.low <= one.middle <= one.high for one in found.ranges)


def test_a_country_without_deaths_is_not_asked_for_changes():
    assert [one.question for one in outlook(deaths_made(), "Aria", horizons=()).chances] == [REACH]


def test_an_unknown_country_is_told_with_those_spelt_nearly_so():
    with pytest.raises(UnknownCode, match="Arya") as caught:
        outlook(deaths_made(), "Arya")
    assert caught.value.hint == "They have Aria"


def test_a_past_too_short_says_nothing():
    found = outlook(deaths_made(years=2), "Elia")
    assert (found.chances, found.ranges) == ((), ())
