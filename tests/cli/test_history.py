"""`dragoman history`: fetched from a real server, listed, verified; exit codes and words as documented."""

from __future__ import annotations

import pytest

from dragoman.chances.history.catalogue import catalogue, named
from tests.chances.history.tables_made import files, text_of, zipped
from tests.net.server import serving

from .conftest import dragoman

PAX, YEARS = named("pax"), named("conflict_years")


@pytest.fixture
def web():
    with serving() as found:
        yield found


@pytest.fixture
def source(tmp_path):
    """A folder with local copies of every table that is not monthly."""
    folder = tmp_path / "source"
    folder.mkdir()
    for table in catalogue():
        if not table.monthly:
            (folder / table.file).write_text(text_of(table), "utf-8")
    return folder


@pytest.fixture
def history(tmp_path):
    """The command, with a folder of its own."""

    def run(command, *arguments):
        return dragoman("history", command, *arguments, "--folder", tmp_path / "kept")

    return run


def test_fetched_with_its_licence_listed_and_verified(web, history, tmp_path):
    address = web.has("/ucdp-prio-acd-261-csv.zip", zipped(text_of(YEARS)), "application/zip")
    done = history("fetch", "conflict_years", "--address", address, "--version", "31.1", "--private", web.host)
    assert done.returncode == 0
    first, *more = done.stdout.splitlines()
    assert first.startswith("conflict_years  31.1  new: 2 rows, ")
    assert more[0] == f"    ucdp_conflict_years.csv from {address}"
    assert more[1] == "    licence: CC BY 4.0" and more[2].startswith("    cite: Gleditsch")
    assert done.stderr.endswith(f"1 of 1 tables kept in {tmp_path / 'kept'}\n")

    listed = history("list").stdout
    (line,) = [line for line in listed.splitlines() if line.startswith("conflict_years")]
    assert "31.1" in line and "CC BY 4.0" in line and first.rpartition(" ")[2] in line
    assert "no; only with --from" in listed and "no; one a month" in listed and "1 kept in" in listed

    again = history("fetch", "conflict_years", "--address", address, "--version", "31.1", "--private", web.host)
    assert again.stdout.startswith("conflict_years  31.1  unchanged: ")
    verified = history("verify")
    assert (verified.returncode, verified.stdout[:26]) == (0, "ok        ucdp_conflict_ye")


def test_copies_are_taken_from_a_folder_and_an_edited_one_is_told(history, source, tmp_path):
    done = history("fetch", "--from", source)
    assert done.returncode == 0 and "8 of 8 tables kept" in done.stderr
    assert history("verify").returncode == 0
    path = tmp_path / "kept" / PAX.file
    path.write_text(path.read_text("utf-8").replace("Cea", "Pre"), "utf-8")
    (tmp_path / "kept" / YEARS.file).unlink()
    found = history("verify")
    assert found.returncode == 1
    assert [line.split()[0] for line in found.stdout.splitlines()].count("ok") == 6
    assert f"changed   {PAX.file}: 2 rows" in found.stdout and f"missing   {YEARS.file}" in found.stdout


def test_one_bad_table_does_not_stop_the_others(history, source, tmp_path):
    (source / PAX.file).write_text(text_of(PAX).replace("Stage", "Phase"), "utf-8")
    done = history("fetch", "pax", "conflict_years", "--from", source)
    assert done.returncode == 1
    assert done.stderr.startswith(f"pax: D109 {source / PAX.file}:1: it has no column Stage")
    assert files(tmp_path / "kept") == ["manifest.json", YEARS.file]


def test_what_cannot_be_had_is_told_and_nothing_is_left(web, history, tmp_path):
    page = web.has("/moved", "<!doctype html><title>We have moved</title>")
    done = history("fetch", "pax", "--address", page, "--private", web.host)
    assert done.returncode == 3 and f"pax: D113 {page}: a web page, not a table" in done.stderr
    assert files(tmp_path / "kept") == []
    refused = history("fetch", "pax", "--address", page)
    assert refused.returncode == 3 and "pax: D114" in refused.stderr and f"allow {web.host} by name" in refused.stderr


def test_a_monthly_table_with_its_month(web, history, tmp_path):
    candidate = named("ged_candidate")
    address = web.has("/GEDEvent_v31_0_2.csv", text_of(candidate), "text/csv")
    done = history("fetch", "ged_candidate", "--month", "2031-02", "--address", address, "--private", web.host)
    assert done.returncode == 0
    assert files(tmp_path / "kept") == ["manifest.json", "ucdp_ged_candidate_2031-02.csv"]
    assert history("fetch", "ged_candidate", "--from", tmp_path / "kept", "--month", "2031-02").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("nothing",), "D501 no table 'nothing'. One of: pax, conflict_years"),
        (("ged_candidate",), "one table for each month"),
        (("pax", "--month", "2031-02"), "no monthly table"),
        (("--month", "2031-02"), "Name its KEY"),
        (("mediations",), "published nowhere as a file"),
        (("pax", "dyads", "--address", "https://example.org/"), "Name one KEY"),
        (("pax", "--version", "11"), "Name one KEY"),
        (("pax", "--from", ".", "--address", "https://example.org/"), "two ways"),
    ],
)
def test_calls_that_are_wrong(history, tmp_path, arguments, what):
    done = history("fetch", *arguments)
    assert done.returncode == 2 and what in done.stderr
    assert files(tmp_path / "kept") == []


def test_nothing_there(history, tmp_path):
    empty = history("fetch", "--from", tmp_path)
    assert empty.returncode == 3 and "D101" in empty.stderr and "pax_agreements.csv" in empty.stderr
    assert history("verify").returncode == 3
    listed = history("list")
    assert listed.returncode == 0 and "0 kept in" in listed.stdout


def test_the_folder_of_the_environment(tmp_path, source, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_HISTORY", str(tmp_path / "own"))
    assert dragoman("history", "fetch", "pax", "--from", source).returncode == 0
    assert files(tmp_path / "own") == ["manifest.json", PAX.file]


def test_a_folder_that_cannot_be_written(source, tmp_path):
    (tmp_path / "file").write_text("")
    done = dragoman("history", "fetch", "--from", source, "--folder", tmp_path / "file")
    assert done.returncode == 4 and "D301" in done.stderr
