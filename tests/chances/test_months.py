"""Months as numbers, and days some months away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.months import first_of, last_day, month_of, name_of, on, shifted
from dragoman.errors import BadDate

MONTHS = st.integers(12, 9999 * 12 + 10)  # from year 1 on; the day after the last month must still be a date
DAYS = st.dates(date(200, 1, 1), date(9000, 12, 31)).map(date.toordinal)
STEPS = st.integers(-1200, 1200)


def test_a_month_and_its_name():
    assert month_of("2004-03") == 2004 * 12 + 2 and name_of(2004 * 12 + 2) == "2004-03"
    assert name_of(first_of(2031)) == "2031-01" and month_of("2031-12") - first_of(2031) == 11
    assert month_of("0001-01") == 12


@pytest.mark.parametrize(
    "text", ["2004-13", "2004-00", "2004-3", "2004", "2004-03-01", "04-03", "", "2004/03", "2004-03\n", " 2004-03"]
)
def test_what_is_no_month(text):
    with pytest.raises(BadDate, match="is no month"):
        month_of(text)


@given(MONTHS)
def test_a_name_leads_back_to_its_month_and_names_sort_as_months_do(month):
    assert month_of(name_of(month)) == month
    assert name_of(month) < name_of(month + 1)


@given(MONTHS)
def test_the_last_day_is_of_the_month_and_the_next_day_of_the_next_one(month):
    last = last_day(month)
    assert on(last) == month and on(last + 1) == month + 1
    assert last - last_day(month - 1) in (28, 29, 30, 31) if month > 12 else True


def test_february_has_29_days_in_leap_years_alone():
    days = {year: date.fromordinal(last_day(first_of(year) + 1)).day for year in (1900, 2000, 2023, 2024)}
    assert days == {1900: 28, 2000: 29, 2023: 28, 2024: 29}


@given(DAYS)
def test_a_day_lies_in_the_month_that_its_name_says(day):
    assert name_of(on(day)) == date.fromordinal(day).isoformat()[:7]


@given(DAYS, STEPS)
def test_a_shifted_day_keeps_its_number_or_is_the_last_of_a_month_too_short(day, months):
    moved = shifted(day, months)
    assert on(moved) == on(day) + months
    before, after = date.fromordinal(day), date.fromordinal(moved)
    if after.day != before.day:
        assert after.day < before.day and moved == last_day(on(moved))


@given(DAYS, STEPS)
def test_a_later_day_is_never_shifted_before_an_earlier_one(day, months):
    assert shifted(day, 0) == day
    assert shifted(day, months) <= shifted(day + 1, months)
    assert abs(shifted(shifted(day, months), -months) - day) <= 3


def test_shifted_by_example():
    def moved(text, months):
        return date.fromordinal(shifted(date.fromisoformat(text).toordinal(), months)).isoformat()

    assert moved("2031-01-31", 1) == "2031-02-28" and moved("2032-01-31", 1) == "2032-02-29"
    assert moved("2031-03-31", -1) == "2031-02-28" and moved("2031-12-15", 1) == "2032-01-15"
    assert moved("2032-02-29", 12) == "2033-02-28" and moved("2031-01-01", -12) == "2030-01-01"
    assert timedelta(days=last_day(first_of(2031)) - shifted(last_day(first_of(2031)), -1)).days == 31
