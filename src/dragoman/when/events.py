"""The date of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reading import Reading
from dragoman.records import Date

from .finder import Dates

if TYPE_CHECKING:
    from spacy.tokens import Token


def date_of(reading: Reading, dates: Dates, trigger: Token) -> Date | None:
    """The date of the event with that trigger."""
    return None
