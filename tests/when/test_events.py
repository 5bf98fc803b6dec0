"""The date of an event: the one its words are tied to, never a neighbour's."""

from __future__ import annotations

import pytest

from dragoman.when import date_of, find_dates

PUBLISHED = "2024-06-12"  # a Wednesday

CASES = [
    ("On Friday, rebels attacked the town and killed ten soldiers, police said Sunday.", "attacked", "Friday"),
    ("On Friday, rebels attacked the town and killed ten soldiers, police said Sunday.", "killed", "Friday"),
    ("On Friday, rebels attacked the town and killed ten soldiers, police said Sunday.", "said", "Sunday"),
    ("The two ministers agreed Monday to hold talks in Geneva on Thursday.", "agreed", "Monday"),
    ("The two ministers agreed Monday to hold talks in Geneva on Thursday.", "talks", "Thursday"),
    ("Tuesday's talks collapsed after troops stormed a village last week.", "talks", "Tuesday"),
    ("Tuesday's talks collapsed after troops stormed a village last week.", "stormed", "last week"),
    ("The army, which lost the city in March 2023, has begun an offensive.", "lost", "March 2023"),
    ("The army, which lost the city in March 2023, has begun an offensive.", "begun", None),
    ("Officials signed the 1994 accord again in late February.", "signed", "late February"),
    ("Fighting has raged for three days.", "raged", None),
    ("They have held no talks since March 2022.", "talks", None),
    ("A bomb exploded Saturday in a market, killing six people.", "killing", "Saturday"),
    ("An airstrike on Monday killed at least five people, a doctor said.", "killed", "Monday"),
    ("The president is expected to visit Ankara next week.", "visit", "next week"),
    ("Shells hit the port every night.", "hit", None),
    ("Some 20 people died on Saturday when a rocket struck a clinic.", "struck", "Saturday"),
    ("Following Tuesday's raid, the army shelled three villages.", "raid", "Tuesday"),
    ("Following Tuesday's raid, the army shelled three villages.", "shelled", None),
    ("Talks scheduled for Thursday were called off.", "Talks", "Thursday"),
    ("The envoy called on Monday for an end to the siege.", "called", "Monday"),
    ("The envoy called on Monday for an end to the siege.", "siege", None),
    ("The premier condemned last week's bombing of a mosque.", "bombing", "last week"),
    ("The premier condemned last week's bombing of a mosque.", "condemned", None),
    ("The 2015 nuclear agreement was abandoned in 2018.", "abandoned", "2018"),
    (
        "Six men were killed and ten others injured on Saturday in a raid on the town, police said.",
        "killed",
        "Saturday",
    ),
    ("The raid, which took place on Saturday evening, killed ten men.", "killed", "Saturday evening"),
    ("Rebels stormed the town before dawn on Saturday, killing ten.", "stormed", "dawn on Saturday"),
    ("Before sunrise on Saturday, shells fell on the port.", "fell", "sunrise on Saturday"),
    ("Rebels must leave the town before Saturday.", "leave", None),
    ("He was arrested on Friday and charged on Monday.", "charged", "Monday"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES)
def test_date_of(reader, report, text, trigger, expected):
    reading = reader.read(report(text, PUBLISHED))
    token = next(token for token in reading.doc if token.text == trigger)
    found = date_of(reading, find_dates(reading), token)
    assert found is not None
    if expected is None:
        assert (found.start, found.end, found.text, found.origin) == (0, 0, "", "published")
        assert (found.value, found.first, found.last) == (PUBLISHED, PUBLISHED, PUBLISHED)
    else:
        assert (found.text, found.origin) == (expected, "text")


def test_without_any_date_there_is_none(reader, report):
    reading = reader.read(report("Rebels attacked the town.", None))
    assert date_of(reading, find_dates(reading), reading.doc[1]) is None


def test_a_quotation_keeps_its_dates(reader, report):
    reading = reader.read(report("“We will leave in May,” the general said, and the mayor resigned.", PUBLISHED))
    resigned = next(token for token in reading.doc if token.text == "resigned")
    found = date_of(reading, find_dates(reading), resigned)
    assert found is not None and found.origin == "published"
