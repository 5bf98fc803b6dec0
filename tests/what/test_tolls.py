"""Tolls told apart from the act, and attacks told again by whom they killed, in reports that tell of little else."""

from __future__ import annotations

import pytest

from dragoman.coding import coder
from dragoman.records import Report

AROUND = (
    "\n\nThe road to the capital is unpaved. Most families live from cattle and salt. "
    "A school opened there two years ago. The market is held on Thursdays."
)
"""A report of which most sentences tell of no event is asked for more."""


def events(text):
    return coder().code(Report(id="r", text=text + AROUND, published="2024-05-16")).events


def attacks(text):
    return [event for event in events(text) if event.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "killed", "place"),
    [
        # a toll of a named act
        ("The death toll from the shelling of Sinjil rose to 17, the mayor said.", 17, None),
        ("The toll from Tuesday's airstrike on a market in Kadugli climbed to 26, doctors said.", 26, "Kadugli"),
        ("Hospital officials put the death toll from the bombing in Quetta at 31.", 31, "Quetta"),
        ("The number of people killed in the raid on Bunia has risen to 12, according to the governor.", 12, "Bunia"),
        ("The number of dead in Monday's ambush near Gao has reached nine, the ministry said.", 9, "Gao"),
        ("The army lowered the death toll of the rocket attack on Marib to eight.", 8, "Marib"),
        # bodies and counts
        ("At least 9 bodies were recovered from the village of Dori after the attack, police said.", 9, "Dori"),
        ("The health ministry counted 31 dead in the air raid on Dengolat.", 31, None),
        ("Forty people are now known to have been killed in the attack in Deir Hafir and 60 wounded.", 40, None),
        ("At least 14 people died in the attack in Mubi, the Red Cross said, correcting an earlier count.", 14, "Mubi"),
        # told again, with nobody who did it
        ("An attack on Djibo in April killed 22 people.", 22, "Djibo"),
        ("Last month's bombing in Mogadishu left 11 dead.", 11, "Mogadishu"),
        ("The drone strike in Lashkar Gah, which killed six people, has not been explained.", 6, None),
        ("Seven people were killed in the attack on Mopti last week.", 7, "Mopti"),
        ("Eight people were killed and 15 injured in the attack in Torit, the Red Cross said.", 8, "Torit"),
        # counts that stand before their noun, and lives
        ("The army lowered to seven the number of dead in the attack on Mopti.", 7, "Mopti"),
        ("The mayor revised upwards to eight the number of people killed in the attack on Torit.", 8, "Torit"),
        ("Violence claimed 13 lives in Torit on Monday, doctors said.", 13, "Torit"),
    ],
)
def test_the_dead_of_an_attack_are_one_attack(text, killed, place):
    found = attacks(text)
    assert len(found) == 1, [(event.trigger.text, event.casualties) for event in found]
    event = found[0]
    assert event.status == "happened"
    assert event.casualties is not None
    assert event.casualties.killed is not None
    assert event.casualties.killed.min == killed
    assert event.sources == []
    if place is not None:
        assert event.place is not None
        assert event.place.name == place


@pytest.mark.parametrize(
    "text",
    [
        "Hospital officials put the death toll at 19.",
        "The death toll has risen to 19, hospital officials said.",
        "The number of dead rose to 19, the governor said on Thursday.",
        "Officials put the number of dead in Kadugli at 19.",
        "The ministry revised the toll down to 19.",
        "The toll now stands at 19, according to the Red Crescent.",
        "Rescuers said 19 bodies had been recovered.",
        "The hospital counted 19 dead.",
        "The governor put the dead at 19.",
        "The dead number 19, according to the Red Crescent.",
        "At least 19 people lost their lives, the governor said.",
        "Nineteen people perished, according to the police.",
        "After a recount the police gave the number of people killed as 19.",
    ],
)
def test_a_toll_is_of_the_attack_that_the_report_is_about(text):
    found = [e for e in attacks(f"Fighter jets bombed a market in Kadugli on Monday. {text}") if e.casualties]
    assert [event.casualties.killed.min for event in found if event.casualties.killed] == [19]
    assert found[0].status == "happened"


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake shook the Afghan province of Herat on Monday. The death toll has risen to 120, officials said.",
        "Floods swept through Derna. The ministry put the number of dead at 5,300.",
        "A ferry capsized off Madagascar on Tuesday. At least 64 bodies were recovered.",
        "A bus plunged into a ravine near Cuzco. Police put the death toll at 24.",
        "The cholera outbreak in Lusaka has worsened. The death toll rose to 400, the health ministry said.",
        "The death toll from the heatwave rose to 61, hospitals said.",
        "A heart attack in March nearly ended his career; 14 operations followed.",
        "The strikers' attack killed off the game in the 60th minute, and 30,000 fans went home happy.",
        "The road toll at the new bridge rose to 12 dollars for trucks.",
        "Fog on the motorway led to a crash that killed six people, and the toll may rise to seven.",
        "The virus has killed 900 people, and the number of dead has risen to 40 a day.",
        "The strike by nurses has left 200 beds empty.",
        "A shark attack off Perth killed a swimmer in January.",
        "Forty people lost their lives when a dam burst in Derna, and the flood reached the harbour.",
        "Eleven miners perished in a methane blast, the company said.",
        "A lightning strike killed four people in Sylhet on Sunday.",
    ],
)
def test_mishaps_illness_sport_and_fares_have_no_attack(text):
    assert attacks(text) == []


