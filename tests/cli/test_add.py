"""Adding to the record by the command: idempotent, versions kept, failures listed, nothing made of nothing."""

from __future__ import annotations

import json
import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from .conftest import REPORTS, dragoman
from .test_record import ask, rows


def test_adding_says_what_came_in_and_what_is_there(made):
    told = (made / "told.txt").read_text()
    assert told.startswith("7 new, 0 new versions, 0 there already; 7 reports, ")
    assert told.rstrip().endswith(f"in {made / 'dragoman.db'}")


def test_adding_all_again_changes_nothing(held):
    before = [rows(name, "--all") for name in ("events", "statements", "timeline", "stories")]
    log = rows("changes", "-n", "1000")
    done = dragoman("add", "reports.jsonl")
    assert done.stdout.startswith("0 new, 0 new versions, 7 there already; 7 reports, ")
    assert (done.returncode, done.stderr) == (0, "")
    assert [rows(name, "--all") for name in ("events", "statements", "timeline", "stories")] == before
    assert rows("changes", "-n", "1000") == log


def test_a_corrected_report_is_a_new_version_and_the_old_one_counts_before_it(held):
    corrected = dict(REPORTS[4], published="2031-03-14", text=REPORTS[4]["text"].replace("nine", "eleven"))
    (held / "b2.jsonl").write_text(json.dumps(corrected))
    done = dragoman("add", "b2.jsonl")
    assert done.stdout.startswith("0 new, 1 new version, 0 there already; 7 reports, ")

    def killed(*options):
        (line,) = rows("events", "--report", "b2", "--type", "ASSAULT", *options)
        return line["event"]["casualties"]["killed"]["min"]

    assert killed() == 11
    assert killed("--as-of", "2031-03-13") == 9
    assert "another version, of 2" in " ".join(" ".join(ask("changes", "b2")).split())


def test_what_was_coded_before_is_kept_as_it_was_coded(held):
    coded = [json.loads(line) for line in (held / "coded.jsonl").read_text().splitlines()]
    wanted = {(one["report"]["id"], event["id"]): event for one in coded for event in one["events"]}
    assert {(line["report"]["id"], line["event"]["id"]): line["event"] for line in rows("events", "--all")} == wanted


def test_what_is_there_is_there_though_its_coding_is_given_again(held):
    done = dragoman("add", "reports.jsonl", "--coded", "coded.jsonl")
    assert done.returncode == 0 and not done.stderr
    assert done.stdout.startswith("0 new, 0 new versions, ") and f"{len(REPORTS)} there already" in done.stdout


def test_a_coded_report_of_another_text_is_not_taken_for_this_one(held):
    other = dict(REPORTS[1], text="Ghana and Togo held talks in Accra on Monday.")
    (held / "other.jsonl").write_text(json.dumps(other))
    done = dragoman("add", "other.jsonl", "--coded", "coded.jsonl", "--store", "other.db", "--no-model")
    assert done.returncode == 0
    assert "1 report was not in the file of coded ones" in done.stderr
    lines = rows("events", "--store", "other.db")
    assert {actor["code"] for line in lines for actor in line["event"]["sources"]} == {"GHA"}


def test_a_file_that_holds_no_coded_reports_is_refused_before_anything_is_kept(held):
    done = dragoman("add", "reports.jsonl", "--coded", "reports.jsonl", "--store", "fresh.db")
    assert done.returncode == 3
    assert "D108 reports.jsonl:1" in done.stderr
    assert not (held / "fresh.db").exists()


def test_failures_are_listed_and_the_rest_is_kept(held):
    (held / "mixed.jsonl").write_text("not json\n" + json.dumps(dict(REPORTS[6], id="new")))
    done = dragoman("add", "mixed.jsonl", "nowhere.txt", "--failures", "failed.jsonl", "--no-model")
    assert done.returncode == 1
    assert done.stdout.startswith("1 new, ")
    failed = [json.loads(line)["code"] for line in (held / "failed.jsonl").read_text().splitlines()]
    assert failed == ["D108", "D101"]


def test_nothing_read_makes_no_record(tmp_path):
    done = dragoman("add", tmp_path / "nowhere.txt", "--store", tmp_path / "new.db")
    assert done.returncode == 3
    assert "D101" in done.stderr
    assert not (tmp_path / "new.db").exists()


def test_reports_without_a_date_are_told_of(held):
    (held / "undated.txt").write_text("Farmers sold coffee in the south.")
    assert "1 report has no date" in dragoman("add", "undated.txt", "--no-model").stderr
    (held / "dated.txt").write_text("Farmers sold tea in the south.")
    assert dragoman("add", "dated.txt", "--no-model", "--published", "2031-04-01").stderr == ""
    assert dragoman("add", "dated.txt", "--published", "soon").returncode == 3


