"""Exports: whole or not at all, and the same record in every format."""

from __future__ import annotations

import csv
import io
import sys

import pyarrow.parquet
import pytest

from dragoman.errors import MissingExtra, UnknownFormat, UnwritableOutput
from dragoman.exports import TABLES, whole_file, writer
from dragoman.records import (
    Actor,
    Casualties,
    CodedReport,
    Count,
    Date,
    Event,
    Place,
    ReportInfo,
    Span,
    Stance,
    Statement,
    to_json,
)

AT = Span(start=4, end=10, text="shelled")
ACTOR = Actor(
    start=0, end=3, text="A", name='Army, "new"\tunit', code="KEN", sectors=["MIL", "GOV"], entity="role:KEN:MIL"
)
DATE = Date(start=0, end=0, text="", type="DATE", value="2024-03-05", first="2024-03-05", last="2024-03-05")
PLACE = Place(start=1, end=2, text="G", name="Garissa", kind="city", country="KEN", lat=-0.45, lon=39.65)
EVENT = Event(
    id="e1",
    type="ASSAULT",
    mode="heavy-weapons",
    cameo="194",
    quad=4,
    status="happened",
    trigger=AT,
    sentence=AT,
    sources=[ACTOR],
    targets=[ACTOR],
    date=DATE,
    place=PLACE,
    casualties=Casualties(killed=Count(min=3, max=5, span=AT)),
    confidence=0.7,
    missing={"said_by": "the report says it itself"},
)
SAID = Statement(
    id="s1",
    speaker=ACTOR,
    content=AT,
    kind="indirect",
    sentence=AT,
    stance=[Stance(toward="talks", label="support", strength=0.5)],
)
CODED = CodedReport(
    report=ReportInfo(id="r1", published="2024-03-06", source="Wire"),
    events=[EVENT],
    statements=[SAID],
    actors=[ACTOR],
    places=[PLACE],
    dates=[DATE],
    sentences=[(0, 10)],
)
EMPTY = CodedReport(report=ReportInfo(id="r2"))


def written(name, *coded, table="events") -> bytes:
    stream = io.BytesIO()
    out = writer(name, stream, table=table)
    for one in coded:
        out.add(one)
    out.finish()
    return stream.getvalue()


def test_jsonl_is_one_record_a_line():
    assert written("jsonl", CODED, EMPTY) == to_json(CODED) + b"\n" + to_json(EMPTY) + b"\n"


def test_parquet_holds_the_whole_record_nested():
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", CODED, EMPTY)))
    [first, second] = table.to_pylist()
    assert first["events"][0]["sources"][0]["name"] == ACTOR.name
    assert first["events"][0]["date"]["from"] == "text"
    assert first["events"][0]["casualties"]["killed"]["max"] == 5
    assert dict(first["events"][0]["missing"]) == EVENT.missing
    assert first["sentences"] == [[0, 10]]
    assert second["events"] == []


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "dragoman.exports.parquet", raising=False)
    with pytest.raises(MissingExtra, match="pyarrow") as caught:
        written("parquet", CODED)
    assert "dragoman[parquet]" in str(caught.value.hint)


@pytest.mark.parametrize("table", TABLES)
def test_csv_survives_commas_quotes_and_tabs(table):
    rows = list(csv.DictReader(io.StringIO(written("csv", CODED, EMPTY, table=table).decode())))
    assert len(rows) == 1
    assert rows[0]["report"] == "r1"
    assert rows[0]["outlet"] == "Wire"
    if table == "events":
        assert (rows[0]["source"], rows[0]["killed_max"], rows[0]["place"]) == (ACTOR.name, "5", "Garissa")


@pytest.mark.parametrize("table", TABLES)
def test_csv_without_rows_still_has_its_header(table):
    assert written("csv", EMPTY, table=table) == written("csv", CODED, table=table).splitlines(keepends=True)[0]


def test_unknown_formats_and_tables_are_told():
    with pytest.raises(UnknownFormat):
        written("xml", CODED)
    with pytest.raises(UnknownFormat):
        written("csv", CODED, table="nothing")


def test_what_fails_half_way_leaves_what_was_there(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), whole_file(path) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_ends_well_replaces_it_with_usual_permissions(tmp_path):
    path = tmp_path / "out.jsonl"
    plain = tmp_path / "plain"
    plain.write_text("")
    with whole_file(path) as stream:
        stream.write(b"all")
    assert path.read_text() == "all"
    assert path.stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("path", ["/dev/full", "/nowhere/at/all.jsonl", "/proc/out.jsonl"])
def test_a_full_disk_or_a_folder_that_cannot_be_written_is_told(path):
    with pytest.raises(UnwritableOutput) as caught, whole_file(path) as stream:
        stream.write(b"x" * 100_000)
    assert caught.value.code == "D301"
    assert caught.value.path == path
