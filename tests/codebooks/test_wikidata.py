"""Fetching office-holders, from a real server that pages, tires, lies and stalls."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.codebooks import wikidata
from dragoman.codebooks.fetch import Manners, ask
from dragoman.errors import BadAnswer, TooLarge, Unreachable, UsageError

from .sparql import binding, serving

SINCE = date(2024, 1, 1)


@pytest.fixture
def service():
    with serving() as found:
        found.terms = {
            "head_of_state": [
                binding("KEN", "Amani Example", "2024-03-01", title="President of Kenya"),
                binding("PER", "Lucía Ejemplo", "2024-01-01", "2025-01-01", precision="9"),
                binding("PER", "Marta Ejemplo", "2025-06-01", precision="10"),
            ],
            "foreign_minister": [binding("LAO", "Somsak Example", "2024-05-02")],
        }
        yield found


def fetched(service, *, page=1000, **limits):
    waits: list[float] = []
    manners = Manners(sleep=waits.append, **{"timeout": 5.0, "whole": 5.0, **limits})
    return wikidata.fetch(SINCE, service.address, manners, page=page), waits


def test_terms_come_sorted_with_office_title_and_days_as_precise_as_they_are_known(service):
    found, waits = fetched(service)
    assert [(row.code, row.role, row.name, row.start, row.end) for row in found] == [
        ("KEN", "head_of_state", "Amani Example", "2024-03-01", ""),
        ("LAO", "foreign_minister", "Somsak Example", "2024-05-02", ""),
        ("PER", "head_of_state", "Lucía Ejemplo", "2024", "2025"),
        ("PER", "head_of_state", "Marta Ejemplo", "2025-06", ""),
    ]
    assert found[0].title == "President of Kenya"
    assert waits == []


def test_each_office_is_asked_for_by_a_client_that_says_who_it_is(service):
    fetched(service)
    assert len(service.asked) == len(wikidata.QUERIES) == 4
    assert all('"2024-01-01T00:00:00Z"^^xsd:dateTime' in fields["query"] for fields in service.asked)
    assert all(agent.startswith("dragoman/") for agent in service.agents)


def test_pages_are_asked_for_until_one_is_not_full(service):
    whole, _ = fetched(service)
    service.asked.clear()
    paged, _ = fetched(service, page=2)
    assert paged == whole
    heads = [fields["query"].rsplit("OFFSET ", 1)[1] for fields in service.asked if "ps:P35" in fields["query"]]
    assert heads == ["0", "2"]


def test_a_service_that_cannot_page_is_not_asked_for_ever(service):
    service.script = ["same"] * 5
    with pytest.raises(BadAnswer, match="same page"):
        fetched(service, page=2)


@pytest.mark.parametrize(
    "row",
    [
        binding("XXX", "No Country", "2024-03-01"),
        binding("KEN", "Q1234567", "2024-03-01"),
        binding("KEN", "No Start", ""),
        binding("KEN", "Too Early", "1811-03-01"),
        binding("KEN", "No Day", "2024-02-31"),
        binding("KEN", "Ended Before", "2024-03-01", "2023-03-01"),
        binding("KEN", "Line\x00Feed Example", "2024-03-01"),
        binding("KEN", "Long " + "x" * 500, "2024-03-01"),
        binding("KEN", "Two; Names", "2024-03-01"),
        {"iso3": {"type": "literal", "value": "KEN"}},
    ],
)
def test_a_row_that_tells_no_term_is_passed_over(service, row):
    service.terms = {"head_of_state": [row, binding("KEN", "Amani Example", "2024-03-01")]}
    assert [term.name for term in fetched(service)[0]] == ["Amani Example"]


@pytest.mark.parametrize(("trouble", "pause"), [("busy", 7.0), ("broken", 2.0), ("short", 2.0)])
def test_a_passing_trouble_is_waited_out(service, trouble, pause):
    service.script = [trouble]
    found, waits = fetched(service)
    assert (len(found), waits) == (4, [pause])


def test_a_service_busy_at_every_try_is_left_alone_after_four(service):
    service.script = ["broken"] * 9
    waits: list[float] = []
    with pytest.raises(Unreachable, match="500"):
        wikidata.fetch(SINCE, service.address, Manners(sleep=waits.append))
    assert waits == [2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("trouble", "error", "says"),
    [
        ("refused", Unreachable, "403"),
        ("login", BadAnswer, "text/html"),
        ("garbage", BadAnswer, "no SPARQL results"),
        ("other", BadAnswer, "no SPARQL results"),
        ("latin", BadAnswer, "no SPARQL results"),
        ("away", Unreachable, "302"),
    ],
)
def test_what_is_no_answer_is_told_at_once(service, trouble, error, says):
    service.script = [trouble]
    with pytest.raises(error, match=says) as told:
        fetched(service)
    assert told.value.path == service.address
    assert len(service.asked) == 1


def test_an_answer_over_the_limit_is_cut_off(service):
    service.script = ["huge"]
    with pytest.raises(TooLarge):
        fetched(service, limit=200_000)


@pytest.mark.parametrize(("trouble", "limits"), [("slow", {"timeout": 0.2}), ("drip", {"whole": 0.4})])
def test_a_service_that_stalls_is_not_waited_for(service, trouble, limits):
    service.script = [trouble] * 2
    with pytest.raises(Unreachable, match="no whole answer after 2 tries"):
        fetched(service, tries=2, **limits)


def test_nobody_listening():
    with serving() as gone:
        pass
    with pytest.raises(Unreachable):
        wikidata.fetch(SINCE, gone.address, Manners(tries=2, sleep=lambda seconds: None))


@pytest.mark.parametrize("address", ["file:///etc/hostname", "query.example", "ftp://query.example/", "http://"])
def test_only_the_web_is_asked(address):
    with pytest.raises(UsageError):
        ask(address, {}, "application/json")
