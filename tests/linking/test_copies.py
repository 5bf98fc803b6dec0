"""Copies: found whatever was changed in them, told from look-alikes, and the same in any order."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.linking.copies import COPY, CopyIndex, bands, fingerprint, same_text
from newsroom import Newsroom

STRIKE = """Three drones hit the power station of Ostrava Dolna early on Tuesday, killing two engineers, Governor Milena
Karas said. The strike cut off power to 12,000 homes on the left bank of the river and stopped the trams. "We heard
a whistle, then the windows went," said Petar Lind, who runs a bakery across the street. Firemen from four districts
fought the blaze until noon. The army said that it had shot down nine of the twelve drones and blamed the Northern
Front. A spokesman for the Front, Aron Sela, denied that its units had fired. It was the second attack on the station
since March, when a rocket damaged a transformer. Repairs then took six weeks and cost 3.4 million. The energy
minister, Dita Horvat, is expected in the town on Wednesday with a convoy of generators lent by the railways.
Schools will stay closed until Friday and the hospital runs on its own supply, its director said."""
ELSEWHERE = (
    STRIKE.replace("Ostrava Dolna", "Velka Brana").replace("Milena\nKaras", "Josef\nBartos").replace("12,000", "7,300")
    .replace("Petar Lind", "Hana Kolar").replace("Aron Sela", "Tibor Nagy").replace("Dita Horvat", "Emil Sand")
    .replace("3.4", "1.9").replace("Tuesday", "Saturday").replace("Wednesday", "Sunday").replace("Friday", "Thursday")
    .replace("March", "January").replace("Three", "Five").replace("nine of the twelve", "six of the eleven")
)  # fmt: skip


def likeness(a: str, b: str) -> float:
    return same_text(fingerprint(a), fingerprint(b))


def test_the_same_text_is_a_copy_and_one_of_other_things_is_none():
    assert likeness(STRIKE, STRIKE) == 1.0
    assert likeness(STRIKE, "The choir of Lund sang old songs in the park to a large crowd on Sunday.") < 0.01


def test_another_headline_byline_and_footer_leave_a_copy_a_copy():
    head, foot = "Drones cut power in the east\n\nBy Ana Moor, Star Wire", "Copyright Star Wire. All rights reserved."
    assert likeness(STRIKE, f"{head}\n\n{STRIKE}\n\n{foot}") >= COPY


def test_a_copy_cut_at_the_end_is_one():
    sentences = STRIKE.split(". ")
    assert likeness(STRIKE, ". ".join(sentences[:-2])) >= COPY


def test_paragraphs_may_change_places():
    sentences = STRIKE.split(". ")
    assert likeness(STRIKE, ". ".join(sentences[4:] + sentences[:4])) >= COPY


def test_the_same_sentences_of_another_strike_are_no_copy():
    assert likeness(STRIKE, ELSEWHERE) < COPY
    assert set(bands(fingerprint(STRIKE))) != set(bands(fingerprint(ELSEWHERE)))


@pytest.mark.parametrize("seed", range(4))
def test_one_word_in_six_replaced_is_a_copy(seed):
    random = Random(seed)
    words = STRIKE.split()
    spare = ["granite", "window", "careful", "orchard", "seven", "ladder", "borrowed", "quiet", "lantern", "harvest"]
    for at in random.sample(range(len(words)), len(words) // 6):
        words[at] = random.choice(spare)
    assert likeness(STRIKE, " ".join(words)) >= COPY


@given(st.text(max_size=400), st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_two_texts_are_compared_and_either_way_alike(a, b):
    one, other = fingerprint(a), fingerprint(b)
    assert same_text(one, other) == same_text(other, one)
    assert 0.0 <= same_text(one, other) <= 1.0
    assert len(one) <= 2048 and fingerprint(a) == one


def test_a_long_text_is_sampled_into_two_kilobytes_and_its_copy_still_found():
    newsroom = Newsroom(3)
    long = "\n\n".join(document.text for document in newsroom.documents(60))
    assert len(fingerprint(long)) <= 2048
    words = long.split()
    edited = " ".join(word for i, word in enumerate(words) if i % 12)
    assert likeness(long, edited) >= COPY
    assert likeness(long, "\n\n".join(document.text for document in Newsroom(4).documents(60))) < COPY


def test_texts_without_words_have_no_bands_and_are_copies_of_nothing():
    for empty in ("", " \n", "!!! ... ???", "the and of"):
        assert bands(fingerprint(empty)) == []
    assert likeness("", "") == 0.0


def test_bands_fit_a_signed_column():
    assert all(0 <= band < 2**63 for band in bands(fingerprint(STRIKE)))


def test_a_fingerprint_of_another_version_is_refused():
    other = b"\x07" + fingerprint(STRIKE)[1:]
    with pytest.raises(ValueError, match="version 7"):
        same_text(fingerprint(STRIKE), other)


def test_the_index_tells_the_same_pairs_in_any_order():
    documents = Newsroom(9).documents(300)

    def pairs(order):
        index = CopyIndex()
        return {frozenset((d.id, other)) for d in order for other in index.add(d.id, fingerprint(d.text))}

    assert pairs(documents) == pairs(documents[::-1]) == pairs(sorted(documents, key=lambda d: d.text))


def test_equal_texts_are_told_each_time():
    index = CopyIndex()
    print_ = fingerprint(STRIKE)
    assert index.add("a", print_) == []
    assert index.add("b", print_) == ["a"]
    assert index.add("c", print_) == ["a", "b"]
