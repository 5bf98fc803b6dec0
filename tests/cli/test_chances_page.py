"""Chances as text: quoted in whole words, what is capped told so, what has changed since the last time told why."""

from __future__ import annotations

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.questions import ask
from dragoman.chances.standing import issued_of
from dragoman.cli.chances.page import block, explained
from dragoman.records import Span

from ..chances.told import move, question, round_, situation

TEXT = "Extraordinarily long sentences were read out by both delegations before the foreign minister " * 2


def joined(lines):
    return " ".join(" ".join(lines).split())


@given(st.integers(0, len(TEXT)), st.integers(0, 200))
def test_what_was_read_is_quoted_in_whole_words(start, length):
    end = min(len(TEXT), start + length)
    refused = msgspec.structs.replace(move("refused", by="ERI"), words=Span(start=start, end=end, text=TEXT[start:end]))
    one = issued_of(question("round"), situation(moves=(refused,)))
    quoted = re.search("“(…?)(.*?)(…?)”", joined(explained(one, 4000, lambda ids: {"r1": TEXT})))
    assert quoted
    words = " ".join(TEXT.split())
    assert " ".join(TEXT[start:end].split()) in quoted[2]
    assert f" {quoted[2]} " in f" {words} "
    assert len(quoted[2]) <= end - start + 125
    assert quoted[1] or words.startswith(quoted[2])
    assert quoted[3] or words.endswith(quoted[2])


def test_evidence_without_its_text_is_told_without_words():
    one = issued_of(question("round"), situation(moves=(move("refused", by="ERI"),)))
    assert "“" not in joined(explained(one, 100, lambda ids: {}))
    assert "Eritrea declined to meet" in joined(explained(one, 100, None))


def test_that_all_together_is_capped_is_told():
    moves = (
        move("rejected", by="ERI", issue="ceasefire"),
        move("violated", by="ETH"),
        move("refused", by="ERI"),
    )
    capped = issued_of(question(), situation(round_("collapsed", level="technical"), moves=moves))
    assert "together no more than 1.2 in log-odds" in joined(explained(capped, 100, None))
    free = issued_of(question(), situation(round_("collapsed")))
    assert "together" not in joined(explained(free, 100, None))


def test_what_has_changed_since_the_last_time():
    before = issued_of(question("round"), situation(round_("ongoing")))
    now = issued_of(question("round"), situation(round_("collapsed")), before=lambda *kind: before.chance)
    told = joined(explained(now, 100, None))
    assert "the last round collapsed or was called off −0.6; no longer: the talks are under way" in told
    same = issued_of(question("round"), situation(round_("ongoing")), before=lambda *kind: before.chance)
    assert "nothing that was read since moves it" in joined(explained(same, 100, None))


@given(st.integers(40, 200))
def test_a_block_keeps_to_its_width_and_control_characters_do_not_reach_the_terminal(width):
    names = {"ERI": "Eritrea\x1b[31m", "ETH": "Ethiopia\x07"}
    one = issued_of(ask("round", names, "2031-03-20", 30), situation(round_("ongoing", venue="Nai\x1brobi")))
    lines = list(block([one], width, lambda ids: {}))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", "".join(lines))
    if width >= 80:
        assert max(map(len, lines)) <= width
