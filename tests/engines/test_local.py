"""Local processes: the same results with any number of workers, in order, and a death that costs one report."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from dragoman.coding import Coder
from dragoman.engines import code_all
from dragoman.errors import BadRow
from dragoman.linking.stories import story_id
from dragoman.records import CodedReport, Failure, Report, to_json

TEXTS = [
    "The president of Ghana visited Togo on Friday.",
    "Rebels shelled the town of Goma, killing 3 people.",
    "“We will not talk,” the rebel leader said on Monday.",
    "Norway condemned the attack and called for a ceasefire.",
]


def reports(count: int) -> list[Report]:
    return [Report(id=f"r{n}", text=TEXTS[n % len(TEXTS)], published="2024-05-07") for n in range(count)]


def test_the_same_bytes_with_one_worker_and_with_two():
    items = [*reports(20), Failure.of(BadRow("bad", path="x", line=1)), *reports(3)]
    one = [to_json(result) for result in code_all(iter(items))]
    two = [to_json(result) for result in code_all(iter(items), workers=2)]
    assert one == two
    assert len(one) == 24


def test_input_is_read_only_as_far_as_needed():
    taken = []

    def endless():
        for report in reports(10_000):
            taken.append(report)
            yield report

    results = code_all(endless())
    next(results)
    assert len(taken) == 1


def _report(id_, published, text):
    return Report(id=id_, text=text, published=published, language="en")


FIRE = "Fire destroyed the market hall of Trebinka on Monday. Mayor Ilona Varga said that 14 stalls were lost."
AGAIN = "The market hall of Trebinka burnt down on Monday and 14 stalls with it, Mayor Ilona Varga said."
OTHER = "Fishermen in Port Osel pulled a wartime mine from the harbour. Commander Jens Aabel had it blown up at sea."


def test_stories_are_given_when_asked_for_in_the_order_of_the_input():
    told = [
        _report("late", "2024-05-08", AGAIN),
        Failure(code="D101", what="unreadable"),
        _report("other", "2024-05-07", OTHER),
        _report("early", "2024-05-07", FIRE),
    ]
    assert [result.story for result in code_all(told[:1])] == [None]
    late, failure, other, early = code_all(iter(told), stories=True)
    assert failure == told[1]
    assert [coded.report.id for coded in (late, other, early)] == ["late", "other", "early"]
    assert late.story == early.story == story_id("early")
    assert other.story == story_id("other")


def test_stories_do_not_hang_on_workers():
    assert list(code_all(reports(12), workers=2, stories=True)) == list(code_all(reports(12), stories=True))


def test_a_report_with_a_date_that_is_none_has_a_story():
    [coded] = code_all([_report("odd", "yesterday", FIRE)], stories=True)
    assert coded.story == story_id("odd")


def _die_on(report_id: str):
    """A stand-in for code_one that ends its own process on one report, as a lack of memory would."""
    plain = Coder.attempt

    def attempt(self, report):
        if report.id == report_id:
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(self, report)

    return attempt


@pytest.fixture
def deadly(monkeypatch):
    # Workers are spawned afresh, so the stand-in has to reach them by the module they import.
    monkeypatch.setenv("DRAGOMAN_TEST_DIE_ON", "r5")
    monkeypatch.setattr("dragoman.engines.local._code", _deadly)


def _deadly(settings, items):
    Coder.attempt = _die_on(os.environ["DRAGOMAN_TEST_DIE_ON"])
    from dragoman.engines.local import _code

    return _code(settings, items)


def test_a_worker_that_dies_costs_the_one_report_that_killed_it(deadly):
    results = list(code_all(reports(20), workers=2))
    assert [result.id for result in results if isinstance(result, Failure)] == ["r5"]
    assert [result.code for result in results if isinstance(result, Failure)] == ["D204"]
    assert [result.report.id for result in results if isinstance(result, CodedReport)] == [
        f"r{n}" for n in range(20) if n != 5
    ]


SCRIPT = """
import sys
import dragoman
try:
    print(len(list(dragoman.code([dragoman.Report(id="a", text="Togo praised Ghana.")], workers=2))))
except dragoman.DragomanError as error:
    print(error, error.hint, file=sys.stderr)
"""


def test_a_script_that_starts_processes_before_it_is_read_is_told_what_to_do(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert done.stdout == ""
    assert "D506" in done.stderr and '__name__ == "__main__"' in done.stderr
