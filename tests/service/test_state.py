"""When a source is looked at next, and what is remembered of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.service.state import LONGEST, TRIES, Known, State, decoded, due, encoded, tried, wait
from dragoman.sources.watching import Look

DAY = 86400.0


def test_a_source_is_due_when_its_time_is_over():
    assert due(State(), 900, 1000.0) == 1000.0
    assert due(State(turned=1000.0), 900, 1100.0) == 1900.0
    assert due(State(turned=1000.0, more=True), 900, 1100.0) == 1100.0


def test_failures_double_the_wait_up_to_a_cap():
    assert [wait(900, failures) for failures in range(8)] == [900, 900, 1800, 3600, 7200, 14400, LONGEST, LONGEST]
    assert wait(10, 100) == 320
    assert wait(DAY, 100) == DAY
    assert due(State(turned=0.0, failures=3, more=True), 900, 10.0) == 3600.0


def test_a_clock_that_was_set_back_does_not_stop_a_source():
    assert due(State(turned=5000.0), 900, 1000.0) == 1000.0


@given(st.floats(1, 366 * DAY), st.integers(0, 10_000))
def test_the_wait_never_shrinks_and_never_grows_without_end(every, failures):
    assert every <= wait(every, failures) <= wait(every, failures + 1) <= max(every, LONGEST)


def test_a_page_is_tried_some_times_and_then_given_up():
    known, now, moments = None, 0.0, []
    for _ in range(TRIES):
        known = tried(known, "a", 900, now)
        moments.append(known.due)
        now = known.due or now
    assert moments == [900, 2700, 6300, 13500, None]
    assert known.tries == TRIES
    assert tried(known, "b", 900, now).tries == 1


def test_what_is_no_longer_listed_is_forgotten_after_a_month():
    state = State(items={"a": Known(0), "b": Known(0)})
    state.listed({"a"}, 20 * DAY)
    state.listed({"a"}, 30 * DAY)
    assert sorted(state.items) == ["a", "b"]
    state.listed({"a"}, 31 * DAY)
    assert state.items == {"a": Known(31)}


def test_another_address_under_the_same_name_forgets_what_held_for_the_first():
    state = State(where="https://a.example", etag='"1"', moment="2024", items={"a": Known(1)}, added=3)
    state.at("https://b.example")
    assert (state.etag, state.moment, state.added, len(state.items)) == (None, None, 3, 1)


def test_a_state_is_kept_as_it_was_and_nonsense_begins_anew():
    state = State(where="x", turned=1.5, items={"a": Known(3, "d", 4.5, 2, "e", "m")}, files={"f": Look(1, 2, 3.0)})
    assert decoded(encoded(state)) == state
    assert decoded("{") == decoded('{"turned": "soon"}') == State()
    assert decoded('{"where": "x", "a key of a later version": 1}') == State(where="x")
