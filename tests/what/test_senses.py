"""Senses and codes: which of its meanings a word has here, and the finest CAMEO code that follows."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]

# text, type, mode, CAMEO code, status
CASES = [
    # A weapon, an attack or a toll tells of the violence, and who suffered it may only be counted.
    ("Tank fire killed 12 in Homs.", "ASSAULT", "heavy-weapons", "194", "happened"),
    ("The ambush left 16 wounded.", "ASSAULT", None, "180", "happened"),
    ("The raid cost the lives of five villagers.", "ASSAULT", None, "180", "happened"),
    ("The shelling caused the deaths of three nuns.", "ASSAULT", "heavy-weapons", "194", "happened"),
    ("Mortar attack on Kunduz school leaves 8 dead", "ASSAULT", "heavy-weapons", "194", "happened"),
    ("Ten killed, 30 injured in Mogadishu hotel siege", "ASSAULT", None, "180", "happened"),
    ("Five dead in Kandahar suicide blast", "ASSAULT", "suicide-attack", "1831", "happened"),
    ("The number of dead in the mosque bombing has risen to 19.", "ASSAULT", "explosives", "1834", "happened"),
    ("The bridge was shut after a raid by the Taliban.", "ASSAULT", None, "190", "happened"),
    ("The gunboats fired on fishing boats.", "ASSAULT", "firearms", "193", "happened"),
    ("Warplanes hit a market in Taiz.", "ASSAULT", "aerial", "195", "happened"),
    ("A bomber crashed his car into a checkpoint, killing four.", "ASSAULT", "suicide-attack", "1831", "happened"),
    ("Oman is sending lorries of blankets to Yemen.", "AID", None, "070", "ongoing"),
    ("Soldiers raped nine women in Kindu.", "ASSAULT", "sexual", "1821", "happened"),
    ("Brazil recalled its envoy from Caracas.", "SANCTION", "withdraw", "161", "happened"),
    ("The Arab League suspended Syria's membership.", "SANCTION", "withdraw", "161", "happened"),
    ("Former militiamen handed in their weapons at a camp.", "RETREAT", "disarm", "0873", "happened"),
    ("Kenya expressed regret to Uganda over the incident.", "CONCEDE", None, "080", "happened"),
    ("Mali rejected the demand of the rebels.", "REJECT", None, "120", "happened"),
    ("Egypt rejected Sudan's offer.", "REJECT", None, "120", "happened"),
    ("Egypt rejected Sudan's offer of talks.", "REJECT", "meet", "125", "happened"),
    ("The European Union imposed sanctions on Belarus.", "SANCTION", "discontinue", "163", "happened"),
    ("Gunmen tried to assassinate the Somali premier.", "ASSAULT", "targeted", "185", "possible"),
    ("The rebels threatened to walk out of the talks with the government.", "THREATEN", "relations", "134", "happened"),
    ("Turkish soldiers killed two Kurdish fighters.", "ASSAULT", None, "190", "happened"),
    ("A man killed two policemen in Oslo.", "ASSAULT", None, "180", "happened"),
    ("Assailants stabbed a priest in Lyon.", "ASSAULT", None, "1823", "happened"),
    ("Norway plans to send two field hospitals to Mali in June.", "AGREE", None, "033", "planned"),
    ("Peru may lend ambulances to Chile.", "AGREE", None, "033", "possible"),
    ("Ghana and Togo may hold a new round of talks before the autumn.", "AGREE", None, "036", "possible"),
    ("A proposed meeting between Chad and Niger was in the news.", "AGREE", None, "036", "proposed"),
    ("Talks between Chad and Sudan are under way in Doha.", "CONSULT", None, "040", "ongoing"),
    ("The talks between Egypt and Ethiopia ended on Wednesday.", "CONSULT", None, "040", "ended"),
    ("A ceasefire between Armenia and Azerbaijan is holding.", "RETREAT", "ceasefire", "0871", "ongoing"),
    ("Leaders gathered for a summit in Nairobi.", "CONSULT", None, "040", "happened"),
    ("The delegations met in Geneva on Monday.", "CONSULT", None, "040", "happened"),
    ("Greece, Albania to hold border talks in Corfu", "AGREE", None, "036", "planned"),
    ("The Free Aceh Movement said it was ready to join talks with Jakarta.", "AGREE", None, "036", "happened"),
    ("The African Union urged Chad and Sudan to return to the table.", "REQUEST", "meet", "106", "happened"),
    ("The police in Oslo warned that they would arrest the marchers.", "THREATEN", "arrest", "130", "happened"),
    ("Iceland declined to lend its ships to Norway.", "REJECT", "assist", "122", "happened"),
    ("Laos supplied the Cambodian army with rifles.", "AID", None, "072", "happened"),
    ("Ethiopian jets bombed the town.", "ASSAULT", "aerial", "195", "happened"),
]


@pytest.mark.parametrize(("text", "type", "mode", "cameo", "status"), CASES, ids=[row[0][:40] for row in CASES])
def test_sense(code: Code, text: str, type: str, mode: str | None, cameo: str, status: str) -> None:
    assert [(e.type, e.mode, e.cameo, e.status) for e in code(text)] == [(type, mode, cameo, status)]


def test_a_recall_answers_the_other_state_not_ones_own_envoy(code: Code) -> None:
    events = code("Portugal expelled two Angolan diplomats on Friday, and Luanda recalled its ambassador.")
    recall = next(e for e in events if e.trigger.text == "recalled")
    assert [a.code for a in recall.sources] == ["AGO"]
    assert [a.code for a in recall.targets] == ["PRT"]


def test_a_foiled_attack_failed_and_is_not_the_polices(code: Code) -> None:
    (event,) = code("Danish police foiled a bomb attack on a newspaper in Aarhus.")
    assert (event.type, event.status, event.sources) == ("ASSAULT", "failed", [])


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("A visit by the Swedish envoy, refused twice by Bolivia in 1983, is off.", "BOL", "SWE"),
        ("Nauru's offer to shelter the Fijian premier was rejected by the Samoan king.", "WSM", "NRU"),
    ],
)
def test_who_refuses_whom(code: Code, text: str, source: str, target: str) -> None:
    (event,) = (e for e in code(text) if e.type == "REJECT")
    assert ([a.code for a in event.sources], [a.code for a in event.targets]) == ([source], [target])


@pytest.mark.parametrize(
    ("text", "inner", "cameo"),
    [
        ("Chad accused Sudan of supplying the rebels with mortars.", "AID", "072"),
        ("Iran criticised Bahrain for arresting a cleric.", "COERCE", "173"),
    ],
)
def test_what_somebody_is_blamed_for_stands_as_told_by_them(code: Code, text: str, inner: str, cameo: str) -> None:
    outer, told = code(text)
    assert outer.type == "ACCUSE" and outer.inner is not None
    assert (outer.inner.type, outer.inner.cameo) == (told.type, told.cameo) == (inner, cameo)
    assert told.said_by is not None and told.said_by.code == outer.sources[0].code


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger opened a third round of negotiations in Abuja.",
        "Chad and Niger may hold a new round of talks in Brussels.",
        "The envoys of Chad and Niger met before the minister flew to Albania.",
    ],
)
def test_a_place_or_a_name_of_another_clause_is_no_party_to_talks(code: Code, text: str) -> None:
    event = code(text)[0]
    assert {a.code for a in (*event.sources, *event.targets)} == {"TCD", "NER"}
