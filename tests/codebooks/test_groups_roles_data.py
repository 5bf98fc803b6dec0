"""The tables of groups, organisations and role words: sound keys, one owner per name, sectors and states that exist."""

import csv
import re
from collections import Counter
from importlib.resources import files

import pytest

from dragoman.codebooks import groups, roles, states
from dragoman.codebooks._tables import fold

GROUPS = "groups.csv"
ORGANISATIONS = "organisations.csv"
ROLES = "roles.csv"

COLUMNS = {
    GROUPS: ["entity", "name", "aliases", "iso3", "sector", "start", "end", "parent", "note"],
    ORGANISATIONS: ["entity", "name", "aliases", "iso3", "sector", "kind", "start", "end", "parent", "note"],
    ROLES: ["word", "sector", "kind", "number"],
}
ARMED = {"REB", "PRM", "UAF", "MIL", "SPY", "CRM", "COP", "GOV"}
UNARMED = {
    "GOV",
    "MIL",
    "COP",
    "SPY",
    "JUD",
    "LEG",
    "PTY",
    "OPP",
    "CVL",
    "REF",
    "MED",
    "BUS",
    "EDU",
    "ELI",
    "LAB",
    "AGR",
    "REL",
    "SOC",
}
SECTORS = ARMED | UNARMED | {"JRN", "PRE", "UNK"}
KINDS = {
    "party",
    "movement",
    "parliament",
    "court",
    "media",
    "ministry",
    "agency",
    "police",
    "company",
    "union",
    "ngo",
    "association",
}
KINDS |= {"ethnic", "religious"}
PROPER_IN_LOWER_CASE = {"anti-balaka", "peshmerga", "carabinieri", "ronderos", "colectivos"}
"""Names that are no English words, so that a small letter does no harm."""


def table(name):
    text = files("dragoman.codebooks").joinpath("data", name).read_text("utf-8")
    reader = csv.DictReader(text.splitlines())
    assert reader.fieldnames == COLUMNS[name]
    return list(reader)


def names(row):
    return [row["name"], *filter(None, row["aliases"].split(";"))]


@pytest.fixture(scope="module")
def actors():
    return table(GROUPS) + table(ORGANISATIONS)


@pytest.fixture(scope="module")
def words():
    return table(ROLES)


@pytest.mark.parametrize(("name", "least"), [(GROUPS, 350), (ORGANISATIONS, 300), (ROLES, 600)])
def test_tables_are_large_enough_and_whole(name, least):
    rows = table(name)
    assert len(rows) >= least
    for row in rows:
        assert None not in row and None not in row.values(), row
        assert all(cell == cell.strip() for cell in row.values()), row


def test_keys_are_stable_ascii_and_unique(actors):
    keys = [row["entity"] for row in actors]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [key for key in keys if not re.fullmatch(r"[A-Z]{3}-[A-Z0-9]+", key)] == []


def test_a_key_begins_with_the_state_the_group_is_based_in(actors):
    for row in actors:
        assert row["entity"][:3] == (row["iso3"] or "XXX"), row["entity"]


def test_states_exist(actors):
    book = states()
    assert {row["iso3"] for row in actors if row["iso3"] and book.get(row["iso3"]) is None} == set()


def test_parents_exist_and_do_not_run_in_a_circle(actors):
    parents = {row["entity"]: row["parent"] for row in actors}
    for entity in parents:
        seen = [entity]
        while parents[seen[-1]]:
            assert parents[seen[-1]] in parents, seen
            seen.append(parents[seen[-1]])
            assert len(seen) < 6, seen


def test_sectors_and_kinds_are_the_codebooks():
    assert {sector for row in table(GROUPS) for sector in row["sector"].split(";")} <= ARMED
    assert {sector for row in table(ORGANISATIONS) for sector in row["sector"].split(";")} <= UNARMED
    assert {row["kind"] for row in table(ORGANISATIONS)} <= KINDS


def test_dates_are_dates_in_order_and_since_the_groups_time(actors):
    for row in actors:
        for cell in (row["start"], row["end"]):
            assert re.fullmatch(r"(1[5-9]|20)\d\d(-\d\d(-\d\d)?)?|", cell), row["entity"]
        if row["start"] and row["end"]:
            length = min(len(row["start"]), len(row["end"]))
            assert row["start"][:length] <= row["end"][:length], row["entity"]


