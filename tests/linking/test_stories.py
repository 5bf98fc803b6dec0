"""Stories: told apart where reports differ in who, where and how many; the same whatever the order they came in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.linking.stories import (
    WINDOW,
    Seen,
    StoryIndex,
    asked,
    choose,
    parts,
    stories_of,
    story_id,
    visible,
)
from dragoman.linking.wording import wording
from dragoman.records import Report

FERRY = [
    "A ferry with 41 people on board sank off Marabel on Sunday, the coast guard of Tirenia said.",
    "Tirenia's coast guard pulled 29 people out of the sea after a ferry went down off Marabel.",
    "Captain Olen Vasko was the last to leave the ferry that sank off Marabel with 41 on board.",
    "The ferry lost off Marabel had been inspected in spring, the harbour master of Marabel said.",
]
SISTER = [
    "Sixty people were aboard a ferry that capsized near Port Quill on Thursday, Minister Dag Osmund said.",
    "Divers found two bodies in the ferry that capsized near Port Quill, Minister Dag Osmund said on Friday.",
    "Captain Runa Delphy is held by the police of Port Quill after her ferry capsized with 60 aboard.",
    "Port Quill mourns: two died when the overloaded ferry of Captain Runa Delphy capsized.",
]
VOTE = [
    "Parliament in Sorrento Vale passed the pensions law by 3 votes on Monday.",
    "Pensioners cheered in Sorrento Vale as parliament passed the law by 3 votes.",
]


def seen(texts, known="2024-05-07", name="r"):
    return [Seen(f"{name}{i}", known, wording(Report(id="", text=text))) for i, text in enumerate(texts)]


def test_reports_of_one_thing_are_one_story_and_another_is_its_own():
    told = stories_of(seen(FERRY, name="f") + seen(VOTE, name="v"))
    assert told == [story_id("f0")] * 4 + [story_id("v0")] * 2


def test_two_things_of_one_kind_fall_apart_by_what_they_do_not_share():
    reports = seen(FERRY, name="a") + seen(SISTER, name="b")
    assert parts([report.wording for report in reports]) == [0] * 4 + [4] * 4
    assert stories_of(reports) == [story_id("a0")] * 4 + [story_id("b0")] * 4


def test_a_report_after_the_window_begins_a_story():
    [first], [again] = seen(FERRY[:1], "2024-05-01"), seen(FERRY[:1], f"2024-05-{2 + WINDOW}", "s")
    assert visible(first.known, "2024-05-11") and not visible(first.known, again.known)
    assert stories_of([first, again]) == [story_id("r0"), story_id("s0")]


def test_a_report_without_a_date_is_in_sight_of_those_without_one():
    assert len(set(stories_of(seen(FERRY, known="")))) == 1
    assert visible("", "2024-05-01")


@given(st.permutations(range(10)))
@settings(max_examples=40, deadline=None)
def test_stories_do_not_hang_on_the_order_in_which_reports_are_given(order):
    reports = seen(FERRY, "2024-05-01", "a") + seen(SISTER, "2024-05-03", "b") + seen(VOTE, "2024-05-02", "c")
    told = dict(zip((report.id for report in reports), stories_of(reports), strict=True))
    assert stories_of([reports[i] for i in order]) == [told[reports[i].id] for i in order]


def test_what_comes_later_does_not_change_the_threads_of_before():
    reports = sorted(
        seen(FERRY, "2024-05-01", "a") + seen(SISTER, "2024-05-03", "b") + seen(VOTE, "2024-05-04", "c"),
        key=lambda report: (report.known, report.id),
    )
    whole = StoryIndex()
    threads = [whole.add(report.known, report.wording) for report in reports]
    for count in range(len(reports)):
        index = StoryIndex()
        assert [index.add(report.known, report.wording) for report in reports[:count]] == threads[:count]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "2024-01-01", "2024-01-05", "2024-01-20T08:00", "2024-02-03"]),
            st.sampled_from(FERRY + SISTER + VOTE + ["", "the of and", "Nothing."]),
        ),
        max_size=14,
    )
)
@settings(max_examples=60, deadline=None)
def test_the_index_chooses_as_choose_does(told):
    reports = [Seen(f"{i:02d}", known, wording(Report(id="", text=text))) for i, (known, text) in enumerate(told)]
    reports.sort(key=lambda report: (report.known, report.id))
    index, threads = StoryIndex(), {}
    for position, report in enumerate(reports):
        in_sight = {}
        for earlier in reports[:position]:
            if visible(earlier.known, report.known):
                in_sight.setdefault(threads[earlier.id], []).append(earlier)
        chosen = choose(report, in_sight)
        got = index.add(report.known, report.wording)
        threads[report.id] = f"{got:04d}"
        if chosen is None:
            assert threads[report.id] not in in_sight
        else:
            assert threads[report.id] == chosen


def test_a_report_may_not_be_put_in_before_one_that_is_in():
    index = StoryIndex()
    index.add("2024-05-02", wording(Report(id="", text="A fire in Lindow.")))
    with pytest.raises(ValueError, match="2024-05-01"):
        index.add("2024-05-01", wording(Report(id="", text="A fire in Lindow.")))


def test_a_crowded_thread_asks_for_more():
    assert asked(1) == asked(32) < asked(64) < asked(512)


def test_a_few_reports_are_not_told_apart():
    assert parts([report.wording for report in seen(FERRY[:2] + SISTER[:2])]) == [0, 0, 0, 0]
    assert parts([]) == []


def test_the_same_text_many_times_is_one_story():
    assert parts([seen(FERRY[:1])[0].wording] * 9) == [0] * 9
