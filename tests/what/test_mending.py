"""Repaired parses: whatever the repairs do together, every way up ends at a root."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding import coder
from dragoman.records import Report
from dragoman.what.mending import _circle
from dragoman.what.syntax import Syntax


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan Office for Refugees (KOR) agency has said that hundreds of Malians that were recently expelled "
        "from the Republic of Gabon are in dire need of humanitarian aid.",
        "The ministry has said that dozens of Kenyans that were recently expelled from Sudan are in need of help.",
    ],
)
def test_repairs_make_no_circle(reader, text):
    syntax = Syntax(reader.read(Report(id="r", text=text)).doc)
    for token in range(len(syntax.head)):
        at = token
        for _ in syntax.head:
            at = syntax.head[at]
        assert syntax.head[at] == at
    assert coder().code(Report(id="r", text=text)).sentences


@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
def test_a_circle_is_found_where_there_is_one(head: list[int]) -> None:
    found = _circle(head)
    ends = []
    for token in range(len(head)):
        at = token
        for _ in head:
            at = head[at]
        ends.append(head[at] == at)
    assert bool(found) != all(ends)
    assert not found or (len(found) > 1 and all(head[i] in found for i in found))
