"""The table of people: well-formed, dated, spelled for search, and with one holder per office at a time."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import combinations

import pytest

from dragoman.codebooks import international, offices, states

COLUMNS = ["name", "aliases", "iso3", "role", "title", "start", "end", "group", "source"]
ROLES = {
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "monarch",
    "vice_president",
    "national_security_adviser",
    "spokesperson",
    "army_chief",
    "interior_minister",
    "finance_minister",
    "intelligence_chief",
    "envoy",
    "parliament_speaker",
    "opposition_leader",
    "group_leader",
    "io_head",
    "governor",
    "notable",
    "former_notable",
}
ONE_HOLDER = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "monarch")
SHARED = {
    ("BIH", "head_of_state"): "a presidency of three",
    ("AFG", "head_of_state"): "the Taliban in Kabul, the government they drove out in its seat at the UN",
    ("IRN", "head_of_government"): "a president and a prime minister until 1989",
    ("KHM", "head_of_government"): "two prime ministers, 1993 to 1998",
    ("LBY", "foreign_minister"): "rival governments",
    ("LBY", "head_of_state"): "rival governments",
    ("LBY", "head_of_government"): "rival governments",
    ("CIV", "head_of_state"): "the disputed election of 2010",
    ("MDG", "head_of_state"): "the disputed election of 2001",
}
OVERLAP = timedelta(days=31)
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "æ": "ae", "ð": "d", "ß": "ss"}
)


@cache
def rows() -> tuple[dict[str, str], ...]:
    text = files("dragoman.codebooks").joinpath("data", "people.csv").read_text("utf-8")
    reader = csv.DictReader(text.splitlines(), strict=True)
    assert reader.fieldnames == COLUMNS
    return tuple(reader)


def names(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split(";"))]


def earliest(day: str) -> date:
    return date.fromisoformat(day + {4: "-01-01", 7: "-01", 10: ""}[len(day)])


def latest(day: str) -> date:
    """The last day that a date, month or year can mean; no day at all means that the office is still held."""
    if not day:
        return date.max
    if len(day) == 10:
        return date.fromisoformat(day)
    year, month = int(day[:4]), int(day[5:7] or "12")
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def ascii_of(name: str) -> str:
    return unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode()


def test_every_cell_is_there_and_trimmed():
    for row in rows():
        assert None not in row and None not in row.values(), row
        assert all(cell == " ".join(cell.split()) for cell in row.values()), row
        assert row["name"] and row["start"] and row["source"], row
        assert row["title"] or row["role"] == "former_notable", row


def test_roles_come_from_the_list():
    assert {row["role"] for row in rows()} <= ROLES


def test_dates_are_dates_and_terms_run_forwards():
    for row in rows():
        for day in filter(None, (row["start"], row["end"])):
            assert DAY.fullmatch(day), row
            assert earliest(day) <= latest(day)
        assert earliest(row["start"]) <= latest(row["end"]), row


def test_no_term_is_written_twice():
    # Aliases stand on a person's first row, so two rows that differ only in them are still the same term.
    terms = Counter(tuple(row[column] for column in COLUMNS if column != "aliases") for row in rows())
    assert [term for term, times in terms.items() if times > 1] == []


def test_places_are_states_or_international_bodies():
    known = {state.iso3 for state in states().all()} | {body.code for body in international().all()}
    assert {row["iso3"] for row in rows()} - known - {""} == set()


def test_only_leaders_of_groups_have_no_state():
    for row in rows():
        assert row["iso3"] or (row["role"] == "group_leader" and row["group"]), row


@cache
def clashes() -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    """Pairs of people in the same office of one holder for more than a month, by state and role."""
    seats = defaultdict(list)
    for row in rows():
        # A crown prince is not a second king, nor an acting minister a second minister.
        if row["role"] in ONE_HOLDER and not row["title"].startswith(("Acting", "Crown")):
            seats[row["iso3"], row["role"]].append(row)
    found = defaultdict(list)
    for seat, held in seats.items():
        for one, other in combinations(held, 2):
            # A month or a year is taken at its narrowest: it may not prove a clash that the days would not show.
            start = max(latest(one["start"]), latest(other["start"]))
            end = min(earliest(row["end"]) if row["end"] else date.max for row in (one, other))
            if end - start > OVERLAP:
                found[seat].append((one["name"], other["name"], str(start)))
    return dict(found)


def test_offices_of_one_holder_are_held_by_one():
    assert {seat: pairs for seat, pairs in clashes().items() if seat not in SHARED} == {}


def test_no_exception_is_made_for_nothing():
    assert set(SHARED) - set(clashes()) == set()


def test_names_with_diacritics_can_be_found_in_plain_letters():
    spellings = defaultdict(set)
    for row in rows():
        spellings[row["name"]].update(names(row))
    missing = [name for name, known in spellings.items() if not name.isascii() and ascii_of(name) not in known]
    assert missing == []


def test_an_alias_belongs_to_one_person():
    owners = defaultdict(set)
    for row in rows():
        for name in names(row):
            owners[ascii_of(name).casefold()].add(row["name"])
    assert {name: people for name, people in owners.items() if len(people) > 1} == {}


def test_a_person_is_not_an_alias_of_themselves():
    for row in rows():
        known = names(row)
        assert len(set(known)) == len(known), row


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_is_filled(role):
    assert any(row["role"] == role for row in rows())


def test_the_table_is_wide_enough():
    assert len(rows()) >= 1600
    assert len({row["group"] for row in rows() if row["role"] == "group_leader" and row["group"]}) >= 80


@pytest.mark.parametrize(
    ("iso3", "role", "day", "name"),
    [
        ("GBR", "head_of_government", date(1985, 6, 1), "Margaret Thatcher"),
        ("RUS", "head_of_state", date(1995, 6, 1), "Boris Yeltsin"),
        ("ISR", "head_of_government", date(1995, 6, 1), "Yitzhak Rabin"),
        ("IRQ", "head_of_state", date(2001, 6, 1), "Saddam Hussein"),
        ("YUG", "head_of_state", date(1999, 4, 1), "Slobodan Milošević"),
        ("ZAF", "head_of_state", date(2005, 6, 1), "Thabo Mbeki"),
        ("UKR", "defence_minister", date(2022, 6, 1), "Oleksii Reznikov"),
        ("TUR", "foreign_minister", date(2022, 6, 1), "Mevlüt Çavuşoğlu"),
        ("COL", "head_of_state", date(2014, 6, 1), "Juan Manuel Santos"),
        ("SAU", "monarch", date(2010, 6, 1), "Abdullah bin Abdulaziz"),
        ("NAT", "io_head", date(2022, 6, 1), "Jens Stoltenberg"),
        ("ETH", "head_of_government", date(2021, 6, 1), "Abiy Ahmed"),
        ("JPN", "foreign_minister", date(2016, 6, 1), "Fumio Kishida"),
    ],
)
def test_offices_that_the_newspapers_were_full_of(iso3, role, day, name):
    assert name in [office.name for office in offices().holders(iso3, role, day)]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Abdel Fattah al-Burhan", "Abdel Fattah al-Burhan"),
        ("Hemedti", "Mohamed Hamdan Dagalo"),
        ("Moammar Gadhafi", "Muammar Gaddafi"),
        ("Joseph R. Biden", "Joe Biden"),
        ("Timochenko", "Rodrigo Londoño"),
        ("Yasir Arafat", "Yasser Arafat"),
    ],
)
def test_people_are_found_by_how_newspapers_spell_them(spelling, name):
    assert {office.name for office in offices().person(spelling)} == {name}
