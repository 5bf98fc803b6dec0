"""Who did it to whom: what the small parser gets wrong, sides behind one phrase, recipients that are none."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]


def sides(event: Event) -> tuple[set[str | None], set[str | None]]:
    return {actor.code for actor in event.sources}, {actor.code for actor in event.targets}


def told(events: list[Event]) -> list[tuple[str, set[str | None], set[str | None]]]:
    return [(event.type, *sides(event)) for event in events]


EXACT = [
    # the gerund after a weapon is a noun, and what people are killed in is the same act
    ("Two cooks were killed in Turkish artillery shelling of Iraq.", [("ASSAULT", {"TUR"}, {"IRQ"})]),
    ("Six miners were killed in an Ethiopian raid on Eritrea.", [("ASSAULT", {"ETH"}, {"ERI"})]),
    ("Two bakers were killed in the shelling of a border town in Iraq.", [("ASSAULT", set(), {"IRQ"})]),
    # a participle taken for the verb of the sentence
    ("The farmers jailed for speaking out against Nairobi were freed by Kenya.", [("RETREAT", {"KEN"}, {None})]),
    # a dateline is no subject
    ("NAIROBI (Wire): Kenya condemned Somalia on Tuesday.", [("ACCUSE", {"KEN"}, {"SOM"})]),
    # "it" is who says so
    ("Kenya said a mortar shell was fired at it by Somalia.", [("ASSAULT", {"SOM"}, {"KEN"})]),
    # where the news is from takes no part
    ("Norway and Sweden agreed to share intelligence, according to Danish officials.", [("AGREE", {"NOR"}, {"SWE"})]),
    # the own country beside another one, and the pronoun for the doers, are no recipients
    ("Canada announced bans on travel to Canada against Belarusian officers.", [("SANCTION", {"CAN"}, {"BLR"})]),
    ("Japan and Peru signed a pact between the two countries.", [("SUPPORT", {"JPN"}, {"PER"})]),
    # whose deed the subject was
    ("The shelling of Eritrea by Ethiopia killed six.", [("ASSAULT", {"ETH"}, {"ERI"})]),
    ("President Ouattara ordered his ministers to cut off aid to Mali.", [("SANCTION", {"CIV"}, {"MLI"})]),
    # two sides of one fight, and what it cost them
    ("Kenyan and Ugandan troops exchanged fire, killing two Kenyans.", [("ASSAULT", {"KEN"}, {"UGA"})]),
    ("The fighting in Kherson between Russian and Ukrainian forces killed six.", [("ASSAULT", {"RUS"}, {"UKR"})]),
    # who somebody is by what they have done before
    ("Chad bombed the rebels that have seized parts of Uganda.", [("ASSAULT", {"TCD"}, {None})]),
]


@pytest.mark.parametrize(("text", "wanted"), EXACT)
def test_exactly_these_acts(code: Code, text: str, wanted: list[tuple[str, set[str | None], set[str | None]]]) -> None:
    assert told(code(text)) == wanted


SOME = [
    ("AGREE", "Kenya agreed to send 200 police officers to Haiti.", "KEN", "HTI"),
    ("AGREE", "Denmark agreed to send officers to Kosovo.", "DNK", "XKX"),
    ("THREATEN", "Turkey vowed to send troops into Syria.", "TUR", "SYR"),
    ("ACCUSE", "A report issued in the Kenyan capital alleged that Uganda knew of the raids.", "KEN", "UGA"),
    ("ACCUSE", "Sudan and Ethiopia accused each other of theft.", "SDN", "ETH"),
    ("ACCUSE", "Honduras blamed Cuba for the killing of its envoy.", "HND", "CUB"),
    ("ASSAULT", "Honduras blamed Cuba for the killing of its envoy.", "CUB", "HND"),
    ("AGREE", "Ghana agreed to lift a ban on imports of Brazilian meat.", "GHA", "BRA"),
    ("AID", "Norway donated a shipment of tents to help Haiti.", "NOR", "HTI"),
    ("SUPPORT", "According to Qatar, Sudan was backed by Chad.", "TCD", "SDN"),
    ("ASSAULT", "Turkish forces shelled a village in Iraq, killing four villagers.", "TUR", "IRQ"),
]


@pytest.mark.parametrize(("type", "text", "source", "target"), SOME)
def test_some_act_between(code: Code, type: str, text: str, source: str, target: str) -> None:
    found = told(code(text))
    assert any(kind == type and source in doers and target in others for kind, doers, others in found), found


def test_blamed_for_a_killing_blames_only_the_blamed(code: Code) -> None:
    events = code("Honduras blamed Cuba for the killing of its envoy.")
    (blame,) = [event for event in events if event.type == "ACCUSE"]
    assert sides(blame) == ({"HND"}, {"CUB"})


def test_a_dated_relative_clause_tells_an_act(code: Code) -> None:
    events = code("Gunmen released the Italian priest whom they had kidnapped in Chad two weeks ago.")
    assert {event.type for event in events} == {"RETREAT", "ASSAULT"}


HEADLINES = [
    ("Mali expels French ambassador", "SANCTION", {"MLI"}, {"FRA"}),
    ("Sudan army shells rebel camp in Darfur, five dead", "ASSAULT", {"SDN"}, {"SDN"}),
    ("Kenya, Somalia swap prisoners", "RETREAT", {"KEN"}, {"SOM"}),
    ("Protesters storm parliament in Iraq", "PROTEST", {None}, {"IRQ"}),
    ("Zimbabwe opposition leaders arrested", "COERCE", set(), {"ZWE"}),
]


@pytest.mark.parametrize(("text", "type", "doers", "others"), HEADLINES)
def test_headlines_without_a_verb_for_the_parser(
    code: Code, text: str, type: str, doers: set[str | None], others: set[str | None]
) -> None:
    assert told(code(text)) == [(type, doers, others)]


@pytest.mark.parametrize("text", ["Syria peace talks venue", "Kenya flood relief fund", "Brazil coffee exports report"])
def test_headings_that_name_a_thing_tell_nothing(code: Code, text: str) -> None:
    assert code(text) == []
