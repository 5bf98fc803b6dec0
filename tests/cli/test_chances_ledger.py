"""`dragoman chances` and its ledger: written once, questions that end, edits found, scores, exports, backtests."""

from __future__ import annotations

import csv
import io
import sqlite3

import pytest

from dragoman.chances.ledger import from_bytes, verify
from dragoman.chances.resolving import COVERED
from dragoman.store import KeptRecord

from ..chances.test_backtest import PAX, YEARS, documents, table, years
from .chances_material import WORDS, ago, fighting, issue_then, keep, round_told


def last(told):
    """The last line of an answer that must be one."""
    assert told.code == 0, told.err
    return told.out.splitlines()[-1]


def questions():
    with KeptRecord("dragoman.db") as record:
        return record.ledger.book().of()


# ---------------------------------------------------------------- issue


def test_issuing_twice_writes_nothing_new(talked):
    assert last(talked("issue")).startswith("5 chances written; the ledger ends at 5:")
    assert last(talked("issue")).startswith("0 chances written; the ledger ends at 5:")
    assert last(talked("issue", "RUS", "UKR", "--kind", "round")).startswith("0 chances written")
    assert [one.template for one in questions()] == ["round", "round", "ceasefire", "ceasefire", "agreement"]
    assert all(len(one.given) == 1 for one in questions())


def test_what_is_read_on_the_same_day_makes_another_chance_of_the_same_question(talked):
    talked("issue", "--kind", "round")
    keep(round_told("c", 2, WORDS[2], WORDS[3]), round_told("d", 2, WORDS[4], WORDS[5], published=1))
    assert last(talked("issue", "--kind", "round")).startswith("2 chances written; the ledger ends at 4:")
    for asked in questions():
        before, after = (one.chance for one in asked.given)
        assert before.id != after.id
        assert (before.issued, before.question) == (after.issued, after.question)
        assert after.previous == before.p


# ---------------------------------------------------------------- people


def test_a_person_s_forecast_stands_beside_ours(talked):
    talked("issue", "--kind", "agreement")
    (asked,) = questions()
    assert last(talked("forecast", asked.question, "0.25", "--by", "Maria", "--why", "they are tired")) == (
        f"{asked.question}: 0.25 by Maria; line 2"
    )
    assert "25 %" in talked("ledger").out
    assert "Maria" in talked("ledger", "Russia", "--status", "open").out
    assert last(talked("ledger", "--status", "void")).startswith("0 questions")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["q-unknown", "0.5", "--by", "Maria"], "D505 $.question: no question 'q-unknown'"),
        (["QUESTION", "0.5", "--by", "dragoman"], "D505 $.by: 'dragoman' is no person's name"),
        (["QUESTION", "nan", "--by", "Maria"], "D505 $.p"),
        (["QUESTION", "1.5", "--by", "Maria"], "1.5 is not in the range"),
        (["QUESTION", "0.5"], "--by"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused(talked, arguments, says):
    talked("issue", "--kind", "agreement")
    told = talked("forecast", *(questions()[0].question if one == "QUESTION" else one for one in arguments))
    assert (told.code, told.out) == (2, "")
    assert says in told.err
    assert len(questions()[0].given) == 1


# ---------------------------------------------------------------- resolve


def test_the_record_resolves_what_two_independent_reports_tell(talked):
    asked = issue_then("round", 30, 25)
    told = talked("resolve")
    assert told.out.splitlines() == [
        f"{asked}  yes  A further round of talks between Russia and Ukraine is held by {ago(-5)}: a round was held in"
        " Istanbul",
        "1 resolved by the record, 0 past their deadline and waiting for a person",
    ]
    (standing,) = questions()
    assert (standing.outcome, standing.end.on, standing.end.by) == (True, ago(20), "record")
    assert [one.report for one in standing.end.evidence] == ["a", "b"]
    assert last(talked("resolve")).startswith("0 resolved")


def test_a_round_of_before_the_question_is_not_the_further_one(talked):
    issue_then("round", 30, 20)
    assert last(talked("resolve")) == "0 resolved by the record, 0 past their deadline and waiting for a person"


def test_copies_of_one_wire_are_not_enough(chances):
    keep(round_told("a", 20, WORDS[0]), round_told("b", 20, WORDS[0], published=19))
    asked = issue_then("round", 15, 25)
    told = chances("resolve")
    assert told.out.splitlines()[0].startswith(f"{asked}  ?    A further round")
    assert last(told) == "0 resolved by the record, 1 past their deadline and waiting for a person"


@pytest.mark.parametrize(("reports", "resolved"), [(COVERED, 1), (COVERED - 1, 0)])
def test_past_the_deadline_nothing_told_is_no_only_where_enough_was_read(chances, reports, resolved):
    keep(*fighting(reports))
    asked = issue_then("ceasefire", 60, 100)
    told = chances("resolve")
    assert last(told).startswith(f"{resolved} resolved by the record, {1 - resolved} past")
    line = told.out.splitlines()[0]
    assert line.startswith(f"{asked}  no " if resolved else f"{asked}  ?")
    assert (f"{COVERED} reports on the parties tell of none" in line) == bool(resolved)
    assert questions()[0].outcome is (False if resolved else None)


def test_a_person_resolves_and_a_second_time_only_as_a_correction(talked):
    asked = issue_then("agreement", 60, 100)
    said = ("--true", "--on", ago(50), "--by", "Maria", "--why", "the text is published")
    assert last(talked("resolve", asked, *said)) == f"{asked}: came true; line 2"
    again = talked("resolve", asked, "--false", "--by", "Maria")
    assert (again.code, again.out) == (2, "")
    assert "D505 $.correction" in again.err
    done = talked("resolve", asked, "--false", "--by", "Maria", "--correction", "one side denies it")
    assert last(done) == f"{asked}: did not come true; line 3"
    (standing,) = questions()
    assert standing.outcome is False
    assert len(standing.ends) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        *(["QUESTION"], ["QUESTION", "--true"], ["QUESTION", "--by", "Maria"]),
        *(["--true"], ["--by", "Maria"], ["--false", "--by", "Maria"], ["--correction", "x"]),  # of which question?
        *(["QUESTION", "--false", "--by", "Maria"], ["QUESTION", "--true", "--on", ago(-1), "--by", "Maria"]),
        *(["QUESTION", "--true", "--on", "soon", "--by", "Maria"], ["q-unknown", "--true", "--by", "Maria"]),
    ],
)
def test_a_resolution_that_cannot_be_is_refused(talked, arguments):
    asked = issue_then("agreement", 60, 10)
    told = talked("resolve", *(asked if one == "QUESTION" else one for one in arguments))
    assert (told.code, told.out) == (2, "")
    assert questions()[0].status == "open"


