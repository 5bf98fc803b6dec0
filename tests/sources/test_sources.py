"""Sources: every kind of file, and everything that can be wrong with one."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import Failure, Report, reports
from dragoman.errors import BadDate, BadRow, DragomanError, InputError, MissingExtra
from dragoman.sources import read_report, report_from
from dragoman.sources.rows import iso_date

TEXT = "The envoys met in Geneva on Monday. They agreed to meet again."
PAGE = """<!DOCTYPE html><html><head><title>Envoys meet</title>
<meta property="og:site_name" content="The Example"><meta property="article:published_time" content="2024-03-05">
</head><body><nav><a href="/">Home</a></nav><article><h1>Envoys meet</h1>
<p>The envoys of both sides met in Geneva on Monday for a second round of talks, the hosts said.</p>
<p>They agreed to meet again &amp; to keep a line open, a joint statement said on the evening of the same day.</p>
</article></body></html>"""


def read(path) -> list[Report | Failure]:
    return list(reports(path))


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_one_report_whose_text_is_the_file(tmp_path):
    [report] = read(write(tmp_path, "a.txt", f"  {TEXT}\r\n"))
    assert report.text == f"  {TEXT}\r\n"
    assert report.id == read(tmp_path / "a.txt")[0].id


def test_markdown_front_matter_gives_title_date_and_source(tmp_path):
    path = write(tmp_path, "a.md", f"---\ntitle: Envoys meet\ndate: 2024-03-05\nsource: Example\n---\n{TEXT}")
    [report] = read(path)
    assert (report.title, report.published, report.source, report.text) == (
        "Envoys meet",
        "2024-03-05",
        "Example",
        TEXT,
    )


def test_html_gives_the_article_with_title_date_and_publisher(tmp_path):
    [report] = read(write(tmp_path, "a.html", PAGE))
    assert (report.title, report.published, report.source) == ("Envoys meet", "2024-03-05", "The Example")
    assert "agreed to meet again & to keep" in report.text
    assert "Home" not in report.text


def test_jsonl_rows_and_a_bad_line_between_them(tmp_path):
    lines = [json.dumps({"id": "a", "text": TEXT, "published": "20240305"}), "{", "[1]", "", json.dumps({"text": TEXT})]
    found = read(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [getattr(item, "code", "ok") for item in found] == ["ok", "D108", "D108", "ok"]
    assert found[0].published == "2024-03-05"
    assert [item.line for item in found if isinstance(item, Failure)] == [2, 3]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_any_usual_delimiter(tmp_path, delimiter):
    head, row = delimiter.join(["id", "text", "published"]), delimiter.join(["a", f'"{TEXT}"', "2024-03-05"])
    [report] = read(write(tmp_path, "a.csv", f"{head}\n{row}\n"))
    assert (report.id, report.text, report.published) == ("a", TEXT, "2024-03-05")


def test_csv_rows_with_the_wrong_number_of_cells_are_listed_and_the_rest_is_read(tmp_path):
    found = read(write(tmp_path, "a.csv", "id,text\n1,one\n2,two,three\n3,four\n"))
    assert [getattr(item, "text", None) or item.code for item in found] == ["one", "D108", "four"]
    assert found[1].line == 3


def test_csv_cut_inside_a_quoted_cell_is_told(tmp_path):
    assert read(write(tmp_path, "a.csv", 'id,text\n1,one\n2,"two'))[-1].code == "D108"


def test_csv_in_another_encoding(tmp_path):
    rows = "id;text\n1;Der Präsident traf die Außenministerin in München, hieß es später aus Österreich.\n"
    [report] = read(write(tmp_path, "a.csv", rows.encode("latin-1")))
    assert "Präsident traf die Außenministerin in München" in report.text


def test_parquet_rows(tmp_path):
    table = pyarrow.table({"id": ["a", "b"], "text": [TEXT, None], "other": [1, 2]})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert found[0].text == TEXT
    assert (found[1].code, found[1].line, found[1].field) == ("D108", 2, "$.text")


def test_parquet_without_pyarrow_says_what_to_install(tmp_path, monkeypatch):
    pyarrow.parquet.write_table(pyarrow.table({"text": [TEXT]}), tmp_path / "a.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    [failure] = read(tmp_path / "a.parquet")
    assert failure.code == MissingExtra.code
    assert "dragoman[parquet]" in str(failure.hint)


def test_a_folder_is_read_in_the_order_of_names_without_links_and_hidden_files(tmp_path):
    (tmp_path / "b").mkdir()
    write(tmp_path, "b/2.txt", "two")
    write(tmp_path, "a.txt", "one")
    write(tmp_path, ".hidden.txt", "no")
    write(tmp_path, "c.bin", "no")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert [item.text for item in read(tmp_path)] == ["one", "two"]


@pytest.mark.parametrize(
    ("sent", "texts"),
    [
        (TEXT, [TEXT]),
        (json.dumps({"text": "one"}) + "\n" + json.dumps({"text": "two"}), ["one", "two"]),
        ("id,text\n1,one\n", ["one"]),
    ],
)
def test_standard_input_is_recognised(monkeypatch, sent, texts):
    raw = io.BufferedReader(io.BytesIO(sent.encode()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))
    assert [item.text for item in read("-")] == texts


BAD = {
    "empty.txt": (b"", "D103"),
    "blank.txt": (b" \n\t", "D103"),
    "big.txt": (b"a" * 16_000_001, "D104"),
    "long.txt": (b"word " * 400_001, "D104"),
    "binary.txt": (bytes(range(256)) * 20, "D105"),
    "zip.txt": (b"PK\x03\x04" + b"\x00\x01" * 500, "D105"),
    "three bytes.txt": (b"\x00\x01\x02", "D105"),
    "utf16.txt": (b"\xff\xfea", "D106"),
    "empty.html": (b"<html><body></body></html>", "D107"),
    "menu.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "D107"),
    "deep.html": (b"<div>" * 5_000 + b"talks" + b"</div>" * 5_000, "D107"),
    "many.html": (b"<br>" * 50_001, "D107"),
    "nul.html": (b"<html>\x00\x00", "D105"),
    "list.jsonl": (b"[1, 2]\n", "D108"),
    "deep.jsonl": (b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n", "D108"),
    "number.jsonl": (b'{"text": 5}\n', "D108"),
    "half.jsonl": (b'{"text": "\\ud800"}\n', "D108"),
    "columns.csv": (b"id,title\n1,a\n", "D109"),
    "cut.parquet": (b"PAR1\x15\x04", "D109"),
    "a.pdf": (b"%PDF-1.4", "D111"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_coded_failure_that_names_the_file_and_says_what_to_do(tmp_path, name):
    content, code = BAD[name]
    [failure] = read(write(tmp_path, name, content))
    assert (failure.code, Path(failure.path).name) == (code, name)
    assert failure.hint


def test_a_truncated_parquet_file(tmp_path):
    pyarrow.parquet.write_table(pyarrow.table({"text": [TEXT] * 50}), tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    [failure] = read(write(tmp_path, "b.parquet", whole[: len(whole) // 2]))
    assert failure.code == "D109"


def test_missing_and_unreadable_paths(tmp_path):
    assert read(tmp_path / "none.txt")[0].code == "D101"
    assert read(Path("/proc/1/mem"))[0].code in {"D102", "D103", "D105"}


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    paths = [write(tmp_path, "a.txt", "one"), tmp_path / "none.txt", write(tmp_path, "b.txt", "two")]
    assert [getattr(item, "text", None) or item.code for item in reports(*paths)] == ["one", "D101", "two"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("café in Genève".encode("utf-8-sig"), "café in Genève"),
        ("café in Genève".encode("utf-16"), "café in Genève"),
        ("Les négociateurs se sont réunis à Genève où la délégation était déjà arrivée.".encode("cp1252"), None),
        (b"right \xe2\x80\xaeto\xe2\x80\xac left", "right \u202eto\u202c left"),
    ],
)
def test_encodings(tmp_path, raw, text):
    [report] = read(write(tmp_path, "a.txt", raw))
    assert report.text == (text or raw.decode("cp1252"))


def test_read_report_wants_exactly_one(tmp_path):
    assert read_report(write(tmp_path, "a.txt", TEXT), published="2024-03-05").published == "2024-03-05"
    with pytest.raises(BadRow, match="more than one"):
        read_report(write(tmp_path, "a.jsonl", '{"text": "a"}\n{"text": "b"}\n'))
    with pytest.raises(InputError):
        read_report(tmp_path / "none.txt")


@pytest.mark.parametrize(
    "value", ["2024-13-01", "yesterday", "0024-01-01", "2024-02-30", "3024-01-01", "2024-01-01T99:00"]
)
def test_impossible_dates(value):
    with pytest.raises(BadDate):
        iso_date(value)


@given(
    st.dictionaries(
        st.sampled_from(["id", "text", "title", "published", "source"]),
        st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.lists(st.integers(), max_size=2)),
    )
)
def test_any_row_is_a_report_or_a_coded_error(row):
    try:
        report = report_from(row, path="x", line=3)
    except DragomanError as error:
        assert error.line == 3
    else:
        assert report.text == row["text"]
        assert report.id


@pytest.mark.parametrize("value", ["Today", "1850-01-01", "121108"])
def test_a_date_that_cannot_be_read_costs_the_date_and_not_the_report(tmp_path, value):
    [report] = read(write(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "published": value})))
    assert (report.text, report.published) == (TEXT, None)
    [note] = report.notes
    assert note.code == "D110"
    assert "a.jsonl:1" in note.what
    assert value in note.what
