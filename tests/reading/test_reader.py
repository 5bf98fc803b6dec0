"""Readings: the document is the text, sentences cover it, and hostile texts come through."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import UnknownModel
from dragoman.reading import Reader

TEXTS = st.lists(
    st.sampled_from(
        [
            "The envoys met in Geneva. ",
            "Peace Talks Begin\n\n",
            " • One point\n",
            "“We go,” he said. ",
            "\u202e",
            "\t",
            "Ω ",
            "  ",
        ]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_offsets_hold_for_every_token_and_sentence(reader: Reader, report, text):
    reading = reader.read(report(text))
    assert reading.doc.text == text
    for token in reading.doc:
        assert text[token.idx : token.idx + len(token)] == token.text
    assert sum(sentence.last - sentence.first for sentence in reading.sentences) == len(reading.doc)
    for sentence in reading.sentences:
        assert reading.sentence_of(sentence.first) is sentence
        span = reading.sentence_span(sentence)
        assert text[span.start : span.end] == span.text


def test_headings_and_bullets_are_sentences_of_their_own(reader: Reader, report):
    listed = "Envoys Meet In Oslo\n\nAt a Glance\n\n • Kenya hosts the talks\n • No date was set\n\n"
    text = f"{listed}The envoys met. They left."
    reading = reader.read(report(text))
    said = [(sentence.kind, text[sentence.start : sentence.end]) for sentence in reading.spoken()]
    assert said == [
        ("heading", "Envoys Meet In Oslo"),
        ("heading", "At a Glance"),
        ("bullet", "Kenya hosts the talks"),
        ("bullet", "No date was set"),
        ("prose", "The envoys met."),
        ("prose", "They left."),
    ]


def test_syntax_stays_inside_a_sentence(reader: Reader, report):
    reading = reader.read(report("Talks Begin In Oslo\n\nThe envoys met on Monday. They left."))
    for token in reading.doc:
        assert reading.sentence_of(token) is reading.sentence_of(token.head)


def test_a_quotation_is_found_from_any_character_in_it(reader: Reader, report):
    text = "“We will go. We will stay,” she said."
    reading = reader.read(report(text))
    assert [quote.closed for quote in reading.quotes_at(text.index("stay"))] == [True]
    assert reading.quotes_at(text.index("she")) == []


@pytest.mark.parametrize("text", ["(" * 10_000 + "x", "“" * 10_000, "\x00\x00", "\u202eabc\u202c", " ", "\n\n\n"])
def test_hostile_texts_are_read(reader: Reader, report, text):
    assert reader.read(report(text)).doc.text == text


def test_an_unknown_pipeline_is_told():
    with pytest.raises(UnknownModel, match="no_such_pipeline"):
        Reader("no_such_pipeline")


def test_a_result_never_depends_on_what_was_read_before(reader: Reader, report):
    text = "The minister met rebels near Goma on Friday. He said talks would go on."
    before = [(token.text, token.dep_, token.head.i) for token in reader.read(report(text)).doc]
    with reader.zone():
        reader.read(report("Something else entirely was read in between, in Lagos."))
    assert [(token.text, token.dep_, token.head.i) for token in reader.read(report(text)).doc] == before


def test_states_side_by_side_are_a_list_and_a_town_in_its_state_is_not(reader: Reader, report):
    doc = reader.read(report("The US, Russia, and Switzerland met. The talks in Moscow, Russia, ended.")).doc
    assert [(token.text, token.dep_) for token in doc if token.text == "Russia"] == [
        ("Russia", "conj"),
        ("Russia", "appos"),
    ]
