"""Questions to the kept record as users put them: exact lines, order, pages, formats, and why there is nothing."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet
import pytest
from click.testing import CliRunner

from dragoman.cli.main import app
from dragoman.errors import BadFilter, MissingInput

from .conftest import dragoman

COVERED = "of 7 reports, 3 sources, 1 language, 2031-03-03 to 2031-03-20"


def ask(*arguments):
    """The lines of an answer, from this process."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def rows(*arguments):
    """The answer as JSON lines."""
    return [json.loads(line) for line in ask(*arguments, "--format", "jsonl")]


def refused(*arguments):
    """The error with which a question is refused."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert isinstance(result.exception, (BadFilter, MissingInput)), result.output
    return str(result.exception)


# ---------------------------------------------------------------- events


def test_an_answer_ends_with_what_it_is_out_of(held):
    every = rows("events", "--all")
    lines = ask("events")
    assert lines[0].split() == ["DAY", "EVENT", "STATUS", "TYPE", "REPORT"]
    assert lines[-1] == f"{len(every)} events · {COVERED}"
    assert ask("events", "--limit", "2")[-1] == f"2 of {len(every)} events · {COVERED}"
    assert ask("events", "-n", "2", "--page", "2")[-1] == f"3 to 4 of {len(every)} events · {COVERED}"


def test_a_table_keeps_to_its_width_and_loses_nothing(held):
    table = "\n".join(ask("events", "--all"))
    assert max(len(line) for line in table.splitlines()) <= 100
    words = set(table.split())
    for line in rows("events", "--all"):
        assert line["report"]["id"] in words
        assert line["event"]["type"] in table


def test_pages_follow_one_another_without_gap_or_overlap(held):
    every = rows("events", "--all")
    paged = [line for page in (1, 2, 3, 4, 5, 6) for line in rows("events", "-n", "3", "--page", str(page))]
    assert paged == every
    assert rows("events", "--offset", "2", "-n", "3") == every[2:5]
    assert "nothing from line 901 on" in ask("events", "--offset", "900")[-1]


def test_newest_first_and_the_other_way_round(held):
    every = rows("events", "--all")
    days = [line["event"]["date"]["first"] for line in every]
    assert days == sorted(days, reverse=True)
    assert rows("events", "--all", "--ascending") == every[::-1]
    sure = [line["event"]["confidence"] for line in rows("events", "--all", "--sort", "confidence")]
    assert sure == sorted(sure, reverse=True)


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (["--actor", "KEN"], lambda e, r: "KEN" in codes(e, "sources") + codes(e, "targets")),
        (["--actor", "Kenya"], lambda e, r: "KEN" in codes(e, "sources") + codes(e, "targets")),
        (["--type", "assault"], lambda e, r: e["type"] == "ASSAULT"),
        (["--type", "CONSULT", "--type", "AGREE"], lambda e, r: e["type"] in ("CONSULT", "AGREE")),
        (["--cameo", "19"], lambda e, r: e["cameo"].startswith("19")),
        (["--source", "Coast Wire"], lambda e, r: r["source"] == "Coast Wire"),
        (["--report", "a2"], lambda e, r: r["id"] == "a2"),
        (
            ["--from", "2031-03-10", "--to", "2031-03-12"],
            lambda e, r: "2031-03-10" <= e["date"]["first"] <= "2031-03-12",
        ),
        (["--least", "0.6"], lambda e, r: e["confidence"] >= 0.6),
        (["--place", "Nairobi"], lambda e, r: (e["place"] or {}).get("name") == "Nairobi"),
        (["--box", "36,-2,37,-1"], lambda e, r: (e["place"] or {}).get("name") == "Nairobi"),
    ],
)
def test_filters_give_all_that_holds_and_nothing_else(held, options, holds):
    wanted = [line for line in rows("events", "--all") if holds(line["event"], line["report"])]
    assert wanted
    assert rows("events", "--all", *options) == wanted


def codes(event, side):
    return [actor["code"] for actor in event[side]]


def test_a_dyad_in_one_word_or_two_and_directed(held):
    both = rows("events", "--dyad", "ETH", "ERI")
    assert both and rows("events", "--dyad", "ERI-ETH") == rows("events", "--dyad=ETH-ERI") == both
    directed = rows("events", "--dyad", "ETH-ERI", "--directed")
    assert directed and all("ETH" in codes(line["event"], "sources") for line in directed)
    assert len(directed) < len(both)


def test_words_of_the_report_restrict_the_events(held):
    assert {line["report"]["id"] for line in rows("events", "--text", "shell*")} == {"a3", "b2", "c1"}
    assert {line["report"]["id"] for line in rows("events", "--text", '"hospital workers"')} == {"b2"}


def test_as_of_shows_what_was_known_then(held):
    known = {line["report"]["id"] for line in rows("events", "--as-of", "2031-03-10")}
    assert known == {"a1", "a2", "b1"}
    assert ask("events", "--as-of", "2031-03-10")[-1].endswith(
        "of 3 reports, 2 sources, 1 language, 2031-03-03 to 2031-03-10"
    )


# ---------------------------------------------------------------- nothing, and wrong calls


def test_nothing_found_is_told_apart_from_nothing_read(held):
    assert ask("events", "--type", "MOBILIZE") == [f"no event of these · none in what was read: {COVERED[3:]}"]
    (told,) = ask("events", "--from", "2030-01-01", "--to", "2030-02-01")
    assert told.startswith("no coverage: the record has no report from 2030-01-01 to 2030-02-01")
    (told,) = ask("talks", "--as-of", "2031-01-01")
    assert "no coverage" in told
    (told,) = ask("stats", "--as-of", "2031-01-01")
    assert "no coverage" in told


@pytest.mark.parametrize(
    "options",
    [
        ["--type", "FIGHT"],
        ["--status", "perhaps"],
        ["--cameo", "x"],
        ["--box", "1,2,3"],
        ["--box", "1,2,3,nan"],
        ["--from", "2031-3-3"],
        ["--to", "20310303"],
        ["--as-of", "yesterday"],
        ["--sort", "colour"],
        ["--limit", "0"],
        ["--page", "0"],
        ["--offset", "-1"],
        ["--actor", "Nobody Atall"],
        ["--text", "!!!"],
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_code(held, options):
    assert refused("events", *options).startswith("D503 ")


def test_a_wrong_stance_or_rule_is_refused(held):
    assert "blame" in refused("statements", "--stance", "angry")
    assert "precise" in refused("timeline", "--rule", "best")


def test_no_record_is_an_error_that_says_how_to_make_one_and_makes_none(tmp_path):
    done = dragoman("events", "--store", tmp_path / "none.db")
    assert done.returncode == 3
    assert "D101" in done.stderr and "dragoman add" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_record_is_refused(tmp_path):
    path = tmp_path / "x.db"
    path.write_text("not a database at all, only words" * 50)
    done = dragoman("timeline", "--store", path)
    assert done.returncode != 0
    assert "D601" in done.stderr and "Traceback" not in done.stderr


def test_a_wrong_value_ends_with_the_code_of_a_wrong_call(held):
    done = dragoman("events", "--type", "FIGHT")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dragoman: D503 ")


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize("command", ["events", "statements", "actors", "stories", "timeline", "changes"])
def test_every_format_has_the_same_lines(held, command):
    lines = rows(command, "-n", "50")
    assert lines
    ask(command, "-n", "50", "-o", "out.csv")
    ask(command, "-n", "50", "-o", "out.parquet")
    flat = list(csv.DictReader(io.StringIO((held / "out.csv").read_text("utf-8"))))
    table = pyarrow.parquet.read_table(held / "out.parquet").to_pylist()
    assert len(flat) == len(table) == len(lines)
    assert list(flat[0]) == list(table[0])
    for row, same in zip(flat, table, strict=True):
        assert row == {name: "" if value is None else str(value) for name, value in same.items()}


def test_flat_rows_of_events_hold_what_the_lines_hold(held):
    lines = rows("events", "--all")
    ask("events", "--all", "--output", "events.csv")
    flat = list(csv.DictReader(io.StringIO((held / "events.csv").read_text("utf-8"))))
    for row, line in zip(flat, lines, strict=True):
        assert (row["report"], row["happening"]) == (line["report"]["id"], line["happening"])
        assert row["source"] == "; ".join(actor["name"] for actor in line["event"]["sources"])


def test_an_empty_answer_has_the_columns_and_types_all_the_same(held):
    ask("events", "-o", "all.parquet")
    ask("events", "--type", "MOBILIZE", "-o", "none.parquet")
    whole, none = pyarrow.parquet.read_table("all.parquet"), pyarrow.parquet.read_table("none.parquet")
    assert none.num_rows == 0
    assert none.schema == whole.schema.with_metadata(none.schema.metadata)
    ask("events", "--type", "MOBILIZE", "-o", "none.csv")
    assert (held / "none.csv").read_text().startswith("report,title,published,outlet")


def test_denominators_go_beside_the_data_and_into_parquet(held):
    done = dragoman("events", "--format", "jsonl")
    assert all(json.loads(line) for line in done.stdout.splitlines())
    assert done.stderr.strip().endswith(COVERED)
    ask("events", "-o", "events.parquet")
    kept = pyarrow.parquet.read_metadata("events.parquet").metadata[b"dragoman.coverage"].decode()
    assert kept.endswith(COVERED)


def test_a_table_can_be_written_to_a_file(held):
    assert ask("events", "-o", "events.txt") == []
    assert (held / "events.txt").read_text("utf-8").splitlines() == ask("events")


# ---------------------------------------------------------------- the other questions


def test_timeline_shows_both_tolls_beside_who_gave_them(held):
    text = "\n".join(ask("timeline", "--type", "ASSAULT"))
    assert "killed: 9 (hospital workers), 12 (Lake Courier)" in text
    assert "2 reports, 2" in text
    (line,) = [one for one in rows("timeline", "--all") if one["reports"] == 2 and one["type"] == "ASSAULT"]
    assert line["disagree"] == ["killed"]
    assert {value["value"]["min"] for value in line["fields"]["killed"]} == {9, 12}


def test_timeline_tells_each_day_once(held):
    days = [line.split()[0] for line in ask("timeline") if line.startswith("2031-")]
    assert days == sorted(set(days), reverse=True)


def test_talks_between_parties_with_stage_venue_and_history(held):
    text = "\n".join(ask("talks", "ETH", "ERI"))
    assert "ERITREA – ETHIOPIA · adjourned · 1 round" in text
    assert "Nairobi" in text
    assert "mediated by   Kenya  [2 reports]" in text
    assert text.index("accepted,") < text.index("convened,") < text.index("adjourned,")
    assert ask("talks", "Ethiopia", "Eritrea") == ask("talks", "ERI", "ETH")
    assert ask("talks")[-1] == f"1 process · {COVERED}"


def test_talks_as_of_a_day_are_where_they_stood_then(held):
    assert "accepted" in ask("talks", "--every", "--as-of", "2031-03-05")[0]
    assert "convened" in ask("talks", "--every", "--as-of", "2031-03-12")[0]
    assert "adjourned" in ask("talks", "--as-of", "2031-03-16")[0]


def test_talks_explained_quote_the_reports(held):
    text = " ".join(" ".join(ask("talks", "ETH", "ERI", "--explain")).split())
    assert "[c1]" in text
    assert "were suspended on Friday" in text
    assert "venue: Nairobi" in text


def test_talks_as_rows_have_one_a_round(held):
    ask("talks", "-o", "rounds.csv")
    (row,) = csv.DictReader(io.StringIO((held / "rounds.csv").read_text("utf-8")))
    assert (row["parties"], row["stage"], row["venue"], row["mediators"]) == ("ERI; ETH", "adjourned", "Nairobi", "KEN")


def test_search_gives_the_words_around(held):
    lines = ask("search", "coffee", "harvest")
    assert "c2" in lines[1] and "Rain delays the harvest" in lines[1]
    assert "coffee harvest in the south" in " ".join(lines)
    assert lines[-1] == f"1 report · {COVERED}"
    found = [json.loads(line) for line in ask("search", "--format", "jsonl", "--", "talks", "-suspended")]
    assert {line["report"]["id"] for line in found} == {"a1", "a2", "b1"}


def test_statements_of_a_speaker_and_with_a_stance(held):
    lines = rows("statements", "--stance", "demand")
    assert lines
    assert all(any(one["label"] == "demand" for one in line["statement"]["stance"]) for line in lines)
    assert {line["statement"]["speaker"]["code"] for line in rows("statements", "--actor", "KEN")} == {"KEN"}


def test_actors_are_counted_and_the_tables_of_one_s_own_are_still_there(held):
    lines = rows("actors", "-n", "3")
    assert {line["code"] for line in lines} == {"ETH", "ERI", "KEN"}
    assert [line["mentions"] for line in lines] == sorted((line["mentions"] for line in lines), reverse=True)
    assert "no tables of your own" in ask("actors", "list")[0]
    result = CliRunner().invoke(app, ["actors", "--limit", "3", "list"])
    assert result.exit_code == 2


def test_stats_count_and_name_the_days_without_a_report(held):
    (found,) = rows("stats")
    assert (found["reports"], found["versions"], found["days"], found["covered"]) == (7, 7, 18, 5)
    assert found["by_source"] == {"Lake Courier": 3, "Coast Wire": 2, "The Plateau": 2}
    assert found["events"] == len(rows("events", "--all"))
    assert found["happenings"] == len(rows("timeline", "--all"))
    assert found["statements"] == len(rows("statements", "--all"))
    text = " ".join(" ".join(ask("stats")).split())
    assert "5 of 18 days; no coverage 2031-03-04 to 2031-03-09 (6 days)" in text
    ask("stats", "-o", "stats.csv")
    flat = {
        (row["group"], row["name"]): row["count"]
        for row in csv.DictReader(io.StringIO((held / "stats.csv").read_text()))
    }
    assert flat["source", "Lake Courier"] == "3"
    assert flat["no coverage", "2031-03-04/2031-03-09"] == "6"


def test_changes_of_one_report_and_since_a_day(held):
    (one,) = [line for line in rows("changes", "a1") if line["kind"] == "report"]
    assert (one["subject"], one["known"]) == ("a1", "2031-03-03")
    assert ask("changes", "nothing-of-the-kind") == ["no change of 'nothing-of-the-kind' noted"]
    assert ask("changes", "--since", "2199-01-01") == ["no change noted since 2199-01-01"]


def test_what_steers_a_terminal_never_reaches_it(held):
    report = {
        "id": "x\u001b[31m",
        "text": "Kenya met Uganda in Kampala on Monday.",
        "title": "\u001b]0;owned\u0007Talks",
    }
    (held / "x.jsonl").write_text(json.dumps(report))
    assert dragoman("add", "x.jsonl", "--no-model").returncode == 0
    for command in (["events"], ["stories"], ["search", "Kampala"], ["changes"]):
        assert all(line.isprintable() for line in ask(*command))
