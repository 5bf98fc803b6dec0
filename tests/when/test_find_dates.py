"""Every construction: what is found, its TIMEX3 type and value, the days it covers, and what is no date."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.when import find_dates

PUBLISHED = "2022-04-13"  # a Wednesday

CONSTRUCTIONS = [
    tuple(line.split(" | "))
    for line in (Path(__file__).parent / "constructions.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "found", "kind", "value", "first", "last"), CONSTRUCTIONS)
def test_construction(reader, report, text, found, kind, value, first, last):
    dates = find_dates(reader.read(report(text, PUBLISHED)))
    assert [
        (date.text, date.type, date.value, date.first or "-", date.last or "-")
        for date in (mention.date for mention in dates.mentions)
    ] == [(found, kind, value, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "It was signed on February 30 and on 31 April and on 29 February 2022.",
        "More than 2000 people fled and 1990 soldiers died.",
        "The rebels hold three-quarters of the town and a quarter of the province.",
        "The 52-year-old commander is 52 years old.",
        "The March for Bread drew a crowd.",
        "You may march, he said, and they fall and spring up again.",
        "At the same time, nobody answered.",
        "He lives on the 14th floor.",
        "A grant of $1998 was paid.",
        "The score was 2:1 and the ratio 3/4.",
        "He turned thirty in his thirties.",
    ],
)
def test_no_date(reader, report, text):
    assert find_dates(reader.read(report(text, PUBLISHED))).mentions == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Two days ago a convoy was hit. A day earlier, a bridge fell.", ["2022-04-11", "2022-04-10"]),
        ("On June 3, 2020 they signed. The following month they quarrelled.", ["2020-06-03", "2020-07"]),
        ("On June 3, 2020 they signed. That year was quiet.", ["2020-06-03", "2020"]),
        ("On June 3, 2020 they signed. The next day shells fell.", ["2020-06-03", "2020-06-04"]),
        ("On June 3, 2020 they signed what 1998 began. That day was quiet.", ["2020-06-03", "1998", "2020-06-03"]),
        ("They met on May 20, 2020 and again on the 22nd.", ["2020-05-20", "2020-05-22"]),
        ("He spoke on May 20, 2020, having fled the previous Friday.", ["2020-05-20", "2020-05-15"]),
        ("Revenue rose in the year ended March 31.", ["P1Y", "2022-03-31"]),
        ("Revenue in the third quarter of 2019 was flat, and in the 2018 period it fell.", ["2019-Q3", "2018-Q3"]),
        ("Revenue in the third quarter of 2019 was below that of the year-earlier quarter.", ["2019-Q3", "2018-Q3"]),
        ("It lasted from March to May 2021.", ["2021-03", "2021-05"]),
        ("It lasted from November to May 2021.", ["2020-11", "2021-05"]),
        (
            "Profit fell in the third quarter of 2019. A year earlier it rose. The quarter was bad.",
            ["2019-Q3", "2018-Q3", "2019-Q3"],
        ),
        ("It was founded in 1998. A year earlier, war began.", ["1998", "1997"]),
    ],
)
def test_dates_that_lean_on_others(reader, report, text, values):
    dates = find_dates(reader.read(report(text, PUBLISHED)))
    assert [mention.date.value for mention in dates.mentions] == values


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The clinics of Ber are full after an attack on Monday.", "2022-04-11"),
        ("Leaders will meet in Ber after a raid on Monday left six dead.", "2022-04-11"),
        ("The talks will open after a vote on Monday.", "2022-04-18"),
    ],
)
def test_what_nobody_tells_beforehand_is_past(reader, report, text, first):
    [found] = find_dates(reader.read(report(text, PUBLISHED))).mentions
    assert found.date.first == first


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Troops left on Tuesday.", "XXXX-WXX-2"),
        ("Troops left in March.", "XXXX-03"),
        ("Troops left on March 14.", "XXXX-03-14"),
        ("Troops left yesterday.", "XXXX-XX-XX"),
        ("Troops left last week.", "XXXX-WXX"),
        ("Troops left last month.", "XXXX-XX"),
        ("Troops left last year.", "XXXX"),
        ("Troops left over the weekend.", "XXXX-WXX-WE"),
        ("Troops left last summer.", "XXXX-SU"),
        ("Troops left on Christmas Eve.", "XXXX-12-24"),
        ("Troops left at 5 p.m.", "XXXX-XX-XXT17:00"),
    ],
)
def test_without_a_publication_date_nothing_is_anchored_and_the_reason_says_so(reader, report, text, value):
    (mention,) = find_dates(reader.read(report(text, None))).mentions
    date = mention.date
    assert (date.value, date.first, date.last, date.anchor) == (value, None, None, None)
    assert "no publication date" in date.reason


def test_anchor_and_reason_are_recorded(reader, report):
    (mention,) = find_dates(reader.read(report("Troops left on Tuesday.", PUBLISHED))).mentions
    assert mention.date.anchor == PUBLISHED
    assert mention.date.reason == "nearest before publication"
    assert mention.date.origin == "text"


def test_published_may_be_a_date_time(reader, report):
    dates = find_dates(reader.read(report("Troops left yesterday.", "2022-04-13T23:50:00+02:00")))
    assert [mention.date.value for mention in dates.mentions] == ["2022-04-12"]


@pytest.mark.parametrize("published", ["", "13 April", "2022-13-45", "0000-00-00"])
def test_a_publication_date_that_is_none_anchors_nothing(reader, report, published):
    dates = find_dates(reader.read(report("Troops left yesterday.", published)))
    assert dates.published is None
    assert dates.mentions[0].date.first is None


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "1850-06-01"])
def test_the_ends_of_the_calendar(reader, report, published):
    text = "It fell yesterday, last week, last century, a thousand years ago, next year, in five decades, Tuesday."
    for mention in find_dates(reader.read(report(text, published))).mentions:
        assert mention.date.type in ("DATE", "DURATION")


def test_tokens_cover_the_words(reader, report):
    reading = reader.read(
        report("“We left,” he said on Tuesday, March 14, 2022.\n\n• Talks resume next week.", PUBLISHED)
    )
    for mention in find_dates(reading).mentions:
        assert reading.span_of(mention.first, mention.last).text == mention.date.text
