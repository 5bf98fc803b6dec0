"""Constructions: passives, control, coordination, nominalisations, light verbs, composition, status."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

from .matching import assert_told

Code = Callable[[str], list[Event]]

CASES = [
    ("ASSAULT", "Two rockets were fired from Lebanon into Israel.", "194", "happened", "LBN", "ISR"),
    ("REQUEST", "Norway needs Russia to release a captain.", "1053", "happened", "NOR", "RUS"),
    ("REQUEST", "Norway called on both sides to extend the ceasefire.", "1056", "happened", "NOR", ""),
    ("ASSAULT", "Rwanda accused Congo of shelling Goma.", "194", "happened", "COD", ""),
    ("ACCUSE", "Rwanda accused Congo of shelling Goma.", "1123", "happened", "RWA", "COD"),
    ("ASSAULT", "Egypt denied that it had bombed Libya.", "195", "denied", "EGY", "LBY"),
    ("ASSAULT", "Militants tried to kill the Somali president.", "18", "possible", "", "SOM"),
    ("REJECT", "Turkey and Cyprus failed to reach an agreement.", "127", "happened", "TUR", "CYP"),
    ("CONSULT", "If Iran and Israel meet, the region will rejoice.", "04", "hypothetical", "IRN", "ISR"),
    ("SANCTION", "The European Union may impose sanctions on Georgia.", "16", "possible", "EEC", "GEO"),
    ("AGREE", "Poland and Ukraine plan to hold talks.", "036", "planned", "POL", "UKR"),
    ("ASSAULT", "Sudanese troops did not attack the Chadian village.", "190", "denied", "SDN", "TCD"),
    ("THREATEN", "Serbia vowed to expel Croatian diplomats.", "136", "happened", "SRB", "HRV"),
    ("SANCTION", "Peru suspended talks with Chile.", "164", "happened", "PER", "CHL"),
    ("RETREAT", "Ethiopia stopped the bombardment of Eritrea.", "087", "happened", "ETH", "ERI"),
    ("ASSAULT", "The Turkish army continued attacking Kurdish fighters in Syria.", "190", "happened", "TUR", ""),
    ("CONSULT", "Yesterday's meeting between Kenya and Somalia lasted nine hours.", "04", "happened", "KEN", "SOM"),
    ("CONSULT", "Brazil's talks with Bolivia continued.", "04", "happened", "BRA", "BOL"),
    ("CONSULT", "Angola's president was received by the king of Morocco.", "04", "happened", "AGO", "MAR"),
    ("COERCE", "Two Swiss tourists were detained by Algerian police.", "173", "happened", "DZA", "CHE"),
    (
        "COERCE",
        "The journalist, a Dutch citizen, was arrested in Cairo by Egyptian security forces.",
        "173",
        "happened",
        "EGY",
        "",
    ),
    ("ASSAULT", "The troops, who attacked a Malian base, came from Niger.", "190", "happened", "", "MLI"),
    ("REQUEST", "Japan wants China to release two fishermen.", "1053", "happened", "JPN", "CHN"),
    ("REQUEST", "The Lebanese premier urged Israel to withdraw its troops.", "1056", "happened", "LBN", "ISR"),
    ("REJECT", "Ethiopia's refusal to meet Sudan angered Cairo.", "125", "happened", "ETH", "SDN"),
    ("AGREE", "Chad's offer to mediate between Niger and Benin stands.", "039", "happened", "TCD", ""),
    ("ACCUSE", "A Spanish judge ordered an investigation into the Colombian minister.", "09", "happened", "ESP", "COL"),
    ("COERCE", "A court in Ghana ordered the arrest of a Togolese general.", "173", "happened", "GHA", "TGO"),
    ("CONCEDE", "Thailand announced the release of six Cambodian soldiers.", "08", "happened", "THA", "KHM"),
    (
        "CONSULT",
        "Officials from Iran held talks with diplomats from Japan, Kuwait and Oman.",
        "04",
        "happened",
        "IRN",
        "KWT",
    ),
    ("THREATEN", "Moscow warned Helsinki that it would cut off gas supplies.", "13", "happened", "RUS", "FIN"),
    ("RETREAT", "The blockade of Qatar was lifted by Saudi Arabia.", "087", "happened", "SAU", "QAT"),
    ("AID", "Sweden, which sent doctors to Haiti, praised Canada.", "07", "happened", "SWE", "HTI"),
    ("SUPPORT", "Sweden, which sent doctors to Haiti, praised Canada.", "051", "happened", "SWE", "CAN"),
    ("REJECT", "The Kremlin said it would not hold talks with Kyiv.", "125", "happened", "RUS", "UKR"),
    ("AGREE", "Ankara said it would send a delegation to meet Syrian officials.", "03", "planned", "TUR", "SYR"),
    ("MOBILIZE", "Iran deployed warships to the Gulf of Oman.", "15", "happened", "IRN", ""),
    ("COERCE", "Israel seized a ship that carried weapons from Iran.", "1711", "happened", "ISR", ""),
    (
        "CONSULT",
        "Vietnam's prime minister met the Lao president on the sidelines of the summit.",
        "04",
        "happened",
        "VNM",
        "LAO",
    ),
    ("CONSULT", "Macron-Scholz meeting in Berlin ends without statement", "04", "ended", "FRA", "DEU"),
    ("ASSAULT", "Nine killed in Israeli strike on Rafah", "190", "happened", "ISR", ""),
    ("ASSAULT", "Russian missile attack on Odesa kills 14", "194", "happened", "RUS", ""),
    ("ASSAULT", "Rebels attacked and burned a village in Congo.", "1", "happened", "", "COD"),
    ("REQUEST", "The UN Security Council demanded that Syria let inspectors in.", "105", "happened", "UNO", "SYR"),
    ("ACCUSE", "Human Rights Watch accused Myanmar of war crimes.", "112", "happened", "", "MMR"),
    ("ASSAULT", "Fresh attacks by Somali militants were reported.", "190", "happened", "SOM", ""),
    ("CONSULT", "Pakistan and India are in talks.", "046", "happened", "PAK", "IND"),
]


@pytest.mark.parametrize(
    ("type", "text", "cameo", "status", "source", "target"), CASES, ids=[case[1][:45] for case in CASES]
)
def test_construction(code: Code, type: str, text: str, cameo: str, status: str, source: str, target: str) -> None:
    assert_told(code(text), type, cameo, status, source, target)


def only(events: list[Event], type: str) -> Event:
    found = [event for event in events if event.type == type]
    assert len(found) == 1, [(event.type, event.trigger.text) for event in events]
    return found[0]


def test_an_accusation_keeps_what_was_alleged_as_the_accusers_word(code: Code) -> None:
    events = code("Chad accused Sudan of bombing a Chadian village.")
    accusation, attack = only(events, "ACCUSE"), only(events, "ASSAULT")
    assert accusation.mode == "allege" and accusation.inner is not None and accusation.inner.type == "ASSAULT"
    assert [actor.code for actor in attack.sources] == ["SDN"]
    assert attack.said_by is not None and attack.said_by.code == "TCD"


def test_the_inner_act_of_a_promise_is_kept_and_not_coded_as_done(code: Code) -> None:
    events = code("Qatar agreed to send wheat to Lebanon.")
    assert [event.type for event in events] == ["AGREE"]
    inner = events[0].inner
    assert inner is not None and (inner.type, inner.trigger.text) == ("AID", "send")


def test_a_meeting_without_host_is_reciprocal(code: Code) -> None:
    event = only(code("Kenya, Uganda and Tanzania held talks in Arusha."), "CONSULT")
    assert event.reciprocal
    assert [actor.code for actor in event.sources] == ["KEN"]
    assert {actor.code for actor in event.targets} == {"UGA", "TZA"}


def test_a_visit_is_not_reciprocal(code: Code) -> None:
    event = only(code("The Moroccan foreign minister visited Senegal."), "CONSULT")
    assert event.mode == "visit" and not event.reciprocal


def test_one_act_told_twice_is_one_event(code: Code) -> None:
    events = code("An Israeli air strike on a Lebanese village killed five civilians.")
    assert [event.type for event in events] == ["ASSAULT"]
    assert events[0].mode == "aerial"
    assert events[0].casualties is not None and events[0].casualties.killed is not None
    assert events[0].casualties.killed.min == 5


def test_every_empty_field_has_its_reason(code: Code) -> None:
    event = only(code("Two Kenyan aid workers were kidnapped."), "ASSAULT")
    assert event.sources == [] and event.missing["sources"]
    assert event.place is None and event.missing["place"]


def test_the_claim_of_a_speaker_is_the_speakers(code: Code) -> None:
    event = only(code("Ukraine said Russian drones attacked Odesa overnight."), "ASSAULT")
    assert event.said_by is not None and event.said_by.code == "UKR"


def test_spans_hold_and_ids_count_up(code: Code) -> None:
    text = "Iran freed two sailors.\n\n• Turkey and Greece signed a treaty\n• Talks between Cyprus and Malta failed\n"
    events = code(text)
    assert [event.id for event in events] == [f"e{n}" for n in range(1, len(events) + 1)] and len(events) >= 3
    for event in events:
        for span in (event.trigger, event.sentence, *event.sources, *event.targets):
            assert text[span.start : span.end] == span.text
        assert 0 <= event.confidence <= 1


def test_the_same_text_gives_the_same_events(code: Code) -> None:
    text = "Serbia condemned Kosovo for arresting two police officers and threatened to close the border."
    assert code(text) == code(text)


def test_it_is_the_thing_named_before(code: Code) -> None:
    event = only(code("The clinic in Homs was empty when it was bombed by Syrian jets."), "ASSAULT")
    assert [actor.text for actor in event.targets] == ["The clinic"]


def test_words_are_no_weapons(code: Code) -> None:
    events = code("Emmanuel Macron attacked Marine Le Pen over her remarks.")
    assert "ASSAULT" not in {event.type for event in events}


def test_a_threat_of_others_is_only_possible(code: Code) -> None:
    event = only(code("Ukraine said Russia would attack Kharkiv."), "ASSAULT")
    assert event.status == "possible"


def test_ministers_of_two_countries_are_two_parties(code: Code) -> None:
    event = only(code("The foreign ministers of Peru and Chile met in Lima."), "CONSULT")
    assert ([a.code for a in event.sources], [a.code for a in event.targets]) == (["PER"], ["CHL"])


def test_the_country_of_a_visit_is_the_target(code: Code) -> None:
    event = only(code("The Kenyan president travelled to Zurich."), "CONSULT")
    assert [actor.code for actor in event.targets] == ["CHE"]


def test_joint_exercises_are_cooperation_and_single_ones_are_not(code: Code) -> None:
    assert [event.type for event in code("Oman and India held naval exercises.")] == ["COOPERATE"]
    assert [event.type for event in code("Oman held naval exercises.")] == ["MOBILIZE"]


def test_contexts_come_from_the_sense_and_from_the_sentence(code: Code) -> None:
    event = only(code("Sweden granted asylum to a journalist who had reported on oil contracts in Chad."), "AID")
    assert {"asylum", "natural_resource"} <= set(event.contexts)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kenya condemned Ethiopia.", None),
        ("Kenya rejected Ethiopia's demand.", None),
        ("Kenyan police condemned the rebels in Garissa.", "Garissa"),
        ("Kenyan troops shelled Ethiopia.", "Ethiopia"),
    ],
)
def test_whom_an_act_is_about_is_not_where_it_happened(code: Code, text: str, place: str | None) -> None:
    event = code(text)[0]
    assert (event.place.name if event.place else None) == place
