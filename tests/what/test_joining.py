from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding import Settings, coder
from dragoman.records import Report
from dragoman.what.joining import _through, kept, tables


def events(text, *, model=True):
    return coder(Settings(model=model)).code(Report(id="r", text=text, published="2014-05-07")).events


@pytest.mark.parametrize("way", ["joined", "rules"])
def test_the_fitted_line_never_falls_and_stays_off_the_ends(way):
    knots = getattr(tables(), way).right.knots
    values = [y for _, y in knots]
    assert values == sorted(values)
    assert all(0.0 < y < 1.0 for y in values)
    assert [x for x, _ in knots] == sorted(x for x, _ in knots)


@given(st.floats(0, 1))
def test_between_knots_the_line_is_straight(x):
    knots = ((0.2, 0.3), (0.6, 0.7))
    expected = 0.3 if x <= 0.2 else 0.7 if x >= 0.6 else x + 0.1
    assert _through(knots, x) == pytest.approx(expected)


def test_what_the_network_doubts_is_dropped_and_what_it_is_sure_of_is_kept():
    sure = {"bias": 1.0, "word_type": 4.0, "word_event": 4.0, "whole_type": 4.0, "whole_event": 4.0, "source": 1.0}
    doubted = {**sure, "word_type": -6.0, "word_event": -6.0, "whole_type": -6.0, "whole_event": -6.0}
    assert kept(doubted, "network", joined=True, setting="few") is None
    confidence = kept(sure, "rules", joined=True, setting="general")
    assert confidence is not None
    assert 0.5 < confidence < 1.0


def test_general_news_is_asked_for_more():
    middling = {"bias": 1.0, "unreal": 1.0, "word_type": -1.0, "word_event": 0.0, "whole_type": -1.0}
    assert kept(middling, "rules", joined=True, setting="few") is not None
    assert kept(middling, "rules", joined=True, setting="general") is None


def test_a_word_that_no_lexicon_entry_holds_is_coded_by_its_meaning():
    text = "Peru's foreign minister lambasted Chile on Monday over its naval manoeuvres."
    [event] = [event for event in events(text) if event.trigger.text == "lambasted"]
    assert event.type == "ACCUSE"
    assert [actor.code for actor in event.sources] == ["PER"]
    assert [actor.code for actor in event.targets] == ["CHL"]


def test_sending_officers_to_help_is_no_threat():
    [event] = events("Kenya agreed to send 200 police officers to help Haiti's government restore order.")
    assert event.type == "AGREE"


INTERVIEW = (
    "Anna Weber is a candidate in Sunday's vote. She has lived in Graz since 1999. She keeps bees. "
    "Why should voters support the Greens? I thank everybody who has helped me. We agree. "
    "Senator Huber agreed. Reuters spoke to her on Friday."
)


def test_questions_and_talk_in_an_interview_are_no_events():
    assert events(INTERVIEW) == []


def test_without_the_model_the_rules_stand_alone():
    text = "Peru's foreign minister met his Chilean counterpart in Lima on Monday."
    [event] = events(text, model=False)
    assert event.type == "CONSULT"
    assert 0.0 < event.confidence < 1.0
    assert not events("The striker fired wide and the keeper rejected his claim.", model=False)


@pytest.mark.parametrize("model", [True, False])
def test_nobody_can_do_what_nobody_is_named_for(model):
    assert not events("There was a lot of talk about talks.", model=model)
