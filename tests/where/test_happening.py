"""Where an event happened, apart from places merely mentioned."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        # on the trigger, on its arguments, in front of the clause
        ("Gunmen killed four farmers in Maiduguri on Sunday.", "killed", "Maiduguri"),
        ("A mine destroyed a bus near Marib.", "destroyed", "Marib"),
        ("In Bangui, crowds marched to the cathedral.", "marched", "Bangui"),
        ("Police fired on students outside the stadium in Conakry.", "fired", "Conakry"),
        # what was done to a place
        ("Rebels captured Bambari before dawn.", "captured", "Bambari"),
        ("Artillery shelled Kharkiv for an hour.", "shelled", "Kharkiv"),
        ("The bombing of Mariupol went on.", "bombing", "Mariupol"),
        ("Soldiers opened up on Ergneti.", "opened", "Ergneti"),
        # where people were hit and truces broken, a weekday after the name or not
        ("Two soldiers were wounded at Ber Monday when a mine exploded.", "wounded", "Ber"),
        ("The navy broke the ceasefire off Trincomalee.", "broke", "Trincomalee"),
        ("Rebels attacked Ras al-Ayn Wednesday and killed four soldiers.", "attacked", "Ras al-Ayn"),
        # the most precise of nested places
        ("Soldiers were ambushed in the village of Korvana in Borno State.", "ambushed", "Korvana"),
        ("Two men were shot in the West Bank city of Nablus.", "shot", "Nablus"),
        ("A bomb exploded in Nigeria's northern city of Kano.", "exploded", "Kano"),
        ("A shell landed in Derna, a port in eastern Libya.", "landed", "Derna"),
        # one sentence, two events
        ("Rioters burned a market in Lagos while troops patrolled the streets of Abuja.", "burned", "Lagos"),
        ("Rioters burned a market in Lagos while troops patrolled the streets of Abuja.", "patrolled", "Abuja"),
        # an unknown town before a word of time, or taken for one
        ("Peru shelled the town of Gualaquiza hours before the talks.", "shelled", "Gualaquiza"),
        ("Troops shelled Gualaquiza on Monday.", "shelled", "Gualaquiza"),
        # measured from another place
        ("Raiders attacked a convoy in Dori, 160 km north of Niamey.", "attacked", "Dori"),
        # a capital that is only called so
        ("A car bomb killed nine people in the Iraqi capital on Monday.", "killed", "the Iraqi capital"),
        ("Gunmen attacked a police post in Georgia's capital.", "attacked", "Georgia's capital"),
        ("Delegates of the two sides met in the Qatari capital, Doha, on Tuesday.", "met", "Doha"),
        # a host is a stage
        ("Cairo hosted the talks last week.", "talks", "Cairo"),
    ],
)
def test_the_place_of_an_event(happened, text, trigger, place):
    assert happened(text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Ankara condemned the arrests.", "arrests"),
        ("Moscow and Minsk signed the treaty.", "signed"),
        ("The delegation signed the treaty on Monday.", "signed"),
        ("Syrian rebels released the hostages.", "released"),
        ("The envoys met before the minister flew to Albania.", "met"),
        ("U.S. envoys met the two ministers.", "met"),
        ("French capital fled the country as investors sold their shares.", "fled"),
    ],
)
def test_an_event_without_a_place(happened, text, trigger):
    assert happened(text, trigger) is None


def test_an_unlisted_name_counts_where_something_happened(happened, places):
    text = "Eleven herders were killed in Quvandara."
    assert happened(text, "killed") == "Quvandara"


def test_the_dateline_is_not_the_place(happened):
    assert happened("GENEVA (Wire) - Militants stormed a prison in Taiz on Friday.", "stormed") == "Taiz"
    assert happened("GENEVA (Wire) - Militants stormed a prison on Friday.", "stormed") is None


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Warplanes struck Qamarabad on Thursday, killing eight people.", "struck", "Qamarabad"),
        ("Qamarabad was shelled on Monday by the army.", "shelled", "Qamarabad"),
        ("The raid on Tuesday night on Qamarabad killed two soldiers.", "raid", "Qamarabad"),
        ("The rebels denied the attack on Qamarabad.", "attack", "Qamarabad"),
        ("Syrian troops attacked Qasr al-Wadi on Monday, killing nine people.", "attacked", "Qasr al-Wadi"),
    ],
)
def test_what_is_attacked_with_arms_is_a_place(happened, text, trigger, place):
    assert happened(text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The senator attacked Wellborne over his taxes.", "attacked"),
        ("Israel said that it had bombed Hezbollah.", "bombed"),
        ("Soldiers were ambushed on Monday.", "ambushed"),
    ],
)
def test_who_is_attacked_is_no_place(happened, text, trigger):
    assert happened(text, trigger) in (None, "Israel")
