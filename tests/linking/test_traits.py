"""What of an event is compared, and the keys under which it is looked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.same import NEVER, score
from dragoman.linking.traits import Traits, blocks, happening_id, ordinal, stem, traits
from dragoman.records import Casualties

from .made import actor, count, event, place, told

RUSSIA, UKRAINE = actor("Russia", "RUS", "state:RUS"), actor("Ukraine", "UKR", "state:UKR")
START = date(2024, 1, 1)

days = st.integers(0, 40).map(lambda n: (START + timedelta(n)).isoformat())
lengths = st.sampled_from([0, 0, 0, 1, 6, 27])
towns = st.sampled_from([None, place("Kharkiv", lat=49.98, lon=36.25), place("Odesa", lat=46.48, lon=30.73)])
sides = st.sampled_from([[], [RUSSIA], [UKRAINE]])


@st.composite
def seen(draw: st.DrawFn, report: str) -> Traits:
    day = draw(st.none() | days)
    if day is not None:
        day = f"{day}/{(date.fromisoformat(day) + timedelta(draw(lengths))).isoformat()}"
    coded = event(
        "e1", type="ASSAULT", day=day, place=draw(towns), sources=draw(sides), targets=draw(sides), text="Drones came"
    )
    return traits(told(report, draw(days), [coded]), coded)


@given(seen("a"))
def test_keys_are_few_and_different(one: Traits) -> None:
    keys = blocks(one)
    assert 1 <= len(keys) <= 8
    assert len(set(keys)) == len(keys)


@given(seen("a"), seen("b"))
def test_events_of_one_town_that_may_be_one_share_a_key(one: Traits, other: Traits) -> None:
    if score(one, other) != NEVER and one.named and one.named == other.named:
        assert set(blocks(one)) & set(blocks(other))


@given(seen("a"))
def test_traits_survive_being_written(one: Traits) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Traits) == one


def test_events_of_other_families_and_weeks_share_no_key() -> None:
    def keys(known: str, **more: object) -> set[str]:
        coded = event("e1", sources=[RUSSIA], day=known, **more)  # type: ignore[arg-type]
        return set(blocks(traits(told("a", known, [coded]), coded)))

    assert not keys("2024-03-04", type="ASSAULT") & keys("2024-03-04", type="PROTEST")
    assert not keys("2024-03-04", type="ASSAULT") & keys("2024-03-20", type="ASSAULT")


def test_the_dead_that_are_counted_later_are_looked_for_in_every_town() -> None:
    attack = event("e1", type="ASSAULT", sources=[RUSSIA], day="2024-03-04", place=place("Izium", lat=49.2, lon=37.3))
    counted = event("e1", type="ASSAULT", killed=count(9), place=place("Balakliia", lat=49.5, lon=36.9))
    keys = [
        set(blocks(traits(told("a", day, [one]), one)))
        for day, one in (("2024-03-05", attack), ("2024-03-08", counted))
    ]
    assert keys[0] & keys[1]


def test_a_truce_declared_and_one_in_effect_are_of_one_family() -> None:
    declared = event("e1", type="CONCEDE", cameo="0871", text="declared a truce")
    held = event("e1", type="RETREAT", mode="ceasefire", cameo="0871", text="the truce took effect")
    assert traits(told("a", "2024-03-04", [declared]), declared).family == "truce"
    assert traits(told("b", "2024-03-04", [held]), held).family == "truce"


def test_a_telling_that_points_back_takes_place_and_day_from_the_one_before() -> None:
    first = event("e1", type="ASSAULT", day="2024-03-04", place=place("Kharkiv"), text="A bomb killed nine in Kharkiv")
    later = event("e2", type="ASSAULT", at=80, text="The blast wounded thirty more")
    seen_later = traits(told("a", "2024-03-05", [first, later]), later)
    assert seen_later.back and seen_later.dated
    assert seen_later.place is not None and seen_later.place[0] == "kharkiv"


def counted_after(*before: Any, places: Any = (), **more: Any) -> Traits:
    """A sentence that only counts four dead, two sentences after the first of a report."""
    more = {"cameo": "180", "killed": count(4), "at": 90, "text": "The council spoke of four dead", **more}
    later = event("e9", type="ASSAULT", **more)
    return traits(told("a", "2024-03-05", [*before, later], places=places), later)


SHELLED = event(
    "e1",
    type="ASSAULT",
    day="2024-03-04",
    cameo="190",
    place=place("Kharkiv"),
    killed=count(3),
    text="Guns hit Kharkiv",
)


def test_a_number_of_dead_alone_is_of_the_attack_told_before_it() -> None:
    seen_later = counted_after(SHELLED)
    assert seen_later.dated and seen_later.place is not None and seen_later.place[0] == "kharkiv"
    assert ordinal("2024-03-04") == seen_later.first


def test_many_times_as_many_dead_are_those_of_the_war() -> None:
    assert counted_after(SHELLED, killed=count(4000)).place is None


def test_whom_a_count_blames_is_no_other_than_who_attacked() -> None:
    raid = event("e1", type="ASSAULT", day="2024-03-04", place=place("Kharkiv"), sources=[RUSSIA], text="x" * 88)
    assert counted_after(raid, sources=[RUSSIA]).dated
    assert not counted_after(raid, sources=[UKRAINE]).dated


def test_a_town_named_since_is_where_the_counted_died() -> None:
    odesa = msgspec.structs.replace(place("Odesa"), start=70, end=75)
    seen_later = counted_after(SHELLED, places=[odesa])
    assert seen_later.place is not None and seen_later.place[0] == "odesa" and not seen_later.dated
    meeting = event("e2", type="CONSULT", at=60, text="Envoys met in Odesa today")
    assert counted_after(SHELLED, meeting, places=[odesa]).place is None


def test_a_town_of_no_gazetteer_is_known_by_its_name_however_it_is_told() -> None:
    def named(text: str, **more: object) -> str:
        coded = event("e1", type="ASSAULT", text=text, **more)  # type: ignore[arg-type]
        return traits(told("a", "2024-03-05", [coded]), coded).named

    taken_for_a_person = actor("Durnak", None, "person:durnak")
    assert named("Nine people died when Durnak was attacked", targets=[taken_for_a_person]) == "durnak"
    assert named("Violence cost nine lives in Durnak on Monday") == "durnak"
    assert named("Boats were fired on near Durnak Reef Monday") == "durnak reef"
    assert named("Nine people were killed in March near the Iron Bridge") == ""
    assert named("Nine were shot at Durnak", place=place("Ostrava")) == "ostrava"


def test_who_is_attacked_by_a_full_name_is_no_town() -> None:
    minister = actor("Ada Durnak", None, "person:ada-durnak")
    coded = event("e1", type="ASSAULT", text="Ada Durnak was attacked", targets=[minister])
    assert traits(told("a", "2024-03-05", [coded]), coded).named == ""


def test_what_lies_ahead_is_announced_about_the_report_s_day() -> None:
    ahead = event("e1", type="AGREE", cameo="036", status="planned", day="2024-03-20", text="will meet")
    one = traits(told("a", "2024-03-05", [ahead]), ahead)
    assert (one.last, one.due) == (date(2024, 3, 5).toordinal(), date(2024, 3, 20).toordinal())


def test_ids_depend_on_report_and_event_alone() -> None:
    coded = event("e1", type="ASSAULT")
    one = traits(told("a", "2024-03-05", [coded]), coded)
    assert happening_id(one) == happening_id(msgspec.structs.replace(one, family="talks", known="2030-01-01"))
    assert happening_id(one) != happening_id(msgspec.structs.replace(one, event="e2"))
    assert len(happening_id(one)) == 14


def test_stems_of_one_word_meet() -> None:
    assert stem("markets") == stem("market")
    assert stem("shelled") == stem("shelling") == stem("shell")


def test_more_people_who_were_hurt_are_no_other_attack() -> None:
    def hurt(text: str) -> Traits:
        coded = event("e1", type="ASSAULT", cameo="180", text=text, at=8, casualties=Casualties(injured=count(18)))
        return traits(told("a", "2024-03-05", [coded]), coded)

    assert not hurt("Another 18 people were wounded in the town").again
    assert not hurt("Another twelve were wounded").again
    assert hurt("Another raid wounded 18 people").again
