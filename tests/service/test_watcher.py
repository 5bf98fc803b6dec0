"""The loop: who waits for whom, what is acknowledged when, and how it ends."""

from __future__ import annotations

import re
import threading
import time

import pytest

from dragoman.errors import RecordBusy
from dragoman.service import Keeper, states_of
from dragoman.service.turn import Stopped
from dragoman.store import KeptRecord
from tests.net.server import article, rss

TWO = '[[feed]]\nname = "slow"\nurl = "$WEB/slow.xml"\n[[feed]]\nname = "quick"\nurl = "$WEB/quick.xml"\n'


@pytest.fixture
def feeds(rig, web):
    web.has("/quick.xml", rss(2), "application/rss+xml")
    web.has("/slow.xml", rss(2, first=2), "application/rss+xml")
    for number in range(4):
        web.has(f"/news/{number}", article(f"Round {number}", more=f"It was meeting number {number}."))
    return rig.watch(TWO)


def test_a_slow_host_holds_up_nobody(feeds, web):
    free = threading.Event()

    def slow(handler):
        free.wait(10)
        handler.validated(rss(2, first=2), "application/rss+xml")

    web.pages["/slow.xml"] = slow
    try:
        feeds.run(lambda: feeds.added("quick") == 2)
        assert feeds.told("added", "slow") == []
        assert len(feeds.reports()) == 2
    finally:
        free.set()


def test_one_source_that_fails_stops_no_other(feeds, web):
    web.has("/slow.xml", b"nonsense", "application/rss+xml")
    feeds.turn()
    assert feeds.added("quick") == 2
    assert [one["what"] for one in feeds.told(source="slow")] == ["failed", "backing off"]


def test_a_defect_in_one_source_stops_no_other(feeds, monkeypatch):
    from dragoman.service import watcher

    def turn_of(source, state, means, right=watcher.turn_of):
        if source.called == "slow":
            raise ZeroDivisionError("a defect")
        return right(source, state, means)

    monkeypatch.setattr(watcher, "turn_of", turn_of)
    feeds.turn()
    assert feeds.added("quick") == 2
    [failed] = feeds.told("failed", "slow")
    assert failed["code"] == "D203"
    assert re.search(r"ZeroDivisionError: a defect \(.*test_watcher\.py:\d+\)", failed["why"])


def test_sources_are_looked_at_when_they_are_due_and_not_before(feeds, web):
    feeds.turn()
    web.asked.clear()
    feeds.run(lambda: bool(feeds.told("started")) and wait_a_little())
    assert web.pages_asked() == []
    feeds.now += 899
    feeds.run(wait_a_little)
    assert web.pages_asked() == []
    feeds.now += 1
    feeds.run(lambda: len(web.pages_asked()) == 2)
    assert sorted(web.pages_asked()) == ["/quick.xml", "/slow.xml"]


def wait_a_little() -> bool:
    time.sleep(0.3)
    return True


def test_told_to_stop_it_ends_within_seconds_though_a_host_is_slow(feeds, web):
    free = threading.Event()
    web.pages["/slow.xml"] = lambda handler: free.wait(20)
    try:
        feeds.run(lambda: feeds.added("quick") == 2, timeout=20.0)
    finally:
        free.set()
    assert feeds.ending < 5
    assert feeds.told()[-1]["what"] == "stopped"
    assert len(feeds.state("quick").items) == 2
    assert "slow" not in states_of(feeds.store)


def test_told_to_stop_while_it_waits_for_its_turn_at_a_host_it_wakes(feeds):
    """The sleep of the manners ends with `Stopped`, which ends the turn and is no failure."""
    slept = threading.Event()

    def sleep(seconds):
        slept.set()
        if feeds.stop.wait(min(seconds, 20)):
            raise Stopped

    feeds.run(slept.is_set, interval=60.0, sleep=sleep)
    assert feeds.told("failed") == []
    assert feeds.told()[-1]["what"] == "stopped"


def test_what_is_not_drawn_before_the_stop_comes_again(feeds, web, monkeypatch):
    """Told to stop inside a batch: the report at hand is kept, the rest is not noted and is fetched anew."""
    right = KeptRecord.add

    def add(record, reports, **named):
        def some():
            for report in reports:
                yield report
                feeds.stop.set()

        return right(record, some(), **named)

    monkeypatch.setattr(KeptRecord, "add", add)
    feeds.turn()
    assert len(feeds.reports()) == 1
    monkeypatch.undo()
    web.asked.clear()
    feeds.turn()
    assert len(feeds.reports()) == 4
    assert len([path for path in web.pages_asked() if path.startswith("/news")]) >= 3
    assert feeds.added() == 3


