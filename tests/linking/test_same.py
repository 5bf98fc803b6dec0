"""What speaks for and against two events being one happening."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.linking.same import NEVER, score
from dragoman.linking.traits import Traits, traits

from .made import actor, count, event, place, told

KHARKIV = place("Kharkiv", admin1="Kharkiv Oblast", lat=49.98, lon=36.25)
RUSSIA = actor("Russia", "RUS", "state:RUS")
GUNMEN = actor("gunmen", None, "role::UAF:gunman", "UAF")


def seen(report: str = "a", known: str = "2024-03-05", **more: object) -> Traits:
    given: dict[str, object] = {"type": "ASSAULT", "mode": "aerial", "sources": [RUSSIA], "day": "2024-03-04"}
    given |= {"place": KHARKIV, "text": "A missile hit a bakery", **more}
    coded = event("e1", **given)  # type: ignore[arg-type]
    return traits(told(report, known, [coded]), coded)


def test_the_same_told_twice_is_likely_one_and_symmetric() -> None:
    one, other = seen("a"), seen("b", text="Bread and glass lay in the bakery")
    assert score(one, other) == score(other, one) > 0


@pytest.mark.parametrize(
    "other",
    [
        {"type": "PROTEST", "mode": "demo"},
        {"day": "2024-02-26"},
        {"day": "2024-02-01/2024-05-31"},
    ],
    ids=["another family", "days apart", "a season"],
)
def test_what_cannot_be_one_is_never(other: dict[str, object]) -> None:
    assert score(seen("a"), seen("b", **other)) == NEVER


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"place": place("Odesa", lat=46.48, lon=30.73)}),
        ({"place": place("Derhachi", lat=50.11, lon=36.12)}, {"place": place("Izium", lat=49.21, lon=37.25)}),
        ({"place": place("Kharkiv Oblast", "admin1")}, {"place": place("Ukraine", "country")}),
        ({}, {"day": "2024-03-05"}),
        ({}, {"mode": "firearms"}),
        ({}, {"sources": [actor("Ukraine", "UKR", "state:UKR")]}),
        ({}, {"sources": [GUNMEN]}),
        ({}, {"status": "planned"}),
    ],
)
def test_what_agrees_scores_higher(better: dict[str, object], worse: dict[str, object]) -> None:
    assert score(seen("a"), seen("b", **better)) > score(seen("a"), seen("b", **worse))


def test_tolls_weigh_by_how_far_they_are_apart() -> None:
    twelve = seen("a", killed=count(12))
    scores = [
        score(twelve, seen("b", killed=toll)) for toll in (count(12), count(10, None), count(14), count(25), count(90))
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) >= 4


def test_a_report_s_own_date_stands_for_the_days_before_it() -> None:
    assert score(seen("a"), seen("b", known="2024-03-06", day=None)) > 0
    assert score(seen("a"), seen("b", known="2024-03-12", day=None)) == NEVER


def test_another_attack_in_the_same_report_is_another() -> None:
    first = event("e1", type="ASSAULT", day="2024-03-04", place=KHARKIV, text="Drones hit a market")
    second = event(
        "e2", type="ASSAULT", day="2024-03-04", place=KHARKIV, at=100, text="In another raid drones hit a bank"
    )
    both = told("a", "2024-03-05", [first, second])
    assert score(traits(both, first), traits(both, second)) == NEVER


def test_meetings_of_other_pairs_are_others_and_hosts_do_not_count() -> None:
    def met(report: str, *names: str) -> Traits:
        parties = [actor(name, name, f"state:{name}") for name in names]
        venue = place("Istanbul", country="TUR", lat=41.0, lon=29.0)
        return seen(report, type="CONSULT", mode=None, sources=parties[:1], targets=parties[1:], place=venue, text="")

    assert score(met("a", "RUS", "UKR"), met("b", "UKR", "RUS", "TUR")) > 0
    assert score(met("a", "RUS", "UKR"), met("b", "IRN", "FRA")) < 0


def test_a_later_toll_without_doer_is_of_the_attack_and_may_dispute_its_count() -> None:
    attack = seen("a", killed=count(12))
    later = {"day": None, "sources": [], "mode": None, "text": "The governor put the dead at four"}
    rival = seen("b", "2024-03-10", killed=count(4), **later)
    assert rival.is_toll and not attack.is_toll
    assert score(attack, rival) == score(rival, attack) > NEVER
    named = seen("b", "2024-03-10", killed=count(4), **{**later, "sources": [GUNMEN]})
    assert not named.is_toll and score(attack, named) == NEVER
    assert score(attack, seen("b", "2024-03-25", killed=count(4), **later)) == NEVER


def test_a_bare_count_is_of_the_attack_that_its_report_tells() -> None:
    attack = event("e1", type="ASSAULT", cameo="190", sources=[RUSSIA], day="2024-03-04", place=KHARKIV, text="Hit it")
    toll = event("e2", type="ASSAULT", cameo="180", place=KHARKIV, killed=count(9), at=200, text="They put it at nine")
    report = told("a", "2024-03-05", [attack, toll])
    assert score(traits(report, attack), traits(report, toll)) >= 0


def test_a_town_may_be_called_by_part_of_its_name() -> None:
    def at(report: str, name: str) -> Traits:
        return seen(report, place=None, targets=[actor(name, None, f"nominal:{name.lower()}")])

    part, other = (score(at("a", "Tall Harib"), at("b", name)) for name in ("Harib", "Dorin"))
    assert part > other + 3


def test_the_fighters_of_a_group_are_the_group() -> None:
    group, fighters = actor("M23", "COD", "group:COD-M23", "REB"), actor("M23 men", "COD", "group:COD-M23:man", "REB")
    assert seen(sources=[group]).sources == seen(sources=[fighters]).sources


CHUHUIV = place("Chuhuiv", admin1="Kharkiv Oblast", lat=49.84, lon=36.69)


def test_one_count_by_one_doer_on_one_day_outweighs_another_town() -> None:
    def gap(killed: int) -> float:
        one = seen("a", killed=count(killed))
        return score(one, seen("b", killed=count(killed), place=CHUHUIV)) - score(one, seen("b", killed=count(killed)))

    assert gap(15) > gap(4) > gap(1)
    doer = actor("Ukraine", "UKR", "state:UKR")
    other = seen("b", killed=count(15), place=CHUHUIV, sources=[doer])
    assert score(seen("a", killed=count(15)), other) < 0


def test_at_least_as_many_dead_elsewhere_are_as_many() -> None:
    one, other = seen("a", killed=count(15)), seen("b", killed=count(15, None), place=CHUHUIV)
    assert score(one, other) > 0


def test_one_voice_that_names_nobody_clearly_tells_of_one_attack() -> None:
    soldiers = actor("soldiers", None, "role::MIL:soldier", "MIL")
    army = actor("the army", "UKR", "role:UKR:MIL:army", "MIL")
    council = actor("the council", "UKR", "role:UKR:GOV:council")
    tellings = {"sources": [army], "killed": count(9), "place": CHUHUIV}
    one = seen("a", sources=[soldiers], killed=count(9), said_by=council)
    assert score(one, seen("b", **tellings, said_by=council)) > score(one, seen("b", **tellings)) + 1


def test_a_breach_of_a_truce_told_of_two_towns_is_one_where_accused_and_day_are() -> None:
    ukraine = actor("Ukraine", "UKR", "state:UKR")
    breach = {"cameo": "196", "mode": None, "text": "The truce was broken", "targets": [ukraine]}
    elsewhere = {**breach, "place": CHUHUIV}
    assert score(seen("a", **breach), seen("b", **elsewhere)) > 0
    assert score(seen("a", **breach), seen("b", **elsewhere, sources=[ukraine])) < 0
    assert score(seen("a", **breach), seen("b", **elsewhere, day="2024-03-03")) < 0


def test_an_attack_has_the_count_of_the_next_sentence() -> None:
    attack = event("e1", type="ASSAULT", cameo="190", sources=[RUSSIA], day="2024-03-04", place=KHARKIV, text="Hit it")
    near = event("e2", type="ASSAULT", cameo="180", killed=count(9), at=7, text="They put it at nine")
    far = event("e2", type="ASSAULT", cameo="180", killed=count(9), at=200, text="They put it at nine")
    assert traits(told("a", "2024-03-05", [attack, near]), attack).tolls == (("killed", 9, 9),)
    assert traits(told("a", "2024-03-05", [attack, far]), attack).tolls == ()


def test_a_town_that_was_taken_for_a_person_is_no_party() -> None:
    town = actor("Izium", None, "person:izium", "UNK")
    assert seen(place=place("Izium", lat=49.2, lon=37.3), targets=[town]).targets == ()


def test_one_name_read_to_mean_two_towns_is_one_where_the_parties_are() -> None:
    abroad = place("Kharkiv", country="RUS", lat=60.0, lon=40.0, admin1="Vologda Oblast")
    lost = msgspec.structs.replace(abroad, name="Khar'kiv")
    assert score(seen("a"), seen("b", place=lost)) > score(seen("a"), seen("b", place=CHUHUIV))
