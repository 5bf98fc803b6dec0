"""`dragoman watch` as it is run: a process of its own, ended by signals, asked over HTTP."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from click.testing import CliRunner, Result

from dragoman.cli.main import app
from dragoman.service import states_of
from dragoman.store import KeptRecord
from tests.net.server import article, rss, serving

SETTINGS = """
[record]
store = "record.db"
model = false
[manners]
interval = "0s"
private = ["{host}"]
[[feed]]
name = "world"
url = "{address}/feed.xml"
every = "{every}"
[[folder]]
name = "inbox"
path = "inbox"
every = "1s"
"""
COUNT = 12


@pytest.fixture
def web():
    with serving() as found:
        yield found


class Desk:
    """A folder with settings, and the processes started in it."""

    def __init__(self, folder, web) -> None:
        self.folder, self.web = folder, web
        self.journal = folder / "journal.jsonl"
        self.started: list[subprocess.Popen[str]] = []
        (folder / "inbox").mkdir()
        web.has("/feed.xml", rss(COUNT), "application/rss+xml")
        for number in range(COUNT):
            web.has(f"/news/{number}", article(f"Round {number}", more=f"It was meeting number {number}."))
        self.settings("15m")

    def settings(self, every: str) -> None:
        text = SETTINGS.format(host=self.web.host, address=self.web.address, every=every)
        (self.folder / "sources.toml").write_text(text, "utf-8")

    def start(self, *options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "dragoman", "watch", "sources.toml", "--journal", "journal.jsonl", *options]
        process = subprocess.Popen(command, cwd=self.folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.started.append(process)
        return process

    def here(self, *options: str) -> Result:
        """The same command in this process, which has the language model already."""
        return CliRunner().invoke(app, ["watch", str(self.folder / "sources.toml"), *options])

    def call(self, *options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dragoman", "watch", "sources.toml", *options]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=60)

    def told(self, what: str) -> list[dict]:
        if not self.journal.exists():
            return []
        whole = self.journal.read_text("utf-8").rpartition("\n")[0]
        return [one for one in map(json.loads, whole.splitlines()) if one["what"] == what]

    def added(self) -> int:
        return sum(one["added"] for one in self.told("added"))

    def wait(self, condition) -> None:
        end = time.monotonic() + 40
        while not condition():
            assert time.monotonic() < end, self.journal.read_text("utf-8") if self.journal.exists() else "no journal"
            time.sleep(0.02)

    def rows(self) -> list[tuple[str, int]]:
        with KeptRecord(self.folder / "record.db") as record:
            sql = "SELECT id, count(*) FROM reports GROUP BY id ORDER BY id"
            return [(row[0], row[1]) for row in record.backend.rows(sql)]

    def expected(self) -> list[tuple[str, int]]:
        return sorted((self.web.url(f"/news/{number}"), 1) for number in range(COUNT))


@pytest.fixture
def desk(tmp_path, web):
    desk = Desk(tmp_path, web)
    yield desk
    for process in desk.started:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=20)


def test_a_service_is_asked_fed_and_stopped(desk, web):
    process = desk.start("--metrics", "0")
    desk.wait(lambda: desk.added() == COUNT)
    address = desk.told("started")[0]["metrics"]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/metrics", address)
    with urllib.request.urlopen(address, timeout=5) as answer:
        text = answer.read().decode()
    assert f'dragoman_reports_total{{source="world",result="added"}} {COUNT}' in text.splitlines()
    with urllib.request.urlopen(address.replace("metrics", "healthz"), timeout=5) as answer:
        assert answer.read() == b"ok\n"

    made = desk.folder / "inbox" / "one.txt"
    made.write_text("Kenya and Somalia held talks in Nairobi on Monday.", "utf-8")
    os.utime(made, (time.time() - 60, time.time() - 60))
    desk.wait(lambda: desk.added() == COUNT + 1)

    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert time.monotonic() - began < 8
    assert desk.told("stopped")[-1]["added"] == COUNT + 1
    state = states_of(str(desk.folder / "record.db"))["world"]
    assert (len(state.items), state.added, state.failures) == (COUNT, COUNT, 0)
    assert state.etag

    web.asked.clear()
    assert desk.here("--once").exit_code == 0
    assert web.pages_asked() == ["/feed.xml"]

    status = desk.here("--status")
    assert status.exit_code == 0
    line = next(one for one in status.stdout.splitlines() if one.startswith("world"))
    assert re.search(r"UTC \(\d+s ago\).* UTC .*in 15m +12 +0 +0$", line)


def test_killed_in_the_middle_it_loses_nothing_and_doubles_nothing(desk, web):
    gate = threading.Semaphore(5)  # five pages come at once; the others one by one, after something was kept

    def page(number):
        body = web.texts[f"/news/{number}"][1]

        def answer(handler):
            gate.acquire(timeout=20)
            handler.send(200, body)

        return answer

    for number in range(COUNT):
        web.pages[f"/news/{number}"] = page(number)
    process = desk.start()
    desk.wait(lambda: desk.added() >= 1)
    gate.release()
    process.kill()
    assert process.wait(20) == -signal.SIGKILL
    acknowledged, kept = desk.added(), desk.rows()
    assert 1 <= acknowledged <= len(kept) < COUNT

    web.pages.clear()
    web.asked.clear()
    assert desk.here("--once").exit_code == 0
    assert desk.rows() == desk.expected()
    fetched = [path for path in web.pages_asked() if path.startswith("/news/")]
    assert COUNT - len(kept) <= len(fetched) <= COUNT - acknowledged


def test_interrupted_while_it_codes_it_keeps_what_it_has_begun(desk, web):
    process = desk.start()
    desk.wait(lambda: len([path for path in web.pages_asked() if path.startswith("/news/")]) >= 3)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    kept = len(desk.rows())
    assert desk.told("stopped")[-1]["added"] == kept
    assert desk.here("--once").exit_code == 0
    assert desk.rows() == desk.expected()


def test_once_with_something_that_fails_ends_with_one(desk, web):
    del web.texts["/news/3"]
    done = desk.here("--once")
    assert done.exit_code == 1
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [one["code"] for one in lines if one["what"] == "failed"] == ["D112"]
    assert len(desk.rows()) == COUNT - 1


def test_check_asks_nobody_and_makes_nothing(desk, web):
    done = desk.call("--check")
    assert done.returncode == 0
    assert f"{web.address}/feed.xml" in done.stdout
    assert "2 sources" in done.stdout
    assert web.asked == []
    assert not (desk.folder / "record.db").exists()


def test_wrong_settings_and_wrong_calls(desk):
    assert desk.call("--status").returncode == 3
    assert desk.call("--once", "--check").returncode == 2
    desk.settings("5x")
    done = desk.call()
    assert done.returncode == 2
    assert "D504" in done.stderr and "$.feed[0].every" in done.stderr
