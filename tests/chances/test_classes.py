"""The classes that ship: each says what it is of, and the right one is found for a process."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.chances.classes import (
    STRENGTH,
    carried,
    cell_of,
    classes,
    for_deaths,
    for_documents,
    for_live,
    named,
    shrunk,
    sources,
    unsupported,
)
from dragoman.chances.panel import cell
from dragoman.chances.past import Past
from dragoman.chances.questions import templates
from dragoman.errors import UnknownCode

ALL = list(classes().values())


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
class TestEach:
    def test_has_its_number_and_an_interval_that_holds_its_rate(self, one):
        assert one.n >= one.clusters >= 1
        assert 0 < one.effective <= one.n
        assert 0 <= one.low <= one.rate <= one.high <= 1
        assert one.high - one.low > 0

    def test_has_sources_with_version_and_date(self, one):
        assert one.sources
        for key in one.sources:
            source = sources()[key]
            assert source.name
            assert source.version
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", source.until)
            assert one.years[0] <= one.years[1] <= int(source.until[:4])

    def test_names_cases_the_most_recent_first(self, one):
        assert 1 <= len(one.cases) <= 12
        years = [case.year for case in one.cases]
        assert years == sorted(years, reverse=True)
        assert all(case.name and 0 <= case.came <= case.of for case in one.cases)
        assert sum(case.of for case in one.cases) <= one.n
        assert one.rest >= 0

    def test_leads_to_wider_classes_that_end(self, one):
        seen = [one.key]
        while one.wider:
            one = named(one.wider)
            assert one.key not in seen
            seen.append(one.key)
        assert len(seen) <= 4

    def test_says_what_it_tells_of(self, one):
        assert one.says[0].isupper()
        assert one.days >= 1
        assert one.unit
        assert one.of
        assert one.template in {"", *templates()}


def test_every_kind_of_question_has_a_class():
    assert {one.template for one in ALL} >= set(templates())


def test_what_no_table_supports_has_a_proxy_that_says_so():
    assert len(unsupported()) == 2
    for one in unsupported():
        assert named(one.proxy).proxy
        assert one.why


def test_wider_classes_answer_the_same_question_within_the_same_time():
    for one in ALL:
        if one.wider and one.template:
            assert named(one.wider).template == one.template
        if one.wider:
            assert named(one.wider).days == one.days


@pytest.mark.parametrize(
    ("n12", "n60", "expected"), [(0, 0, 0), (0, 3, 1), (1, 1, 2), (1, 9, 2), (2, 2, 3), (3, 5, 3), (4, 4, 4)]
)
def test_the_cell_is_that_of_the_panel(n12, n60, expected):
    at = 730_000
    past = Past([(at - 30 * place, "Pre") for place in range(n12)] + [(at - 800, "Pre")] * (n60 - n12))
    assert cell_of(n12, n60) == expected == cell(past, at)


@pytest.mark.parametrize(("n12", "n60"), [(2, 1), (-1, 0)])
def test_numbers_that_cannot_be(n12, n60):
    with pytest.raises(ValueError, match="documents"):
        for_documents(n12, n60, "round", 30)


@pytest.mark.parametrize("template", ["round", "ceasefire", "agreement"])
def test_every_standing_question_finds_a_class_at_its_own_horizon(template):
    for days in templates()[template].horizons:
        for n12, n60 in ((0, 0), (0, 1), (1, 1), (3, 3), (5, 9)):
            one = for_documents(n12, n60, template, days)
            assert (one.days, one.template, one.cell) == (days, template, cell_of(n12, n60))
        assert for_live(template, days).days == days


@pytest.mark.parametrize(("days", "nearest"), [(1, 30), (45, 30), (60, 90), (120, 90), (170, 183), (1000, 365)])
def test_the_nearest_horizon(days, nearest):
    assert for_documents(1, 2, "round", days).days == nearest


def test_more_documents_more_to_come():
    for template, days in (("round", 30), ("round", 90), ("ceasefire", 90), ("ceasefire", 365)):
        rates = [for_documents(n12, n60, template, days).rate for n12, n60 in ((0, 0), (0, 1), (1, 1), (3, 3), (5, 9))]
        assert rates == sorted(rates)


@pytest.mark.parametrize(
    ("deaths", "level"), [(0, ""), (24, ""), (25, "-25-75"), (74.5, "-25-75"), (75, "-75-300"), (1e6, "-1000")]
)
def test_the_class_of_a_number_of_deaths(deaths, level):
    assert for_deaths(deaths, "deaths_double").key == f"deaths-double{level}"
    assert for_deaths(deaths, "deaths_halve").key == f"deaths-halve{level}"


def test_questions_that_have_no_such_class():
    for ask in (lambda: for_documents(1, 1, "deaths_halve", 90), lambda: for_live("deaths_halve", 90),
                lambda: for_deaths(100, "round"), lambda: named("nothing")):  # fmt: skip
        with pytest.raises(UnknownCode):
            ask()
    with pytest.raises(ValueError, match="horizon"):
        for_live("round", 0)


def test_shrinking_moves_towards_the_wider_class_and_no_further():
    for one in ALL:
        p, low, high = shrunk(one)
        assert 0 <= low <= p <= high <= 1
        if not one.wider:
            assert (p, low, high) == (one.rate, one.low, one.high)
            continue
        wider = shrunk(named(one.wider)).p
        assert min(one.rate, wider) <= p <= max(one.rate, wider)
        if not named(one.wider).wider:  # else the wider class moves as well
            assert abs(p - one.rate) <= abs(shrunk(one, 10 * STRENGTH).p - one.rate) + 1e-12


def test_few_cases_are_shrunk_more():
    few, many = named("first-document-90-since-2010"), named("first-document-90")
    assert few.effective < many.effective
    assert shrunk(few, 0) == shrunk(few, 0.0)
    assert shrunk(few, 1e9).p == pytest.approx(shrunk(many, 1e9).p, abs=1e-6)
    with pytest.raises(ValueError, match="strength"):
        shrunk(few, -1)


def test_a_chance_carried_to_another_horizon():
    assert carried(0.3, 90, 90) == pytest.approx(0.3)
    assert carried(0.5, 30, 60) == pytest.approx(0.75)
    assert carried(0.0, 30, 400) == 0.0
    assert carried(1.0, 30, 10) == 1.0
    with pytest.raises(ValueError, match="carried"):
        carried(1.2, 30, 60)


def test_rates_near_those_counted_on_other_cuts_of_the_tables():
    expected = {
        "first-document-90": 0.29,
        "first-document-180": 0.39,
        "first-document-365": 0.49,
        "talks-document-90": 0.37,
        "talks-document-365": 0.63,
        "talks-ceasefire-365": 0.28,
        "talks-substantive-730": 0.51,
        "talks-comprehensive-1826": 0.31,
        "document-30": 0.31,
        "document-90": 0.51,
        "document-365": 0.72,
        "ceasefire-again-90": 0.44,
        "ceasefire-again-365": 0.62,
        "agreement-in-force-90": 0.90,
        "agreement-in-force-365": 0.79,
        "agreement-in-force-730": 0.74,
        "agreement-in-force-1826": 0.69,
        "fighting-again-agreement": 0.16,
        "fighting-again-ceasefire": 0.41,
        "fighting-again-low-activity": 0.49,
        "deaths-double-75-300": 0.14,
        "deaths-double-300-1000": 0.10,
        "deaths-double-1000": 0.04,
        "deaths-halve-after-ceasefire": 0.42,
    }
    for key, rate in expected.items():
        assert named(key).rate == pytest.approx(rate, abs=0.03), key


def test_the_page_shows_what_ships():
    page = Path(__file__).resolve().parents[2] / "docs" / "models" / "reference-classes.md"
    text = page.read_text("utf-8")
    for one in ALL:
        assert f"| `{one.key}` | {one.rate:.3f} | {one.low:.3f}-{one.high:.3f} | {one.n:,} {one.unit} |" in text
