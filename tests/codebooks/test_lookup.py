"""Looking anything up over all the books."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman.codebooks
from dragoman.codebooks import lookup


def first(query: str) -> tuple[str, str]:
    found = lookup(query)[0]
    return found.book, found.code


@pytest.mark.parametrize(
    ("query", "book", "code"),
    [
        ("036", "cameo", "036"),
        ("CONSULT", "plover", "CONSULT"),
        ("third-party", "plover", "CONSULT third-party"),
        ("cbrn", "plover", "cbrn"),
        ("GOV", "sector", "GOV"),
        ("TUR", "state", "TUR"),
        ("tur", "state", "TUR"),
        ("YUG", "state", "YUG"),
        ("KOS", "state", "XKX"),
        ("Burma", "state", "MMR"),
        ("the Kremlin", "state", "RUS"),
        ("Bogota", "state", "COL"),
        ("Asuncion", "state", "PRY"),
        ("NATO", "international", "NAT"),
        ("Hamas", "group", "PSE-HAMAS"),
        ("Sergei Lavrov", "person", "RUS"),
    ],
)
def test_the_first_entry_is_the_one_meant(query, book, code):
    assert first(query) == (book, code)


def test_exact_codes_come_before_names_that_hold_the_query():
    found = lookup("SSD")
    assert (found[0].code, found[0].name) == ("SSD", "South Sudan")
    assert any("2011-07-09" in line for line in found[0].details)


def test_part_of_a_name_finds_all_that_hold_it():
    names = [entry.name for entry in lookup("ceasefire")]
    assert "RETREAT: ceasefire" in names and "Violate ceasefire" in names


def test_nothing_is_found_for_nothing():
    assert lookup("") == lookup("   ") == lookup("qqqqqqq") == []


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=12))
def test_any_query_is_answered_without_an_error(query):
    for entry in lookup(query):
        assert entry.name and entry.book


def test_no_more_than_asked_for_and_always_the_same():
    assert len(lookup("a", limit=7)) == 7
    assert lookup("united") == lookup("united")


def test_the_room_exports_its_books_only():
    assert dragoman.codebooks.__all__ == sorted(dragoman.codebooks.__all__)
    assert all(callable(getattr(dragoman.codebooks, name)) for name in dragoman.codebooks.__all__)