def test_what_was_added_but_not_noted_is_fetched_again_and_changes_nothing(feeds, monkeypatch):
    """As when the machine dies between the record's acknowledgement and the note."""

    def save(*_):
        raise RecordBusy("the machine died here")

    monkeypatch.setattr(Keeper, "save", save)
    with pytest.raises(RecordBusy):
        feeds.turn()
    monkeypatch.undo()
    there = feeds.reports()
    assert there
    feeds.turn()
    assert feeds.added() == 4 - len(there)
    with KeptRecord(feeds.store) as record:
        assert record.stats().reports == 4
        assert record.backend.rows("SELECT count(*) FROM reports") == [(4,)]


def test_a_record_that_is_lost_for_a_while_loses_nothing(feeds, monkeypatch):
    from dragoman.service import watcher

    monkeypatch.setattr(watcher, "_FIRST_REST", 0.2)
    right, broken = KeptRecord.add, []

    def add(record, reports, **named):
        if len(broken) < 2:
            broken.append(list(reports))
            raise RecordBusy("somebody else writes")
        return right(record, reports, **named)

    monkeypatch.setattr(KeptRecord, "add", add)
    feeds.run(lambda: feeds.added() == 4)
    assert [one["code"] for one in feeds.told("failed")] == ["D603", "D603"]
    assert [one["seconds"] for one in feeds.told("backing off")] == [0.2, 0.4]
    assert len(feeds.reports()) == 4


def test_a_report_that_breaks_the_record_is_found_and_given_up(feeds, web, monkeypatch):
    right = KeptRecord.add

    def add(record, reports, **named):
        def checked():
            for report in reports:
                if "number 2" in report.text:
                    raise ZeroDivisionError("a defect")
                yield report

        return right(record, checked(), **named)

    monkeypatch.setattr(KeptRecord, "add", add)
    feeds.turn()
    assert feeds.reports() == [web.url(f"/news/{number}") for number in (0, 1, 3)]
    assert feeds.went_well is False
    [failed] = feeds.told("failed")
    assert (failed["code"], failed["id"], failed["source"]) == ("D203", web.url("/news/2"), "slow")
    web.asked.clear()
    monkeypatch.undo()
    feeds.turn(after=900)
    assert sorted(web.pages_asked()) == ["/news/2", "/quick.xml", "/slow.xml"]
    assert len(feeds.reports()) == 4


def test_what_one_version_could_not_code_the_next_one_tries_anew(feeds, web, monkeypatch):
    from dragoman.coding import Coder
    from dragoman.errors import StepFailed

    def broken(*_, **__):
        raise StepFailed("a defect of this version")

    monkeypatch.setattr(Coder, "code", broken)
    feeds.turn()
    for _ in range(20):
        feeds.turn(after=7200)
    assert all(known.due is None and known.tries == 5 for known in feeds.state("quick").items.values())
    monkeypatch.undo()
    feeds.turn(after=900)
    assert feeds.reports() == []
    monkeypatch.setattr("dragoman.service.watcher.version", lambda name: "9.9.9")
    feeds.turn(after=900)
    assert len(feeds.reports()) == 4
    assert all(known.by is None and known.tries == 0 for known in feeds.state("quick").items.values())


def test_the_same_page_from_two_feeds_is_one_report(rig, web):
    web.has("/one.xml", rss(1), "application/rss+xml")
    web.has("/two.xml", rss(1), "application/rss+xml")
    web.has("/news/0", article())
    rig.watch('[[feed]]\nurl = "$WEB/one.xml"\n[[feed]]\nurl = "$WEB/two.xml"\n').turn()
    assert len(rig.versions(web.url("/news/0"))) == 1
    assert (rig.added(), sum(one["unchanged"] for one in rig.told("added"))) == (1, 1)


def test_metrics_of_a_run(feeds, web):
    web.has("/slow.xml", b"nonsense", "application/rss+xml")
    feeds.turn()
    text = feeds.watcher.metrics.text()
    for line in (
        'dragoman_reports_total{source="quick",result="added"} 2',
        'dragoman_reports_total{source="quick",result="failed"} 0',
        'dragoman_turns_total{source="slow",ended="failed"} 1',
        'dragoman_source_seconds_since_success{source="quick"} 0.000',
        'dragoman_source_failures_in_a_row{source="slow"} 1',
        "dragoman_queue_reports 0",
        "dragoman_record_reachable 1",
    ):
        assert line in text.splitlines()
    assert 'seconds_since_success{source="slow"}' not in text
