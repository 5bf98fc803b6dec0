"""What these tests share: a text to its places, and a sentence to the place of one of its words."""

from __future__ import annotations

import pytest

from dragoman.records import Report
from dragoman.where import Places, find_places, place_of


@pytest.fixture(scope="session")
def places(reader):
    def run(text: str, source: str | None = None) -> Places:
        return find_places(reader.read(Report(id="test", text=text, source=source)))

    return run


@pytest.fixture(scope="session")
def named(places):
    """The places of a text by their words: {"Kabul": Place(...)}; a repeated name gives its last mention."""

    def run(text: str, source: str | None = None):
        return {mention.place.text: mention.place for mention in places(text, source).mentions}

    return run


@pytest.fixture(scope="session")
def happened(reader):
    """The words of the place of the event that a word of the text names, or None."""

    def run(text: str, word: str) -> str | None:
        reading = reader.read(Report(id="test", text=text))
        trigger = next(token for token in reading.doc if token.text == word)
        place = place_of(reading, find_places(reading), trigger)
        return place.text if place else None

    return run
