"""The script that counts the classes, on a folder of invented tables whose rates one can count by hand."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAX = ("AgtId", "Agt", "Dat", "Agtp", "Stage", "PP", "PPName", "UcdpCon", "Loc1ISO", "Loc2ISO")
TERMS = ("dyadepisode", "conflict_id", "dyad_id", "year", "dyadterm", "ependdate", "outcome", "start_date2", "location",
         "side_a", "side_b", "territory_name", "incompatibility", "version")  # fmt: skip
SIGNED = ("paid", "conflict_id", "conflict_name", "dyad_id", "pa_name", "pa_date", "ended", "duration", "version")
LAKE, SHORE = (1, "Lake process", "9901"), (2, "Shore process", "9902")


def write(path: Path, header: tuple[str, ...], rows: list[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])


def document(number: int, day: str, stage: str, process: tuple[int, str, str], kind: str = "Intra") -> tuple:
    return (number, f"Document {number}", day, kind, stage, *process, "MLI", "")


@pytest.fixture
def history(tmp_path):
    """Two processes, one agreement that fell and one that stands, three episodes, and deaths in one country."""
    write(
        tmp_path / "pax_agreements.csv",
        PAX,
        [
            document(1, "2015-01-10", "Pre", LAKE),
            document(2, "2015-01-10", "SubPar", LAKE),  # of the same day: not the next
            document(3, "2015-01-20", "Cea", LAKE, "IntraLocal"),  # local: does not count
            document(4, "2015-03-10", "Cea", LAKE),
            document(5, "2016-06-01", "SubComp", LAKE),
            document(6, "2019-12-20", "Imp", SHORE),
            document(7, "2020-12-31", "Cea", SHORE),
        ],
    )
    write(
        tmp_path / "ucdp_conflict_years.csv",
        ("conflict_id", "year", "start_date2"),
        [(9901, year, "2013-05-01") for year in range(2013, 2021)] + [(9902, 2018, "2018-03-01")],
    )
    write(
        tmp_path / "ucdp_peace_agreements_221.csv",
        SIGNED,
        [
            (1, "9901", "Mali: Government", "1", "Lake Accord", "2015-01-10", "True", "2015-03-01", "22.1"),
            (2, "9901", "Mali: Government", "1", "Second Lake Accord", "2016-06-01", "", "", "22.1"),
            (3, "9902", "Mali: Shore", "2", "Of an unknown end", "2016-06-01", "True", "", "22.1"),
            (4, "9902", "Mali: Shore", "2", "Ended before it began", "2016-06-01", "True", "2016-01-01", "22.1"),
        ],
    )
    lake = ("Mali", "Government of Mali", "LLF", "", 2, 3)
    write(
        tmp_path / "ucdp_term_dyad_3_2021.csv",
        TERMS,
        [
            (1, 9901, 1, 2001, 0, "", "", "3/1/01", *lake),
            (1, 9901, 1, 2002, 1, "6/30/02", 1, "3/1/01", *lake),
            (2, 9901, 1, 2005, 1, "2/1/05", 2, "1/1/05", *lake),
            (1, 9902, 2, 2020, "", "", "", "1/1/20", "Mali", "Government of Mali", "SF", "Shore", 1, 3),
        ],
    )
    deaths = [100] * 3 + [100] + [40, 0, 0] + [100, 100, 100] + [300, 300, 300] + [0] * 5
    months = [(f"{2014 + (11 + at) // 12}-{(11 + at) % 12 + 1:02}-28", number, 0) for at, number in enumerate(deaths)]
    write(tmp_path / "country_month_deaths.csv", ("month", "Mali", "Congo"), months)
    return tmp_path


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import build_classes

    return build_classes


@pytest.fixture
def counted(script, history):
    return tomllib.loads(script.told(history, script.everything(history)))


def test_every_class_has_what_it_needs(counted):
    keys = list(counted["class"])
    for key, row in counted["class"].items():
        assert 0 <= row["low"] <= row["rate"] <= row["high"] <= 1, key
        assert row["n"] >= row["clusters"] >= 1
        assert row["cases"]
        assert set(row["sources"]) <= set(counted["source"])
        assert row.get("wider", key) in keys
    assert {row["proxy"] for row in counted["unsupported"]} <= {*keys, "talks-document-90", "fighting-again-ceasefire"}


def test_first_documents_are_counted_to_the_next_of_a_later_day_that_is_not_local(counted):
    first = counted["class"]["first-document-90"]
    assert (first["n"], first["clusters"], first["rate"]) == (2, 2, 0.5)  # 59 days, and 377
    assert first["cases"] == [["Shore process", 2019, 0, 1], ["Lake process", 2015, 1, 1]]
    assert first["rest"] == 0
    assert counted["class"]["first-document-365"]["rate"] == 0.5
    assert counted["class"]["talks-ceasefire-365"]["rate"] == 1.0
    assert counted["class"]["talks-comprehensive-1826"]["rate"] == 1.0


def test_the_last_document_is_censored_and_not_held_against_the_rate(counted):
    any_document = counted["class"]["document-365"]
    # of six documents: 59, 59, 449 and 377 days to the next, and two that end a process (one of them on the last day)
    assert (any_document["n"], any_document["clusters"]) == (6, 2)
    # at risk on day 59 are all but the one of the last day: two of five; the year has no other next
    assert any_document["rate"] == pytest.approx(2 / 5)


def test_an_agreement_whose_end_is_not_dated_is_left_out(counted):
    stands = counted["class"]["agreement-in-force-90"]
    assert (stands["n"], stands["rate"]) == (2, 0.5)
    assert stands["cases"] == [
        ["Mali: Government: Second Lake Accord", 2016, 1, 1],
        ["Mali: Government: Lake Accord", 2015, 0, 1],
    ]


def test_fighting_again(counted):
    again = counted["class"]
    assert again["fighting-again-agreement"]["rate"] == 1.0
    assert again["fighting-again-ceasefire"]["rate"] == 0.0
    assert again["fighting-again-settled"]["n"] == 2
    assert "fighting-again-low-activity" not in again  # no case, no class


def test_years_of_fighting_leave_out_the_one_of_which_nobody_knows_whether_it_was_the_last(counted):
    assert counted["class"]["year-settled"]["n"] == 3
    assert counted["class"]["year-settled-1"]["rate"] == 0.5
    assert counted["class"]["year-settled-2"]["rate"] == 1.0


def test_months_are_in_the_cell_of_their_documents(counted):
    rows = counted["class"]
    for base in ("months-document-90", "months-ceasefire-365", "months-agreement-365"):
        parts = [row["n"] for key, row in rows.items() if key.startswith(f"{base}-cell") and "since" not in key]
        assert sum(parts) == rows[f"{base}-all"]["n"]
    assert rows["months-document-90-cell3"]["cell"] == 3
    assert rows["months-document-90-cell3"]["wider"] == "months-document-90-live"
    named = {case[0] for case in rows["months-document-90-all"]["cases"]}
    assert named == {"Mali: Government", "Mali: Shore"}


def test_only_months_whose_outcome_is_known_count(counted):
    short, long = counted["class"]["months-document-30-all"], counted["class"]["months-document-365-all"]
    assert short["years"][1] == 2020
    assert long["years"][1] == 2019


def test_deaths_by_level_and_after_a_ceasefire(counted):
    rows = counted["class"]
    # the document is of March 2015: 300 deaths in the three months before it, 40 in the three after
    after = rows["deaths-halve-after-ceasefire"]
    assert (after["n"], after["rate"], after["cases"]) == (1, 1.0, [["Mali", 2015, 1, 1]])
    doubled = rows["deaths-double-300-1000"]
    assert (doubled["n"], doubled["cases"]) == (8, [["Mali", 2016, 1, 8]])  # 300 and then 900, once
    assert sum(rows[key]["n"] for key in rows if key.startswith("deaths-double-")) == rows["deaths-double"]["n"]


def test_sources_tell_version_date_and_hash(counted):
    assert counted["source"]["agreements"]["version"] == "22.1"
    assert counted["source"]["terminations"]["version"] == "3"
    assert counted["source"]["pax"]["version"] == "not told in the table"
    assert counted["source"]["pax"]["until"] == "2020-12-31"
    assert counted["source"]["terminations"]["until"] == "2020-12-31"
    assert all(len(row["sha256"]) == 64 for row in counted["source"].values())


def test_the_same_tables_give_the_same_bytes(script, history, tmp_path):
    for name in ("one.toml", "two.toml"):
        assert script.main(["--history", str(history), "--output", str(tmp_path / name)]) == 0
    assert (tmp_path / "one.toml").read_bytes() == (tmp_path / "two.toml").read_bytes()


def test_the_page_is_not_stale(script):
    page = (ROOT / "docs" / "models" / "reference-classes.md").read_text("utf-8")
    assert script.paged(page) == page


def test_a_page_without_its_marks_is_refused(script):
    with pytest.raises(ValueError, match="lacks the lines"):
        script.paged("# Another page\n")


@pytest.mark.parametrize("arguments", [[], ["--history", "x"], ["--output", "x"]])
def test_what_cannot_be_asked(script, arguments):
    with pytest.raises(SystemExit):
        script.main(arguments)
