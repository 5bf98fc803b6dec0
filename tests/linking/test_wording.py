"""Wordings: a function of the text, kept in a few bytes and read back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.linking.vocabulary import vocabulary
from dragoman.linking.wording import TERMS, Wording, alike, packed, wording
from dragoman.records import Report


def of(text: str, title: str | None = None) -> Wording:
    return wording(Report(id="r", text=text, title=title))


@given(st.text(max_size=600))
@settings(max_examples=150, deadline=None)
def test_a_wording_is_read_back_as_it_was_written(text):
    report = Report(id="r", text=text, title=text[:20])
    kept = packed(report)
    assert kept == packed(report, vocabulary().read(text, text[:20])) and len(kept) <= 242
    one = Wording.from_bytes(kept)
    assert one == wording(report) and len(one.weights) <= TERMS
    assert sum(weight**2 for weight in one.weights.values()) == pytest.approx(1.0 if one.weights else 0.0)
    assert alike(one, one) == pytest.approx(1.0 if one.weights else 0.0)


def test_names_weigh_more_than_words_and_common_words_nothing():
    told = list(of("The governor of Brentovia and the governor of Brentovia opened an orchard.").weights)
    assert told[:1] == list(of("Brentovia").weights)
    assert set(told) == set(of("Brentovia governor open orchards").weights)
    assert of("It was what they had been and would be.").weights == {}


def test_the_title_counts():
    assert of("Nothing more is known.", title="Ferry sinks off Marabel").weights


def test_a_march_is_not_a_month():
    assert set(of("a march").weights) != set(of("in March").weights)


def test_number_words_and_figures_are_one():
    assert of("six").weights == of("6").weights


def test_reports_alike_in_words_beyond_the_weightiest_only_are_not_alike():
    shared = "harvest "
    one, other = (" ".join(f"{name}{i}" for i in "abcdefghijklmnopqrst") for name in ("Qo", "Zu"))
    assert alike(of(shared + one), of(shared + other)) == 0.0


def test_another_version_is_refused():
    with pytest.raises(ValueError, match="version 9"):
        Wording.from_bytes(b"\x09\x00")
