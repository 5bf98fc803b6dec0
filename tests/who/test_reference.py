"""Reference: pronouns, descriptions and collectives."""

from __future__ import annotations

import pytest


def test_he_is_the_person_named_before(mention):
    text = "Ukrainian President Volodymyr Zelenskyy met farmers. He promised them seed."
    found = mention(text, "He", "2023-04-01")
    assert found.kind == "pronoun"
    assert found.actor.entity == "person:volodymyr-zelenskyy"
    assert mention(text, "them", "2023-04-01").actor.sectors == ["AGR"]


def test_she_is_not_the_man_named_last(mention):
    text = "Finance Minister Maria Soto met Governor Pedro Ruiz. She promised funds."
    assert mention(text, "She").actor.entity == "person:maria-soto"


def test_he_in_a_quotation_is_not_the_speaker(mention):
    text = 'Pedro Ruiz met Carlos Vega on Monday. "He wants peace," Ruiz said.'
    assert mention(text, "He").actor.entity == "person:carlos-vega"


def test_object_is_not_its_own_subject(mention):
    text = "Pedro Ruiz criticised Carlos Vega. Ruiz came to insult him."
    assert mention(text, "him").actor.entity == "person:carlos-vega"


def test_its_is_the_state_in_the_sentence(mention):
    assert mention("Kenya reopened its border.", "its").actor.entity == "state:KEN"


@pytest.mark.parametrize("text", ["Kenya voted. It was reported that turnout fell.", "Kenya voted. It rained."])
def test_it_that_means_nothing_stays_out(cast, text):
    assert not [each for each in cast(text).mentions if each.actor.text == "It"]


def test_they_are_all_who_were_joined(mention):
    found = mention("Kenya and Uganda reopened their border.", "their")
    assert [actor.code for actor in found.referents] == ["KEN", "UGA"]


def test_they_are_two_persons_named_together_and_never_one_alone(mention):
    text = "Maria Soto and Pedro Ruiz said they would resign."
    entities = {actor.entity for actor in mention(text, "they").referents}
    assert entities == {"person:maria-soto", "person:pedro-ruiz"}


@pytest.mark.parametrize("words", ["the two sides", "both countries"])
def test_two_sides_are_the_parties_named_together(mention, words):
    text = f"Sudan and Ethiopia held talks in Geneva. Swiss hosts said {words} were ready."
    found = mention(text, words)
    assert found.kind == "collective"
    assert [actor.code for actor in found.referents] == ["SDN", "ETH"]
    assert found.actor.code is None


def test_the_minister_is_the_minister_named_before(mention):
    text = "Turkish Foreign Minister Orhan Belli met the rebels. The minister promised aid."
    found = mention(text, "The minister")
    assert found.kind == "description"
    assert found.actor.entity == "person:orhan-belli"


def test_the_president_is_no_vice_president(mention):
    text = "Peruvian President Luis Arce met Vice President Jorge Mendez Rojas. The president smiled."
    assert mention(text, "The president").actor.name.startswith("Luis")


def test_his_delegation_is_of_his_country(mention):
    text = "Turkish Foreign Minister Orhan Belli arrived. His delegation waited."
    actor = mention(text, "His delegation").actor
    assert (actor.code, actor.sectors) == ("TUR", ["GOV"])


def test_the_group_is_the_group_named_before(mention):
    text = "Boko Haram attacked a village. The group burned forty houses."
    assert mention(text, "The group").actor.name == "Boko Haram"


def test_who_is_the_noun_before_it(mention):
    text = "Soldiers, who had fled, returned to Kenyan lines."
    assert mention(text, "who").actor.sectors == ["MIL"]


def test_a_minister_is_nobody_named_before(mention):
    text = "Turkish Foreign Minister Orhan Belli met the rebels. A minister was shot."
    assert not mention(text, "A minister").actor.entity.startswith("person:")


def test_i_in_a_quotation_is_the_speaker(mention):
    text = 'Pedro Ruiz met Carlos Vega. "I want peace," Vega said.'
    assert mention(text, "I").actor.entity == "person:carlos-vega"


