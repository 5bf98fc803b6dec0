"""Pages, folders and lists watched."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import zipfile

import pytest

from dragoman.store import KeptRecord
from tests.net.server import article


def test_a_page_that_changes_is_a_new_version_and_one_that_does_not_is_nothing(rig, web):
    address = web.has("/live", article(more="Three people were hurt."))
    rig.watch('[[page]]\nname = "live"\nurl = "$WEB/live"\nevery = "1m"\n')
    rig.turn()
    told = rig.turn(after=60)
    assert [one["what"] for one in told] == ["started", "unchanged", "stopped"]
    web.has("/live", article(more="Four people were hurt."))
    rig.turn(after=60)
    assert [("Three" in text, "Four" in text) for text in rig.versions(address)] == [(True, False), (False, True)]
    assert rig.state("live").added == 2


def test_a_page_without_a_report_in_it_fails_and_is_asked_for_again(rig, web):
    web.has("/live", "<html><body></body></html>")
    rig.watch('[[page]]\nname = "live"\nurl = "$WEB/live"\n').turn()
    state = rig.state("live")
    assert (state.failures, state.etag, state.code) == (1, None, rig.told("failed")[0]["code"])


def write(path, text, at):
    path.write_text(text, "utf-8")
    os.utime(path, (at, at))


@pytest.fixture
def inbox(rig):
    folder = rig.folder / "inbox"
    folder.mkdir()
    rig.watch('[[folder]]\nname = "inbox"\npath = "inbox"\n')
    return folder


def test_a_folder_gives_each_file_once(rig, inbox):
    write(inbox / "a.txt", "Envoys of Kenya met Ethiopian officials in Oslo on Monday.", rig.now - 60)
    write(inbox / "b.jsonl", '{"id": "b1", "text": "Rebels shelled Goma."}\nnonsense\n', rig.now - 60)
    write(inbox / "c.bin", "left alone", rig.now - 60)
    rig.turn()
    assert rig.added() == 2
    assert [one["code"] for one in rig.told("failed")] == ["D108"]
    assert [one["what"] for one in rig.turn(after=10)] == ["started", "stopped"]
    write(inbox / "b.jsonl", '{"id": "b1", "text": "Rebels shelled Goma twice."}\n', rig.now)
    rig.turn(after=10)
    assert rig.versions("b1") == ["Rebels shelled Goma.", "Rebels shelled Goma twice."]


def test_a_folder_that_is_gone_is_no_end(rig, inbox):
    write(inbox / "a.txt", "Envoys met in Oslo.", rig.now - 60)
    rig.turn()
    inbox.rename(rig.folder / "away")
    rig.turn(after=10)
    assert rig.told("failed", "inbox")[0]["code"] == "D101"
    (rig.folder / "away").rename(inbox)
    rig.turn(after=10)
    assert (rig.went_well, rig.added()) == (True, 0)


def stories(path, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["id", "publish_date", "title", "url", "media_name"])
        table.writerows(rows)


def test_a_list_is_worked_through_in_parts_and_remembers_where_it_was(rig, web):
    rows = [[number, "2024-05-07", f"Round {number}", web.url(f"/news/{number}"), "Post"] for number in range(5)]
    stories(rig.folder / "stories.csv", [*rows, ["9", "", "none", "no address", ""]])
    for number in (0, 1, 2, 4):
        web.has(f"/news/{number}", article(f"Round {number}", more=f"It was meeting number {number}."))
    rig.watch('[[list]]\nname = "stories"\npath = "stories.csv"\nlimit = 2\n')
    for _ in range(3):
        rig.turn()
    assert rig.reports() == [web.url(f"/news/{number}") for number in (0, 1, 2, 4)]
    assert web.pages_asked() == [f"/news/{number}" for number in range(5)]
    web.has("/news/3", article("Round 3", more="It came late."))
    web.asked.clear()
    rig.turn(after=3600)
    assert web.pages_asked() == ["/news/3"]
    told = rig.turn(after=3600)
    assert [one["what"] for one in told] == ["started", "unchanged", "stopped"]


class Gdelt:
    """GDELT's server: a list, and a file of events in it."""

    def __init__(self, web):
        self.web = web

    def offer(self, stamp, addresses):
        cells = [["0"] * 59 + [stamp, address] for address in addresses]
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"{stamp}.export.CSV", "".join("\t".join(row) + "\n" for row in cells))
        raw = packed.getvalue()
        address = self.web.has(f"/{stamp}.export.CSV.zip", raw, "application/zip")
        line = f"{len(raw)} {hashlib.md5(raw).hexdigest()} {address}\n"
        self.web.has("/lastupdate.txt", line, "text/plain")


