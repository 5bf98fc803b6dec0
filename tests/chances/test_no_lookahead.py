"""No forecast uses anything dated after its month: with any other future, the forecasts until then are the same.

Each test also sees that the other future does change what is said later: otherwise it could not fail.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dragoman.chances import backtest_deaths, peace, violence, violence_changes, violence_samples
from dragoman.chances.history.deaths import DeathMonths
from dragoman.chances.history.pax import Document
from dragoman.chances.history.ucdp import Conflict
from dragoman.chances.months import last_day
from dragoman.chances.panel import FIRST_YEAR, panel
from dragoman.chances.targets import TARGETS

from .made import COUNTRIES, FIRST, deaths_made

AT = st.integers(49, 130)  # months after the first of the deaths: from a little before the first forecast on
SEEDS = st.integers(0, 10_000)
CASES = settings(max_examples=25, deadline=None)


def other_future(past, at, seed, how):
    """The same deaths up to a month; then others, those of other months, none at all, or nothing any more."""
    draw = np.random.default_rng(seed)
    table = np.array(past.deaths)
    if how == "others":
        table[at + 1 :] = draw.poisson(draw.gamma(0.3, 300, table[at + 1 :].shape))
    elif how == "shuffled":
        table[at + 1 :] = draw.permutation(table[at + 1 :])
    elif how == "peace":
        table[at + 1 :] = 0
    else:
        table = table[: at + 1]
    return DeathMonths(past.first, past.countries, table)


FUTURES = st.sampled_from(["others", "shuffled", "peace", "cut"])


def same(one, other, at):
    np.testing.assert_allclose(one[: at + 1], other[: at + 1], rtol=1e-12, atol=1e-15)


@CASES
@given(at=AT, seed=SEEDS, how=FUTURES)
def test_violence_next_month(at, seed, how):
    past = deaths_made(seed)
    before = violence.walk_forward(past, past.first, past.last)
    after = violence.walk_forward(other_future(past, at, seed + 1, how), past.first, past.last)
    for one, other in zip(
        (before.p, before.persistence, before.count12), (after.p, after.persistence, after.count12), strict=True
    ):
        same(one, other, at)


@CASES
@given(at=AT, seed=SEEDS, how=FUTURES, kind=st.sampled_from(violence_changes.KINDS))
def test_deaths_that_halve_or_double(at, seed, how, kind):
    past = deaths_made(seed)
    before = violence_changes.walk_forward(past, kind, past.first, past.last)
    after = violence_changes.walk_forward(other_future(past, at, seed + 1, how), kind, past.first, past.last)
    same(before.p, after.p, at)
    same(before.table, after.table, at)


@CASES
@given(at=AT, seed=SEEDS, how=FUTURES, horizon=st.sampled_from([1, 3, 14]))
def test_samples_of_deaths(at, seed, how, horizon):
    past, month = deaths_made(seed), FIRST + at
    other = other_future(past, at, seed + 1, how)
    before, after = (violence_samples.analogues(one, month // 12, horizon) for one in (past, other))
    assume(before is not None)
    np.testing.assert_allclose(
        violence_samples.samples(past, month, before), violence_samples.samples(other, month, after), rtol=1e-9
    )


def test_the_rows_of_the_backtest():
    past, at = deaths_made(), 2000 * 12 + 4 - FIRST
    rows = backtest_deaths.backtest(past, FIRST + 60, past.last)
    others = backtest_deaths.backtest(other_future(past, at, 1, "others"), FIRST + 60, past.last)
    upto = (at - 60 + 1) * len(COUNTRIES)
    assert [replace(row, outcome=None) for row in rows[:upto]] == [replace(row, outcome=None) for row in others[:upto]]
    assert rows[upto:] != others[upto:]


def test_another_past_is_seen_at_once_and_in_the_next_january_s_model():
    past, at = deaths_made(), 2000 * 12 + 4 - FIRST
    other = other_future(past, at, 1, "others")
    before, after = (violence.walk_forward(one, past.first, past.last).p for one in (past, other))
    assert (before[at + 1] != after[at + 1]).any()
    assert violence.january(past, 2001) != violence.january(other, 2001)
    assert violence.january(past, 2000) == violence.january(other, 2000)


STAGES = ("Pre", "Cea", "Ren", "SubPar", "SubComp", "Imp")
BEGIN, LAST = 1995 * 12, 2006 * 12 - 1


def documents_made(draw, first, last, count):
    """Documents of four conflicts between two days, one of them on the last: tables are known to cover as much."""
    days = sorted(int(day) for day in draw.integers(first, last + 1, count))
    return [
        Document(
            id=first * 1000 + number,
            name="",
            day=day,
            stage=STAGES[draw.integers(len(STAGES))],
            local=bool(draw.random() < 0.1),
            process=1,
            process_name="",
            conflicts=(int(draw.integers(1, 5)),),
        )
        for number, day in enumerate([*days, last])
    ]


def conflicts_made(draw, first, last):
    """The years in which four conflicts are active, between two."""
    return {number: frozenset(year for year in range(first, last + 1) if draw.random() < 0.7) for number in range(1, 5)}


def forecasts(conflicts, documents):
    """What is said of each row (conflict, month), by target."""
    rows = panel(conflicts, documents, FIRST_YEAR * 12, LAST)
    return {
        (target.name, int(rows.conflicts[place]), int(rows.months[place])): p
        for target in TARGETS
        for place, p in peace.walk_forward(rows, target, BEGIN, LAST).items()
    }


@settings(max_examples=12, deadline=None)
@given(at=st.integers(BEGIN, 2004 * 12), seed=SEEDS)
def test_peace(at, seed):
    """After the month other documents are signed, and from the next year on other conflicts are active.

    Whether a conflict was active in a year is known when that year ends: the panel says so.
    """
    draw = np.random.default_rng(seed)
    end, last, year = last_day(at), last_day(LAST), at // 12
    known = documents_made(draw, date(1990, 1, 1).toordinal(), end, 60)
    active = conflicts_made(draw, 1989, year)
    assume(all(active.values()))
    said = []
    for count in (40, 90):
        later = conflicts_made(draw, year + 1, 2006)
        conflicts = [
            Conflict(number, active[number] | later[number], date(min(active[number]), 3, 1).toordinal())
            for number in active
        ]
        said.append(forecasts(conflicts, known + documents_made(draw, end + 1, last, count)))
    before, after = ({row: p for row, p in one.items() if row[2] <= at} for one in said)
    assert before.keys() == after.keys()
    assert len(before) > 0
    for row, p in before.items():
        assert p == pytest.approx(after[row], rel=1e-9)
    assert said[0] != said[1]
