"""The user's own tables: what is read, what is refused and why, and what wins."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebooks.groups import Group
from dragoman.codebooks.joined import grouped, terms
from dragoman.codebooks.offices import Office
from dragoman.codebooks.own import COLUMNS, Own, as_csv, home, read, stored
from dragoman.errors import BadEncoding, BadTable, DragomanError, EmptyInput, MissingInput

HEADER = ",".join(COLUMNS)


def table(tmp_path, *lines, header=HEADER):
    path = tmp_path / "mine.csv"
    path.write_text("\n".join([header, *lines]), "utf-8")
    return path


def test_persons_groups_and_aliases_are_read(tmp_path):
    path = table(
        tmp_path,
        "person,Wanjiru Example,W. Example;Wanjiru E. Example,KEN,,foreign_minister,Cabinet Secretary,2031-02,,",
        "group,Lakeside Front,LSF,UGA,REB,,,2030,,",
        "alias,Lakeside Front,Lake Fighters,,,,,,,",
    )
    rows, problems = read(path)
    assert problems == []
    assert [row.kind for row in rows] == ["person", "group", "alias"]
    assert rows[0].aliases == ("W. Example", "Wanjiru E. Example")
    assert (rows[1].sector, rows[1].start) == ("REB", "2030")


def test_columns_may_stand_in_any_order_and_be_left_out(tmp_path):
    rows, problems = read(table(tmp_path, "REB,group,Lakeside Front", header="sector,kind,name"))
    assert (problems, rows) == ([], [Own("group", "Lakeside Front", sector="REB")])


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("robot,Lakeside Front,,UGA,REB,,,,,", "kind", "must be one of person, group, alias"),
        ("group,,,UGA,REB,,,,,", "name", "is empty"),
        ("group,lakeside,,UGA,REB,,,,,", "name", "'lakeside' has no capital letter and would match ordinary words"),
        ("group,It,,UGA,REB,,,,,", "name", "'It' is so short that it would match ordinary words"),
        (
            "group,Lakeside Front,the,UGA,REB,,,,,",
            "aliases",
            "'the' has no capital letter and would match ordinary words",
        ),
        ("group,Lakeside Front,,UGX,REB,,,,,", "code", "'UGX' is no ISO 3166-1 alpha-3 or international code"),
        ("group,Lakeside Front,,UGA,XYZ,,,,,", "sector", "'XYZ' is no PLOVER sector"),
        ("group,Lakeside Front,,UGA,,,,,,", "sector", "a group needs one"),
        ("group,Lakeside Front,,UGA,REB,,,spring,,", "start", "'spring' is no ISO day, month or year"),
        ("group,Lakeside Front,,UGA,REB,,,2030-02-30,,", "start", "'2030-02-30' is no ISO day, month or year"),
        ("group,Lakeside Front,,UGA,REB,,,2031,2030,", "end", "is not after the start"),
        ("person,Wanjiru Example,,,,foreign_minister,,,,", "code", "a person needs a code or a group"),
        ("person,Wanjiru,,,SOC,,,,,", "code", "a person of one name needs one"),
        ("alias,Lakeside Front,,,,,,,,", "aliases", "an alias row needs at least one"),
        ("group,Lakeside Front,,UGA,REB,,,,,,extra", "", "more cells than columns"),
    ],
)
def test_a_bad_row_is_left_out_with_its_line_and_reason(tmp_path, line, column, reason):
    rows, problems = read(table(tmp_path, "group,Hillside Front,,UGA,REB,,,,,", line))
    assert [row.name for row in rows] == ["Hillside Front"]
    assert [(problem.line, problem.column, problem.reason) for problem in problems] == [(3, column, reason)]


def test_a_person_needs_something_that_tells_a_sector(tmp_path):
    lines = [
        f"person,Wanjiru Example,,KEN,{sector},,{title},,,"
        for sector, title in (("", ""), ("SOC", ""), ("", "Activist"))
    ]
    rows, problems = read(table(tmp_path, *lines))
    assert (len(rows), [problem.line for problem in problems]) == (2, [2])


def test_an_alias_of_nobody_is_told_when_the_tables_are_known(tmp_path):
    path = table(tmp_path, "alias,Nobody Known,Somebody,,,,,,,")
    assert [problem.column for problem in read(path, lambda name: False)[1]] == ["name"]
    assert read(path, lambda name: True)[1] == []


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", EmptyInput),
        (b"kind,name\n\xff\xfe", BadEncoding),
        (b"name,office\nA,B\n", BadTable),
        (b"kind,name,name\n", BadTable),
        (b'kind,name\n"person,' + b"x" * 200_000, BadTable),
    ],
)
def test_what_is_no_table_of_actors_is_an_error(tmp_path, raw, error):
    path = tmp_path / "bad.csv"
    path.write_bytes(raw)
    with pytest.raises(error):
        read(path)


def test_a_missing_table_is_an_error(tmp_path):
    with pytest.raises(MissingInput):
        read(tmp_path / "none.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_coded_error(tmp_path_factory, raw):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"kind,name,code,sector,start,aliases\n" + raw)
    try:
        rows, _ = read(path)
    except DragomanError:
        return
    assert all(row.name and row.kind in ("person", "group", "alias") for row in rows)


def test_rows_written_are_read_back(tmp_path):
    rows = [
        Own("person", "Wanjiru, Example", ("W. Example", "W. E. Example"), "KEN", "SOC", "notable", 'The "Activist"'),
        Own("group", "Lakeside Front", (), "UGA", "REB", start="2030-01", end="2031"),
    ]
    path = tmp_path / "mine.csv"
    path.write_bytes(as_csv(rows))
    assert read(path) == (rows, [])


def test_the_users_folder_is_named_by_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.delenv("DRAGOMAN_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    assert home() == tmp_path / "data" / "dragoman"


def test_fetched_tables_are_read_before_added_ones(tmp_path):
    for name in ("zeta.csv", "alpha.csv", "wikidata.csv", "notes.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in stored(tmp_path)] == ["wikidata.csv", "alpha.csv", "zeta.csv"]
    assert stored(tmp_path / "none") == ()


# ---- joining


def president(name, start, end=None, **other):
    return Office(name, (), "KEN", "head_of_state", "President", start, end, **other)


SHIPPED = (president("Odhiambo Old", date(2020, 1, 1)), president("Émile Older", date(2010, 1, 1), date(2020, 1, 1)))


def test_a_new_term_ends_the_open_one_it_follows():
    own = [Own("person", "Nekesa New", code="KEN", role="head_of_state", title="President", start="2031-03-01")]
    old, older, new = terms(SHIPPED, own)
    assert (old.end, older.end, new.end) == (date(2031, 3, 1), date(2020, 1, 1), None)


def test_the_same_term_in_another_spelling_is_replaced_and_keeps_its_name():
    own = [Own("person", "Emile Older", code="KEN", role="head_of_state", start="2010", end="2019-12-24")]
    found = terms(SHIPPED, own)
    assert len(found) == 2
    assert (found[1].name, found[1].end, found[1].aliases) == ("Émile Older", date(2019, 12, 24), ("Emile Older",))


def test_a_second_term_of_a_person_joins_the_first():
    own = [Own("person", "Emile Older", code="KEN", role="foreign_minister", start="2025")]
    assert terms(SHIPPED, own)[2].name == "Émile Older"


def test_the_later_row_wins():
    rows = [
        Own("person", "Nekesa New", code="KEN", role="head_of_state", start="2031-03-01", title=title)
        for title in ("President", "Acting President")
    ]
    assert [office.title for office in terms(SHIPPED, rows)[2:]] == ["Acting President"]


def test_a_group_of_the_users_replaces_the_shipped_one_under_its_key():
    front = Group("UGA-LSF", "Lakeside Front", ("LSF",), "UGA", ("UGA",), "REB", ("REB",), None, None, "", "")
    own = [
        Own("group", "Lakeside Front", ("Lake Party",), "UGA", "PTY", start="2032"),
        Own("group", "Hillside Front", (), "UGA", "REB"),
        Own("alias", "Hillside Front", ("HSF",)),
    ]
    lake, hill = grouped([front], own)
    assert (lake.entity, lake.sector, lake.aliases) == ("UGA-LSF", "PTY", ("LSF", "Lake Party"))
    assert (hill.entity, hill.aliases) == ("UGA-HILLSIDEFRONT", ("HSF",))


def test_nothing_of_the_users_changes_nothing():
    assert terms(SHIPPED, []) == SHIPPED
