"""The list as a whole: offsets, order, ids, who claims a word, hostile input."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

PIECES = [
    "Okello", "said", "that", "the", "border", "is", "closed", ".", ",", ":", '"', "“", "”", "\n\n", "(", ")",
    "according", "to", "Mwangi", "adding", "and", "refused", "it", "was", "reported", "claim", "who", "as",
    "—", "‘", "’", "•", "  ", "?",
]  # fmt: skip


def check(found, text):
    statements = [said.statement for said in found.all]
    assert [statement.id for statement in statements] == [f"s{n}" for n in range(1, len(statements) + 1)]
    for said, statement in zip(found.all, statements, strict=True):
        spans = [statement.content, statement.sentence, *statement.content_parts]
        spans += [span for span in (statement.cue, statement.speaker) if span is not None]
        for span in spans:
            assert text[span.start : span.end] == span.text
            assert span.text.strip()
        parts = statement.content_parts or [statement.content]
        assert (parts[0].start, parts[-1].end) == (statement.content.start, statement.content.end)
        assert all(left.end <= right.start for left, right in pairwise(parts))
        assert len(statement.content_parts) != 1
        assert len(parts) == len(said.content)
        assert not set(said.cue) & {i for first, last in said.content for i in range(first, last)}


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_offsets_hold_whatever_the_words(find, text):
    check(find(text), text)


@given(st.text(max_size=120))
def test_offsets_hold_whatever_the_characters(find, text):
    check(find(text), text)


def test_nested_marks_and_brackets_do_no_harm(find):
    text = "He said " + "“(" * 3000 + "no" + ")”" * 3000 + "."
    check(find(text), text)


def test_the_same_report_gives_the_same_statements(find):
    text = 'Okello said the pass was open. "Come and see," he added. According to Mwangi, it is mined.'
    assert [said.statement for said in find(text).all] == [said.statement for said in find(text).all]


def test_statements_come_in_text_order(find):
    text = 'Okello said the pass was open. "Come and see," he added. According to Mwangi, it is mined.'
    starts = [said.statement.content.start for said in find(text).all]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_a_word_inside_a_content_is_claimed_by_its_speaker(find):
    found = find("The army said the rebels had burned two villages.")
    claimed = found.claimed_at(7)  # burned
    assert claimed is not None
    assert claimed.statement.speaker.text == "The army"
    assert found.claimed_at(1) is None
    assert found.cue_tokens == {2}


def test_a_judgement_claims_nothing(find):
    found = find("The union condemned the shelling of the port.")
    assert len(found.all) == 1
    assert found.claimed_at(4) is None  # the report itself says that there was shelling
