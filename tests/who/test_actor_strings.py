"""Actors given alone, without a sentence around them: names, descriptions, bodies."""

from __future__ import annotations

import pytest


def best(found):
    return max((mention.actor for mention in found.mentions), key=lambda actor: actor.end - actor.start)


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("Ghanaian Fisheries Authority", "GHA", "GOV"),
        ("Uganda Airlines", "UGA", "BUS"),
        ("Syrian state television", "SYR", "GOV"),
        ("Hong Kong's chief executive", "HKG", "GOV"),
        ("legislative body of Iran", "IRN", "LEG"),
        ("a Kenya-based charity", "KEN", "SOC"),
        ("the Baltic Fleet", "RUS", "MIL"),
        ("Narges Mohammadi", "IRN", "SOC"),
        ("Bernie Sanders", "USA", "LEG"),
        ("former president of Malawi", "MWI", "ELI"),
        ("rebel commander Idriss Musa", None, "REB"),
        ("police spokesman Bruno Odhiambo", None, "COP"),
        ("Democratic Forces for the Liberation of Rwanda", "RWA", "REB"),
    ],
)
def test_country_and_sector(cast, text, code, sector):
    actor = best(cast(text, None))
    assert actor.code == code
    assert sector in actor.sectors


@pytest.mark.parametrize("text", ["Zorbel Fenwick Trust", "the governorate", "unknown occupiers"])
def test_a_name_that_nobody_knows_is_an_actor_all_the_same(cast, text):
    found = cast(text, None)
    assert len(found.mentions) >= 1
    assert best(found).code is None


@pytest.mark.parametrize("text", ["yesterday", "Two weeks ago.", "12 percent"])
def test_a_date_or_number_is_none(cast, text):
    assert cast(text, None).mentions == ()


@pytest.mark.parametrize(
    ("text", "day", "sector"),
    [
        ("Renamo", "1985-06-01", "REB"),
        ("Renamo", "2005-06-01", "PTY"),
        ("FARC", "2010-06-01", "REB"),
        ("FARC", "2019-06-01", "PTY"),
        ("Hayat Tahrir al-Sham", "2023-06-01", "REB"),
        ("Hayat Tahrir al-Sham", "2025-06-01", "GOV"),
    ],
)
def test_rebels_that_laid_down_arms_or_won_are_what_they_were_on_the_day(cast, text, day, sector):
    assert best(cast(text, day)).sectors[0] == sector


@pytest.mark.parametrize(
    ("text", "day", "sectors"),
    [
        ("Antony Blinken", "2022-06-01", ["GOV"]),
        ("Antony Blinken", None, ["GOV"]),
        ("Tony Blair", None, ["ELI"]),
        ("Tony Blair", "2003-01-01", ["GOV"]),
        ("Tony Blair", "2017-01-01", ["ELI"]),
        ("Energy Minister Juan Carlos Jobet", "2022-04-01", ["GOV"]),
        ("former energy minister Juan Carlos Jobet", "2022-04-01", ["ELI"]),
        ("Ali al-Sistani", "2015-01-01", ["REL", "OPP"]),
        ("Mamata Banerjee", "2015-01-01", ["GOV"]),
    ],
)
def test_who_held_office_on_the_day_and_of_late_when_there_is_no_day(cast, text, day, sectors):
    assert best(cast(text, day)).sectors == sectors


def test_a_chinese_surname_is_no_pronoun(cast):
    first, *_ = cast("He Lifeng met reporters.", "2024-04-05").mentions
    assert first.actor.text == "He Lifeng"


def test_a_surname_alone_never_means_somebody_of_the_lesser_known(cast):
    assert {m.actor.entity for m in cast("Sanders met Erdogan in Ankara.", "2018-05-01").mentions} >= {
        "person:recep-tayyip-erdogan"
    }
    assert "person:bernie-sanders" not in {m.actor.entity for m in cast("Sanders agreed.", "2018-05-01").mentions}
