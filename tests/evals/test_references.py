"""The score of links between mentions, on keys small enough to count by hand."""

from __future__ import annotations

import pytest

import references
from dragoman.records import Actor
from references import Links, aligned, compare, read


def actor(start, end, entity):
    return Actor(start=start, end=end, text="x" * (end - start), name=entity, code=None, sectors=[], entity=entity)


def test_marks_become_spans_and_leave_no_trace_in_the_text(tmp_path):
    path = tmp_path / "k.txt"
    path.write_text(
        "# Talks | 2014-06-17\n[A|[B|Norland]'s president] said [A+B|they] met.\n\nSo [B|it] was.\n%%\n", "utf-8"
    )
    [one] = read(path)
    assert (one.report.title, one.report.published) == ("Talks", "2014-06-17")
    assert one.report.text == "Norland's president said they met.\n\nSo it was."
    assert {one.report.text[a:b]: chain for (a, b), chain in one.key.items()} == {
        "Norland's president": "A",
        "Norland": "B",
        "they": "A+B",
        "it": "B",
    }


@pytest.mark.parametrize("text", ["[A|open", "closed]"])
def test_marks_that_do_not_balance_are_refused(tmp_path, text):
    path = tmp_path / "k.txt"
    path.write_text(f"# T | 2014-06-17\n{text}\n%%\n", "utf-8")
    with pytest.raises(ValueError, match="mark"):
        read(path)


def test_vilain_s_counts():
    # key: one chain of four, one of two; the record parts the four and joins one of them to the two
    key = {(0, 1): "A", (2, 3): "A", (4, 5): "A", (6, 7): "A", (8, 9): "B", (10, 11): "B"}
    said = {(0, 1): "x", (2, 3): "x", (4, 5): "y", (8, 9): "y", (10, 11): "y"}
    links = Links()
    compare(key, said, "abcdefghijkl", links)
    assert (links.needed, links.found) == (4, 2)  # x keeps one link of A, y the one of B
    assert (links.made, links.right) == (3, 2)
    assert links.figures() == {"precision": 0.6667, "recall": 0.5, "f1": 0.5714, "mentions": 0.8333}


def test_a_mark_is_found_by_its_end_or_by_half_of_what_both_cover():
    found = aligned([(0, 10), (20, 30)], [actor(6, 10, "a"), actor(19, 27, "b"), actor(40, 44, "c")])
    assert {span: one.entity for span, one in found.items()} == {(0, 10): "a", (20, 30): "b"}


def test_the_annotated_reports_are_whole():
    reports = [one for path in references.FOLDER.glob("*.txt") for one in read(path)]
    assert len(reports) >= 40
    assert all(one.report.published and one.key for one in reports)
