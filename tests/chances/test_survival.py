"""Rates within so many days: censoring, clusters, and intervals that hold what they should."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.intervals import wilson
from dragoman.chances.survival import Spell, known, share, within

DAY = date(2001, 1, 1).toordinal()


def spell(lasted: int, ended: bool, cluster: str = "") -> Spell:
    return Spell("a case", cluster or f"c{lasted}{ended}", DAY, lasted, ended)


def each_its_own(*cases: tuple[int, bool]) -> list[Spell]:
    return [Spell(f"case {place}", str(place), DAY, lasted, ended) for place, (lasted, ended) in enumerate(cases)]


def test_without_censoring_it_is_the_share():
    found = within(each_its_own((5, True), (30, True), (31, True), (400, False)), 30)
    assert found.p == pytest.approx(0.5)
    assert (found.n, found.clusters) == (4, 4)


def test_the_product_limit_estimate_of_a_textbook():
    """The 6-MP arm of Freireich et al. (1963): S(6) = .857, S(10) = .753, S(23) = .448; Greenwood's SE(10) = .0963."""
    ended = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    censored = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    cases = each_its_own(*((day, True) for day in ended), *((day, False) for day in censored))
    assert 1 - within(cases, 6).p == pytest.approx(0.857, abs=5e-4)
    assert 1 - within(cases, 10).p == pytest.approx(0.753, abs=5e-4)
    assert 1 - within(cases, 23).p == pytest.approx(0.448, abs=5e-4)
    ten = within(cases, 10)
    assert ten.effective == pytest.approx(0.753 * 0.247 / 0.0963**2, rel=0.01)


def test_one_that_was_not_watched_long_enough_is_not_one_that_did_not_come():
    watched = within(each_its_own((10, True), (100, False)), 90).p
    unwatched = within(each_its_own((10, True), (5, False)), 90).p
    assert watched == pytest.approx(0.5)
    assert unwatched == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("lasted", "ended", "came"), [(30, True, True), (31, True, False), (30, False, False), (29, False, None)]
)
def test_what_came_of_one_case(lasted, ended, came):
    assert spell(lasted, ended).came(30) is came


def test_cases_of_few_clusters_tell_less_than_as_many_of_their_own():
    alone = share([("a", str(place), DAY, place % 2 == 0) for place in range(200)])
    alike = share([("a", str(place % 10), DAY, place % 2 == 0) for place in range(200)])
    assert alone.p == alike.p == pytest.approx(0.5)
    assert alone.effective == pytest.approx(200)
    assert alike.effective < 15  # ten clusters in each of which it always or never came
    assert alike.high - alike.low > 3 * (alone.high - alone.low)


def test_never_in_many_months_of_two_conflicts_is_not_never():
    found = share([("a", str(place % 2), DAY, False) for place in range(500)])
    assert (found.p, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(wilson(0.0, 2)[1])


def test_one_cluster_tells_as_much_as_one_case():
    assert share([("a", "one", DAY, place < 3) for place in range(10)]).effective == 1.0


def test_the_same_cases_give_the_same_interval_in_any_order():
    cases = [known(f"{place}", str(place % 7), DAY, place % 3 == 0) for place in range(60)]
    assert within(cases, 1) == within(cases[::-1], 1)


def test_what_did_not_come():
    found = share([("a", str(place), DAY, place < 3) for place in range(10)])
    other = found.not_so()
    assert (other.p, other.low, other.high) == pytest.approx((0.7, 1 - found.high, 1 - found.low))


def test_no_cases_are_no_rate():
    with pytest.raises(ValueError, match="one case"):
        within([], 30)


def test_wilson_against_a_published_value():
    """Newcombe (Stat. Med. 17, 1998), table I: 81 of 263 gives .2553 to .3662; 0 of 20 gives 0 to .1611."""
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0.0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)


@given(
    st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.integers(0, 5)), min_size=1, max_size=30),
    st.integers(1, 40),
)
def test_the_interval_holds_the_rate_and_more_days_never_mean_less(cases, days):
    spells = [spell(lasted, ended, str(cluster)) for lasted, ended, cluster in cases]
    found, later = within(spells, days), within(spells, days + 5)
    assert 0 <= found.low <= found.p <= found.high <= 1
    assert found.p <= later.p + 1e-12
    assert 0 < found.effective <= found.n
