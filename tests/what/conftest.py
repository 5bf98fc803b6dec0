"""A reader and the rooms below, shared by the tests of this room."""

from collections.abc import Callable

import pytest

from dragoman.reading import Reader
from dragoman.records import Event, Report
from dragoman.said import find_statements
from dragoman.what import find_events
from dragoman.when import find_dates
from dragoman.where import find_places
from dragoman.who import find_actors


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def code(reader: Reader) -> Callable[[str], list[Event]]:
    """Codes a text with the real rooms below."""

    def run(text: str) -> list[Event]:
        reading = reader.read(Report(id="r", text=text, published="2024-05-16"))
        cast = find_actors(reading)
        places, dates = find_places(reading), find_dates(reading)
        return find_events(reading, cast, places, dates, find_statements(reading, cast))

    return run
