"""What every cast keeps: true offsets, no span twice, order, the same on every run, and an answer for any noun."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.who import find_actors

_PARTS = (
    "Kenyan troops", "Moscow", "the president", "he", "his delegation", "the two sides", "said", "met", "in", ",", ".",
    "U.S.-backed rebels", "Jane Doe", "spokesman for", "and", "of the", "members", "“", "”", "\n\n", "their", "it",
    "Ministry of Defence", "\u202eabc", "\x00", "é", "—", "President", "'s", "(", "dozens", "former", "both",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_PARTS), max_size=40))
def test_offsets_hold_and_no_span_is_there_twice(reader, report, parts):
    text = " ".join(parts)
    mentions = find_actors(reader.read(report(text))).mentions
    spans = [(each.actor.start, each.actor.end) for each in mentions]
    assert all(text[each.actor.start : each.actor.end] == each.actor.text for each in mentions)
    assert all(each.first <= each.head < each.last for each in mentions)
    assert len(spans) == len(set(spans))
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


def test_same_text_same_cast(cast):
    text = "Kenyan troops and Somali officials met. Both sides said they would return. Moscow praised them."
    assert cast(text).mentions == cast(text).mentions


def test_every_noun_has_an_answer(reader, report):
    reading = reader.read(report("The angry farmers of Peru threw a chair at a U.S.-backed official's window."))
    cast = find_actors(reading)
    for token in reading.doc:
        assert cast.of(token).actor.text


def test_nominal_has_the_country_of_its_modifiers(reader, report):
    reading = reader.read(report("A Peruvian volcano erupted."))
    found = find_actors(reading).name_phrase(reading.doc[2])
    assert (found.kind, found.actor.text, found.actor.code) == ("nominal", "A Peruvian volcano", "PER")
    assert found.actor.sectors == []


def test_empty_report_has_no_cast(cast):
    assert cast(" ").mentions == ()


def test_thousand_nested_phrases_are_no_trouble(cast):
    assert cast("the head of " * 400 + "the army said so.").mentions


def test_dates_that_are_none_do_not_matter(cast):
    for published in (None, "yesterday", "2024-13-45", "1 January 2003"):
        assert cast("Kenyan troops left.", published).mentions
