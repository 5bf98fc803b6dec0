"""Fetching from a real server on this machine: good tables, every bad one, and what is left after each."""

from __future__ import annotations

import json

import msgspec
import pytest

from dragoman.chances.history.catalogue import catalogue, named
from dragoman.chances.history.fetching import Done, fetch, found, lying, manners, take
from dragoman.chances.history.keeping import MANIFEST, kept, verify
from dragoman.errors import (
    BadAnswer,
    BadTable,
    DragomanError,
    Forbidden,
    MissingInput,
    TooLarge,
    Unreachable,
    UnwritableOutput,
    UsageError,
)

from .tables_made import column, files, sheet, text_of, workbook, zipped

PAX, YEARS = named("pax"), named("conflict_years")
CSV = "text/csv"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


def get(web, folder, table=PAX, address="", **changes) -> Done:
    return fetch(table, folder, web.client(**changes), address=address, clock=lambda: "2031-03-04T05:06:07Z")


def published(web, table=PAX, body=None, path="/data.csv"):
    return web.has(path, text_of(table) if body is None else body, CSV)


def test_a_table_is_kept_with_where_and_when_it_came_from(web, folder):
    address = published(web)
    done = get(web, folder, address=address)
    assert done.change == "new"
    assert (folder / PAX.file).read_text("utf-8") == text_of(PAX)
    assert kept(folder) == {PAX.file: done.kept}
    assert (done.kept.key, done.kept.address, done.kept.fetched) == ("pax", address, "2031-03-04T05:06:07Z")
    assert done.kept.rows == 2 and done.kept.licence.startswith("CC BY-NC-SA") and done.kept.etag
    assert [one.fault for one in verify(folder)] == [""]


def test_the_catalogue_s_address_is_asked_and_its_version_noted(web, folder):
    table = msgspec.structs.replace(PAX, address=published(web))
    assert fetch(table, folder, web.client()).kept.version == PAX.version
    assert get(web, folder, address=web.has("/new.csv", text_of(PAX), CSV)).kept.version == "unstated"
    stated = fetch(PAX, folder, web.client(), address=web.url("/new.csv"), version="11")
    assert (stated.kept.version, stated.change) == ("11", "unchanged")
    assert kept(folder)[PAX.file].version == "11"


def test_a_zipped_table_is_kept_unzipped(web, folder):
    address = web.has("/ucdp-prio-acd-261-csv.zip", zipped(text_of(YEARS)), "application/zip")
    get(web, folder, YEARS, address)
    assert column(folder / YEARS.file, "year") == ["2030", "2031"]


def test_a_workbook_is_kept_as_csv(web, folder):
    table = named("agreements")
    names = "".join(f'<c t="str"><v>{name}</v></c>' for name in table.columns)
    cells = "".join('<c s="1"><v>47911</v></c>' if name == "pa_date" else "<c><v>1</v></c>" for name in table.columns)
    address = web.has("/peace.xlsx", workbook(sheet(names, cells)), "application/octet-stream")
    get(web, folder, table, address)
    assert column(folder / table.file, "pa_date") == ["2031-03-04"]


def test_forecasts_are_kept_as_csv(web, folder):
    table = named("views").of("2031-02")
    row = {"isoab": "AAA", "year": 2031, "month": 3, "month_id": 615, "main_mean": 0.5, "main_dich": 0.01}
    address = web.has("/cm/sb", json.dumps({"next_page": "", "data": [row]}), "application/json")
    get(web, folder, table, f"{address}?pagesize=10000")
    assert column(folder / "views_country_month_2031-02.csv", "main_mean") == ["0.5"]


def test_the_name_of_the_first_column_is_put_right_on_the_way(web, folder):
    table = named("deaths")
    get(web, folder, table, published(web, table))
    assert column(folder / table.file, "month") == ["2031-01-31", "2031-02-28"]


def test_what_has_not_changed_is_not_sent_again(web, folder):
    address = published(web)
    first = get(web, folder, address=address)
    again = fetch(PAX, folder, web.client(), address=address, clock=lambda: "2032-01-01T00:00:00Z")
    assert again.change == "unchanged" and again.kept == first.kept
    assert web.headers[-1]["if-none-match"] == first.kept.etag


