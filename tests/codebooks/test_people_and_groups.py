"""Offices by date, groups, international bodies, role words."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.codebooks import groups, international, offices, roles
from dragoman.codebooks.groups import Group, Groups
from dragoman.codebooks.offices import Office, Offices
from dragoman.codebooks.roles import Role, Roles


def office(name, role, start, end, iso3="RUR", aliases=()):
    return Office(name, aliases, iso3, role, role, start, end)


ANNA = office("Anna Berg", "head_of_state", date(2010, 1, 1), date(2015, 1, 1), aliases=("A. Berg",))
ANNA_EARLIER = office("Anna Berg", "foreign_minister", date(2005, 1, 1), date(2009, 1, 1))
BORIS = office("Boris Cole", "head_of_state", date(2015, 1, 1), None)
BOOK = Offices([ANNA, BORIS, ANNA_EARLIER])


def test_the_successor_holds_the_office_on_the_day_of_the_handover():
    assert BOOK.holders("RUR", "head_of_state", date(2014, 12, 31)) == [ANNA]
    assert BOOK.holders("RUR", "head_of_state", date(2015, 1, 1)) == [BORIS]
    assert BOOK.holders("RUR", "head_of_state", date(2009, 12, 31)) == []
    assert BOOK.holders("ZZZ", "head_of_state", date(2014, 1, 1)) == []


def test_a_person_is_found_by_name_or_alias_earliest_office_first():
    assert BOOK.person("anna berg") == [ANNA_EARLIER, ANNA]
    assert BOOK.person("A. Berg") == [ANNA]
    assert BOOK.person("nobody") == []


def test_former_means_every_office_has_ended():
    assert not BOOK.former("Anna Berg", date(2014, 6, 1))
    assert BOOK.former("Anna Berg", date(2015, 1, 1))
    assert not BOOK.former("Boris Cole", date(2030, 1, 1))
    assert not BOOK.former("nobody", date(2030, 1, 1))
    assert BOOK.at("Anna Berg", date(2012, 1, 1)) == [ANNA]


@pytest.mark.parametrize(
    ("iso3", "role", "day", "name"),
    [
        ("USA", "head_of_state", date(2012, 6, 1), "Barack Obama"),
        ("RUS", "head_of_state", date(2010, 6, 1), "Dmitry Medvedev"),
        ("RUS", "foreign_minister", date(2015, 6, 1), "Sergei Lavrov"),
        ("UKR", "head_of_state", date(2022, 3, 1), "Volodymyr Zelenskyy"),
        ("FRA", "head_of_state", date(2018, 6, 1), "Emmanuel Macron"),
        ("SSD", "head_of_state", date(2015, 6, 1), "Salva Kiir"),
    ],
)
def test_holders_that_anyone_knows(iso3, role, day, name):
    found = {text for held in offices().holders(iso3, role, day) for text in (held.name, *held.aliases)}
    assert any(text.startswith(name) for text in found), found


def test_one_head_of_state_at_a_time_where_there_is_no_dispute():
    for iso3 in ("USA", "FRA", "DEU", "IND", "TUR", "UKR", "RUS", "POL", "BRA", "ZAF"):
        for year in range(2001, 2025):
            held = offices().holders(iso3, "head_of_state", date(year, 12, 15))
            assert len(held) <= 1, (iso3, year, [person.name for person in held])


def group(entity, name, start=None, end=None, aliases=()):
    return Group(entity, name, aliases, "RUR", ("RUR",), "REB", ("REB",), start, end, "", "")


def test_groups_by_key_name_alias_and_day():
    old = group("RUR-A", "Front", end=date(1990, 1, 1))
    new = group("RUR-B", "Front", start=date(2000, 1, 1), aliases=("The Front",))
    book = Groups([old, new])
    assert book.get("RUR-A") == old and book.get("RUR-Z") is None
    assert book.by_name("FRONT") == [old, new]
    assert book.by_name("front", date(2010, 1, 1)) == [new]
    assert book.by_name("the front") == [new]


@pytest.mark.parametrize(
    ("name", "iso3", "sector"),
    [("Hamas", "PSE", "REB"), ("Hezbollah", "LBN", "REB"), ("M23", "COD", "REB"), ("Wagner Group", "RUS", "PRM")],
)
def test_groups_that_anyone_knows(name, iso3, sector):
    assert (iso3, sector) in {(found.iso3, found.sector) for found in groups().by_name(name)}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UN", "UNO"),
        ("U.N. Security Council", "UNO"),
        ("UNHCR", "UNO"),
        ("EU", "EEC"),
        ("European Commission", "EEC"),
        ("NATO", "NAT"),
        ("African Union", "AUN"),
        ("ASEAN", "ASN"),
        ("ecowas", "WAS"),
        ("OSCE", "SCE"),
        ("Arab League", "ARL"),
        ("ICRC", "NGO"),
        ("Doctors Without Borders", "NGO"),
        ("G7", "GOS"),
        ("Minsk Group", "SCE"),
    ],
)
def test_international_bodies(name, code):
    assert international().by_name(name).code == code


def test_an_unknown_body_is_none():
    assert international().by_name("League of Nations of Ruritania") is None


def test_a_phrase_takes_the_sector_of_its_longest_ending():
    book = Roles(
        [
            Role("envoy", "GOV", "person", "sg"),
            Role("union envoy", "LAB", "person", "sg"),
            Role("man", "", "person", "sg"),
        ]
    )
    assert book.sector("special envoy") == "GOV"
    assert book.sector("Former Union Envoy") == "LAB"
    assert book.sector("envoy office") is None
    assert book.sector("union envoy for the lakes") == "LAB"
    assert book.sector("of envoy") == "GOV"
    assert book.sector("office of the lakes") is None
    assert book.sector("union envoys") == "LAB"
    assert book.sector("man") is None
    assert book.sector("union envoy man") == "LAB"
    assert book.sector("tall man") is None
    assert book.sector("") is None
    assert book.get("ENVOY") is not None and "envoy" in book


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("troops", "MIL"),
        ("soldiers", "MIL"),
        ("police", "COP"),
        ("rebels", "REB"),
        ("lawmaker", "LEG"),
        ("special envoy", "GOV"),
        ("foreign minister", "GOV"),
        ("judge", "JUD"),
        ("refugees", "REF"),
        ("journalist", "JRN"),
    ],
)
def test_role_words_that_reports_are_full_of(phrase, sector):
    assert roles().sector(phrase) == sector
