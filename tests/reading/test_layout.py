"""Blocks: nothing lost, headings, bullets and datelines told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.layout import blocks

WORDS = st.sampled_from(
    ["talks", "Geneva", ".", "\n", "\n\n", " • ", "1. ", "- ", "“", '"', "  ", "Peace Talks", "\u202e", "\x00"]
)


@given(st.one_of(st.text(), st.lists(WORDS).map("".join)))
def test_blocks_are_the_text_without_gaps_or_overlaps(text):
    laid = list(blocks(text))
    assert "".join(text[block.start : block.end] for block in laid) == text
    assert all(block.start < block.end for block in laid)


def kinds(text):
    return [(block.kind, text[block.start : block.end]) for block in blocks(text) if block.kind != "blank"]


def test_headings_bullets_and_prose():
    listed = "Envoys Arrive In Nairobi\n\nAt a Glance\n\n • The envoys met.\n • No deal was signed\n\n"
    text = f"{listed}The envoys met on Monday.\nThey left."
    assert kinds(text) == [
        ("heading", "Envoys Arrive In Nairobi"),
        ("heading", "At a Glance"),
        ("bullet", "The envoys met."),
        ("bullet", "No deal was signed"),
        ("prose", "The envoys met on Monday."),
        ("prose", "They left."),
    ]


def test_a_wrapped_paragraph_is_one_block():
    text = "The two delegations met for\nthe third time in a month\nand parted without a word."
    assert [kind for kind, _ in kinds(text)] == ["prose"]


@pytest.mark.parametrize(
    "line", ["NAIROBI, Kenya (Wire) - ", "GENEVA — ", "KHARTOUM -- ", "GOMA, Congo, Jan 27 (Wire) - ", "GOMA, Congo: "]
)
def test_a_dateline_stands_apart_from_its_sentence(line):
    text = f"{line}Envoys met on Monday."
    assert kinds(text)[-1] == ("prose", "Envoys met on Monday.")
    assert kinds(text)[0][0] == "dateline"


def test_numbered_and_dashed_items_are_bullets():
    assert [kind for kind, _ in kinds("1. Stop the fire.\n2. Open the road.\n- Free the captives.")] == ["bullet"] * 3


def test_a_line_without_end_is_cut_into_bounded_blocks():
    text = "word " * 40_000
    assert max(block.end - block.start for block in blocks(text)) <= 20_000


@pytest.mark.parametrize("text", ["\n" * 200_000, "• " * 100_000, "(\n" * 100_000, "a\nB\n" * 50_000, " \n(" * 60_000])
def test_hostile_layouts_lose_nothing(text):
    assert "".join(text[block.start : block.end] for block in blocks(text)) == text


@pytest.mark.parametrize("text", ["A" * 30_000, "AB " * 10_000, "A.B-C/" * 5_000, "AB, " * 8_000 + "(" * 50])
def test_what_looks_like_a_dateline_without_end_is_given_up_at_once(text):
    assert "".join(text[block.start : block.end] for block in blocks(text)) == text
