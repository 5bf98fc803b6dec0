"""The backtest of peace processes: every row of the span once, from tables as published; errors said clearly."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest

from dragoman.chances.backtest import backtest
from dragoman.chances.months import month_of
from dragoman.chances.peace import EARLIEST
from dragoman.errors import BadFilter, BadTable, MissingInput

PAX = ["AgtId", "Agt", "Dat", "Agtp", "Stage", "PP", "PPName", "UcdpCon"]
YEARS = ["conflict_id", "year", "start_date2", "intensity_level", "gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd"]
STAGES = ("Pre", "Cea", "SubPar", "Imp", "Ren")


def table(path, columns, rows):
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(rows)


def documents(last=date(2003, 12, 20)):
    """Documents of two conflicts, one every so many days."""
    first = date(1990, 6, 1)
    for number in range(400):
        day = first + timedelta(days=13 * number)
        if day <= last:
            conflict, stage = 1 + number % 3 % 2, STAGES[number % 5]
            yield [
                number,
                f"Agreement {number}",
                day.isoformat(),
                "Intra",
                stage,
                conflict,
                "A process",
                f"{conflict}.0",
            ]


def years(last=2003):
    for conflict, first, gw in ((1, 1989, "500"), (2, 1995, "520"), (3, 1970, "530")):
        for year in range(first, (last if conflict < 3 else 1980) + 1):
            yield [conflict, year, f"{first}-02-01", 1, gw, "", "", ""]


@pytest.fixture
def folder(tmp_path):
    table(tmp_path / "pax_agreements.csv", PAX, documents())
    table(tmp_path / "ucdp_conflict_years.csv", YEARS, years())
    return tmp_path


def said(folder, first="1999-11", last="2000-02"):
    return list(backtest(folder, month_of(first), month_of(last)))


def test_each_conflict_month_and_target_once_and_in_order(folder):
    found = said(folder)
    keys = [(one.target, one.conflict_id, one.month) for one in found]
    assert sorted(set(keys), key=lambda key: (["any6", "cea12", "sub12"].index(key[0]), *key[1:])) == keys
    assert {one.month for one in found} == {"1999-11", "1999-12", "2000-01", "2000-02"}
    assert {one.conflict_id for one in found} == {1, 2}  # the third ended long ago
    assert len(found) == 3 * 2 * 4
    assert all(0 < one.p < 1 for one in found)
    assert said(folder) == found


def test_what_happens_later_has_no_say(folder, tmp_path):
    before = said(folder)
    table(tmp_path / "pax_agreements.csv", PAX, documents(last=date(2000, 3, 10)))
    table(tmp_path / "ucdp_conflict_years.csv", YEARS, years(last=2000))
    assert said(folder) == before
    table(tmp_path / "pax_agreements.csv", PAX, documents(last=date(1999, 6, 1)))
    assert said(folder) != before


def test_a_span_the_wrong_way_round_and_one_too_early_are_refused(folder):
    with pytest.raises(BadFilter, match="from 2000-02 to 1999-11"):
        said(folder, "2000-02", "1999-11")
    with pytest.raises(BadFilter, match=f"nothing is known yet in {EARLIEST - 1}-12"):
        said(folder, f"{EARLIEST - 1}-12")
    assert said(folder, f"{EARLIEST}-01", f"{EARLIEST}-01")


@pytest.mark.parametrize("name", ["pax_agreements.csv", "ucdp_conflict_years.csv"])
def test_a_table_that_is_not_there_or_has_other_columns_is_named(folder, name):
    path = folder / name
    path.write_text("one,two\n1,2\n")
    with pytest.raises(BadTable, match="it has no column") as wrong:
        said(folder)
    assert wrong.value.path == str(path)
    path.unlink()
    with pytest.raises(MissingInput) as missing:
        said(folder)
    assert missing.value.path == str(path)
    assert "history fetch" in missing.value.hint


def test_a_value_that_is_none_is_told_with_its_line_and_column(folder):
    path = folder / "pax_agreements.csv"
    text = path.read_text().replace("1990-06-14", "14th of June")
    path.write_text(text)
    with pytest.raises(BadTable) as wrong:
        said(folder)
    assert (wrong.value.line, wrong.value.field) == (3, "Dat")
