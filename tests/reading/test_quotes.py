"""Quotation marks: curly, straight, nested, continued over paragraphs, and never an apostrophe."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading import pair_quotes


def inner(text):
    return [text[quote.inner_start : quote.inner_end] for quote in pair_quotes(text)]


def test_curly_straight_guillemets_and_tex_marks():
    assert inner("He said “we will go” and left.") == ["we will go"]
    assert inner('He said "we will go" and left.') == ["we will go"]
    assert inner("He said «we will go» and left.") == ["we will go"]
    assert inner("He said ``we will go'' and left.") == ["we will go"]


def test_nested_quotations_have_levels():
    text = "“They told us ‘leave now’ and we left,” she said."
    found = pair_quotes(text)
    assert [(quote.level, text[quote.inner_start : quote.inner_end]) for quote in found] == [
        (0, "They told us ‘leave now’ and we left,"),
        (1, "leave now"),
    ]


def test_apostrophes_are_not_marks():
    assert inner("The army’s men don't know the ‘90s, O’Hara's friends say.") == []


def test_a_quotation_over_paragraphs_is_open_in_each_but_the_last():
    text = "“We came in peace.\n\n“We leave in peace,” he said."
    found = pair_quotes(text)
    assert [quote.closed for quote in found] == [False, True]
    assert inner(text) == ["We came in peace.", "We leave in peace,"]


def test_a_straight_mark_after_a_space_inside_opens_and_one_after_a_word_closes():
    assert inner('"One," he said, "and two."') == ["One,", "and two."]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»`"))
def test_every_quotation_lies_in_the_text(text):
    for quote in pair_quotes(text):
        assert 0 <= quote.start < quote.inner_start <= quote.inner_end <= quote.end <= len(text)


def test_ten_thousand_nested_marks_are_bounded():
    assert len(pair_quotes("“" * 10_000 + "x" + "”" * 10_000)) <= 16
