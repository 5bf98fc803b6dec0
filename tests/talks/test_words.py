"""Word lists: what is looked for before a list is tried must never be missing where the list would match."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dragoman.talks.words import stems, table

LISTS = ("talks", "peace", "mediators", "ordinary")
WORDS = [(name, word) for name in LISTS for word in table("words")[name]]


@given(st.sampled_from(WORDS), st.data())
def test_every_match_of_a_word_holds_one_of_its_list_s_stems(entry, data):
    name, word = entry
    match = data.draw(st.from_regex(re.compile(word, re.ASCII), fullmatch=True))
    assert any(stem in match.lower() for stem in stems(name))