def test_himself_is_the_subject_of_its_clause(mention):
    text = "Pedro Ruiz praised Carlos Vega. Vega defended himself."
    assert mention(text, "himself").actor.entity == "person:carlos-vega"


def test_parts_of_a_collective_carry_its_words(mention):
    text = "Sudan and Ethiopia held talks in Geneva. Both countries were ready."
    found = mention(text, "Both countries")
    assert all(actor.text == "Both countries" for actor in found.referents)


def test_the_group_may_have_been_named_in_a_title_only(mention):
    text = "Houthi spokesman Yahya Nasser spoke. The group will keep its boats at sea."
    assert mention(text, "The group").actor.name == mention("The Houthis left.", "Houthis").actor.name


def test_two_leaders_may_be_a_president_and_a_rebel(mention):
    text = "South Sudanese President Salva Kiir met rebel leader Riek Machar. The two leaders shook hands."
    found = mention(text, "The two leaders", "2016-01-15")
    assert [actor.entity for actor in found.referents] == ["person:salva-kiir", "person:riek-machar"]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ('"We kept our word," Prime Minister Karim Haddad of Lebanon said.', "state:LBN"),
        ('Hamas spokesman Ali Baraka was blunt. "We will not disarm," he said.', "group:PSE-HAMAS"),
        ('Kenya was calm. "We open the border on Monday," Kenya said.', "state:KEN"),
    ],
)
def test_we_in_a_quotation_are_those_whom_its_speaker_speaks_for(mention, text, entity):
    assert mention(text, "We").actor.entity == entity


def test_we_of_nobody_known_are_nobody(cast):
    found = cast('"We are tired," a farmer said.').mentions
    assert [each for each in found if each.actor.text == "We" and each.actor.entity.startswith("state:")] == []


@pytest.mark.parametrize(
    "text",
    [
        'Ana Ruiz was late. "I came by bus," she said.',
        'Ana Ruiz, a retired judge, was late. "I came by bus," the former judge said.',
        '"I came by bus," Ana Ruiz said, taking off her coat. "Next time I will walk."',
    ],
)
def test_i_is_who_says_it_by_name_pronoun_or_description(mention, text):
    assert mention(text, "I").actor.entity == "person:ana-ruiz"


@pytest.mark.parametrize("words", ["The 58-year-old", "The veteran", "The former"])
def test_a_description_of_somebody_known_is_the_person_spoken_of(cast, words):
    text = f"General Boris Petrov left Minsk on Monday. {words} mediator was not seen again."
    last = [each for each in cast(text).mentions if each.actor.text.endswith("mediator")][-1]
    assert last.actor.entity == "person:boris-petrov"


def test_a_minister_is_not_the_president_spoken_of(cast):
    text = "Chile's President Ana Ruiz was away. The justice minister of Chile resigned."
    found = next(each for each in cast(text).mentions if "minister" in each.actor.text)
    assert found.actor.entity != "person:ana-ruiz"


def test_a_pronoun_that_opens_a_sentence_may_point_forward(mention):
    text = "Pedro Ruiz met Carlos Vega. Before he left the hall, Vega signed the paper."
    assert mention(text, "he").actor.entity == "person:carlos-vega"


def test_of_two_with_one_surname_the_title_tells_which(cast):
    text = "Seydou Kone and Mariam Kone resigned. Ms. Kone gave no reason."
    assert cast(text).mentions[-1].actor.entity == "person:mariam-kone"


def test_the_rebels_are_the_one_armed_group_spoken_of(cast):
    one = cast("The M23 took Goma. The rebels then left.").mentions
    assert next(each for each in one if each.actor.text == "The rebels").actor.entity.startswith("group:")
    two = cast("The M23 and the FDLR met near Goma. The rebels then left.").mentions
    assert not next(each for each in two if each.actor.text == "The rebels").actor.entity.startswith("group:")


def test_a_first_name_alone_is_the_person_it_was_part_of(cast):
    found = cast("Meles Zenawi met Isaias Afewerki. On Monday Meles flew home.").mentions
    assert found[-1].actor.text == "Meles"
    assert found[-1].actor.entity == "person:meles-zenawi"
