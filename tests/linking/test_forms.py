"""Forms of words: what one says of a text."""

from __future__ import annotations

import pytest

from dragoman.linking.forms import NAMED, WORD, shingle_of, stem, term_of


def test_words_and_numbers_are_found_and_signs_are_not():
    assert WORD.findall("At 4.30 p.m. the Élan's crew – 1,200 men – left") == (
        ["At", "4.30", "p", "m", "the", "Élan", "s", "crew", "1,200", "men", "left"]
    )


def test_a_common_word_has_a_hash_and_nothing_else():
    hashed, entry, tokens = shingle_of("the")
    assert hashed and (entry, tokens) == (0, []) and term_of("the") is None


def test_case_does_not_count_but_a_capital_makes_an_unknown_word_a_name():
    assert shingle_of("Harvest")[:2] == shingle_of("harvest")[:2]
    assert shingle_of("Brentovia")[1] & NAMED and not shingle_of("brentovia")[1] & NAMED


def test_a_rarer_word_has_more_tokens():
    assert 0 < len(shingle_of("village")[2]) < len(shingle_of("brentovia")[2])


@pytest.mark.parametrize(
    "words", [("arrested", "arrests", "arresting", "arrest"), ("pirate", "pirates"), ("bombing", "bombed", "bombs")]
)
def test_forms_of_a_word_have_one_stem(words):
    assert len({stem(word) for word in words}) == 1
