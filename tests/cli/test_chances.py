"""`dragoman chances` on a record and on reports: what may come, with its base rate and reasons, in every form."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet
import pytest

from dragoman.records import Chance
from dragoman.store import KeptRecord

from ..contract.material import meeting, report
from .chances_material import ago, issue_then, keep, mediated, round_told, together

ROWS = ["further round, 30 days", "further round, 90 days", "ceasefire, 90 days", "ceasefire, 365 days"]


# ---------------------------------------------------------------- show


def test_all_talks_of_the_record(talked):
    told = talked()
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0] == f"RUSSIA – UKRAINE · as of {ago(0)}"
    assert all(any(line.startswith(row) for line in lines) for row in [*ROWS, "signed agreement, 365 days"])
    assert lines[-1] == "1 pair of parties in peace talks"
    assert "the talks are under way +0.5" in " ".join(told.out.split())
    assert talked("show").out == told.out


@pytest.mark.parametrize("parties", [["RUS", "UKR"], ["Ukraine"], ["the government of Russia", "ukr"]])
def test_talks_of_parties_by_code_or_name(talked, parties):
    assert talked(*parties).out == talked().out


def test_parties_without_talks_have_none(talked):
    told = talked("KEN")
    assert (told.code, told.out.strip()) == (0, "0 pairs of parties in peace talks")


def test_one_process_by_its_id(talked):
    with KeptRecord("dragoman.db") as record:
        (process,) = record.talks()
    assert talked(process.id).out == talked().out
    assert talked("issue", process.id).code == 0
    told = talked("t-0123456789ab")
    assert (told.code, "D501" in told.err) == (2, True)


def test_the_record_as_it_was_known_on_a_day(talked):
    assert talked("--as-of", ago(30)).out.strip() == "0 pairs of parties in peace talks"
    then = talked("--as-of", ago(20)).out
    assert f"as of {ago(20)}" in then
    assert then.splitlines()[2].split()[4] == ago(-10)  # thirty days from then


def test_the_whole_chain_with_the_words_that_moved_it(talked):
    told = " ".join(talked("--explain", "--kind", "round").out.split())
    for words in (
        *("true when", "told by", "void when", "base rate", "source PA-X", "such as", "would move"),
        "moved by +0.5 in log-odds (+0.1 to +0.9, judgement): the talks are under way",
        "the talks are mediated by Turkey",
        "“Russia and Ukraine held talks in Istanbul",
    ):
        assert words in told
    assert "ceasefire, 90" not in told


def test_chances_as_json_lines_a_table_or_parquet(talked, tmp_path):
    told = talked("--format", "jsonl")
    found = [json.loads(line) for line in told.out.splitlines()]
    assert [one["template"] for one in found] == ["round", "round", "ceasefire", "ceasefire", "agreement"]
    assert set(found[0]) <= set(Chance.__struct_fields__)
    assert all(one["low"] <= one["p"] <= one["high"] for one in found)
    assert "1 pair" in told.err
    rows = list(csv.DictReader(io.StringIO(talked("--format", "csv").out)))
    assert [(row["id"], float(row["p"]), int(row["base_n"])) for row in rows] == [
        (one["id"], one["p"], one["base_n"]) for one in found
    ]
    assert talked("-o", tmp_path / "x.parquet").code == 0
    table = pyarrow.parquet.read_table(tmp_path / "x.parquet")
    assert table.column("p").to_pylist() == [one["p"] for one in found]
    assert table.column("horizon_days").to_pylist() == [30, 90, 90, 365, 365]
    assert talked("-o", tmp_path / "x.txt").out == ""
    assert (tmp_path / "x.txt").read_text() == talked().out


def test_what_is_left_out_is_told(chances):
    pair = ("Israel", "Hamas")
    other = report("b", meeting(ago(20), "Doha", pair), mediated(ago(20), "Qatar", pair), published=ago(20))
    keep(round_told("a", 20), other)
    assert chances().out.splitlines()[-1] == "2 pairs of parties in peace talks"
    assert chances("-n", "1").out.splitlines()[-1] == "1 pair of parties in peace talks (and more; --limit)"
    assert chances("issue", "--kind", "agreement").out.splitlines()[-1].startswith("2 chances written")


def test_the_same_record_gives_the_same_bytes(talked):
    assert talked("--format", "jsonl").out == talked("--format", "jsonl").out


def test_reports_that_are_coded_here(chances, tmp_path):
    """The one test that codes a text: by rules alone."""
    (tmp_path / "report.txt").write_text(
        "The Government of Yemen and the Houthis held peace talks in Muscat on Monday, mediated by Oman. "
        "The Houthis rejected a ceasefire."
    )
    told = chances("report.txt", "--no-model", "--published", "2031-03-11", "--explain", "-n", "1")
    assert told.code == 0, told.err
    words = " ".join(told.out.split())
    assert words.startswith("THE GOVERNMENT OF YEMEN – HOUTHIS · as of 2031-03-11")
    assert "A ceasefire between the government of Yemen and Houthis is declared or agreed by 2031-06-09" in words
    assert "mediated by Oman" in words
    assert "“…mediated by Oman. The Houthis rejected a ceasefire.”" in words or "rejected a ceasefire.”" in words
    refused = chances("report.txt", "--no-model", "--as-of", "2031-01-01")
    assert (refused.code, refused.out) == (2, "")
    assert "--as-of is asked of a record" in refused.err


# ---------------------------------------------------------------- ask


def test_a_question_without_a_record_has_its_base_rate(chances):
    told = chances("ask", "ceasefire between the Houthis and Yemen within 90 days")
    words = " ".join(told.out.split())
    assert told.code == 0
    assert words.startswith(
        f"A ceasefire between the government of Yemen and Houthis is declared or agreed by {ago(-90)}"
    )
    assert "base rate" in words
    assert "moved by" not in words


def test_a_question_of_the_record_is_moved_by_it(talked):
    words = " ".join(talked("ask", f"talks between Russia and UKR by {ago(-30)}").out.split())
    assert words.startswith(f"A further round of talks between Russia and Ukraine is held by {ago(-30)}")
    assert "moved by +0.5" in words
    shown = " ".join(talked("--explain", "--kind", "round").out.split())
    assert words.split(" true when")[0] in shown  # the same chance


def test_a_question_of_parties_that_have_not_met_has_its_base_rate(talked):
    words = " ".join(talked("ask", "talks between RUS and KEN within 30 days").out.split())
    assert words.startswith("A further round of talks between Kenya and Russia is held")
    assert "moved by" not in words


def test_a_question_of_two_is_of_these_two_where_others_sit_with_them(chances):
    keep(report("a", together(ago(20)), mediated(ago(20)), published=ago(20)))
    told = chances("show")
    assert "ISRAEL – RUSSIA – UKRAINE" in told.out
    words = " ".join(chances("ask", "talks between RUS and UKR within 30 days").out.split())
    assert words.startswith("A further round of talks between Russia and Ukraine is held")
    assert "the talks are under way" in words


def test_a_question_can_be_written_into_the_ledger_once(talked):
    text = "truce between RUS and UKR within 90 days"
    first = talked("ask", text, "--issue").out.splitlines()[-1]
    assert first.startswith("  written   as c-")
    assert "written   before, as c-" in talked("ask", text, "--issue").out
    rest = talked("issue", "RUS", "--kind", "ceasefire").out.splitlines()[-1]
    assert rest.startswith("1 chance written")  # that of 365 days
    assert talked("ledger").out.splitlines()[-1].startswith("2 questions; the ledger ends at 2:")


def test_deaths_can_be_asked_of_over_three_months(chances):
    told = chances("ask", "escalation between RUS and UKR within 90 days")
    assert told.code == 0
    assert "at least twice as many" in " ".join(told.out.split())
    assert chances("ask", "escalation between RUS and UKR within 1 year").code == 2


def test_what_changed_since_the_last_time_is_told(talked):
    issue_then("round", 30, 40)
    words = " ".join(talked("ask", "talks between RUS and UKR within 30 days").out.split())
    assert f"on {ago(40)}; the talks are under way +0.5" in words


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nowhere.txt"], 3, "D101 nowhere.txt: no such report"),
        (["some/folder"], 3, "D101 some/folder: no such report"),
        (["Atlantis"], 2, "D501 nobody in the record or the codebooks is called 'Atlantis'. It is no file"),
        (["RUS", "Atlantis"], 2, "D501"),
        (["dragoman.db", "RUS"], 3, "D101 RUS: no such report"),
        (["RUS", "--published", "2031-01-01"], 2, "D503 --published"),
        (["--as-of", "soon"], 2, "D503"),
        (["--limit", "0"], 2, "D503"),
        (["--history", "nowhere"], 3, "D101 nowhere"),
        (["ask", "will it rain"], 2, "D503 'will it rain' is no question"),
        (["ask", "ceasefire between RUS and Atlantis within 9 days"], 2, "D501"),
        (["ask", "ceasefire between RUS and Russia within 9 days"], 2, "D503 a question is of two parties"),
        (["ask", "ceasefire between RUS and UKR by 2020-01-01"], 2, "D503 2020-01-01 does not lie ahead"),
        (["issue", "Atlantis"], 2, "D501"),
        (["ledger", "Atlantis"], 2, "D501"),
        (["nothing", "--kind", "rain"], 2, "--kind"),
    ],
)
def test_errors_are_one_clear_line_with_a_code(talked, arguments, code, says):
    told = talked(*arguments)
    assert (told.code, told.out) == (code, "")
    assert says in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "arguments",
    [
        *([], ["RUS"], ["issue"], ["ledger"], ["verify"], ["scores"], ["export"], ["resolve"]),
        ["forecast", "q", "0.5", "--by", "x"],
        ["ask", "truce between RUS and UKR within 9 days", "--issue"],
    ],
)
def test_without_a_record_it_says_how_to_make_one(chances, arguments):
    told = chances(*arguments)
    assert (told.code, told.out) == (3, "")
    assert "D101 dragoman.db" in told.err
    assert "dragoman add" in told.err


def test_a_name_that_is_no_file_is_told_so_where_no_record_is(chances):
    assert "'Atlantis' is no report, and there is no record" in chances("Atlantis").err
