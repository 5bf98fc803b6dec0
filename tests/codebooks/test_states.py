"""States: the look-ups an analyst makes first."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.codebooks import states


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("U.S.", "USA"),
        ("United States", "USA"),
        ("UK", "GBR"),
        ("Britain", "GBR"),
        ("UAE", "ARE"),
        ("DRC", "COD"),
        ("Congo", "COD"),
        ("Republic of Congo", "COG"),
        ("North Korea", "PRK"),
        ("South Korea", "KOR"),
        ("Ivory Coast", "CIV"),
        ("Côte d\u2019Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Burma", "MMR"),
        ("Myanmar", "MMR"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Vatican", "VAT"),
        ("Holy See", "VAT"),
        ("Palestine", "PSE"),
        ("Kosovo", "XKX"),
        ("Taiwan", "TWN"),
        ("Republic of China", "TWN"),
        ("China", "CHN"),
        ("Czech Republic", "CZE"),
        ("Swaziland", "SWZ"),
        ("East Timor", "TLS"),
        ("Macedonia", "MKD"),
        ("Soviet Union", "SUN"),
        ("ZAIRE", "COD"),
    ],
)
def test_names_as_newspapers_write_them(text, iso3):
    assert states().by_name(text).iso3 == iso3


def test_an_unknown_name_is_none():
    assert states().by_name("Ruritania") is None
    assert states().get("ZZZ") is None
    assert states().called("") == []


def test_an_adjective_or_a_capital_is_not_the_states_name():
    assert states().by_name("Turkish") is None
    assert states().by_name("Moscow") is None


@pytest.mark.parametrize(
    ("text", "iso3", "kind", "sector"),
    [
        ("Turkish", "TUR", "adjective", ""),
        ("Turk", "TUR", "demonym", ""),
        ("Turks", "TUR", "demonym_plural", ""),
        ("Poles", "POL", "demonym_plural", ""),
        ("Chinese", "CHN", "demonym_plural", ""),
        ("Kiev", "UKR", "capital", ""),
        ("Kyiv", "UKR", "capital", ""),
        ("Kremlin", "RUS", "seat", "GOV"),
        ("Pentagon", "USA", "seat", "MIL"),
        ("Capitol Hill", "USA", "seat", "LEG"),
        ("Westminster", "GBR", "seat", "LEG"),
        ("Elysee", "FRA", "seat", "GOV"),
        ("Quai d'Orsay", "FRA", "seat", "GOV"),
        ("Zhongnanhai", "CHN", "seat", "GOV"),
        ("Bankova", "UKR", "seat", "GOV"),
    ],
)
def test_words_that_stand_for_a_state(text, iso3, kind, sector):
    assert (iso3, kind, sector) in {(name.iso3, name.kind, name.sector) for name in states().called(text)}


def test_names_come_before_capitals():
    assert next(name.kind for name in states().called("Singapore")) == "name"
    assert [name.kind for name in states().called("Kuwait City")] == ["capital"]


def test_codes_of_every_system():
    book = states()
    assert book.by_iso2("CI").iso3 == "CIV"
    assert book.by_m49(384).iso3 == book.by_m49("384").iso3 == "CIV"
    assert book.by_m49("8").iso3 == "ALB"
    assert book.by_fips("UP").iso3 == "UKR"
    assert book.by_fips("CH").iso3 == "CHN"
    assert book.by_cow(713).iso3 == "TWN"
    assert book.by_cow("UKR").iso3 == "UKR"
    assert book.by_gw(626).iso3 == "SSD"
    assert book.by_cow(9999) is None


def test_withdrawn_codes_lead_on():
    assert states().get("BUR").iso3 == "MMR"
    assert states().get("ZAR").iso3 == "COD"
    assert states().by_iso3("KOS").iso3 == "XKX"
    assert states().by_cow(260).iso3 == "DEU"


def test_south_sudan_since_9_july_2011():
    juba = states().get("SSD")
    assert juba.start == date(2011, 7, 9) and juba.end is None
    assert juba.cow_in == juba.gw_in == ((date(2011, 7, 9), None),)
    assert juba not in states().at(date(2011, 7, 8))
    assert juba in states().at(date(2011, 7, 9))


def test_kosovo_in_both_lists_with_their_own_dates():
    kosovo = states().get("XKX")
    assert kosovo.standard == "user-assigned" and kosovo.status == "other"
    assert kosovo.gw_in[0][0] == date(2008, 2, 17) == kosovo.start
    assert kosovo.cow_in[0][0] == date(2008, 2, 20)


def test_palestine_and_western_sahara_are_in_neither_list():
    for iso3, status in (("PSE", "observer"), ("ESH", "territory")):
        state = states().get(iso3)
        assert state.cow is None and state.gw is None and state.start is None and state.status == status
        assert state in states().at(date(1975, 1, 1))


def test_numbers_that_passed_on_are_told_apart_by_day():
    book = states()
    assert book.by_cow(345, date(1985, 1, 1)).iso3 == "YUG"
    assert book.by_cow(345, date(2004, 1, 1)).iso3 == "SCG"
    assert book.by_cow(345).iso3 == "SRB"
    assert book.by_cow(365, date(1980, 1, 1)).iso3 == "SUN"
    assert book.by_gw(365).iso3 == "RUS"
    assert book.by_gw(816, date(1968, 1, 1)).iso3 == "VDR"


def test_the_last_days_of_the_soviet_union_and_the_germanys():
    before, after = states().at(date(1991, 12, 25)), states().at(date(1991, 12, 26))
    assert "SUN" in {state.iso3 for state in before} and "RUS" not in {state.iso3 for state in before}
    assert "RUS" in {state.iso3 for state in after} and "SUN" not in {state.iso3 for state in after}
    assert "DDR" in {state.iso3 for state in states().at(date(1990, 10, 2))}
    assert "DDR" not in {state.iso3 for state in states().at(date(1990, 10, 3))}


def test_syria_left_the_cow_system_for_the_union_with_egypt():
    assert states().get("SYR").cow_in == (
        (date(1946, 4, 17), date(1958, 2, 1)),
        (date(1961, 9, 29), None),
    )


def test_names_have_their_time():
    assert [name.iso3 for name in states().called("Zaire", date(1990, 1, 1))] == ["COD"]
    assert states().called("Zaire", date(2005, 1, 1)) == []
    assert states().by_name("Upper Volta", date(1990, 1, 1)) is None


def test_names_of_one_state_by_kind():
    assert [name.text for name in states().names_of("SSD", "adjective")] == ["South Sudanese", "Southern Sudanese"]
    assert states().names_of("ZZZ") == []
    assert len(list(states().names())) > 2000
