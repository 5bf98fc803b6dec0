"""The catalogue: every table is told of in full, and monthly ones get their month."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from dragoman.chances.history import agreements, deaths, pax, terminations, ucdp
from dragoman.chances.history.catalogue import catalogue, named
from dragoman.errors import BadDate, UnknownCode, UsageError

from .tables_made import text_of


def test_every_table_is_told_of_in_full():
    keys = [table.key for table in catalogue()]
    assert len(set(keys)) == len(keys) == len({table.file for table in catalogue()})
    for table in catalogue():
        assert all((table.what, table.publisher, table.version, table.licence, table.citation, table.columns))
        assert table.page.startswith("https://")
        assert table.address.startswith("https://") or table.address == ""
        assert table.limit <= 1_000_000_000
        assert Path(table.file).name == table.file and table.file.endswith(".csv")
        assert set(table.rename.values()) <= {*table.columns, *table.rename.values()}
        if table.usual:
            assert table.address and not table.monthly


def test_names_of_monthly_tables_have_places_for_nothing_else_than_the_month():
    places = {"year", "yy", "month", "mm"}
    for table in catalogue():
        for text in (table.file, table.address, table.version):
            named_there = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
            assert named_there <= (places if table.monthly else set())


def test_a_monthly_table_gets_its_month():
    table = named("ged_candidate").of("2031-07")
    assert (table.file, table.version) == ("ucdp_ged_candidate_2031-07.csv", "31.0.7")
    assert table.address == "https://ucdp.uu.se/downloads/candidateged/GEDEvent_v31_0_7.csv"
    assert table.published == "GEDEvent_v31_0_7.csv" and not table.monthly
    assert named("ged_candidate").of("2031-11").version == "31.0.11"
    assert named("ged_candidate").of("2105-01").version == "05.0.1"
    assert named("views").of("2031-07").version == "fatalities003_2031_07_t01"


def test_a_month_where_there_is_none_and_none_where_one_is_needed():
    with pytest.raises(UsageError, match="one table for each month"):
        named("ged_candidate").of(None)
    with pytest.raises(UsageError, match="not a table of one month"):
        named("pax").of("2031-07")
    with pytest.raises(BadDate):
        named("views").of("2031-13")
    assert named("pax").of(None) is named("pax")


def test_an_unknown_key_is_told_with_those_there_are():
    with pytest.raises(UnknownCode, match="no table 'paxx'") as raised:
        named("paxx")
    assert "conflict_years" in raised.value.hint


def test_the_columns_asked_for_are_those_that_the_readers_need(tmp_path):
    """A table with the catalogue's columns and no others of those known is read without an error."""
    for key, module, read in (("pax", pax.FILE, pax.documents), ("conflict_years", ucdp.YEARS, ucdp.conflicts)):
        table = named(key)
        assert table.file == module
        (tmp_path / table.file).write_text(text_of(table), "utf-8")
        assert len(read(tmp_path / table.file)) in (1, 2)
    for key, file in (
        ("terminations", terminations.FILE),
        ("agreements", agreements.FILE),
        ("deaths", deaths.FILE),
    ):
        assert named(key).file == file


@pytest.mark.parametrize(("key", "module"), [("pax", pax), ("terminations", terminations), ("agreements", agreements)])
def test_no_reader_needs_a_column_that_is_not_checked(key, module):
    assert set(module._COLUMNS) <= set(named(key).columns)
