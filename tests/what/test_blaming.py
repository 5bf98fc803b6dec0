"""Who attacked, where the sentence turns the sides round, blames somebody, or tells a doer beside the attack."""

from __future__ import annotations

import pytest

from dragoman.coding import coder
from dragoman.records import Report


def attacks(text, title=None):
    events = coder().code(Report(id="r", text=text, title=title, published="2024-05-16")).events
    return [event for event in events if event.type == "ASSAULT"]


def doers(event):
    return [actor.entity for actor in event.sources]


@pytest.mark.parametrize(
    "text",
    [
        "Goma came under bombardment on Monday by M23 rebels, and six people lost their lives.",
        "The town of Sake came under artillery fire from M23 rebels on Monday.",
        "A supply convoy came under fire from M23 rebels near Sake on Monday.",
        "Goma came under heavy attack by M23 rebels on Monday.",
    ],
)
def test_who_comes_under_fire_is_attacked(text):
    (event,) = attacks(text)
    assert all(entity.startswith("group:COD-M23") for entity in doers(event))
    assert event.sources
    assert not any("M23" in actor.name for actor in event.targets)


def test_a_minister_under_fire_from_critics_is_criticised():
    assert attacks("The finance minister came under fire from opposition lawmakers on Monday.") == []


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Shells fell on Goma on Monday, killing six people; the governor held M23 responsible.", "governor"),
        ("A bomb exploded in Goma on Monday, killing six people, police said, blaming M23.", "police"),
        ("At least six people were killed in Goma in a raid that police attributed to M23.", "police"),
        ("An attack blamed on M23 killed six people in Goma on Monday.", None),
        ("Six people were killed in Goma on Monday in a raid for which M23 was blamed.", None),
    ],
)
def test_whom_a_sentence_blames_is_the_doer_as_the_blaming_tell_it(text, voice):
    event = next(event for event in attacks(text) if event.casualties)
    assert doers(event) == ["group:COD-M23"]
    assert event.casualties.killed.min == 6
    if voice is not None:
        assert voice in event.said_by.name.lower()


def test_nobody_is_blamed_by_a_sentence_that_blames_nobody():
    found = attacks("A bomb exploded in Goma on Monday, killing six people; officials did not blame M23.")
    assert found
    assert "group:COD-M23" not in [entity for event in found for entity in doers(event)]


@pytest.mark.parametrize(
    "text",
    [
        "The attacks of M23 on Goma killed six people on Monday.",
        "A patrol walked into an ambush laid by M23 near Goma on Monday, and six soldiers died.",
        "Drones of M23 hit Goma on Monday, leaving six people dead.",
        "A salvo of M23 rockets hit Goma on Monday, wounding six people.",
        "Shelling by M23 rebels killed six people in Goma on Monday.",
        "Shelling by M23 fighters killed six people in Goma on Monday, the Red Cross said.",
        "Six people were shot dead on Monday in Goma by M23 rebels.",
        "M23 claimed the bombing in Goma that killed six people on Monday.",
        "A bombing in Goma that was claimed by M23 killed six people on Monday.",
    ],
)
def test_a_doer_under_a_preposition(text):
    found = attacks(text)
    assert len(found) == 1
    assert found[0].sources
    assert all(entity.startswith("group:COD-M23") for entity in doers(found[0]))


def test_clashes_that_erupt_between_two_are_theirs():
    (event,) = attacks("Clashes erupted on Monday between M23 and the Congolese army near Goma, leaving six dead.")
    assert doers(event) == ["group:COD-M23"]
    assert {actor.code for actor in event.targets} == {"COD"}
    assert event.casualties.killed.min == 6


