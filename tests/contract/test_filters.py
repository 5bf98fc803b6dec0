"""Filters: each leaves the lines that it says, alone and with others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.errors import BadFilter
from dragoman.store import Filter, KeptRecord

from .material import day, many, report, said, strike, versions
from .shown import Fresh, reports


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "abcdef"),
        ({"actor": ["UKR"]}, "abcef"),
        ({"actor": ["ISR", "group:hamas"]}, "d"),
        ({"actor": ["Hamas"]}, "d"),
        ({"actor": ["hamas"]}, "d"),
        ({"actor": ["state:UKR"]}, "abcef"),
        ({"dyad": ("RUS", "UKR")}, "abcef"),
        ({"dyad": ("RUS", "UKR"), "directed": True}, "abcf"),
        ({"dyad": ("Ukraine", "Russia"), "directed": True}, "e"),
        ({"type": ["ASSAULT"]}, "abdef"),
        ({"type": ["consult", "AID"]}, "c"),
        ({"status": ["possible"]}, "b"),
        ({"cameo": ["19"]}, "abdef"),
        ({"cameo": ["195", "04"]}, "cf"),
        ({"place": "UKR"}, "ab"),
        ({"place": "odesa"}, "b"),
        ({"box": (20.0, 40.0, 40.0, 60.0)}, "abc"),
        ({"box": (170.0, -20.0, -170.0, -10.0)}, "ef"),
        ({"first": day(2)}, "cdef"),
        ({"last": day(1)}, "ab"),
        ({"first": day(1), "last": day(2)}, "bc"),
        ({"source": ["Post", "Courier"]}, "abcef"),
        ({"language": "fr"}, "c"),
        ({"report": ["a", "d", "nobody"]}, "ad"),
        ({"text": "rain"}, "e"),
        ({"text": "kharkiv fire"}, "a"),
        ({"least": 0.5}, "acdef"),
        ({"as_of": day(2)}, "abc"),
        ({"as_of": day(2) + "T00:00:00Z"}, "abc"),
        ({"actor": ["UKR"], "type": ["ASSAULT"], "place": "UKR", "source": ["Post"], "as_of": day(3)}, "a"),
        ({"dyad": ("RUS", "UKR"), "text": "shelled", "first": day(1), "least": 0.5}, "ef"),
        ({"type": ["ASSAULT"], "status": ["planned"]}, ""),
    ],
)
def test_filters(asked: KeptRecord, filters: dict[str, Any], expected: str) -> None:
    assert reports(asked, **filters) == list(expected)
    assert asked.events(Filter(**filters)).total == len(expected)
    happenings = {one.evidence[0].report for one in asked.timeline(Filter(**filters)).lines}
    assert happenings == set(expected)


def test_statements_by_speaker_stance_and_words(asked: KeptRecord) -> None:
    found = [
        [line.report.id for line in asked.statements(Filter(**filters)).lines]
        for filters in (
            *({"actor": ["Anna Kovalenko"]}, {"actor": ["Kovalenko"]}, {"actor": ["UKR"]}, {"actor": ["RUS"]}),
            *({"stance": ["willing"]}, {"stance": ["unwilling"]}, {"text": "ceasefire"}, {"last": day(1)}),
        )
    ]
    assert found == [["c"], ["c"], ["c"], [], ["c"], [], ["c"], []]


def test_a_language_that_all_are_in_restricts_nothing_and_another_one_does(fresh: Fresh) -> None:
    record = fresh([report("a", strike(day(1))), report("b", strike(day(2)))])
    assert reports(record, language="en") == ["a", "b"]
    assert reports(record, language="fr") == []
    assert record.coverage(Filter(language="en")) == record.coverage()
    record.add_coded([report("c", strike(day(3)), language="fr")], coder="hand")
    assert (reports(record, language="en"), reports(record, language="fr")) == (["a", "b"], ["c"])
    assert record.stats(Filter(language="fr")).reports == record.coverage(Filter(language="fr")).reports == 1


def test_search_finds_words_phrases_and_not_others(asked: KeptRecord) -> None:
    def found(text: str, **more: Any) -> list[str]:
        return sorted(line.report.id for line in asked.search(Filter(text=text, **more)).lines)

    assert found("Kharkiv") == ["a"]
    assert found("shelled") == found("shelling") == list("abdef")
    assert found('"held talks"') == ["c"] and found('"talks held"') == []
    assert found("shelled -Kharkiv -Odesa") == list("def")
    assert found("shelled", source=["Herald"]) == ["d"]
    assert found("shelled", as_of=day(1)) == ["a", "b"]
    assert found("zebra") == []
    around = asked.search(Filter(text="ceasefire")).lines[0].around
    assert "ceasefire" in around and "\n" not in around


def test_a_word_of_the_title_weighs_more(fresh: Fresh) -> None:
    record = fresh([report("body", strike(), title="News"), report("head", strike(where="Odesa"), title="Kharkiv")])
    assert [line.report.id for line in record.search(Filter(text="kharkiv")).lines] == ["head", "body"]


def test_an_actor_nobody_names_is_told(asked: KeptRecord) -> None:
    for ask in (asked.events, asked.statements, asked.timeline):
        with pytest.raises(BadFilter, match="Atlantis"):
            ask(Filter(actor=["Atlantis"]))
    assert asked.events(Filter(actor=["ATL"])).lines == []  # a code may simply not occur


def test_a_search_that_is_narrowed_counts_what_it_shows(fresh: Fresh) -> None:
    record = fresh(
        [
            *many(30),
            *versions(["r00003", "r00004"]),
            report("old", strike(), published=day(0), source="Herald"),
            report("old", said("nothing was hit"), published=day(9), source="Herald", title="Corrected"),
        ]
    )
    every = {line.report.id for line in record.search(Filter(text="kharkiv", limit=1000)).lines}
    assert "old" not in every and len(every) > 5
    narrowed: tuple[dict[str, Any], ...] = (
        {},
        {"source": ["Herald"]},
        {"first": day(2)},
        {"last": day(3)},
        {"as_of": day(4)},
    )
    for more in narrowed:
        asked = Filter(text="kharkiv", limit=1000, **more)
        page = record.search(asked)
        found = [line.report for line in page.lines]
        assert page.total == len(found) > 0
        assert {one.id for one in found if one.source == "Herald" or "source" not in more} == {one.id for one in found}
        assert record.search(replace(asked, limit=2, offset=1)).total == len(found)
        assert record.search(replace(asked, offset=len(found))).total == len(found)
        assert record.search(replace(asked, offset=len(found))).lines == []
    then = record.search(Filter(text="kharkiv", as_of=day(4), source=["Herald"], limit=1000))
    assert "old" in {line.report.id for line in then.lines}
    assert record.search(Filter(text="kharkiv", source=["Nobody's"])).total == 0
