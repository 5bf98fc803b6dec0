"""People: office by date, titles, appositions, surnames after the full name."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.who.people import people


@pytest.mark.parametrize(
    ("day", "sectors"),
    [("2012-06-01", ["GOV"]), ("2018-06-01", ["ELI"])],
)
def test_office_by_the_reports_date(mention, day, sectors):
    actor = mention("Barack Obama urged both sides to talk.", "Barack Obama", day).actor
    assert (actor.name, actor.code, actor.sectors) == ("Barack Obama", "USA", sectors)
    assert actor.entity == "person:barack-obama"


def test_description_of_an_office_is_its_holder_on_the_day(mention):
    text = "The U.S. president called the talks useful."
    assert mention(text, "The U.S. president", "2012-06-01").actor.entity == "person:barack-obama"
    assert mention(text, "The U.S. president", "2018-06-01").actor.entity == "person:donald-trump"


def test_surname_alone_of_an_incumbent(mention):
    assert mention("Officials said Putin would travel.", "Putin", "2015-01-01").actor.code == "RUS"


def test_title_and_surname(mention):
    actor = mention("President Trump spoke by phone.", "President Trump", "2018-04-01").actor
    assert (actor.name, actor.code, actor.sectors) == ("Donald Trump", "USA", ["GOV"])


def test_surname_after_full_name_of_somebody_unknown(mention):
    text = "Rebel commander Joe Kabongo refused to leave. Kabongo said his men would stay."
    first = mention(text, "Rebel commander Joe Kabongo")
    again = mention(text, "Kabongo")
    assert first.actor.entity == again.actor.entity == "person:joe-kabongo"
    assert again.actor.sectors == ["REB"]


@pytest.mark.parametrize(
    ("text", "words", "code", "sector"),
    [
        ("Turkish Foreign Minister Orhan Belli resigned.", "Turkish Foreign Minister Orhan Belli", "TUR", "GOV"),
        ("Ana Sota, the governor of Lima, resigned.", "Ana Sota", "PER", "GOV"),
        ("The army's spokesman, Col. Ahmed Musa, denied it.", "Col. Ahmed Musa", None, "MIL"),
        ("Hamas spokesman Walid Nasri denied it.", "Hamas spokesman Walid Nasri", "PSE", "REB"),
        ("Kenyan journalist Lucy Wanza was freed.", "Kenyan journalist Lucy Wanza", "KEN", "JRN"),
        ("Peter Osei of the Ghana Police Service denied it.", "Peter Osei", "GHA", "COP"),
    ],
)
def test_description_gives_code_and_sector(mention, text, words, code, sector):
    actor = mention(text, words).actor
    assert actor.code == code
    assert actor.sectors[0] == sector


def test_apposition_shares_the_persons_key(mention):
    text = "Ana Sota, the governor of Lima, resigned."
    assert mention(text, "the governor of Lima").actor.entity == mention(text, "Ana Sota").actor.entity


def test_former_officials_are_elites(mention):
    text = "The former Thai prime minister left the country."
    assert mention(text, "The former Thai prime minister").actor.sectors == ["ELI"]


def test_envoy_to_a_country_is_not_of_it(mention):
    text = "U.S. Ambassador to Sudan Carla Hume met the rebels."
    assert mention(text, "U.S. Ambassador to Sudan Carla Hume").actor.code == "USA"


def test_two_people_joined_by_a_hyphen(cast):
    entities = [m.actor.entity for m in cast("A Trump-Putin meeting is planned.", "2018-05-01").mentions]
    assert "person:donald-trump" in entities
    assert "person:vladimir-putin" in entities


def test_standing_before_in_and_after_office():
    person = people().named("Angela Merkel")[0]
    assert person.on(date(2010, 1, 1)).sectors == ("GOV",)
    assert person.on(date(2023, 1, 1)).sectors == ("ELI",)
    assert person.on(date(1985, 1, 1)).sectors == ("PTY",)


def test_every_person_has_a_key_of_their_own():
    keys = [person.entity for person in people().all()]
    doubled = {key for key in keys if keys.count(key) > 1}
    assert len(doubled) <= len(keys) // 100, sorted(doubled)[:20]


def test_weekday_is_nobodys_surname(cast):
    for each in cast("The Peruvian minister resigned on Friday. On Friday he left.").mentions:
        assert "Friday" not in each.actor.text


def test_title_that_names_another_body_decides_in_an_undated_report(mention):
    text = "European Council president Donald Tusk met the Polish delegation."
    assert mention(text, "European Council president Donald Tusk", None).actor.code == "EEC"


def test_office_of_the_title_in_an_undated_report(mention):
    actor = mention("Prime Minister Tony Blair met the rebels.", "Prime Minister Tony Blair", None).actor
    assert (actor.code, actor.sectors) == ("GBR", ["GOV"])


def test_former_aides_of_somebody_in_office_do_not_make_him_former(cast):
    found = [
        m for m in cast("Two former Trump officials left.", "2018-05-01").mentions if m.actor.entity[:6] == "person"
    ]
    assert [each.actor.sectors for each in found] == [["GOV"]]


def test_part_of_a_name_after_the_whole(mention):
    text = "John Luk Deng, the South Sudanese information minister, arrived. Luk said nothing."
    assert mention(text, "Luk").actor.entity == "person:john-luk-deng"


def test_officials_are_of_the_country_a_report_is_about(mention):
    text = "Peru closed its ports. Peruvian unions protested. Interior Minister Raul Benites blamed smugglers."
    assert mention(text, "Interior Minister Raul Benites").actor.code == "PER"


def test_surname_that_is_a_peoples_name_is_the_persons_once_named(mention):
    text = "Singer Karim Baloch sang in Karachi. Baloch left at noon."
    assert mention(text, "Baloch").actor.entity == "person:karim-baloch"


def test_verb_before_a_name_is_no_title(mention):
    text = "The envoy has accused Angela Merkel of delay."
    assert mention(text, "Angela Merkel", "2015-01-01").actor.sectors == ["GOV"]
