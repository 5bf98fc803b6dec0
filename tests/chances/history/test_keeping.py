"""The folder of kept tables: what its manifest tells, and what verify finds of tables that have changed since."""

from __future__ import annotations

import hashlib
import io
import json

import msgspec
import pytest

from dragoman.chances.history.catalogue import named
from dragoman.chances.history.fetching import take
from dragoman.chances.history.keeping import MANIFEST, Kept, folder_of, kept, look, note, put, verify
from dragoman.errors import BadAnswer, BadTable, MissingInput, UnreadableInput, UnwritableOutput

from .tables_made import files, text_of

PAX, YEARS = named("pax"), named("conflict_years")


@pytest.fixture
def folder(tmp_path):
    """A folder that keeps two tables."""
    source, target = tmp_path / "source", tmp_path / "kept"
    source.mkdir()
    for table in (PAX, YEARS):
        (source / table.file).write_text(text_of(table), "utf-8")
        take(table, source, target, clock=lambda: "2031-03-04T05:06:07Z")
    return target


def faults(folder):
    return {one.file: one.fault for one in verify(folder)}


def test_the_manifest_tells_what_each_is_where_from_when_and_its_hash(folder):
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    raw = (folder / PAX.file).read_bytes()
    assert manifest["format"] == 1
    assert [one["file"] for one in manifest["tables"]] == sorted([PAX.file, YEARS.file])
    assert manifest["tables"][0] == {
        "key": "pax",
        "file": PAX.file,
        "version": "unstated",
        "address": "local",
        "fetched": "2031-03-04T05:06:07Z",
        "sha256": hashlib.sha256(raw).hexdigest(),
        "bytes": len(raw),
        "rows": 2,
        "licence": PAX.licence,
        "etag": None,
        "last_modified": None,
    }


def test_what_is_as_it_was_kept_has_no_fault(folder):
    assert faults(folder) == {PAX.file: "", YEARS.file: ""}
    assert verify(folder)[0].what == "2 rows, as it was kept on 2031-03-04"


def test_a_table_edited_afterwards_is_told(folder):
    path = folder / PAX.file
    path.write_text(path.read_text("utf-8").replace("Cea", "Pre"), "utf-8")
    assert faults(folder) == {PAX.file: "changed", YEARS.file: ""}


def test_a_row_added_afterwards_is_told_with_the_counts(folder):
    with (folder / YEARS.file).open("a", encoding="utf-8") as stream:
        stream.write("9901,2032,2030-02-01,1,2\n")
    (found,) = [one for one in verify(folder) if one.fault]
    assert found.fault == "changed" and found.what.startswith("3 rows, ") and "kept with 2 rows" in found.what


def test_a_table_that_is_gone_is_told(folder):
    (folder / YEARS.file).unlink()
    assert faults(folder) == {PAX.file: "", YEARS.file: "missing"}


def test_a_column_that_is_gone_is_told_before_the_hash(folder):
    path = folder / PAX.file
    path.write_text(path.read_text("utf-8").replace("Stage", "Phase"), "utf-8")
    (found,) = [one for one in verify(folder) if one.fault]
    assert found.fault == "columns" and "no column Stage" in found.what


def test_a_table_nobody_tells_of_is_told_also_a_monthly_one(folder):
    (folder / "ucdp_ged.csv").write_text(text_of(named("ged")), "utf-8")
    (folder / "ucdp_ged_candidate_2031-02.csv").write_text("id\n1\n", "utf-8")
    (folder / "of_my_own.csv").write_text("id\n1\n", "utf-8")
    assert [file for file, fault in faults(folder).items() if fault == "unlisted"] == [
        "ucdp_ged.csv",
        "ucdp_ged_candidate_2031-02.csv",
    ]


def test_a_table_of_a_key_that_is_no_more_is_told(folder):
    note(folder, msgspec.structs.replace(kept(folder)[PAX.file], key="gone", file="gone.csv"))
    assert faults(folder)["gone.csv"] == "unlisted"


def test_an_empty_folder_and_none_hold_nothing(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        assert kept(folder) == {}
        with pytest.raises(MissingInput, match="no table is kept there"):
            verify(folder)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"tables": [{"key": "pax"}], "format": 1}',
        '{"tables": [], "format": 2}',
        "\x00\x01",
        '{"tables": [{"key": "pax", "file": "../pax_agreements.csv", "version": "", "address": "", "fetched": "",'
        ' "sha256": "", "bytes": 1, "rows": 1, "licence": ""}], "format": 1}',
    ],
)
def test_a_manifest_that_is_none_is_told_and_not_overwritten(folder, text):
    (folder / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(BadTable, match="no manifest"):
        verify(folder)
    with pytest.raises(BadTable, match="no manifest"):
        note(folder, Kept(**{**_blank(), "file": "x.csv"}))
    assert (folder / MANIFEST).read_text("utf-8") == text


def test_a_manifest_that_the_system_refuses(tmp_path):
    (tmp_path / MANIFEST).mkdir()
    with pytest.raises(UnreadableInput):
        kept(tmp_path)


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "new" / "table.csv"
    with put(path) as stream:
        stream.write(b"first")
    with pytest.raises(ZeroDivisionError), put(path) as stream:
        stream.write(b"second")
        raise ZeroDivisionError
    assert path.read_bytes() == b"first" and files(path.parent) == ["table.csv"]


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableOutput), put(tmp_path / "file" / "table.csv"):
        pytest.fail("nothing can be written there")


def _blank():
    names = ("key", "file", "version", "address", "fetched", "sha256", "licence")
    return {**dict.fromkeys(names, ""), "bytes": 0, "rows": 0}


def seen(text: str | bytes):
    raw = text.encode() if isinstance(text, str) else text
    return look(io.BytesIO(raw), YEARS, "made")


def test_rows_bytes_and_hash_of_what_is_looked_at():
    raw = text_of(YEARS).encode()
    assert (seen(raw).rows, seen(raw).bytes, seen(raw).sha256) == (2, len(raw), hashlib.sha256(raw).hexdigest())
    marked = b"\xef\xbb\xbf" + raw
    assert (seen(marked).rows, seen(marked).bytes, seen(marked).sha256) == (
        2,
        len(raw) + 3,
        hashlib.sha256(marked).hexdigest(),
    )


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        (
            text_of(YEARS).replace("start_date2", "start2"),
            BadTable,
            "no column start_date2; its columns are conflict_id",
        ),
        (text_of(YEARS).replace(",", ";"), BadTable, "no column"),
        ("just a line\n", BadTable, "no column"),
        (text_of(YEARS).splitlines()[0] + "\n", BadTable, "no row"),
        (text_of(YEARS)[:-4], BadAnswer, "it was cut off"),
        ("conflict_id,year,start_date2,intensity_level\n1,2,3," + "4" * 200_000, BadTable, "no table"),
        (b"\x00\x01\x02\n", BadTable, "no column"),
    ],
)
def test_what_is_not_the_table_is_told(text, kind, what):
    with pytest.raises(kind, match=what):
        seen(text)


def test_the_folder_is_the_one_given_then_the_environment_s_then_the_user_s(monkeypatch, tmp_path):
    monkeypatch.setenv("DRAGOMAN_HOME", str(tmp_path))
    monkeypatch.delenv("DRAGOMAN_HISTORY", raising=False)
    assert folder_of() == tmp_path / "history"
    monkeypatch.setenv("DRAGOMAN_HISTORY", str(tmp_path / "own"))
    assert folder_of() == tmp_path / "own"
    assert folder_of(tmp_path / "given") == tmp_path / "given"
