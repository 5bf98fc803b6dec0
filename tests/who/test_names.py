"""Names: states, bodies, groups, people, and organisations the books do not know."""

from __future__ import annotations

import pytest

from dragoman.who.names import names


@pytest.mark.parametrize(
    ("text", "words", "code", "sectors", "entity"),
    [
        ("Kenya closed the crossing.", "Kenya", "KEN", [], "state:KEN"),
        ("The United States rejected the offer.", "United States", "USA", [], "state:USA"),
        ("The U.K. rejected the offer.", "U.K.", "GBR", [], "state:GBR"),
        ("The African Union condemned the coup.", "African Union", None, None, "igo:african-union"),
        ("The European Union condemned the coup.", "European Union", "EEC", [], "igo:european-union"),
        ("Hezbollah fired rockets.", "Hezbollah", "LBN", None, None),
        ("Boko Haram burned two villages.", "Boko Haram", "NGA", ["REB"], None),
    ],
)
def test_known_name(mention, text, words, code, sectors, entity):
    actor = mention(text, words).actor
    assert code is None or actor.code == code
    assert sectors is None or actor.sectors == sectors
    assert entity is None or actor.entity == entity


def test_international_bodies_carry_an_international_code(mention):
    assert mention("The United Nations sent envoys.", "United Nations").actor.code == "UNO"
    assert mention("NATO sent jets.", "NATO").actor.code == "NAT"
    assert mention("The World Bank approved a loan.", "World Bank").actor.code == "IGO"


def test_country_name_inside_a_persons_name_is_no_country(cast):
    mentions = cast("Jordan Petersen met Chad Willis in the hotel.").mentions
    assert not [each for each in mentions if each.actor.code in ("JOR", "TCD")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("U.S.-backed rebels took the airfield.", None),
        ("Saudi-led forces bombed the bridge.", None),
        ("Pro-Iranian militias shelled the depot.", None),
        ("A Uganda-based charity gave tents.", "UGA"),
    ],
)
def test_country_bound_by_a_hyphen_is_not_whose_it_is(cast, text, code):
    roles = [each for each in cast(text).mentions if each.kind == "role"]
    assert roles and roles[0].actor.code == code


@pytest.mark.parametrize(
    ("text", "words", "code", "sector"),
    [
        ("The Chadian Ministry of Water denied it.", "Chadian Ministry of Water", "TCD", "GOV"),
        ("The Supreme Court of Peru freed him.", "Supreme Court of Peru", "PER", "JUD"),
        ("Ghana's Ministry of Roads denied it.", "Ghana's Ministry of Roads", "GHA", "GOV"),
    ],
)
def test_unknown_organisation_with_a_country_word(cast, text, words, code, sector):
    found = [each for each in cast(text).mentions if words.split()[-3] in each.actor.text and each.actor.code == code]
    assert found and sector in found[0].actor.sectors


def test_organisation_known_as_one_countrys_is_anothers_when_the_report_says_so(cast):
    mentions = cast("Botswana's Defense Department denied the report.").mentions
    assert [each.actor.code for each in mentions if "Department" in each.actor.text] == ["BWA"]


def test_group_is_what_it_was_on_the_day(mention):
    text = "The Taliban rejected the plan."
    assert mention(text, "Taliban", "2010-03-01").actor.sectors == ["REB"]
    assert mention(text, "Taliban", "2023-03-01").actor.sectors[0] == "GOV"


def test_georgia_is_told_apart_by_the_company_it_keeps(mention):
    american = "The governor of Georgia met U.S. Senator Dana Holt. The United States is divided."
    assert mention("Russian troops left Georgia.", "Georgia").actor.code == "GEO"
    assert not [m for m in [mention(american, "United States")] if m.actor.code != "USA"]


def test_find_is_case_sensitive_and_keeps_word_borders():
    found = [(hit.start, hit.end) for hit in names().find("Chad and chad, Mali and Malinda, US$5 and the US")]
    text = "Chad and chad, Mali and Malinda, US$5 and the US"
    assert [text[start:end] for start, end in found] == ["Chad", "Mali", "US"]
    assert found[-1] == (46, 48)


def test_accents_and_curly_apostrophes_do_not_matter(mention):
    assert mention("Côte d’Ivoire closed its border.", "Côte d’Ivoire").actor.code == "CIV"
    assert mention("President Erdoğan left.", "President Erdoğan").actor.code == "TUR"
    assert mention("President Erdogan left.", "President Erdogan").actor.code == "TUR"


def test_court_without_a_country_is_the_one_of_the_country_a_report_is_about(cast):
    text = "Kenya votes on Monday. Kenyan judges met. The Supreme Court rejected a petition."
    found = [each for each in cast(text).mentions if "Supreme Court" in each.actor.text]
    assert [each.actor.code for each in found] == ["KEN"]