def test_a_name_stands_for_one_entity(actors):
    owners = {}
    for row in actors:
        for name in names(row):
            owners.setdefault(fold(name), set()).add(row["entity"])
    assert {name: sorted(found) for name, found in owners.items() if len(found) > 1} == {}


def test_no_name_is_written_twice_in_a_row(actors):
    for row in actors:
        assert len(set(names(row))) == len(names(row)), row["entity"]


def test_no_alias_would_match_ordinary_text(actors):
    role_words = {row["word"] for row in table(ROLES)}
    for row in actors:
        for name in names(row):
            assert len(name) >= 3 or name.isupper(), (row["entity"], name)
            assert "\u2019" not in name, (row["entity"], name)
            if len(name.split()) == 1:
                assert name in PROPER_IN_LOWER_CASE or name != name.lower(), (row["entity"], name)
                assert fold(name) not in role_words, (row["entity"], name)


def test_roles_are_lower_case_unique_and_coded(words):
    assert [row["word"] for row in words if row["word"] != row["word"].lower()] == []
    assert [word for word, count in Counter(row["word"] for row in words).items() if count > 1] == []
    assert {row["sector"] for row in words} - {""} == SECTORS
    assert {row["kind"] for row in words} == {"person", "people", "body", "thing", "title"}
    assert {row["number"] for row in words} == {"sg", "pl", "both"}


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Hizbullah", "LBN-HEZ"),
        ("Houthi rebels", "YEM-HOUTHI"),
        ("Ansar Allah", "YEM-HOUTHI"),
        ("Taleban", "AFG-TALIBAN"),
        ("March 23 Movement", "COD-M23"),
        ("Al Shabaab", "SOM-SHABAAB"),
        ("Rapid Support Forces", "SDN-RSF"),
        ("Daesh", "XXX-ISIS"),
        ("Kurdistan Workers' Party", "TUR-PKK"),
        ("IDF", "ISR-IDF"),
        ("GRU", "RUS-GRU"),
        ("Shin Bet", "ISR-SHABAK"),
        ("Tatmadaw", "MMR-TATMADAW"),
        ("New People's Army", "PHL-NPA"),
        ("Verkhovna Rada", "UKR-RADA"),
        ("Reuters", "GBR-REUTERS"),
        ("Palestinian Authority", "PSE-PA"),
        ("Sinn Fein", "GBR-SF"),
        ("Rohingya", "MMR-ROHINGYA"),
        ("Gazprom", "RUS-GAZPROM"),
    ],
)
def test_names_as_the_news_spells_them(name, entity):
    assert [group.entity for group in groups().by_name(name)] == [entity]


@pytest.mark.parametrize(
    ("entity", "sector"),
    [
        ("AFG-EMIRATE", "GOV"),
        ("COL-CLAN", "CRM"),
        ("IRN-QUDS", "MIL"),
        ("IRQ-KH", "PRM"),
        ("UKR-SBU", "SPY"),
        ("XXX-AQ", "UAF"),
        ("ZWE-MDC", "OPP"),
        ("USA-SCOTUS", "JUD"),
        ("EGY-COPTS", "REL"),
        ("SYR-WH", "SOC"),
    ],
)
def test_sectors_of_the_well_known(entity, sector):
    assert groups().get(entity).sector == sector


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("former president", "ELI"),
        ("opposition lawmakers", "OPP"),
        ("rebel leader", "REB"),
        ("police chief", "COP"),
        ("state department spokeswoman", "GOV"),
        ("gunmen", "UAF"),
        ("militiamen", "PRM"),
        ("helicopter gunship", "MIL"),
        ("lt. col.", "MIL"),
        ("rep.", "LEG"),
        ("spymaster", "SPY"),
        ("drug traffickers", "CRM"),
        ("prisoners of war", "PRE"),
        ("herdsmen", "AGR"),
        ("strikers", "LAB"),
        ("displaced people", "REF"),
        ("monks", "REL"),
        ("aid workers", "SOC"),
        ("university students", "EDU"),
        ("news agency", "MED"),
        ("cameramen", "JRN"),
        ("oil company", "BUS"),
        ("ruling party", "PTY"),
        ("villagers", "CVL"),
        ("supreme court", "JUD"),
    ],
)
def test_role_words_denote_their_sector(phrase, sector):
    assert roles().sector(phrase) == sector


def test_words_that_tell_no_sector_say_so():
    for word in ("spokesman", "mediators", "ally", "country"):
        assert word in roles() and roles().sector(word) is None
