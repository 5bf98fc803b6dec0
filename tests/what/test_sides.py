"""Who did it and to whom, where the words name a thing, a place, the doer again, or somebody in another sentence."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]


@pytest.mark.parametrize(
    ("type", "text", "sources", "targets"),
    [
        ("ASSAULT", "Three rockets were fired from Lebanon at Israel.", ["LBN"], ["ISR"]),
        ("ASSAULT", "Three rockets were fired from the town of Rafah at Israel.", [], ["ISR"]),
        ("ASSAULT", "Rockets fired from Khan Younis hit Israel.", [], ["ISR"]),
        ("ASSAULT", "Boko Haram claimed responsibility for the attack on the barracks in Niger.", ["NGA"], ["NER"]),
        ("ASSAULT", "The Taliban took responsibility for the attack on the mosque in Kabul.", ["AFG"], ["AFG"]),
        ("ASSAULT", "No group has claimed responsibility for the bombing of the market in Kano.", [], ["NGA"]),
        ("RETREAT", "The prime minister of Lebanon resigned after talks with the Syrian president.", ["LBN"], []),
        ("RETREAT", "The Togolese minister resigned over the French arms deal.", ["TGO"], []),
        ("AGREE", "Senegal will send troops to help Mali secure the vote.", ["SEN"], ["MLI"]),
        ("AGREE", "Chad and Niger agreed to join forces to defeat the rebels.", ["TCD"], ["NER"]),
        ("CONSULT", "Talks were held between Ghana and Togo.", ["GHA"], ["TGO"]),
        ("CONSULT", "Consultations were held among Ghana, Togo and Benin.", ["GHA"], ["TGO", "BEN"]),
        ("AGREE", "Chad and Sudan fought. The two sides agreed to a ceasefire.", ["TCD"], ["SDN"]),
        ("AGREE", "Chad and Boko Haram met. The two sides agreed to resume talks.", ["TCD"], ["NGA"]),
        ("AGREE", "Cuba's envoy will lead a delegation to Togo on Friday.", ["CUB"], ["TGO"]),
        ("CONSULT", "Cuba's envoy led a delegation to Togo.", ["CUB"], ["TGO"]),
        ("AGREE", "The two sides agreed to a ceasefire. Chad and Sudan had fought.", ["TCD"], ["SDN"]),
    ],
)
def test_sides_of_an_act(code: Code, type: str, text: str, sources: list[str], targets: list[str]) -> None:
    found = [event for event in code(text) if event.type == type]
    sides = [([a.code for a in event.sources], [a.code for a in event.targets]) for event in found]
    assert sides == [(sources, targets)]


@pytest.mark.parametrize("word", ["themselves", "each other"])
def test_a_reflexive_names_nobody_else(code: Code, word: str) -> None:
    assert word not in {actor.text for event in code(f"The prisoners attacked {word}.") for actor in event.targets}


@pytest.mark.parametrize(
    ("text", "harmed"),
    [
        ("Troops opened fire. At least six protesters died.", "protesters"),
        ("Two policemen fired rubber bullets. Nine marchers were wounded, doctors said.", "marchers"),
    ],
)
def test_the_next_sentence_tells_who_was_hit(code: Code, text: str, harmed: str) -> None:
    first = code(text)[0]
    assert [harmed in actor.text for actor in first.targets] == [True]


def test_the_next_sentence_may_tell_of_others(code: Code) -> None:
    """Those whom somebody else hurt were not hit by the fire before."""
    first = code("Troops opened fire. Six protesters were killed by gunmen.")[0]
    assert first.targets == []


def test_the_two_sides_keep_their_own_words(code: Code) -> None:
    text = "The two sides agreed to a ceasefire. Chad and Sudan had fought."
    for actor in [*code(text)[0].sources, *code(text)[0].targets]:
        assert text[actor.start : actor.end] == actor.text == "The two sides"
