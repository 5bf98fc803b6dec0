"""Chances out: a hub's rows sum to one, VIEWS' months count from 1980, and a table holds all there is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.entries import Resolved
from dragoman.errors import UnknownFormat, UnwritableOutput
from dragoman.exports.chances import CHANCE_FORMATS, hub_files, write_chances, write_hub
from dragoman.records import Adjustment, Chance, Evidence

from ..chances.book_material import book, chance, day, issued

RUS_UKR = chance(parties=["UKR", "RUS"], issued="2026-03-01", deadline="2026-05-30", p=0.123456789)


def table(chances: list[Chance], format_: str) -> list[dict[str, str]]:
    stream = io.BytesIO()
    count = write_chances(chances, stream, format_)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8"), newline="")))
    assert count == len(rows)
    return rows


def test_hubverse_has_a_row_for_yes_and_one_for_no() -> None:
    rows = table([RUS_UKR], "hubverse")
    assert rows == [
        {
            "reference_date": "2026-03-01",
            "target": "round",
            "horizon": "90",
            "target_end_date": "2026-05-30",
            "location": "RUS;UKR",
            "output_type": "pmf",
            "output_type_id": answer,
            "value": value,
        }
        for answer, value in (("yes", "0.123457"), ("no", "0.876543"))
    ]


@given(st.lists(st.floats(0, 1), max_size=6))
def test_hubverse_sums_to_one_in_each_task(chances: list[float]) -> None:
    found = [chance(f"c{n}", p=p, parties=["AAA", f"B{n}"]) for n, p in enumerate(chances)]
    sums: dict[str, float] = {}
    for row in table(found, "hubverse"):
        assert 0 <= float(row["value"]) <= 1
        sums[row["location"]] = sums.get(row["location"], 0) + float(row["value"])
    assert len(sums) == len(chances) and all(total == pytest.approx(1, abs=1e-9) for total in sums.values())


def test_hubverse_has_of_one_task_the_last_chance_of_the_day() -> None:
    rows = table(
        [RUS_UKR, chance("c2", parties=["RUS", "UKR"], issued="2026-03-01", deadline="2026-05-30", p=0.5)], "hubverse"
    )
    assert [(row["output_type_id"], row["value"]) for row in rows] == [("yes", "0.5"), ("no", "0.5")]


def test_a_hub_gets_a_file_a_round(tmp_path: Path) -> None:
    some = [RUS_UKR, chance("c2", issued="2026-02-01"), chance("c3", parties=["A", "B"], issued="2026-03-01")]
    paths = write_hub(some, tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in paths] == [
        "model-output/dragoman-chances/2026-02-01-dragoman-chances.csv",
        "model-output/dragoman-chances/2026-03-01-dragoman-chances.csv",
    ]
    assert [len(of) for of in hub_files(some).values()] == [1, 2]
    for path in paths:
        dates = {row["reference_date"] for row in csv.DictReader(path.read_text("utf-8").splitlines())}
        assert dates == {path.name[:10]}
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableOutput):
        write_hub(some, tmp_path / "file")


def test_views_has_a_row_a_state_by_its_months_and_codes() -> None:
    rows = table([RUS_UKR], "views")
    assert [(row["isoab"], row["gwcode"], row["name"]) for row in rows] == [
        ("RUS", "365", "Russia"),
        ("UKR", "369", "Ukraine"),
    ]
    assert {(row["month_id"], row["year"], row["month"], row["main_dich"]) for row in rows} == {
        (str((2026 - 1980) * 12 + 5), "2026", "5", "0.123456789")
    }


def test_views_puts_a_group_under_its_state_and_nobody_knows_who_under_none() -> None:
    group = table([chance(parties=["COL", "COL-ELN"])], "views")
    assert [row["isoab"] for row in group] == ["COL"]
    both = table([chance(parties=["COL-ELN", "VEN"])], "views")
    assert [row["isoab"] for row in both] == ["COL", "VEN"]
    unknown = table([chance(parties=["group:nobody", "group:none"])], "views")
    assert [(row["isoab"], row["dyad"]) for row in unknown] == [("", "group:nobody;group:none")]


def test_csv_has_all_that_the_ledger_knows() -> None:
    told = [Evidence(report="r1", event="e1"), Evidence(report="r1")]
    found = book(
        [
            issued(
                words='A "further" round, by May',
                adjustments=[Adjustment(reason="a venue is named", log_odds=0.3, evidence=told)],
            ),
            Resolved(at=day(3), by="x", question="q1", outcome=True, on=day(2)),
        ]
    )
    (row,) = table(found.questions["q1"].chances(), "csv")
    assert row["words"] == 'A "further" round, by May' and row["parties"] == "AAA; BBB"
    assert row["adjustments"] == "a venue is named +0.30 (r1)"
    assert (row["outcome"], float(row["brier"])) == ("1", pytest.approx(0.49)) and len(row["hash"]) == 64
    assert row["previous"] == ""
    missing = set(Chance.__struct_fields__) - set(row)
    assert not missing


@pytest.mark.parametrize("format_", CHANCE_FORMATS)
def test_no_chances_are_a_header(format_: str) -> None:
    stream = io.BytesIO()
    assert write_chances([], stream, format_) == 0
    assert stream.getvalue().count(b"\n") == 1 and not stream.closed


def test_an_unknown_format_writes_nothing() -> None:
    stream = io.BytesIO()
    with pytest.raises(UnknownFormat, match="no format 'xls'"):
        write_chances([RUS_UKR], stream, "xls")
    assert stream.getvalue() == b""
