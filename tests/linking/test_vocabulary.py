"""The vocabulary: what it makes of a text hangs on the text alone, not on what was read before it or beside it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.linking.copies import fingerprint
from dragoman.linking.forms import WORD, shingle_of
from dragoman.linking.vocabulary import Vocabulary, Words
from dragoman.linking.wording import packed
from dragoman.records import Report

TEXTS = [
    f"In week {n} the council of Brentovia{n % 7} met {n * 3} farmers near Marabel{chr(97 + n % 26)}."
    for n in range(60)
]


def rows(read: Words) -> list[list[int]]:
    return [read.hashes.tolist(), read.entries.tolist(), read.terms.tolist(), read.tokens.tolist()]


@given(st.text(max_size=300), st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_a_text_is_read_form_by_form(text, title):
    read = Vocabulary().read(text, title)
    forms = WORD.findall(text)
    assert read.hashes.tolist() == [shingle_of(form)[0] for form in forms]
    assert read.entries.tolist() == [shingle_of(form)[1] for form in forms]
    assert read.terms.size == len(forms) + len(WORD.findall(title))
    assert read.tokens.size == sum(len(shingle_of(form)[2]) for form in forms)


def test_what_was_forgotten_is_learnt_again():
    forgetful, whole = Vocabulary(most=24), " ".join(TEXTS)
    for text in (*TEXTS, whole):
        assert rows(forgetful.read(text, TEXTS[0])) == rows(Vocabulary().read(text, TEXTS[0]))
    kept = forgetful.read(whole)
    assert fingerprint(whole, kept) == fingerprint(whole)
    assert packed(Report(id="r", text=whole), kept) == packed(Report(id="r", text=whole))


def test_it_knows_no_more_than_it_may_and_the_words_of_one_text():
    forgetful = Vocabulary(most=24)
    for text in TEXTS:
        forgetful.read(text)
        assert len(forgetful) <= 24 + len(WORD.findall(text))


def test_it_grows_with_a_long_text():
    letters = " ".join(chr(at) for at in range(0x4E00, 0x4E00 + 9000))
    read = Vocabulary().read(letters)
    assert read.hashes.tolist() == [shingle_of(form)[0] for form in letters.split()]


def test_threads_may_read_at_once():
    alone = [rows(Vocabulary().read(text)) for text in TEXTS]
    forgetful = Vocabulary(most=24)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda text: rows(forgetful.read(text)), TEXTS * 5)) == alone * 5


def test_a_report_without_words_has_empty_rows():
    read = Vocabulary().read(" -- ", "")
    assert [row.size for row in (read.hashes, read.entries, read.terms, read.tokens)] == [0, 0, 0, 0]
    assert read.hashes.dtype == np.uint32
