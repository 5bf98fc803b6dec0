"""Spelling: places as English reports write them, whatever marks the gazetteer romanises them with."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebooks import states
from dragoman.where.gazetteer import gazetteer
from dragoman.where.names import fold
from dragoman.where.spelling import in_english

RULES = list(csv.DictReader((files("dragoman.where") / "data" / "romanised.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    ("name", "country", "spelt"),
    [
        ("Şalālah", "OMN", "Salalah"),
        ("Dayr az Zawr", "SYR", "Dayr az Zawr"),
        ("Ma’rib", "YEM", "Ma'rib"),
        ("Al Jahrā’", "KWT", "Al Jahra"),
        ("‘Ajlūn", "JOR", "Ajlun"),
        ("Ts’khinvali", "GEO", "Tskhinvali"),
        ("Arkhangel'sk", "RUS", "Arkhangelsk"),
        ("Xi’an", "CHN", "Xi'an"),
        ("Đà Nẵng", "VNM", "Da Nang"),
        ("Diyarbakır", "TUR", "Diyarbakir"),
        ("Tébessa", "DZA", "Tébessa"),
        ("Magṭa‘ Laḥjar", "MRT", "Magta Lahjar"),
        ("São Paulo", "BRA", "São Paulo"),
        ("Chișinău", "MDA", "Chișinău"),
        ("N'Djamena", "TCD", "N'Djamena"),
    ],
)
def test_romanisations_lose_their_marks_and_spellings_keep_theirs(name, country, spelt):
    assert in_english(name, country) == spelt


def test_each_rule_is_of_a_state():
    assert [row["iso3"] for row in RULES if states().get(row["iso3"]) is None] == []
    assert {row["marks"] for row in RULES} == {"all", "foreign"}
    assert {row["apostrophes"] for row in RULES} == {"inside", "none"}


@given(st.text(alphabet="aāáşçḩéīŭ'’‘ -Zn̄", max_size=24), st.sampled_from([row["iso3"] for row in RULES]))
def test_a_spelling_folds_to_the_key_of_the_name_and_is_stable(name, country):
    spelt = in_english(name, country)
    assert fold(spelt) == fold(name)
    assert in_english(spelt, country) == spelt


def test_the_gazetteer_shows_english_spellings_of_the_same_places():
    found = {entry.geonames_id: entry.name for entry in gazetteer().lookup("Şalālah")}
    assert found[286621] == "Salalah"
    assert gazetteer().lookup("Salalah") == gazetteer().lookup("Şalālah")
    assert "Medellín" in {entry.name for entry in gazetteer().lookup("Medellin")}