def test_without_text_everything_but_the_words_is_there(held):
    done = dragoman("add", "reports.jsonl", "--coded", "coded.jsonl", "--store", "bare.db", "--no-text")
    assert done.returncode == 0
    assert len(rows("events", "--all", "--store", "bare.db")) == len(rows("events", "--all"))
    assert b"killing nine people" not in (held / "bare.db").read_bytes()
    assert ask("talks", "--store", "bare.db")[0] == ask("talks")[0]
    assert "(text not kept)" in "\n".join(ask("talks", "--store", "bare.db", "--explain"))


def test_recode_and_diff_tell_what_another_coder_made(held):
    done = dragoman("recode", "--no-model")
    assert done.returncode == 0
    assert done.stdout.startswith("7 reports coded again with ")
    assert len(ask("diff", "--coders")) == 3
    changed = rows("diff")
    assert changed
    assert {one["kind"] for one in changed} <= {"added", "removed", "changed"}
    names = [one.split()[0] for one in ask("diff", "--coders")[1:]]
    assert rows("diff", *names) == changed
    assert {one["kind"] for one in rows("diff", *names[::-1])} <= {"added", "removed", "changed"}
    assert ask("diff", "--limit", "1")[-1].endswith(f"otherwise in {names[1]} than in {names[0]}")
    assert ask("diff", "--all", "-o", "diff.csv") == []
    again = dragoman("recode", "--no-model")
    assert again.stdout.startswith("nothing to do")


def test_one_coder_alone_is_nothing_to_compare(held):
    done = dragoman("diff")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing to compare" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_record_that_cannot_be_made_is_told_without_a_trace(held):
    done = dragoman("add", "reports.jsonl", "--coded", "coded.jsonl", "--store", "no/such/folder/x.db")
    assert done.returncode == 3
    assert "D604" in done.stderr and "Traceback" not in done.stderr


PAGE = """<html lang="en"><head><title>Ministers meet in Kampala</title></head><body><article>
<h1>Ministers meet in Kampala</h1><p>The foreign ministers of Kenya and Uganda met in Kampala on Tuesday for talks on
trade across Lake Victoria. They agreed to meet again in Nairobi in the autumn, both governments said.</p>
<p>The ministers also spoke about the fishing grounds around the islands, where boats were held last year.</p>
</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Lake Courier</title>
<item><title>Ministers meet in Kampala</title><link>page.html</link><guid>1</guid>
<pubDate>Tue, 08 Apr 2031 09:00:00 +0000</pubDate></item></channel></rss>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def site(tmp_path):
    """A service on this machine with a page and a feed that leads to it."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE)
    (folder / "feed.xml").write_text(FEED)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_feed_leads_to_its_pages_and_a_private_host_is_asked_only_when_it_is_named(site, held):
    done = dragoman("add", f"{site}/feed.xml", "--store", "web.db", "--no-model")
    assert done.returncode == 3
    assert "D114" in done.stderr
    assert not (held / "web.db").exists()
    host = site.removeprefix("http://")
    done = dragoman("add", f"{site}/feed.xml", "--private", host, "--store", "web.db", "--no-model")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 new, ")
    (line,) = rows("search", "Kampala", "--store", "web.db")
    assert (line["report"]["url"], line["report"]["published"][:10]) == (f"{site}/page.html", "2031-04-08")
    done = dragoman("add", f"{site}/page.html", "--private", host, "--store", "web.db", "--no-model")
    assert done.stdout.startswith(("0 new, 1 new version", "0 new, 0 new versions, 1"))


def test_a_table_of_addresses_stands_for_its_pages(site, held):
    host = site.removeprefix("http://")
    listed = held / "stories.csv"
    listed.write_text(f"id,publish_date,media_name,title,url\n1,2031-04-08,Lake Courier,Ministers,{site}/page.html\n")
    done = dragoman("add", listed, "--private", host, "--store", "listed.db", "--no-model")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = rows("search", "Kampala", "--store", "listed.db")
    assert (line["report"]["source"], line["report"]["published"][:10]) == ("Lake Courier", "2031-04-08")
    listed.write_text(f"url,title\n{site}/none.html,Nothing there\n")
    done = dragoman("add", listed, "--private", host, "--store", "listed.db", "--no-model")
    assert done.returncode == 3
    assert "D112" in done.stderr
