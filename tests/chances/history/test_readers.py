"""The readers of kept tables: encodings, days and numbers in any of their spellings, and clear errors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.history import pax, ucdp
from dragoman.chances.history.pax import Document, documents
from dragoman.chances.history.tables import day, rows, whole
from dragoman.chances.history.ucdp import Conflict, conflicts
from dragoman.errors import BadTable, MissingInput, UnreadableInput


@pytest.fixture
def made(tmp_path):
    """A table with this text, in this encoding."""

    def make(text: str, encoding: str = "utf-8"):
        path = tmp_path / "made.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return make


PAX_PATH = Path("pax.csv")
PAX_HEADER = "Con,PP,PPName,AgtId,Agt,Dat,Agtp,Stage,UcdpCon\n"
PAX_ROWS = (
    'Lakeland,77,Lake process,902,"Second Accord, of the lake",2031-05-06,Intra,SubPar,"9901.0; 9902"\n'
    "Lakeland,77.0,Lake process,901,First Accord,04/03/2031,IntraLocal,Cea,\n"
    "Shoreland,77,Lake process,902,The same in the row of another country,2031-05-06,Intra,SubPar,9901\n"
)


def test_rows_give_the_columns_asked_for_with_their_lines(made):
    path = made('a,b,c\n1,"two\nlines",3\n4,5\n')
    assert list(rows(path, ("c", "b"))) == [(3, {"c": "3", "b": "two\nlines"}), (4, {"c": "", "b": "5"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_rows_in_any_of_the_encodings_they_come_in(made, encoding):
    assert [row["name"] for _, row in rows(made("name\nGbédé\n", encoding), ("name",))] == ["Gbédé"]


def test_a_table_that_is_not_there_or_cannot_be_opened(tmp_path):
    with pytest.raises(MissingInput, match="no such table") as raised:
        list(rows(tmp_path / "none.csv", ("a",)))
    assert "dragoman history fetch" in raised.value.hint
    with pytest.raises(UnreadableInput):
        list(rows(tmp_path, ("a",)))


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "c;d\n1;2\n"])
def test_columns_that_are_not_there_are_named(made, text):
    with pytest.raises(BadTable, match="it has no column c, d"):
        list(rows(made(text), ("c", "d")))


def test_a_cell_that_never_ends(made):
    with pytest.raises(BadTable, match="no table: field larger"):
        list(rows(made("a,b\n" + "x" * 200_000 + ",1\n"), ("a",)))


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_also_as_spreadsheets_write_them(number):
    assert whole(str(number), PAX_PATH, 2, "PP") == number == whole(f"{number}.0", PAX_PATH, 2, "PP")


@pytest.mark.parametrize("text", ["", "1.5", "one", "1.0.0", "1e3"])
def test_what_is_no_whole_number(text):
    with pytest.raises(BadTable, match="is no whole number") as raised:
        whole(text, PAX_PATH, 7, "PP")
    assert (raised.value.line, raised.value.field, raised.value.path) == (7, "PP", "pax.csv")


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_days_in_iso_with_a_time_behind_and_day_first(one):
    wanted = one.toordinal()
    assert day(one.isoformat(), PAX_PATH, 2, "Dat") == wanted
    assert day(f"{one.isoformat()} 00:00:00.000", PAX_PATH, 2, "Dat") == wanted
    assert day(f"{one.day:02}/{one.month:02}/{one.year}", PAX_PATH, 2, "Dat") == wanted


@given(st.dates(date(1940, 1, 1), date(2039, 12, 31)))
def test_days_month_first_where_the_year_has_two_digits(one):
    assert day(f"{one.month}/{one.day}/{one.year % 100:02}", PAX_PATH, 2, "Dat") == one.toordinal()


@pytest.mark.parametrize("text", ["", "2031", "31/02/2031", "13/1/31", "2031-02-30", "March", "1/2", "1/2/3/4", "//"])
def test_what_is_no_day(text):
    with pytest.raises(BadTable, match="is no day"):
        day(text, PAX_PATH, 2, "Dat")


def test_documents_each_once_by_day(made):
    first, second = documents(made(PAX_HEADER + PAX_ROWS))
    assert first == Document(
        id=901,
        name="First Accord",
        day=date(2031, 3, 4).toordinal(),
        stage="Cea",
        local=True,
        process=77,
        process_name="Lake process",
        conflicts=(),
    )
    assert (second.id, second.local, second.conflicts) == (902, False, (9901, 9902))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("", ()),
        ("9901", (9901,)),
        ("9901.0", (9901,)),
        ('"9901, 9902"', (9901, 9902)),
        ("9901;9902;9901", (9901, 9902)),
        ("9901/9902", (9901, 9902)),
        ("n/a", ()),
    ],
)
def test_conflicts_in_any_of_the_ways_they_are_listed(made, cell, wanted):
    (found,) = documents(made(f"{PAX_HEADER}Lakeland,77,Lake,1,Accord,2031-01-01,Intra,Pre,{cell}\n"))
    assert found.conflicts == wanted


def test_a_document_with_a_day_that_is_none_is_told_with_its_line(made):
    with pytest.raises(BadTable, match="'soon' is no day") as raised:
        documents(made(PAX_HEADER + PAX_ROWS + "Lakeland,77,Lake,903,Accord,soon,Intra,Pre,\n"))
    assert (raised.value.line, raised.value.field) == (5, "Dat")


def test_stages_of_ceasefires_and_of_substance_are_different():
    assert not pax.CEASEFIRE & pax.SUBSTANTIVE


def test_conflicts_with_their_years_and_the_day_they_began(made):
    text = (
        "conflict_id,year,start_date2,more\n"
        "9902,2031,,x\n"
        "9901,2031,2030-05-01,x\n"
        "9901,2033,2030-02-01,x\n"
        "9901,2033,2033-01-01,x\n"
    )
    found = conflicts(made(text))
    assert found == {
        9901: Conflict(9901, frozenset({2031, 2033}), date(2030, 2, 1).toordinal()),
        9902: Conflict(9902, frozenset({2031}), None),
    }
    assert list(found) == [9901, 9902]


def test_a_year_that_is_none_is_told(made):
    with pytest.raises(BadTable, match="'20x1' is no whole number"):
        conflicts(made("conflict_id,year,start_date2\n1,20x1,\n"))


def test_the_names_of_the_files_are_those_that_are_kept():
    assert (pax.FILE, ucdp.YEARS) == ("pax_agreements.csv", "ucdp_conflict_years.csv")
