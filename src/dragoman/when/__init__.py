"""Dates: temporal expressions to TIMEX3 values and the days they cover, and the date of an event."""

from .events import date_of
from .finder import DateMention, Dates, find_dates

__all__ = ["DateMention", "Dates", "date_of", "find_dates"]