def test_armed_people_who_kill_leave_no_doubt():
    (event,) = attacks("Rebel fighters swept into Mubi on Monday, killing 11 people, the police said.")
    assert event.casualties.killed.min == 11
    assert [actor.name for actor in event.sources] == ["Rebel fighters"]


def test_the_dead_and_the_wounded_have_each_their_number():
    (event,) = attacks("The army bombarded Kadugli on Monday; doctors put the dead at 16 and the wounded at 42.")
    assert (event.casualties.killed.min, event.casualties.injured.min) == (16, 42)


FILL = " The road to the coast is unpaved. Most families live from salt. A school opened there two years ago."


@pytest.mark.parametrize(
    ("title", "text", "killed"),
    [
        ("Raid on Dori kills nine", "At least nine people lost their lives in Dori on Monday, the governor said.", 9),
        (
            "Dori: new figures, four dead",
            "The army contested the figures for Dori, putting the number of dead at four.",
            4,
        ),
        ("Soldiers fire on boats", "At least nine people lost their lives near Dori on Monday, the governor said.", 9),
        ("Fourteen dead in Dori", "A rival count came from the opposition: 14 dead in Dori.", 14),
        (
            "Fewer dead in Dori than feared",
            "Fewer people than feared died in Dori: six and not nine, the army said.",
            6,
        ),
    ],
)
def test_a_title_tells_what_a_toll_is_of(title, text, killed):
    report = Report(id="r", title=title, text=text + FILL, published="2024-05-16")
    found = [event for event in coder().code(report).events if event.type == "ASSAULT"]
    assert [event.casualties.killed.min for event in found] == [killed]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Derna flood toll rises", "The death toll has risen to 120, officials said."),
        ("Bus crash kills nine", "At least nine people lost their lives near Dori on Monday, the governor said."),
        ("Fire in Dori market", "At least nine people lost their lives in Dori on Monday, the governor said."),
    ],
)
def test_a_title_of_a_mishap_makes_no_attack(title, text):
    report = Report(id="r", title=title, text=text + FILL, published="2024-05-16")
    assert [event for event in coder().code(report).events if event.type == "ASSAULT"] == []


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("The final toll of the raid on Dori is 22 dead and 41 injured, the Red Cross said.", 22, 41),
        (
            "The army disputed the count of 17 dead in the raid on Dori and said that 12 people had been killed.",
            12,
            None,
        ),
        ("Hospitals received 17 bodies and 30 wounded after the raid on Dori.", None, 30),
        ("Gunmen stormed a village near Dori on Monday, killing four and burning houses.", 4, None),
    ],
)
def test_each_count_is_its_own_and_a_disputed_one_is_anothers(text, killed, injured):
    found = [event.casualties for event in attacks(text) if event.casualties]
    if killed is not None:
        assert [told.killed.min for told in found if told.killed] == [killed]
    if injured is not None:
        assert [told.injured.min for told in found if told.injured] == [injured]


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("The death toll in Nyala stands at 17, the hospital said.", 17, None),
        ("Two dead and nine hurt in Sloviansk, the regional governor reported.", 2, 9),
        ("Rescue workers now put the toll in Kharkiv at eight dead.", 8, None),
        ("The ministry of health raised its count for Maiduguri to 12 killed and 41 injured.", 12, 41),
        ("The Red Crescent lowered its figure for Hudaydah from 20 dead to 18.", 18, None),
        ("Three more people have died of their wounds in Kandahar, bringing the dead to 15.", 15, None),
        ("The army put its own losses at Bakhmut at seven dead.", 7, None),
        ("Local officials said 14 people had been killed and 30 wounded in Bamenda.", 14, 30),
    ],
)
def test_a_report_that_begins_with_a_toll_is_of_an_attack(text, killed, injured):
    (told,) = [event.casualties for event in attacks(text) if event.casualties]
    assert told.killed.min == killed
    assert (told.injured.min if told.injured else None) == injured


