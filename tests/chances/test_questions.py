"""Questions: read from plain words and from their own, the same whoever asks, and refused with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.questions import Asked, ask, read, standing, templates
from dragoman.errors import BadFilter

from .told import question

TODAY = "2026-03-01"
TALKS = ("round", "ceasefire", "agreement")


@pytest.mark.parametrize(
    ("text", "template", "names", "days"),
    [
        ("ceasefire between RUS and UKR by 2026-12-31", "ceasefire", ("RUS", "UKR"), 305),
        ("a truce between Israel and Hamas within 90 days?", "ceasefire", ("Israel", "Hamas"), 90),
        ("Will there be new talks between Sudan and the RSF within 2 weeks", "round", ("Sudan", "the RSF"), 14),
        ("peace agreement  between\nA and B within 1 year", "agreement", ("A", "B"), 365),
        ("a deal between A and B within 3 months", "agreement", ("A", "B"), 90),
        ("ROUND BETWEEN A AND B WITHIN 30D", "round", ("A", "B"), 30),
        ("ceasefire negotiations between A and B within 30 days", "round", ("A", "B"), 30),
        ("escalation between A and B within 90 days", "deaths_double", ("A", "B"), 90),
        ("de-escalation between A and B within 90 days", "deaths_halve", ("A", "B"), 90),
        (
            "truce between the government of Yemen and Houthis within 90 days",
            "ceasefire",
            ("the government of Yemen", "Houthis"),
            90,
        ),
    ],
)
def test_plain_questions(text, template, names, days):
    assert read(text, TODAY) == Asked(template, names, days)


@pytest.mark.parametrize(
    ("parties", "names"),
    [
        ("Bosnia and Herzegovina and Serbia", ("Bosnia and Herzegovina", "Serbia")),
        ("Serbia and Bosnia and Herzegovina", ("Serbia", "Bosnia and Herzegovina")),
        ("Trinidad and Tobago and Antigua and Barbuda", ("Trinidad and Tobago", "Antigua and Barbuda")),
        ("A and B and C", ("A", "B and C")),  # nobody is known: the first "and" joins
    ],
)
def test_names_with_an_and_in_them(parties, names):
    assert read(f"ceasefire between {parties} within 90 days", TODAY).names == names


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no question that can be read"),
        ("ceasefire between RUS and UKR", "no question that can be read"),
        ("ceasefire between RUS by 2026-12-31", "no question that can be read"),
        ("weather between RUS and UKR by 2026-12-31", "no question that can be read"),
        ("ceasefire between RUS and UKR by 2026-02-30", "2026-02-30 is no day"),
        ("ceasefire between RUS and UKR by 2026-03-01", "does not lie ahead"),
        ("ceasefire between RUS and UKR by 2019-01-01", "does not lie ahead"),
        (f"ceasefire between RUS and UKR within 1{'0' * 5000} days", "no question that can be read"),
        ("ceasefire between " + "x and " * 5000, "no question that can be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(text, says):
    with pytest.raises(BadFilter, match=says) as refused:
        read(text, TODAY)
    assert refused.value.hint
    assert len(str(refused.value)) < 1000


NAMES = st.sampled_from(["Russia", "Ukraine", "Hamas", "the government of Yemen", "Houthis", "Bosnia and Herzegovina"])


@given(
    template=st.sampled_from(sorted(templates())),
    names=st.lists(NAMES, min_size=2, max_size=2, unique=True),
    days=st.integers(1, 3660),
    asked=st.dates(date(2000, 1, 1), date(2080, 1, 1)),
)
def test_a_question_is_read_back_from_its_own_wording(template, names, days, asked):
    days = 90 if template.startswith("deaths") else days
    one = ask(template, {f"K{place}": name for place, name in enumerate(names)}, asked.isoformat(), days)
    again = read(one.told("asks"), asked.isoformat())
    assert (again.template, again.days) == (template, days)
    assert [name.casefold() for name in again.names] == [name.casefold() for name in one.names]  # it begins a sentence
    assert one.deadline == (asked + timedelta(days=days)).isoformat()


@given(st.text(max_size=600))
def test_any_text_is_read_or_refused(text):
    try:
        found = read(text, TODAY)
    except BadFilter:
        return
    assert found.template in templates()


def test_the_same_question_of_one_day_has_the_same_id_whoever_asks():
    one = ask("ceasefire", {"UKR": "Ukraine", "RUS": "Russia"}, "2026-03-01", 90)
    other = ask("ceasefire", {"RUS": "Moscow", "UKR": "Kyiv"}, "2026-03-01T12:00:00Z", 90)
    assert one.parties == ("RUS", "UKR")
    assert one.names == ("Russia", "Ukraine")
    assert one.deadline == other.deadline == "2026-05-30"
    assert one.id == other.id
    later = ask("ceasefire", {"UKR": "Ukraine", "RUS": "Russia"}, "2026-04-30", 30)
    assert later.deadline == one.deadline and later.id != one.id
    others = [question(), question("round"), question(days=91), one]
    assert len({each.id for each in others}) == len(others)


@pytest.mark.parametrize("name", sorted(templates()))
def test_each_template_says_when_it_is_true_on_what_sources_and_what_voids_it(name):
    one = question(name)
    for what in ("asks", "true_when", "sources", "void_when"):
        assert one.told(what)
        assert "{" not in one.told(what)
    assert one.deadline in one.told("asks")
    assert "Eritrea and Ethiopia" in one.told("asks")


def test_a_sentence_begins_with_a_capital():
    one = ask("agreement", {"YEM": "the government of Yemen", "group:YEM-HOUTHI": "Houthis"}, TODAY, 365)
    assert one.told("asks").startswith("The government of Yemen and Houthis sign")


def test_three_parties_are_listed():
    one = ask("round", {"A": "Aland", "B": "Beland", "C": "Celand"}, TODAY, 30)
    assert "talks between Aland, Beland and Celand is held" in one.told("asks")


@pytest.mark.parametrize(
    ("template", "parties", "days", "says"),
    [
        ("peace", {"A": "A", "B": "B"}, 90, "no question 'peace'"),
        ("round", {"A": "A"}, 90, "two parties"),
        ("round", {"A": "A", "B": "B"}, 0, "horizon"),
        ("round", {"A": "A", "B": "B"}, 3661, "horizon"),
        ("deaths_halve", {"A": "A", "B": "B"}, 365, "three months"),
    ],
)
def test_a_question_that_cannot_be_is_refused(template, parties, days, says):
    with pytest.raises(BadFilter, match=says):
        ask(template, parties, TODAY, days)


def test_unasked_each_template_is_asked_at_its_own_horizons():
    found = [(one.template, one.days) for one in standing({"A": "A", "B": "B"}, TODAY, TALKS)]
    assert found == [("round", 30), ("round", 90), ("ceasefire", 90), ("ceasefire", 365), ("agreement", 365)]
    assert {one.template for one in standing({"A": "A", "B": "B"}, TODAY)} == set(templates())
