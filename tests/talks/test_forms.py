"""Forms of verbs, and words of steps found by them."""

from __future__ import annotations

import pytest

from dragoman.talks.forms import forms
from dragoman.talks.lexicon import find_words


@pytest.mark.parametrize(
    ("verb", "made"),
    [
        ("break", {"break", "breaks", "broke", "broken", "breaking"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("cancel", {"cancel", "cancels", "cancelled", "canceled", "cancelling"}),
        ("open", {"open", "opens", "opened", "opening"}),
        ("scrap", {"scrap", "scraps", "scrapped", "scrapping"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("launch", {"launch", "launches", "launched", "launching"}),
        ("resume", {"resume", "resumes", "resumed", "resuming"}),
        ("delay", {"delay", "delays", "delayed", "delaying"}),
    ],
)
def test_all_forms_of_a_verb_are_made(verb, made):
    assert made <= {form for form, _ in forms(verb)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Talks broke off", "broke off"),
        ("They called the meeting off", "called the meeting off"),
        ("He withdrew on \ue800 from the talks", "withdrew on \ue800 from"),
        ("They will not go ahead", "not go ahead"),
    ],
)
def test_the_longest_words_come_first_with_objects_and_days_between(text, words):
    found = next(iter(find_words(text)))
    assert text[found.start : found.end] == words


@pytest.mark.parametrize("text", ["", "\ue000" * 50, "break " * 2000, "to be " * 2000 + "\x00"])
def test_hostile_words_end(text):
    assert sum(1 for _ in find_words(text)) <= len(text)