@pytest.fixture
def gdelt(rig, web):
    for number in range(4):
        web.has(f"/news/{number}", article(f"Round {number}", more=f"It was meeting number {number}."))
    return Gdelt(web)


def watch_gdelt(rig, more=""):
    return rig.watch(f'[[gdelt]]\nname = "gdelt"\nurl = "$WEB/lastupdate.txt"\n{more}')


def test_gdelt_gives_addresses_and_goes_on_where_it_stopped(rig, web, gdelt):
    gdelt.offer("20240507100000", [web.url("/news/0"), web.url("/news/1")])
    watch_gdelt(rig).turn()
    assert rig.reports() == [web.url("/news/0"), web.url("/news/1")]
    web.asked.clear()
    told = rig.turn(after=900)
    assert web.pages_asked() == ["/lastupdate.txt"]
    assert told[1]["what"] == "unchanged"
    gdelt.offer("20240507101500", [web.url("/news/1"), web.url("/news/2")])
    web.asked.clear()
    rig.turn(after=900)
    assert web.pages_asked() == ["/lastupdate.txt", "/20240507101500.export.CSV.zip", "/news/2"]


def test_of_gdelt_only_what_is_wanted_is_fetched_and_the_rest_is_told(rig, web, gdelt):
    gdelt.offer(
        "20240507100000",
        [web.url(f"/news/{number}") for number in range(4)] + ["https://other.example/a", "https://x.bad.example/b"],
    )
    watch_gdelt(rig, 'hosts = ["127.0.0.1", "bad.example"]\nnot_hosts = ["bad.example"]\nlimit = 3\n').turn()
    assert rig.reports() == [web.url(f"/news/{number}") for number in range(3)]
    [fetched] = rig.told("fetched")
    assert (fetched["items"], fetched["new"], fetched["passed_over"]) == (6, 3, 1)


def test_a_damaged_file_of_gdelt_comes_again(rig, web, gdelt):
    gdelt.offer("20240507100000", [web.url("/news/0")])
    whole = web.texts["/20240507100000.export.CSV.zip"]
    web.texts["/20240507100000.export.CSV.zip"] = (whole[0], whole[1][:-1] + b"x")
    watch_gdelt(rig).turn()
    assert (rig.reports(), rig.state("gdelt").failures) == ([], 1)
    web.texts["/20240507100000.export.CSV.zip"] = whole
    rig.turn(after=900)
    assert rig.reports() == [web.url("/news/0")]


def test_what_another_source_brought_is_not_fetched_by_a_list(rig, web, gdelt):
    stories(rig.folder / "stories.csv", [["1", "2024-05-07", "Round 0", web.url("/news/0"), "Post"]])
    rig.watch('[[list]]\nname = "stories"\npath = "stories.csv"\n').turn()
    gdelt.offer("20240507100000", [web.url("/news/0")])
    web.asked.clear()
    watch_gdelt(rig).turn()
    assert web.pages_asked() == ["/lastupdate.txt", "/20240507100000.export.CSV.zip"]
    with KeptRecord(rig.store) as record:
        assert record.stats().reports == 1


def test_a_page_that_could_not_be_coded_is_asked_for_again(rig, web, monkeypatch):
    from dragoman.coding import Coder
    from dragoman.errors import StepFailed

    def broken(*_, **__):
        raise StepFailed("a defect")

    address = web.has("/live", article())
    rig.watch('[[page]]\nname = "live"\nurl = "$WEB/live"\n')
    monkeypatch.setattr(Coder, "code", broken)
    rig.turn()
    assert [one["code"] for one in rig.told("failed")] == ["D203"]
    monkeypatch.undo()
    rig.turn(after=900)
    assert rig.reports() == [address]
