"""The backtest of violence: which rows it has, what is scored apart, and the file it writes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from dragoman.chances.backtest_deaths import Row, as_text, backtest, summary, write
from dragoman.chances.violence_changes import score as changes
from dragoman.chances.violence_samples import score as samples
from dragoman.errors import BadFilter

from .made import COUNTRIES, FIRST, deaths_made

YEAR_2000 = 2000 * 12


@pytest.fixture(scope="module")
def rows():
    return backtest(deaths_made(), YEAR_2000, YEAR_2000 + 23)


def test_each_country_and_month_has_one_row(rows):
    assert [(row.month, row.country) for row in rows] == [
        (f"{year}-{month:02}", country) for year in (2000, 2001) for month in range(1, 13) for country in COUNTRIES
    ]


def test_the_outcome_is_that_of_the_month_after(rows):
    past = deaths_made()
    for row in rows[: -len(COUNTRIES)]:
        year, month = map(int, row.month.split("-"))
        after = past.deaths[year * 12 + month - FIRST, COUNTRIES.index(row.country)]
        assert row.outcome is bool(after >= 25)


def test_the_month_after_the_last_is_not_known_yet(rows):
    assert {row.outcome for row in rows[-len(COUNTRIES) :]} == {None}
    assert None not in {row.outcome for row in rows[: -len(COUNTRIES)]}


def test_rows_are_scored_by_the_last_twelve_months(rows):
    groups = {group.name: group for group in summary(rows)}
    assert list(groups) == ["all", "contested", "onset", "held"]
    assert groups["all"].rows == len(rows) - len(COUNTRIES)
    assert groups["all"].rows == groups["contested"].rows + groups["onset"].rows + groups["held"].rows
    assert groups["contested"].rows == sum(0 < row.hits < 12 for row in rows if row.outcome is not None)
    assert groups["onset"].happened == sum(row.hits == 0 for row in rows if row.outcome)


def made(country, p, outcome, hits=5):
    return Row(country, "2000-01", p, 0.5, 0.5, hits, outcome)


def test_scores_are_those_of_the_books():
    rows = [made("Aria", 0.8, True), made("Aria", 0.8, False), made("Boria", 0.2, False), made("Boria", 0.9, None)]
    everything, contested, onset, _ = summary(rows)
    assert everything.brier == pytest.approx({"p": (0.04 + 0.64 + 0.04) / 3, "persistence": 0.25, "count12": 0.25})
    assert everything.log["persistence"] == pytest.approx(0.6931, abs=1e-4)
    assert everything.error == pytest.approx((2 * abs(0.8 - 0.5) + 0.2) / 3)
    assert (everything.rows, everything.countries, everything.happened) == (3, 2, 1)
    assert contested == replace(everything, name="contested")
    against = {one.against: one.difference for one in everything.differences}
    assert against == pytest.approx({"persistence": 0.24 - 0.25, "count12": 0.24 - 0.25})
    assert (onset.rows, onset.differences) == (0, ())


def test_a_sure_forecast_that_fails_costs_much_but_not_everything():
    everything, *_ = summary([made("Aria", 0.0, True), made("Boria", 1.0, True)])
    assert everything.log["p"] == pytest.approx(13.8 / 2, abs=0.1)


@pytest.mark.parametrize(
    ("first", "last"),
    [(YEAR_2000 + 1, YEAR_2000), (FIRST - 12, FIRST - 1), (FIRST + 24, YEAR_2000), (2050 * 12, 2051 * 12)],
)
def test_a_span_without_forecasts_is_refused(first, last):
    with pytest.raises(BadFilter):
        backtest(deaths_made(), first, last)


def test_the_file_holds_every_row_and_an_unknown_outcome_is_empty(rows):
    stream = io.BytesIO()
    write(rows, stream)
    table = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8"))))
    assert list(table[0]) == ["country", "month", "p", "persistence", "count12", "hits", "outcome"]
    for row, line in zip(rows, table, strict=True):
        assert (line["country"], line["month"], line["hits"]) == (row.country, row.month, str(row.hits))
        assert float(line["p"]) == pytest.approx(row.p, abs=1e-6)
        assert line["outcome"] == ("" if row.outcome is None else str(int(row.outcome)))


def test_the_text_has_a_line_for_each_group_change_and_horizon(rows):
    past = deaths_made()
    text = as_text(summary(rows), changes(past, YEAR_2000, past.last), samples(past, YEAR_2000, past.last, (1, 2)))
    for start in (
        "all ",
        "contested ",
        "onset ",
        "deaths halve",
        "deaths double",
        "deaths 1 month ",
        "deaths 2 months ",
    ):
        assert sum(line.startswith(start) for line in text.splitlines()) == 1
