"""How long a busy service asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.net import Manners
from dragoman.net.manners import asked_to_wait

NOW = datetime(2024, 5, 7, 10, 0, tzinfo=UTC)


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_seconds(seconds):
    assert asked_to_wait(str(seconds)) == float(seconds)


@settings(deadline=None)
@given(st.integers(-(10**6), 10**6))
def test_a_date_counts_from_the_answer_s_own(seconds):
    header = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert asked_to_wait(header, format_datetime(NOW, usegmt=True)) == max(0, seconds)


def test_a_date_long_past_asks_for_nothing():
    assert asked_to_wait("Tue, 07 May 2024 10:00:00 GMT") == 0


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_breaks_it(header, told):
    assert asked_to_wait(header, told) >= 0


@pytest.mark.parametrize("wrong", [{"tries": 0}, {"redirects": -1}, {"limit": -1}])
def test_manners_that_ask_never(wrong):
    with pytest.raises(UsageError):
        Manners(**wrong)
