"""Deaths by country and month: the published table, UCDP's events, and what is told of a file that is neither."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.history.deaths import NON_STATE, ONE_SIDED, STATE_BASED, DeathMonths, deaths, from_events
from dragoman.errors import BadTable, MissingInput

TABLE = "month,Aria,Boria\n1999-11-30,0,12\n1999-12-31,3,0\n2000-01-31,0.0,700\n"
NOVEMBER = 1999 * 12 + 10


@pytest.fixture
def written(tmp_path):
    def write(text, name="deaths.csv"):
        path = Path(tmp_path, name)
        path.write_text(text, "utf-8")
        return path

    return write


def events(*rows):
    return "id,type_of_violence,country,date_end,best\n" + "".join(
        f"{number},{kind},{country},{day} 00:00:00.000,{best}\n"
        for number, (kind, country, day, best) in enumerate(rows, 1)
    )


def test_the_table_gives_its_months_countries_and_deaths(written):
    found = deaths(written(TABLE))
    assert (found.first, found.last, len(found)) == (NOVEMBER, NOVEMBER + 2, 3)
    assert found.countries == ("Aria", "Boria")
    assert found.deaths.tolist() == [[0, 12], [3, 0], [0, 700]]


def test_nobody_can_change_what_was_read(written):
    with pytest.raises(ValueError, match="read-only"):
        deaths(written(TABLE)).deaths[0, 0] = 1


def test_a_caller_who_changes_his_own_array_changes_no_history():
    table = np.zeros((2, 1))
    found = DeathMonths(NOVEMBER, ("Aria",), table)
    table[0, 0] = 9
    assert found.deaths[0, 0] == 0


@pytest.mark.parametrize(
    ("text", "field", "line"),
    [
        ("month,Aria\n1999-11-30,\n", "Aria", 2),
        ("month,Aria\n1999-11-30,-1\n", "Aria", 2),
        ("month,Aria\n1999-11-30,nan\n", "Aria", 2),
        ("month,Aria\n1999-11-30,inf\n", "Aria", 2),
        ("month,Aria\n1999-11-30,many\n", "Aria", 2),
        ("month,Aria\nNovember,1\n", "month", 2),
        ("month,Aria\n1999-13-30,1\n", "month", 2),
        ("month,Aria\n1999-11-30,1\n2000-01-31,1\n", "month", 3),
        ("month,Aria\n1999-11-30,1\n1999-11-30,1\n", "month", 3),
    ],
)
def test_a_wrong_cell_is_told_by_its_line_and_column(written, text, field, line):
    with pytest.raises(BadTable) as caught:
        deaths(written(text))
    assert (caught.value.field, caught.value.line) == (field, line)


@pytest.mark.parametrize("text", ["", "month\n1999-11-30\n", "month,Aria,Aria\n1999-11-30,1,2\n", "month,Aria\n"])
def test_a_table_without_months_or_countries_is_none(written, text):
    with pytest.raises(BadTable):
        deaths(written(text))


def test_a_table_that_is_not_there_is_missing(tmp_path):
    with pytest.raises(MissingInput):
        deaths(Path(tmp_path, "none.csv"))


@given(months=st.integers(-3, 8))
def test_what_was_known_ends_with_its_month(months):
    table = DeathMonths(NOVEMBER, ("Aria",), np.arange(5.0)[:, None])
    known = table.until(NOVEMBER + months)
    assert len(known) == min(5, max(0, months + 1))
    assert known.deaths.tolist() == table.deaths[: len(known)].tolist()


def test_events_are_added_up_by_country_and_the_month_they_ended_in(written):
    path = written(
        events(
            (STATE_BASED, "Boria", "1999-11-30", 4),
            (ONE_SIDED, "Boria", "1999-11-02", 3),
            (STATE_BASED, "Aria", "2000-01-05", 9),
        )
    )
    found = from_events([path])
    assert (found.first, found.countries) == (NOVEMBER, ("Aria", "Boria"))
    assert found.deaths.tolist() == [[0, 7], [0, 0], [9, 0]]


def test_of_events_only_the_kinds_asked_for_count(written):
    path = written(events((STATE_BASED, "Aria", "1999-11-30", 4), (NON_STATE, "Boria", "1999-12-01", 3)))
    found = from_events([path], kinds={STATE_BASED})
    assert found.countries == ("Aria",)
    assert found.deaths.tolist() == [[4], [0]], "a month that the file covers has no deaths, it is not missing"
    with pytest.raises(BadTable):
        from_events([path], kinds={ONE_SIDED})


def test_candidate_events_add_months_and_count_none_twice(written):
    yearly = written(events((1, "Aria", "1999-11-30", 4), (1, "Aria", "1999-12-31", 6)), "yearly.csv")
    monthly = written(events((1, "Aria", "1999-12-30", 50), (1, "Aria", "2000-01-31", 8)), "monthly.csv")
    assert from_events([yearly, monthly]).deaths.ravel().tolist() == [4, 6, 8]
