"""The tables are whole: parse, point at each other, hold no duplicates."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import dragoman.codebooks
from dragoman.codebooks import cameo, groups, international, offices, plover, roles, sectors, states
from dragoman.codebooks._tables import day_after, first_day, fold, rows, several
from dragoman.codebooks.states import KINDS

DATA = Path(dragoman.codebooks.__file__).with_name("data")
TABLES = sorted(path.name for path in DATA.glob("*.csv"))


def length(name: str) -> int:
    return len((DATA / name).read_text("utf-8").splitlines()) - 1


def repeated(things) -> list:
    return [thing for thing, n in Counter(things).items() if n > 1]


@pytest.mark.parametrize("name", TABLES)
def test_cells_are_clean_and_rows_have_all_columns(name):
    lines = (DATA / name).read_text("utf-8").splitlines()
    header, *body = csv.reader(lines)
    assert body
    for number, row in enumerate(body, start=2):
        assert len(row) == len(header), f"{name}:{number}"
        for cell in row:
            assert cell == cell.strip() and "  " not in cell and cell.isprintable(), f"{name}:{number} {cell!r}"


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_there_twice(name):
    assert not repeated((DATA / name).read_text("utf-8").splitlines())


def test_a_table_with_other_columns_is_refused():
    with pytest.raises(ValueError, match="the columns are code name definition"):
        list(rows("sectors.csv", "code name"))


@pytest.mark.parametrize("name", ["people.csv", "groups.csv", "organisations.csv", "state_names.csv", "states.csv"])
def test_dates_parse_and_run_forward(name):
    for number, row in enumerate(csv.DictReader((DATA / name).read_text("utf-8").splitlines()), start=2):
        start, end = first_day(row["start"]), day_after(row["end"])
        assert start is None or end is None or start <= end, f"{name}:{number} {row['start']} {row['end']}"


def test_partial_dates_cover_what_they_say():
    assert first_day("2014") == date(2014, 1, 1)
    assert first_day("2014-05") == date(2014, 5, 1)
    assert day_after("2014") == date(2015, 1, 1)
    assert day_after("2014-12") == date(2015, 1, 1)
    assert day_after("2014-05-07") == date(2014, 5, 7)
    assert first_day("") is None and day_after("") is None


def test_several_drops_empty_parts():
    assert several("a; b;;c") == ("a", "b", "c")
    assert several("") == ()


def test_fold_puts_case_and_apostrophes_aside():
    assert fold("  Côte  D\u2019Ivoire ") == fold("côte d'ivoire")
    assert fold("a\tb") == "a b"


def test_state_codes_are_unique_and_well_formed():
    every = states().all()
    current = [state for state in every if state.end is None]
    for system in ("iso2", "m49", "fips", "cow_abbr", "cow", "gw"):
        assert not repeated(code for state in current if (code := getattr(state, system))), system
    for state in every:
        assert len(state.iso3) == 3 and state.iso3.isalpha() and state.iso3.isupper()
        assert state.iso2 == "" or (len(state.iso2) == 2 and state.iso2.isupper())
        assert state.m49 == "" or (len(state.m49) == 3 and state.m49.isdigit())
        assert state.status in {"member", "observer", "other", "territory", "former"}
        assert state.region
        for first, last in (*state.cow_in, *state.gw_in):
            assert last is None or first < last
            assert last is None or last >= date(1946, 1, 1)


def test_all_of_iso_3166_1_is_there():
    assert sum(state.standard == "ISO 3166-1" for state in states().all()) == 249


def test_every_un_member_can_be_named():
    members = [state for state in states().all() if state.status == "member"]
    assert len(members) == 193
    for state in members:
        kinds = {name.kind for name in states().names_of(state.iso3)}
        assert {"name", "adjective", "capital"} <= kinds, state.name
        assert state.capital in {name.text for name in states().names_of(state.iso3, "capital")}
        assert state.start is None or state.end is None


def test_state_names_are_of_known_states_and_kinds():
    for name in states().names():
        assert name.iso3 in states(), name
        assert name.kind in KINDS, name
        assert bool(name.sector) == (name.kind == "seat"), name
        assert name.sector in {"", *sectors()}
        assert not name.text.startswith("the ") or name.text in {"the States", "the Porte"}, name
    assert not repeated((name.text, name.iso3, name.kind, name.start) for name in states().names())


def test_every_seat_and_naming_means_one_current_state():
    shared = {"Congo"}
    naming = ("name", "official", "alias", "abbr", "seat")
    meant = Counter()
    for text, _ in {(fold(name.text), name.iso3) for name in states().names() if name.kind in naming and not name.end}:
        meant[text] += 1
    assert {text for text, n in meant.items() if n > 1} == {fold(text) for text in shared}


def test_international_bodies_hang_together():
    bodies = international().all()
    assert len(bodies) >= 200
    assert not repeated(body.name for body in bodies)
    named = {body.name for body in bodies}
    taken = {state.iso3 for state in states().all()}
    owner: dict[str, str] = {}
    for body in bodies:
        assert body.kind in {"IGO", "NGO", "MNC", "INT"}
        assert not body.parent or body.parent in named, body
        assert len(body.code) == 3 and body.code not in taken
        assert body.sector in {"", *sectors()}
        for text in (body.name, *body.aliases):
            assert owner.setdefault(fold(text), body.name) == body.name, text


def test_a_name_belongs_to_one_book():
    owners: dict[str, set[str]] = {}
    for name in states().names():
        if name.end is None:
            owners.setdefault(name.text, set()).add("states")
    for body in international().all():
        for text in (body.name, *body.aliases):
            owners.setdefault(text, set()).add("international")
    for group in groups().all():
        for text in (group.name, *group.aliases):
            owners.setdefault(text, set()).add("groups")
    assert not {text: books for text, books in owners.items() if len(books) > 1}


def test_people_hold_offices_of_known_states_and_bodies():
    known = {state.iso3 for state in states().all()} | international().codes()
    unknown = {office.iso3 for office in offices().all() if office.iso3} - known
    assert not unknown
    for office in offices().all():
        assert office.iso3 or office.group, office
        assert office.name and office.role
        assert office.source, office


def test_groups_point_at_known_states_sectors_and_parents():
    every = groups().all()
    entities = {group.entity for group in every}
    known = {state.iso3 for state in states().all()} | international().codes() | {"IMG"}
    assert length("groups.csv") >= 300
    assert not {code for group in every for code in group.states} - known
    assert not {code for group in every for code in group.sectors} - set(sectors())
    astray = {group.entity: group.parent for group in every if group.parent and group.parent not in entities}
    assert not astray


def test_no_group_is_lost_to_a_repeated_key():
    assert len(groups().all()) == length("groups.csv") + length("organisations.csv")


def test_role_words_are_lower_case_once_and_of_known_sectors():
    words = [role.word for role in roles().all()]
    assert len(words) >= 500
    assert len(words) == length("roles.csv")
    for role in roles().all():
        assert role.word == role.word.casefold()
        assert not role.sector or role.sector in sectors(), role
        assert role.kind in {"person", "people", "body", "thing", "title"}, role
        assert role.number in {"sg", "pl", "both"}, role


def test_sectors_are_the_ones_of_the_record():
    known = "GOV MIL COP JUD LEG PTY PRM REB SPY UAF OPP CVL REF MED BUS EDU ELI JRN LAB AGR CRM PRE REL SOC UNK"
    assert set(sectors()) == set(known.split())


def test_every_cameo_code_scores_and_reads_as_plover():
    for code in cameo().all():
        assert 2 <= len(code.code) <= 4 and code.code.isdigit()
        assert -10 <= code.goldstein <= 10
        assert all(above in cameo() for above in code.ancestors), code
        if code.reading is None:
            assert code.code.startswith("01")
            continue
        plover().validate(code.reading.type, code.reading.mode, code.reading.contexts)
        for type, mode in code.acts:
            plover().validate(type, mode)
        for ask in code.asks or ():
            plover().validate(code.reading.type, None, tuple(ask))