def test_a_gerund_that_opens_a_sentence_is_its_subject():
    (event,) = attacks("Shelling by the Ethiopian army killed six people in Moyale on Monday, Kenyan police said.")
    assert {actor.code for actor in event.sources} == {"ETH"}


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb planted by the ELN went off in Cali on Monday, killing four people.",
        "The ELN claimed responsibility for Monday's bombing in Cali, which killed four people.",
    ],
)
def test_the_day_of_an_attack_may_stand_by_another_of_its_words(text):
    assert {event.date.first for event in attacks(text)} == {"2024-05-13"}


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in Goma on Monday. The army blamed M23 rebels.",
        "Goma was attacked on Monday. The attackers, police said, were M23 rebels.",
        "A drone hit a market in Goma on Monday. The drone belonged to M23 rebels, the army said.",
        "An explosion killed nine people in Goma on Monday. Responsibility lies with M23 rebels, the army said.",
        "Twelve people lost their lives at the hands of M23 rebels outside Goma on Monday, the army said.",
        "Rockets that had been fired by M23 rebels hit Goma on Monday, the army said.",
        "The killing of nine people in Goma on Monday was the work of M23 rebels, the army said.",
        "The attack on Goma on Monday was the work of M23 rebels, the army said.",
        "Gunmen whom the army identified as M23 rebels raided Sake on Monday and killed nine people.",
    ],
)
def test_who_is_blamed_beside_or_after_an_attack_did_it(text):
    event = attacks(text)[0]
    assert event.sources
    assert all(entity.startswith("group:COD-M23") for entity in doers(event))


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in Goma on Monday. The army blamed M23 rebels for the collapse of the talks.",
        "Twelve people were killed in Goma on Monday. Nobody blamed M23 rebels.",
        "Twelve people were killed in Goma on Monday. Rain fell all day. The army blamed M23 rebels.",
    ],
)
def test_blame_for_something_else_names_no_attacker(text):
    assert doers(attacks(text)[0]) == []


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Fighters from the M23 killed nine people in Sake on Monday.", "group:COD-M23"),
        ("Militants loyal to al-Shabaab killed nine people on Monday.", "group:SOM-SHABAAB"),
        ("QZF fighters killed nine people in Sake on Monday.", "org:qzf"),
    ],
)
def test_members_of_a_group_attack_for_it(text, group):
    (event,) = attacks(text)
    assert [entity.startswith(group) for entity in doers(event)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The army saw the hand of M23 in the attack on Sake that killed seven on Monday.",
        "Monday's raid on Sake, in which seven people died, was laid at the door of M23 by the army.",
        "The seven people killed in Sake on Monday were victims of M23, the army said.",
        "It was M23, the army said, who attacked Sake on Monday and killed seven people.",
        "Artillery from M23 positions hit Sake on Monday, killing seven people.",
    ],
)
def test_the_blamed_is_the_doer_however_the_blame_is_worded(text):
    assert any(entity.startswith("group:COD-M23") for event in attacks(text) for entity in doers(event))


def test_whose_shelling_people_die_under_did_it():
    (event,) = attacks("Nine people died under Ethiopian shelling in Mekelle on Tuesday.")
    assert [actor.code for actor in event.sources] == ["ETH"]


@pytest.mark.parametrize(
    "text",
    [
        "Armenia counted three violations of the truce by Azerbaijani troops near Kapan on Tuesday.",
        "A breach of the ceasefire by Azerbaijani forces near Kapan was reported by Armenia on Tuesday.",
        "Azerbaijani troops opened fire near Kapan on Tuesday despite the ceasefire, Armenia said.",
    ],
)
def test_who_breaks_a_truce_is_its_doer(text):
    (event,) = attacks(text)
    assert [actor.code for actor in event.sources] == ["AZE"]
    assert event.place is not None
    assert event.place.name == "Kapan"


@pytest.mark.parametrize(
    "text",
    [
        "Goma was raided on Monday, with the loss of six lives. The attackers, Goma's hospital said, were M23 rebels.",
        "Goma was raided on Monday, with the loss of six lives. The attackers were M23 rebels.",
    ],
)
def test_the_attackers_of_the_sentence_before_are_named_whoever_says_so(text):
    (event,) = attacks(text)
    assert doers(event) == ["group:COD-M23"]


@pytest.mark.parametrize(
    "text",
    [
        "Rockets that the governor said had been fired by M23 rebels hit Sake on Monday.",
        "Shells that the church said were fired by M23 rebels hit Sake on Monday.",
        "M23 rebels, who the governor said shelled Sake on Monday, killed six people.",
    ],
)
def test_who_tells_of_it_in_a_relative_clause_has_not_done_it(text):
    found = attacks(text)
    assert found
    assert all(entity.startswith("group:COD-M23") for event in found for entity in doers(event))