def test_void_and_withdrawn_questions_stay_visible(talked):
    talked("issue", "--kind", "ceasefire")
    one, other = (asked.question for asked in questions())
    assert last(talked("void", one, "--why", "one party is no more", "--by", "Maria")) == f"{one}: void; line 3"
    assert last(talked("withdraw", other, "--why", "badly worded", "--by", "Maria")) == f"{other}: withdrawn; line 4"
    assert [asked.status for asked in questions()] == ["void", "withdrawn"]
    listed = talked("ledger").out
    assert one in listed
    assert "void" in listed
    assert "withdrawn" in listed
    assert talked("forecast", one, "0.5", "--by", "Maria").code == 2
    assert talked("withdraw", one, "--why", "x", "--by", "Maria").code == 2
    assert talked("void", one).code == 2


# ---------------------------------------------------------------- verify


def edit(sql):
    with sqlite3.connect("dragoman.db") as db:
        assert db.execute(sql).rowcount == 1


def test_a_ledger_as_it_was_written_holds(talked):
    talked("issue")
    told = talked("verify")
    head = told.out.strip().rpartition(" ")[2]
    assert last(told) == f"5 lines, all as they were written; note {head}"
    assert talked("verify", "--head", head).code == 0


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE ledger SET body = replace(body, '\"p\":0', '\"p\":1') WHERE n = 2", "line 2: edited"),
        ("DELETE FROM ledger WHERE n = 2", "line 2: missing"),
        ("UPDATE ledger SET n = 9 WHERE n = 5", "line 5: edited"),
    ],
)
def test_a_line_that_was_edited_is_found(talked, sql, says):
    talked("issue")
    edit(sql)
    told = talked("verify")
    assert told.code == 1
    assert told.out.startswith(says)


def test_scores_of_a_ledger_that_was_edited_say_so(talked):
    talked("issue")
    assert talked("scores").code == 0
    edit("UPDATE ledger SET body = replace(body, '\"p\":0', '\"p\":1') WHERE n = 2")
    told = talked("scores")
    assert (told.code, "line 2 of the ledger is not as it was written" in told.err) == (1, True)


def test_the_chain_itself_can_be_had_and_checked_by_anybody(talked):
    talked("issue")
    lines = list(from_bytes(line.encode() for line in talked("ledger", "--json").out.splitlines()))
    assert len(lines) == 5 and verify(lines).holds
    assert str(verify(lines).head) == last(talked("verify")).rpartition(" ")[2]


