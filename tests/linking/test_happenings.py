"""Events of several reports to happenings: who joins whom, in whatever order they come."""

from __future__ import annotations

import random

from dragoman.linking.happenings import choose, link
from dragoman.linking.traits import happening_id, traits

from .made import actor, count, event, place, told

KHARKIV = place("Kharkiv", lat=49.98, lon=36.25)
ODESA = place("Odesa", lat=46.48, lon=30.73)
RUSSIA, UKRAINE = actor("Russia", "RUS", "state:RUS"), actor("Ukraine", "UKR", "state:UKR")


def strike(report: str, day: str | None = "2024-03-04", where=KHARKIV, text="A missile hit a bakery", **more):
    coded = event("e1", type="ASSAULT", mode="aerial", sources=[RUSSIA], day=day, place=where, text=text, **more)
    return told(report, "2024-03-05", [coded])


def test_two_reports_of_one_strike_are_one_happening() -> None:
    one, other = strike("a"), strike("b", text="The bakery was destroyed by a missile")
    found = link([(t, t.coded.events[0]) for t in (one, other)])
    assert found["a", "e1"] == found["b", "e1"] == happening_id(traits(one, one.coded.events[0]))


def test_another_town_and_another_week_are_other_happenings() -> None:
    several = [strike("a"), strike("b", where=ODESA), strike("c", day="2024-02-20")]
    assert len(set(link([(t, t.coded.events[0]) for t in several]).values())) == 3


def test_a_vague_report_does_not_bridge_two_specific_ones() -> None:
    vague = strike("b", where=None, text="A missile hit a bakery")
    several = [strike("a"), vague, strike("c", where=ODESA)]
    found = link([(t, t.coded.events[0]) for t in several])
    assert found["a", "e1"] == found["b", "e1"] != found["c", "e1"]


def test_the_order_in_which_events_are_given_does_not_matter() -> None:
    several = [strike(name, where=where) for name, where in zip("abcdef", [KHARKIV, ODESA, None] * 2, strict=True)]
    items = [(t, t.coded.events[0]) for t in several]
    expected = link(items)
    for seed in range(5):
        random.Random(seed).shuffle(items)
        assert link(items) == expected


def test_without_candidates_an_event_founds_a_happening() -> None:
    one = strike("a")
    assert choose(traits(one, one.coded.events[0]), {}).group is None


def raid(report: str, town, killed: int, text: str = "Shells hit the market", **more):
    coded = event(
        "e1", type="ASSAULT", sources=[RUSSIA], day="2024-03-04", place=town, text=text, killed=count(killed), **more
    )
    return told(report, "2024-03-05", [coded])


def test_one_attack_told_of_two_towns_is_one_happening_where_all_else_is_the_same() -> None:
    far = place("Chuhuiv", lat=49.74, lon=36.90)
    same = [raid("a", far, 23), raid("b", KHARKIV, 23)]
    assert len(set(link([(t, t.coded.events[0]) for t in same]).values())) == 1
    other = [raid("a", far, 23), raid("b", KHARKIV, 9, text="A patrol was fired on")]
    assert len(set(link([(t, t.coded.events[0]) for t in other]).values())) == 2


def test_what_an_attack_cost_is_of_the_attack_that_its_sentence_tells() -> None:
    text = "Russia shelled the town, and nine people were killed"
    deed = event("e1", type="ASSAULT", mode="heavy-weapons", sources=[RUSSIA], day="2024-03-04", text=text, place=ODESA)
    loss = event("e2", type="ASSAULT", cameo="180", text=text, killed=count(9), place=ODESA)
    one = told("a", "2024-03-05", [deed, loss])
    assert len(set(link([(one, e) for e in one.coded.events]).values())) == 1


GENEVA = place("Geneva", country="CHE", lat=46.2, lon=6.15)
VIENNA = place("Vienna", country="AUT", lat=48.21, lon=16.37)
COLOMBIA = actor("the government", "COL", "gov:COL", "GOV")
ELN = actor("the ELN", "COL", "group:COL-ELN", "REB")
FARC = actor("a faction of the FARC", "COL", "group:COL-EMC", "REB")


def talks(report: str, town, rebels=ELN, day: str | None = "2024-03-04"):
    text = "The delegations opened a round of talks"
    coded = event("e1", type="CONSULT", sources=[COLOMBIA], targets=[rebels], day=day, place=town, text=text)
    return told(report, "2024-03-05", [coded])


