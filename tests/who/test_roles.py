"""Role phrases: sector from the word, country from what stands around it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "words", "code", "sector"),
    [
        ("Kenyan troops crossed the river.", "Kenyan troops", "KEN", "MIL"),
        ("U.S. warplanes struck the depot.", "U.S. warplanes", "USA", "MIL"),
        ("Iraqi Kurdish leaders met.", "Iraqi Kurdish leaders", "IRQ", "GOV"),
        ("Police in Lagos fired tear gas.", "Police", "NGA", "COP"),
        ("Police in the northern city of Kano fired tear gas.", "Police", "NGA", "COP"),
        ("Syrian refugees waited.", "Syrian refugees", "SYR", "REF"),
        ("Members of the PKK laid down arms.", "Members of the PKK", "TUR", "REB"),
        ("Dozens of Greek farmers blocked the road.", "Dozens of Greek farmers", "GRC", "AGR"),
        ("A Zambian opposition lawmaker was held.", "A Zambian opposition lawmaker", "ZMB", "LEG"),
        ("Russia's delegation left.", "Russia's delegation", "RUS", "GOV"),
        ("UN peacekeepers left.", "UN peacekeepers", "UNO", "MIL"),
    ],
)
def test_role_with_a_country(mention, text, words, code, sector):
    actor = mention(text, words).actor
    assert actor.code == code
    assert sector in actor.sectors


def test_role_without_a_country_stays_without(mention):
    actor = mention("Gunmen stormed the hotel.", "Gunmen").actor
    assert (actor.code, actor.sectors) == (None, ["UAF"])


def test_role_inherits_the_country_the_report_is_about(mention):
    text = "Peru declared a curfew. Peruvian courts closed. In Lima, police detained forty people."
    assert mention(text, "police").actor.code == "PER"


def test_foreign_troops_do_not_inherit(mention):
    text = "Peru declared a curfew. Peruvian courts closed. Foreign troops watched."
    assert mention(text, "Foreign troops").actor.code is None


def test_supporters_are_not_what_they_support(mention):
    actor = mention("Critics of Vladimir Putin marched.", "Critics").actor
    assert "GOV" not in actor.sectors


def test_refugees_from_and_troops_withdrawn_from(cast):
    refugees = [m for m in cast("Refugees from Eritrea arrived.").mentions if m.kind == "role"]
    troops = [m for m in cast("France withdrew soldiers from Mali.").mentions if "soldiers" in m.actor.text]
    assert refugees[0].actor.code == "ERI"
    assert troops[0].actor.code != "MLI"


def test_two_nationalities_are_two_actors(cast):
    found = [m for m in cast("Russian and Turkish officials met.").mentions if m.kind == "collective"]
    assert [actor.code for actor in found[0].referents] == ["RUS", "TUR"]
    assert found[0].actor.code is None


@pytest.mark.parametrize("text", ["The Turks agreed.", "Two Russians agreed."])
def test_demonyms_have_a_code_and_no_sector(cast, text):
    found = [m for m in cast(text).mentions if m.kind == "demonym"]
    assert found and found[0].actor.code in ("TUR", "RUS") and found[0].actor.sectors == []


def test_government_of_a_country_is_one_actor(mention):
    text = "The Chadian government met Moscow. The government of Chad denied it."
    assert mention(text, "The Chadian government").actor.entity == "gov:TCD"
    assert mention(text, "The government of Chad").actor.entity == "gov:TCD"


def test_casualties_are_no_actors(cast):
    assert not [m for m in cast("There were heavy casualties.").mentions if "casualties" in m.actor.text]


def test_office_of_an_organisation_is_not_an_office_of_state(cast):
    for each in cast("The president of the Chadian Chess League resigned.", "2023-01-01").mentions:
        assert not each.actor.entity.startswith("person:")
