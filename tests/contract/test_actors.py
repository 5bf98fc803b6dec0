"""Actors: how often each is mentioned, in all reports or in some of them."""

from __future__ import annotations

import msgspec

from dragoman.records import Actor
from dragoman.store import Filter, KeptRecord

from .material import day, many, report, versions
from .shown import Fresh, recode


def test_actors_by_how_often_they_are_named(asked: KeptRecord) -> None:
    page = asked.actors()
    assert [(one.name, one.mentions, one.reports) for one in page.lines[:2]] == [("Ukraine", 5, 5), ("Russia", 5, 5)]
    assert page.total == 5
    assert [one.name for one in asked.actors(Filter(actor=["kova"])).lines] == ["Anna Kovalenko"]
    assert [one.entity for one in asked.actors(Filter(source=["Herald"], sort="name")).lines] == [
        "state:ISR",
        "group:hamas",
    ]


def test_actors_of_some_reports_are_counted_in_them_alone(asked: KeptRecord) -> None:
    every = {one.entity: (one.reports, one.mentions) for one in asked.actors().lines}
    parts = [
        {one.entity: (one.reports, one.mentions) for one in asked.actors(Filter(**when)).lines}
        for when in ({"last": day(2)}, {"first": day(3)})
    ]
    for entity, counts in every.items():
        assert tuple(map(sum, zip(*(part.get(entity, (0, 0)) for part in parts), strict=True))) == counts
    page = asked.actors(Filter(first=day(0), limit=2, offset=1))
    assert (page.total, len(page.lines)) == (len(every), 2)
    assert asked.actors(Filter(first=day(0), limit=2, offset=50)).total == len(every)
    names = [one.name for one in asked.actors(Filter(first=day(0), sort="name", ascending=True)).lines]
    assert names == sorted(names)


def test_those_who_are_nobody_in_particular_are_listed_when_asked_for(fresh: Fresh) -> None:
    one, coded = report("a")
    people = Actor(start=0, end=5, text="women", name="Women", entity="role::CVL:woman", sectors=["CVL"])
    record = fresh([(one, msgspec.structs.replace(coded, actors=[*coded.actors, people, people]))])
    shown = {actor.entity for actor in record.actors().lines}
    assert shown and people.entity not in shown
    assert record.actors().total == len(shown) == record.actors(every=True).total - 1
    assert [actor.name for actor in record.actors(Filter(actor=["woman"])).lines] == ["woman"]
    then = Filter(as_of="2100-01-01")
    assert record.actors(then).total == record.actors(then, every=True).total - 1


def test_one_of_several_names_is_enough(asked: KeptRecord) -> None:
    for more in ({}, {"first": day(0)}):
        assert {one.name for one in asked.actors(Filter(actor=["kova", "ISR"], **more)).lines} == {
            *("Anna Kovalenko", "Israel")
        }


def _recounted(record: KeptRecord) -> dict[str, tuple[int, int]]:
    """From the mentions themselves."""
    sql = "SELECT entity, count(*), sum(mentions) FROM actors WHERE until = '~' GROUP BY entity"
    return {entity: (reports, int(mentions)) for entity, reports, mentions in record.backend.rows(sql)}


def test_actors_are_counted_anew_when_a_report_is_corrected_or_coded_again(fresh: Fresh) -> None:
    pairs = [*many(12), *versions(["r00003"])]
    record = fresh(pairs[:6], pairs[6:])
    everything = Filter(first="1900-01-01", limit=1000)  # restricts nothing, but is counted

    def counted() -> dict[str, tuple[int, int]]:
        return {one.entity: (one.reports, one.mentions) for one in record.actors(everything, every=True).lines}

    assert counted() == _recounted(record)
    before = counted()
    fewer = [(made, msgspec.structs.replace(coded, actors=coded.actors[:1])) for made, coded in pairs]
    recode(record, fewer, "hand/2")
    assert counted() == _recounted(record) != before