def joined(*several) -> bool:
    return len(set(link([(t, e) for t in several for e in t.coded.events]).values())) == 1


def test_two_parties_do_not_meet_in_two_towns_on_one_day() -> None:
    assert joined(talks("a", GENEVA), talks("b", VIENNA))
    assert not joined(talks("a", GENEVA), talks("b", VIENNA, rebels=FARC))
    assert not joined(talks("a", GENEVA), talks("b", VIENNA, day="2024-03-06"))


def test_one_voice_that_counts_as_many_on_one_day_tells_of_one_attack() -> None:
    far = place("Chuhuiv", lat=49.74, lon=36.90)
    mayor = actor("the regional council", "UKR", "role:UKR:GOV:council", "GOV")
    known = raid("a", KHARKIV, 23, said_by=mayor)

    def unknown(voice):
        return told(
            "b",
            "2024-03-05",
            [
                event(
                    "e1", type="ASSAULT", day="2024-03-04", place=far, text="a market", killed=count(23), said_by=voice
                )
            ],
        )

    assert joined(known, unknown(mayor))
    assert not joined(known, unknown(None))


def test_what_is_counted_after_an_attack_of_its_sentence_is_of_its_doer_and_day() -> None:
    text = "The clinic took in nine wounded after Russia attacked the town"
    loss = event("e1", type="ASSAULT", cameo="180", text=text, killed=count(9))
    deed = event("e2", type="ASSAULT", sources=[RUSSIA], day="2024-03-04", text=text, place=ODESA)
    one = told("a", "2024-03-08", [loss, deed])
    counted, attack = (traits(one, e) for e in one.coded.events)
    assert counted.sources == attack.sources and counted.place == attack.place
    assert (counted.first, counted.last, counted.dated) == (attack.first, attack.last, True)


def test_what_agrees_with_each_of_two_tellings_in_one_thing_shows_them_to_be_of_one_attack() -> None:
    town = raid("a", ODESA, 15)
    toll = raid("b", KHARKIV, 32, text="A patrol was fired on")
    both = raid("c", KHARKIV, 15, text="A patrol was fired on")
    assert not joined(town, toll)
    assert joined(town, toll, both)


def test_a_vague_report_does_not_show_the_attacks_of_two_days_to_be_one() -> None:
    def attack(report: str, day: str | None, text: str):
        coded = event("e1", type="ASSAULT", mode="aerial", sources=[RUSSIA], day=day, place=KHARKIV, text=text)
        return told(report, "2024-03-06", [coded])

    first = attack("a", "2024-03-04", "A missile hit a bakery")
    second = attack("b", "2024-03-06", "Drones struck a depot of grain")
    vague = attack("c", None, "A missile hit a bakery, drones struck a depot of grain")
    assert not joined(first, second)
    assert joined(first, vague) and joined(second, vague)
    assert not joined(first, second, vague)


def test_a_report_without_a_town_does_not_show_the_attacks_of_one_day_to_be_one() -> None:
    several = [strike("a"), strike("b", where=ODESA), strike("c", where=None)]
    assert joined(several[0], several[2]) and joined(several[1], several[2])
    assert not joined(*several)
    counted = [raid("a", KHARKIV, 3), raid("b", ODESA, 3), raid("c", None, 3)]
    assert not joined(*counted)


def test_dead_that_are_counted_in_another_town_are_none_of_the_attack_before() -> None:
    near = place("Vvedenka", lat=49.86, lon=36.50)
    deed = event("e1", type="ASSAULT", sources=[RUSSIA], day="2024-03-04", place=KHARKIV, text="Russia shelled Kharkiv")
    other = event("e2", at=200, type="ASSAULT", cameo="180", place=near, text="The dead number five", killed=count(5))
    same = event("e2", at=200, type="ASSAULT", cameo="180", text="The dead number five", killed=count(5))
    assert not joined(told("a", "2024-03-05", [deed, other]))
    assert joined(told("a", "2024-03-05", [deed, same]))


def test_a_place_that_is_called_second_is_no_second_attack() -> None:
    reef = place("Second Cataract", kind="other", country="", lat=21.8, lon=31.2)

    def counted(name: str, at: int, text: str):
        return event(name, at=at, type="ASSAULT", cameo="180", place=reef, text=text, killed=count(6))

    first = counted("e1", 0, "The toll at Second Cataract reached six")
    again = counted("e2", 120, "The toll at Second Cataract now stands at six")
    assert joined(told("a", "2024-03-05", [first, again]))