def test_what_has_changed_replaces_what_was_there(web, folder):
    first = get(web, folder, address=published(web))
    second = get(web, folder, address=published(web, body=text_of(PAX) + text_of(PAX).splitlines()[1] + "\n"))
    assert (first.change, second.change, second.kept.rows) == ("new", "changed", 3)
    assert [one.fault for one in verify(folder)] == [""]


@pytest.mark.parametrize("harm", [lambda path: path.write_text("spoiled"), lambda path: path.unlink()])
def test_a_table_that_was_spoiled_is_fetched_again_though_it_has_not_changed(web, folder, harm):
    address = published(web)
    get(web, folder, address=address)
    harm(folder / PAX.file)
    get(web, folder, address=address)
    assert "if-none-match" not in web.headers[-1]
    assert [one.fault for one in verify(folder)] == [""]


def test_validators_of_one_address_are_not_sent_to_another(web, folder):
    get(web, folder, address=published(web))
    done = get(web, folder, address=published(web, path="/moved.csv"))
    assert "if-none-match" not in web.headers[-1] and done.change == "unchanged"
    assert done.kept.address == web.url("/moved.csv")


def cut_off(handler):
    body = text_of(PAX).encode()
    handler.send(200, body[:-20], CSV, Content_Length=str(len(body)))
    handler.close_connection = True