def test_nothing_is_added_to_a_ledger_that_was_edited(talked):
    talked("issue", "--kind", "round")
    edit("UPDATE ledger SET body = replace(body, '\"p\":0', '\"p\":1') WHERE n = 2")
    told = talked("issue", "--kind", "agreement")
    assert (told.code, "D605" in told.err) == (3, True)


def test_a_cut_end_shows_against_a_head_that_was_noted(talked):
    talked("issue")
    head = last(talked("verify")).rpartition(" ")[2]
    edit("DELETE FROM ledger WHERE n = 5")
    assert talked("verify").code == 0
    told = talked("verify", "--head", head)
    assert (told.code, told.out.startswith("line 5: cut")) == (1, True)
    wrong = talked("verify", "--head", "5:abc")
    assert (wrong.code, "D503" in wrong.err) == (2, True)


# ---------------------------------------------------------------- scores, export


def test_under_thirty_resolved_questions_are_too_few_to_say(talked, tmp_path):
    issue_then("round", 30, 25)
    talked("resolve")
    told = talked("scores", "--svg", tmp_path / "reliability.svg")
    assert told.code == 0
    assert "too few to say (1 resolved, 30 needed)" in told.out
    assert "Brier  " not in told.out
    assert (tmp_path / "reliability.svg").read_text().startswith("<svg")
    assert "too few to say" in talked("scores", "--forecaster", "Maria").out


def test_every_chance_in_the_formats_of_others(talked, tmp_path):
    issue_then("round", 30, 25)
    talked("resolve")
    talked("issue", "--kind", "ceasefire")
    told = talked("export")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert [row["outcome"] for row in rows] == ["1", "", ""]
    assert rows[0]["brier"]
    assert "3 chances, 3 rows" in told.err
    hub = list(csv.DictReader(io.StringIO(talked("export", "--format", "hubverse").out)))
    assert len(hub) == 6
    assert {row["output_type_id"] for row in hub} == {"yes", "no"}
    views = list(csv.DictReader(io.StringIO(talked("export", "--format", "views").out)))
    assert sorted({row["isoab"] for row in views}) == ["RUS", "UKR"]
    assert "3 chances in 2 files" in talked("export", "--format", "hubverse", "-o", tmp_path / "hub").err
    assert len(list((tmp_path / "hub").rglob("*.csv"))) == 2
    (tmp_path / "file").write_text("")
    assert talked("export", "--format", "hubverse", "-o", tmp_path / "file").code == 4


# ---------------------------------------------------------------- backtest


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    table(folder / "pax_agreements.csv", PAX, documents())
    table(folder / "ucdp_conflict_years.csv", YEARS, years())
    return folder


def test_a_backtest_writes_a_row_a_conflict_month_and_target(chances, tables, tmp_path):
    span = ("--history", tables, "--from", "1999-11", "--to", "2000-01")
    told = chances("backtest", *span, "-o", tmp_path / "p.csv")
    assert (told.code, told.err) == (0, "dragoman: 18 forecasts\n")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "p.csv").read_text())))
    assert list(rows[0]) == ["conflict_id", "month", "target", "p"]
    assert len(rows) == 18
    assert all(0 < float(row["p"]) < 1 for row in rows)
    assert chances("backtest", *span).out == (tmp_path / "p.csv").read_text()


@pytest.mark.parametrize(
    ("span", "code", "says"),
    [
        (("2000-02", "1999-11"), 2, "D503 from 2000-02 to 1999-11. Give the earlier month first"),
        (("1980-01", "1999-11"), 2, "D503 nothing is known yet in 1980-01"),
        (("2000-13", "2001-01"), 3, "D110 '2000-13' is no month"),
    ],
)
def test_a_span_that_cannot_be_is_refused_and_nothing_is_written(chances, tables, tmp_path, span, code, says):
    told = chances("backtest", "--history", tables, "--from", span[0], "--to", span[1], "-o", tmp_path / "p.csv")
    assert (told.code, says in told.err) == (code, True), told.err
    assert not (tmp_path / "p.csv").exists()


def test_tables_with_other_columns_or_none_are_named(chances, tables):
    span = ("--history", tables, "--from", "1999-11", "--to", "2000-01")
    (tables / "pax_agreements.csv").write_text("one,two\n1,2\n")
    told = chances("backtest", *span)
    assert (told.code, told.out) == (3, "")
    assert "D109" in told.err
    assert "pax_agreements.csv:1: it has no column AgtId" in told.err
    none = chances("backtest", *span, "--task", "deaths")
    assert (none.code, none.out) == (3, "")
    assert "D101" in none.err