@pytest.mark.parametrize(
    "text",
    [
        "The death toll of the coach accident near Dori stands at 17, the hospital said.",
        "Two dead and nine hurt on the motorway near Lille, police said. A lorry had lost a wheel.",
        "The death toll in Derna stands at 17, the hospital said. The river is still rising, and the flood goes on.",
        "The number of dead birds found on the beach rose to 40, wardens said.",
    ],
)
def test_a_toll_of_a_mishap_is_of_no_attack(text):
    assert attacks(text) == []


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Villagers buried 13 people after the raid on Djibo.", 13),
        ("Three soldiers fell in an ambush near Gao on Tuesday, the army said.", 3),
        ("The dead of Tuesday's bombing of Rafah by Israel number 19, medics said.", 19),
        ("Shells fell on a school near Avdiivka on Tuesday; the dead, five of them, were pupils.", 5),
    ],
)
def test_the_buried_the_fallen_and_the_numbered_are_dead(text, killed):
    assert killed in [event.casualties.killed.min for event in attacks(text) if event.casualties]


def test_what_falls_in_a_market_is_nobody():
    assert [event for event in attacks("Three stocks fell in Tuesday's trading.") if event.casualties] == []


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("Gunmen attacked Sinjil on Monday. Another 18 people were injured in Sinjil, according to the clinic.", 18),
        ("A bomb went off in Kadugli on Monday, killing six. Twelve others were wounded.", 12),
        ("Rebels raided Mubi on Monday, killing six. Five more people were hurt, the mayor said.", 5),
        ("Rebels raided Mubi on Monday. Those killed numbered six and those injured 11, the mayor said.", 11),
    ],
)
def test_more_who_were_hurt_are_of_the_attack_told_before(text, injured):
    assert injured in [
        event.casualties.injured.min for event in attacks(text) if event.casualties and event.casualties.injured
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A bus overturned near Mubi on Monday. Another 18 people were injured, according to the clinic.",
        "The floods carried off a bridge on Monday. Twelve others were hurt, the mayor said.",
    ],
)
def test_more_who_were_hurt_in_a_mishap_were_not_attacked(text):
    assert attacks(text) == []


BACKGROUND = (
    "\n\nA cyclone had flooded the port two years before. Snow lies on the passes until May. "
    "Talks on the pipeline collapsed in March. The cholera season begins with the rains."
)
"""Disasters and weather that a report only has for its background."""


@pytest.mark.parametrize(
    ("title", "text", "killed", "injured"),
    [
        ("Convoy ambushed at Gorom", "The governor raised the number of dead in Gorom to 12.", 12, None),
        ("Gorom: toll of raid", "The toll in Gorom was lowered to three, the defence ministry said.", 3, None),
        ("Shells hit Gorom", "Two more people were pulled dead from the rubble; the toll is now 11.", 11, None),
        ("Rebels storm Gorom", "Violence claimed six lives in Gorom on Friday, and nine were wounded.", 6, 9),
        ("After the fighting", "Gorom, where 14 people were slain on 3 March, is still without power.", 14, None),
        ("Truce in doubt", "Six people perished in Gorom, according to the police.", 6, None),
    ],
)
def test_a_disaster_in_the_background_is_not_what_the_dead_died_of(title, text, killed, injured):
    report = Report(id="r", title=title, text=text + BACKGROUND, published="2024-05-16")
    (told,) = [e.casualties for e in coder().code(report).events if e.type == "ASSAULT" and e.casualties]
    assert told.killed.min == killed
    assert (told.injured.min if told.injured else None) == injured


@pytest.mark.parametrize(
    "second",
    [
        "Seven were hurt.",
        "The wounded, seven in all, were driven to Lira.",
        "Seven more needed treatment.",
        "Seven people ended up in hospital.",
        "The injured number seven.",
    ],
)
def test_the_wounded_are_told_in_a_sentence_of_their_own(second):
    found = attacks(f"Gunmen shelled Kotido on Monday, killing two villagers. {second}")
    assert 7 in [e.casualties.injured.min for e in found if e.casualties and e.casualties.injured]


@pytest.mark.parametrize(
    ("text", "field", "low"),
    [
        ("Fighting around Sake has driven 40,000 people from their homes.", "displaced", 40_000),
        ("Twenty-two people were hospitalised after the shelling of Bakhmut.", "injured", 22),
        ("As many as 25 soldiers died in the attack on Inates.", "killed", 0),
    ],
)
def test_an_attack_is_known_by_those_it_drove_out_and_those_who_are_missing(text, field, low):
    told = [getattr(event.casualties, field) for event in attacks(text) if event.casualties]
    assert [count.min for count in told if count] == [low]


@pytest.mark.parametrize(
    "text",
    [
        "Some 340 soldiers have died since the start of the war.",
        "Rival gangs were blamed for 2,300 deaths in the first five months of the year.",
        "At least 12 aid workers have died this year, according to the UN.",
        "Three sisters died of bird flu in Dogubayazit.",
        "About 100 children are receiving treatment for malnutrition.",
        "The former spokesman died in 2014.",
        "The minister said he was hurting, too.",
        "Far too many lives have been lost.",
        "Landslides buried 93 people in Wayanad, and the wounded number 128.",
    ],
)
def test_after_an_attack_not_every_number_is_of_its_dead(text):
    found = attacks(f"Rebels attacked a post near Kutum on Monday. {text}")
    assert [event.trigger.text for event in found] == ["attacked"]
