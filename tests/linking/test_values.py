"""A happening keeps every value with who gave it, and shows one by a stated rule."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.errors import BadFilter
from dragoman.linking.traits import traits
from dragoman.linking.values import FIELDS, Member, assemble, rules
from dragoman.records import Count

from .made import actor, count, event, place, told

RUSSIA, UKRAINE = actor("Russia", "RUS", "state:RUS"), actor("Ukraine", "UKR", "state:UKR")
DONETSK = place("Donetsk", admin1="Donetsk Oblast", lat=48.0, lon=37.8)
REGION = place("Donetsk Oblast", "admin1", lat=48.1, lon=37.7)


def member(report: str, known: str, toll: Count | None = None, *, origin: str | None = None, **more: object) -> Member:
    given: dict[str, object] = {"type": "ASSAULT", "day": "2024-03-04", "killed": toll, "place": DONETSK, **more}
    coded = event("e1", **given)  # type: ignore[arg-type]
    return traits(told(report, known, [coded], origin=origin), coded), coded


TOLD = [
    member("wire", "2024-03-04", count(9)),
    member("copy", "2024-03-04", count(9), origin="wire"),
    member("b", "2024-03-05", count(10, None), place=REGION),
    member("c", "2024-03-06", count(14), day="2024-03-03/2024-03-04"),
    member("d", "2024-03-07", count(14)),
]


def test_every_value_is_kept_with_all_who_gave_it() -> None:
    found = assemble(TOLD)
    given = {(v.value["min"], v.value["max"]): [e.report for e in v.evidence] for v in found.fields["killed"]}
    assert given == {(9, 9): ["copy", "wire"], (10, None): ["b"], (14, 14): ["c", "d"]}
    assert (found.reports, found.independent) == (5, 4)
    assert [evidence.report for evidence in found.evidence] == ["copy", "wire", "b", "c", "d"]


def test_copies_count_once() -> None:
    found = assemble(TOLD)
    assert {v.value["min"]: v.independent for v in found.fields["killed"]} == {9: 1, 10: 1, 14: 2}


@pytest.mark.parametrize(("rule", "killed"), [("most", 14), ("first", 9), ("recent", 14), ("most,killed=first", 9)])
def test_the_named_rule_shows_the_value(rule: str, killed: int) -> None:
    found = assemble(TOLD, rule=rule)
    assert found.shown["killed"]["min"] == killed
    assert found.by == rule
    assert found.fields["killed"][0].value == found.shown["killed"]


def test_precise_shows_the_finest_place_the_narrowest_days_and_an_exact_count() -> None:
    found = assemble([TOLD[2], TOLD[3], TOLD[4]], rule="precise")
    assert found.shown["place"]["name"] == "Donetsk"
    assert (found.shown["first"], found.shown["last"]) == ("2024-03-04", "2024-03-04")
    assert found.shown["killed"] == {"min": 14, "max": 14}


def test_tolls_disagree_only_where_both_cannot_be_right() -> None:
    assert (
        "killed"
        not in assemble([member("a", "2024-03-04", count(12)), member("b", "2024-03-05", count(10, None))]).disagree
    )
    assert "killed" in assemble([member("a", "2024-03-04", count(12)), member("b", "2024-03-05", count(14))]).disagree


def test_places_days_and_doers_disagree() -> None:
    makiivka = place("Makiivka", lat=48.05, lon=37.97)
    found = assemble(
        [
            member("a", "2024-03-05", sources=[RUSSIA]),
            member("b", "2024-03-05", sources=[UKRAINE], place=makiivka, day="2024-03-05"),
        ]
    )
    assert found.disagree == ["sources", "days", "place"]
    assert assemble(TOLD[2:]).disagree == []


def test_a_country_that_takes_part_is_no_other_place() -> None:
    iran, iraq = place("Iran", "country", "IRN"), place("Iraq", "country", "IRQ")
    general = [actor("the general", "IRN", "person:the-general", "MIL")]
    members = []
    for name, where in (("a", iran), ("b", iraq)):
        coded = event("e1", type="ASSAULT", place=where, targets=general)
        members.append((traits(told(name, "2024-03-05", [coded]), coded), coded))
    assert assemble(members).disagree == []


def test_a_denial_stays_beside_what_it_denies() -> None:
    claim = member("a", "2024-03-05", sources=[RUSSIA], said_by=UKRAINE)
    denial = member("b", "2024-03-06", sources=[RUSSIA], said_by=RUSSIA, status="denied")
    found = assemble([claim, denial])
    assert found.disagree == ["status"]
    assert {value.value for value in found.fields["status"]} == {"happened", "denied"}
    assert [(v.value["by"]["code"], v.value["doers"][0]["code"]) for v in found.fields["blame"]] == [("UKR", "RUS")]


def test_the_order_of_the_members_does_not_matter() -> None:
    assert assemble(TOLD) == assemble(TOLD[::-1])


@pytest.mark.parametrize("rule", ["loudest", "killed=", "colour=first"])
def test_an_unknown_rule_is_refused(rule: str) -> None:
    with pytest.raises(BadFilter):
        rules(rule)


def test_fields_come_in_their_order() -> None:
    found = assemble(TOLD)
    assert list(found.fields) == [name for name in FIELDS if name in found.fields]


def test_one_name_read_to_mean_two_towns_is_no_other_place() -> None:
    here, abroad = (
        place("Ambo", country="ETH", lat=8.98, lon=37.85),
        place("Ambo", country="PER", lat=-10.13, lon=-76.2),
    )
    abroad = msgspec.structs.replace(abroad, name="Ambo Alto")
    found = assemble([member("a", "2024-03-05", place=here), member("b", "2024-03-05", place=abroad)])
    assert found.disagree == []
