"""What holds of any text: true offsets, days in order, values of the shape of their type."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.reading import Reading
from dragoman.records import Report
from dragoman.when import find_dates
from dragoman.when.grammar import compose
from dragoman.when.numerals import compose_number
from dragoman.when.periods import days_of, duration_value, easter, grain_of, period_around, shift
from dragoman.when.scan import scan

VOCABULARY = """
the a last next this that first second third 14th 3 12 30 1998 2022 '98 1990s March May Sept. Friday Tuesday
day days week weeks month year years quarter decade century ago earlier later before after early late mid - ,
. of in on by to and noon morning night 5 p.m. 10:35 GMT yesterday tomorrow overnight now fiscal half two
twenty hundred thousand few several every daily summer Easter New Year's Eve 2022-02-30 31/12/99 99/99/9999
recent coming current weekend talks
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXT = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80))
PUBLISHED = st.one_of(st.none(), st.dates().map(date.isoformat))
SHAPES = {
    "DATE": (
        r"(FY)?[\dX]{1,4}(-([\dX]{2}(-[\dX]{2})?|W[\dX]{2}(-WE|-\d)?|Q[\dX]|H[\dX]|SP|SU|FA|WI))?"
        r"|(PAST|PRESENT|FUTURE)_REF"
    ),
    "TIME": r"[\dX]{4}-[\dX]{2}-[\dX]{2}T(MO|MI|AF|EV|NI|DT|\d\d:\d\d)|XXXX-WXX-\d",
    "DURATION": r"P(X|[\d.]+)(Y|M|W|D|Q|DE|CE|ML|WE)((\d+)M)?(T\d+H)?|PT(X|[\d.]+)[HMS](\d+[MS])?",
    "SET": r"PT?(X|\d+)\w+|XXXX.*",
}


@pytest.fixture(scope="module")
def vocab(reader):
    return reader.read(Report(id="v", text="x")).doc.vocab


@given(text=TEXT, published=PUBLISHED)
@settings(max_examples=150, deadline=None)
def test_any_text(vocab, text, published):
    reading = Reading(report=Report(id="p", text=text, published=published), doc=_words(vocab, text), sentences=())
    before = 0
    for mention in find_dates(reading).mentions:
        found = mention.date
        assert text[found.start : found.end] == found.text
        assert before <= found.start < found.end
        before = found.end
        assert 0 <= mention.first < mention.last <= len(reading.doc)
        assert re.fullmatch(SHAPES[found.type], found.value), (found.type, found.value)
        assert (found.first is None) == (found.last is None)
        if found.first and found.last:
            assert date.fromisoformat(found.first) <= date.fromisoformat(found.last)
        if published is None and found.anchor is None and "X" in found.value and found.type == "DATE":
            assert found.first is None


def _words(vocab, text: str) -> Doc:
    """The text as a document without syntax: what any pipeline gives at the least."""
    if not text:
        return Doc(vocab)
    words = re.findall(r"\s+|\w+|[^\w\s]", text)
    return Doc(vocab, words=words, spaces=[False] * len(words))


@given(text=TEXT)
@example(text="two Eve two")
@settings(max_examples=150, deadline=None)
def test_items_stand_in_order_and_do_not_overlap(text):
    for items in (scan(text), compose(scan(text))):
        assert all(0 <= item.start < item.end <= len(text) for item in items)
        assert all(left.end <= right.start for left, right in pairwise(items))


@given(
    day=st.dates(), unit=st.sampled_from(["day", "week", "weekend", "month", "quarter", "year", "decade", "century"])
)
def test_a_period_holds_its_day_and_knows_its_grain(day, unit):
    value = period_around(day, unit)
    span = days_of(value)
    assert grain_of(value) == unit
    if span is not None and unit != "weekend":
        assert span[0] <= day <= span[1]


@given(day=st.dates(date(100, 1, 1), date(9000, 1, 1)), months=st.integers(-600, 600))
def test_shifting_by_months_lands_in_that_month(day, months):
    there = shift(day, "month", months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day <= day.day


@pytest.mark.parametrize(("year", "day"), [(1998, "04-12"), (2016, "03-27"), (2022, "04-17"), (2038, "04-25")])
def test_easter(year, day):
    assert easter(year) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [
        ("year", 3, "P3Y"),
        ("year", 2.5, "P2Y6M"),
        ("hour", 1.5, "PT1H30M"),
        ("minute", 0.5, "PT30S"),
        ("day", None, "PXD"),
        ("week", 2, "P2W"),
        ("fortnight", 1, "P2W"),
        ("quarter", 1, "P1Q"),
        ("decade", 2, "P20Y"),
        ("century", None, "PXCE"),
        ("millennium", 1, "P1000Y"),
        ("weekend", 1, "P2D"),
    ],
)
def test_duration_values(unit, count, value):
    assert duration_value(unit, count) == value


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("twenty - four", (24, 3, False)),
        ("two hundred and ten", (210, 4, False)),
        ("two thousand and one", (2001, 4, True)),
        ("nineteen ninety - six", (1996, 4, True)),
        ("one two three", (1, 1, False)),
        ("three and four", (3, 1, False)),
    ],
)
def test_numbers_in_words(words, expected):
    numbers = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "ten": 10, "nineteen": 19, "twenty": 20}
    numbers |= {"ninety": 90, "hundred": 100, "thousand": 1000}
    assert compose_number(words.split(), numbers) == expected


def test_a_hostile_text_costs_no_more_than_its_length():
    compose(scan("last the first of the " * 20_000))
    compose(scan("two and " * 20_000))
    compose(scan("1-" * 50_000))
    compose(scan("March 1, " * 20_000))
