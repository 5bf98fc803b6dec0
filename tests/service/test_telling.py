"""Journal, metrics and status."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dragoman.errors import UnwritableOutput, UsageError
from dragoman.records import Failure
from dragoman.service import Journal, Metrics, listening, load, serving, standings
from dragoman.service.state import Known, State


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_line_of_the_journal(tmp_path):
    journal = Journal(tmp_path / "j", lambda: 1_715_000_000.25)
    journal.tell("fetched", "world", items=3, etag=None, why="x" * 5000)
    journal.failed(None, Failure(code="D112", what="no answer", hint="wait"))
    first, second = lines(tmp_path / "j")
    assert list(first) == ["time", "what", "source", "items", "why"]
    assert (first["time"], first["items"], len(first["why"])) == ("2024-05-06T12:53:20.250Z", 3, 2000)
    assert second | {"time": ""} == {"time": "", "what": "failed", "why": "no answer", "code": "D112", "hint": "wait"}
    journal.close()


def test_a_journal_that_is_moved_away_goes_on_under_its_name(tmp_path):
    journal = Journal(tmp_path / "j", lambda: 0.0)
    journal.tell("fetched", "a")
    (tmp_path / "j").rename(tmp_path / "j.1")
    journal.tell("fetched", "b")
    (tmp_path / "j").unlink()
    journal.tell("fetched", "c")
    journal.close()
    assert [one["source"] for one in lines(tmp_path / "j.1")] == ["a"]
    assert [one["source"] for one in lines(tmp_path / "j")] == ["c"]


def test_a_journal_on_a_full_disk_stops_nothing():
    journal = Journal(Path("/dev/full"), lambda: 0.0)
    journal.tell("fetched", "a")
    journal.close()


def test_a_journal_that_cannot_be_opened_is_told(tmp_path):
    with pytest.raises(UnwritableOutput):
        Journal(tmp_path / "none" / "j", lambda: 0.0)


def test_names_are_escaped_in_metrics():
    metrics = Metrics(['a "feed"\\'], lambda: 0.0, lambda: 0)
    assert 'dragoman_turns_total{source="a \\"feed\\"\\\\",ended="ok"} 0' in metrics.text()


def test_metrics_have_help_and_type_before_their_lines():
    metrics = Metrics(["a"], lambda: 100.0, lambda: 3)
    metrics.source("a", 40.0, None, 2)
    metrics.record(True, (7, 4096))
    seen: set[str] = set()
    for line in metrics.text().splitlines():
        name = line.removeprefix("# HELP ").removeprefix("# TYPE ").replace("{", " ").split(" ")[0]
        if line.startswith("# TYPE"):
            assert name not in seen
            seen.add(name)
        elif not line.startswith("#"):
            assert name in seen
    assert 'dragoman_source_seconds_since_success{source="a"} 60.000' in metrics.text()
    assert "dragoman_record_versions 7\n" in metrics.text()


@pytest.fixture
def served():
    now = [0.0]
    metrics = Metrics(["a"], lambda: now[0], lambda: 0)
    with serving(metrics, "127.0.0.1", 0) as (host, port):

        def get(path):
            try:
                with urllib.request.urlopen(f"http://{host}:{port}{path}", timeout=5) as answer:
                    return answer.status, answer.headers["Content-Type"], answer.read().decode()
            except urllib.error.HTTPError as error:
                with error:
                    return error.code, error.headers["Content-Type"], error.read().decode()

        yield metrics, now, get


def test_metrics_and_health_over_http(served):
    metrics, now, get = served
    assert get("/metrics") == (200, "text/plain; version=0.0.4; charset=utf-8", metrics.text())
    assert get("/healthz")[::2] == (200, "ok\n")
    assert get("/")[0] == 404
    metrics.record(False)
    assert get("/healthz")[::2] == (503, "the record cannot be written\n")
    metrics.record(True)
    now[0] = 700.0
    assert get("/healthz")[0] == 503
    metrics.alive()
    assert get("/healthz")[0] == 200


def test_two_cannot_listen_at_one_port():
    metrics = Metrics([], lambda: 0.0, lambda: 0)
    with (
        serving(metrics, "127.0.0.1", 0) as (host, port),
        pytest.raises(UsageError),
        serving(metrics, host, port),
    ):
        pass


def test_where_metrics_are_served():
    assert listening("9111") == ("127.0.0.1", 9111)
    assert listening("0.0.0.0:9111") == ("0.0.0.0", 9111)
    assert listening("[::1]:9111") == ("::1", 9111)
    for wrong in ("", "x", "70000", ":9111", "host:", "9111x"):
        with pytest.raises(UsageError):
            listening(wrong)


def test_how_sources_stand(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(
        '[[page]]\nname = "live"\nurl = "https://a.example/"\n[[page]]\nname = "new"\nurl = "https://b.example/"\n'
    )
    waiting = {"a": Known(1, tries=2, due=5000.0), "b": Known(1), "c": Known(1, tries=5)}
    states = {
        "live": State(turned=1000.0, success=100.0, news=50.0, failures=2, code="D112", added=3, items=waiting),
        "old": State(turned=1.0, success=1.0),
    }
    live, new, old = standings(load(path).sources, states, 1200.0)
    assert (live.due, live.failures, live.waiting, live.added, live.code) == (2800.0, 2, 1, 3, "D112")
    assert (new.success, new.news, new.due) == (None, None, 1200.0)
    assert (old.source, old.kind, old.due) == ("old", "", None)