BAD = {
    "a web page": ("<!doctype html><title>Moved</title>", BadAnswer, "a web page, not a table"),
    "nothing": ("", BadAnswer, "nothing was sent"),
    "a column less": (text_of(PAX).replace("UcdpCon", "UcdpConflict"), BadTable, "no column UcdpCon"),
    "other columns": ("a,b\n1,2\n", BadTable, "no column AgtId, Agt, Dat"),
    "no row": (text_of(PAX).splitlines()[0] + "\n", BadTable, "no row"),
    "an end within a row": (text_of(PAX)[:-20], BadAnswer, "cut off"),
    "two tables": (zipped(text_of(PAX), other__csv="a\n1\n"), BadAnswer, "2 tables"),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_is_not_the_table_leaves_the_one_that_was_there(web, folder, bad):
    body, kind, what = BAD[bad]
    good = get(web, folder, address=published(web))
    with pytest.raises(kind, match=what):
        get(web, folder, address=web.has("/bad.csv", body, CSV))
    assert kept(folder) == {PAX.file: good.kept}
    assert files(folder) == sorted([MANIFEST, PAX.file])
    assert [one.fault for one in verify(folder)] == [""]


@pytest.mark.parametrize("bad", BAD)
def test_what_is_not_the_table_leaves_nothing_where_there_was_none(web, folder, bad):
    body, kind, _ = BAD[bad]
    with pytest.raises(kind) as raised:
        get(web, folder, address=web.has("/bad.csv", body, CSV))
    assert raised.value.path == web.url("/bad.csv") and raised.value.hint
    assert files(folder) == []


def test_an_answer_cut_off_on_the_way_leaves_nothing(web, folder):
    web.pages["/cut.csv"] = cut_off
    with pytest.raises(Unreachable, match="no whole answer after 2 tries"):
        get(web, folder, address=web.url("/cut.csv"), tries=2)
    assert files(folder) == []


def test_a_service_that_is_tired_is_asked_again(web, folder):
    def tired(handler):
        if web.asked.count("/tired.csv") > 2:
            handler.send(200, text_of(PAX).encode(), CSV)
        else:
            handler.send(503, b"tired")

    web.pages["/tired.csv"] = tired
    assert get(web, folder, address=web.url("/tired.csv")).change == "new"


@pytest.mark.parametrize("path", ["/status/404", "/status/500", "/circle"])
def test_an_address_that_gives_no_answer(web, folder, path):
    with pytest.raises(Unreachable):
        get(web, folder, address=web.url(path), tries=1)
    assert files(folder) == []


@pytest.mark.parametrize("body", [text_of(PAX), zipped(text_of(PAX) + "x" * 10_000)])
def test_a_table_that_is_too_large_leaves_nothing(web, folder, body):
    small = msgspec.structs.replace(PAX, limit=150)
    with pytest.raises(TooLarge):
        get(web, folder, small, web.has("/large", body, CSV))
    assert files(folder) == []


def test_a_private_host_is_not_asked_unless_it_is_allowed(web, folder):
    address = published(web)
    with pytest.raises(Forbidden, match="not an address of the open internet"):
        get(web, folder, address=address, private=())
    assert web.asked == [] and files(folder) == []
    assert manners(("10.0.0.7",)).private == ("10.0.0.7",) and manners().private == ()


def test_a_publisher_who_does_not_want_to_be_asked_is_not(web, folder):
    web.robots = (200, b"User-agent: *\nDisallow: /")
    with pytest.raises(Forbidden, match="does not allow"):
        get(web, folder, address=published(web))


def test_user_and_password_are_not_written_down(web, folder):
    address = published(web).replace("http://", "http://me:secret@")
    get(web, folder, address=address)
    assert "secret" not in (folder / MANIFEST).read_text("utf-8")


def test_a_table_that_is_published_nowhere_is_told_with_what_to_do(web, folder):
    with pytest.raises(UsageError, match="published nowhere") as raised:
        fetch(named("mediations"), folder, web.client())
    assert "--from" in raised.value.hint and web.asked == []


def test_a_folder_that_cannot_be_written(web, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableOutput):
        get(web, tmp_path / "file", address=published(web))


def test_copies_are_taken_under_either_name(tmp_path, folder):
    (tmp_path / YEARS.published).write_bytes(zipped(text_of(YEARS)))
    done = take(YEARS, tmp_path, folder)
    assert (done.kept.address, done.kept.version) == ("local", YEARS.version)
    (tmp_path / YEARS.file).write_text(text_of(YEARS), "utf-8")
    assert take(YEARS, tmp_path, folder).kept.version == "unstated"
    assert column(folder / YEARS.file, "year") == ["2030", "2031"]
    assert found(PAX, tmp_path) is None
    with pytest.raises(MissingInput, match=f"neither {PAX.file} nor {PAX.published}"):
        take(PAX, tmp_path, folder)
    with pytest.raises(MissingInput, match=r"no civil_wars_mediation\.csv"):
        take(named("mediations"), tmp_path, folder)


def test_tables_are_taken_in_where_they_lie(tmp_path):
    (tmp_path / PAX.file).write_text(text_of(PAX), "utf-8")
    before = (tmp_path / PAX.file).read_bytes()
    take(PAX, tmp_path, tmp_path)
    assert (tmp_path / PAX.file).read_bytes() == before
    assert [one.fault for one in verify(tmp_path)] == [""]


def test_a_bad_copy_leaves_nothing_and_is_named_by_its_path(tmp_path, folder):
    (tmp_path / PAX.file).write_text("<html>", "utf-8")
    with pytest.raises(BadAnswer, match="a web page") as raised:
        take(PAX, tmp_path, folder)
    assert raised.value.path == str(tmp_path / PAX.file) and files(folder) == []


def test_what_lies_in_a_folder_monthly_tables_with_their_month(tmp_path):
    for name in ("pax_agreements.csv", "ucdp_ged_candidate_2031-02.csv", "ucdp_ged_candidate_2031-13.csv"):
        (tmp_path / name).write_text("")
    (tmp_path / "views_country_month_2031-01.csv").write_text("")
    assert [table.file for table in lying(tmp_path)] == [
        "pax_agreements.csv",
        "ucdp_ged_candidate_2031-02.csv",
        "views_country_month_2031-01.csv",
    ]
    assert lying(tmp_path / "none") == []


def test_every_table_of_the_catalogue_can_be_kept(web, folder):
    """Its own columns, sent in the plain form, are all that a table needs."""
    for table in catalogue():
        one = table.of("2031-02") if table.monthly else table
        get(web, folder, one, published(web, one, path=f"/{one.file}"))
    assert {one.fault for one in verify(folder)} == {""}
    assert len(kept(folder)) == len(catalogue())


def test_errors_are_ours(web, folder):
    with pytest.raises(DragomanError):
        get(web, folder, address="ftp://example.org/table.csv")
