"""What is told in so many words: ceasefires, denials and steps of talks in reports that tell of little else."""

from __future__ import annotations

import pytest

from dragoman.coding import coder
from dragoman.records import Report

AROUND = (
    "\n\nThe road to the capital is unpaved. Most families live from cattle and salt. "
    "A school opened there two years ago. The market is held on Thursdays."
)


def events(text):
    return coder().code(Report(id="r", text=text + AROUND, published="2024-05-16")).events


def told(text):
    return {(event.type, event.status) for event in events(text)}


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("A three-day ceasefire was declared on Monday.", "CONCEDE"),
        ("A month-long ceasefire between Armenia and Azerbaijan was announced on Friday.", "CONCEDE"),
        ("Kenya and Somalia prolonged the ceasefire until June.", "CONCEDE"),
        ("Uganda and Rwanda extended the truce by a week.", "CONCEDE"),
        ("Mali and the rebels agreed on a truce on Sunday.", "AGREE"),
        ("A halt to the fighting was agreed on Monday by Armenia and Azerbaijan.", "AGREE"),
        ("The two sides agreed to the three-month ceasefire on Tuesday.", "AGREE"),
        ("The ceasefire between Eritrea and Djibouti took effect at midnight.", "RETREAT"),
        ("A ceasefire came into force on Tuesday.", "RETREAT"),
        ("Niger violated the truce near Agadez, Algeria said.", "ASSAULT"),
        ("The ceasefire was broken overnight near Kassala, residents said.", "ASSAULT"),
    ],
)
def test_ceasefires_with_and_without_parties(text, type):
    assert (type, "happened") in told(text)


@pytest.mark.parametrize(
    ("text", "type", "country"),
    [
        ("Niger denied any involvement in the attack on Agadez.", "ASSAULT", "NER"),
        ("Niger denied on Sunday having violated the ceasefire near Agadez.", "ASSAULT", "NER"),
        ("Niger said it had nothing to do with the attack in Agadez.", "ASSAULT", "NER"),
        ("Niger's army said it had no part in the raid on Agadez.", "ASSAULT", "NER"),
        ("Uganda rejected accusations that its forces shelled Bunia.", "ASSAULT", "UGA"),
        ("Uganda dismissed claims that it had bombed the bridge.", "ASSAULT", "UGA"),
        ("Kenya rejected responsibility for the attack in Garissa.", "ASSAULT", "KEN"),
        ("Eritrea on Sunday rejected the accusation that it had broken the truce near Kassala.", "ASSAULT", "ERI"),
        ("Turkey disputed reports that its drones had hit a hospital in Tigray.", "ASSAULT", "TUR"),
        ("Kenyan Foreign Minister Musalia Mudavadi denied that the talks with Somalia had collapsed.", "REJECT", ""),
        ("Kenya dismissed as false a report that the talks with Somalia had collapsed.", "REJECT", ""),
        ("Kenya dismissed reports of a breakdown of the talks with Somalia.", "REJECT", "KEN"),
    ],
)
def test_what_is_denied_is_told_as_denied(text, type, country):
    found = [event for event in events(text) if event.type == type]
    assert [event.status for event in found] == ["denied"]
    assert not country or country in {actor.code for actor in found[0].sources}


@pytest.mark.parametrize(
    "text",
    [
        "A truce was declared in the price war between two supermarket chains.",
        "The brothers called a truce over the washing-up.",
        "The company denied claims that its bread contained nuts.",
        "The striker denied having anything to do with the own goal.",
        "The singer dismissed reports of a split with her band.",
        "The club rejected accusations that it broke the rules on transfers.",
        "The museum rejected responsibility for the scratch on the painting.",
        "Merger talks between the two breweries were called off.",
        "Her talks on gardening were postponed because of rain.",
        "The talks show was cancelled after one season.",
    ],
)
def test_figures_of_speech_and_private_quarrels_are_nothing(text):
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "type", "cameo", "status", "parties"),
    [
        ("Talks between Gabon and Benin were adjourned on Monday.", "CONSULT", "04", "ended", {"GAB", "BEN"}),
        ("Gabon and Benin ended their direct talks in Lome on Friday.", "CONSULT", "04", "ended", {"GAB", "BEN"}),
        ("Gabon and Benin ended two days of talks in Lome.", "CONSULT", "04", "ended", {"GAB", "BEN"}),
        ("The talks between Gabon and Benin were suspended over a map.", "CONSULT", "04", "ended", {"GAB", "BEN"}),
        ("The mediator adjourned the talks between Gabon and Benin.", "CONSULT", "04", "ended", {"GAB", "BEN"}),
        ("Gabon pulled out of the talks with Benin.", "SANCTION", "164", "happened", {"GAB"}),
        ("Gabon suspended its talks with Benin.", "SANCTION", "164", "happened", {"GAB", "BEN"}),
        ("A round of talks between Gabon and Benin was called off.", "REJECT", "125", "happened", {"GAB", "BEN"}),
        ("Talks between Gabon and Benin have been postponed.", "REJECT", "125", "happened", {"GAB", "BEN"}),
        ("Gabon scrapped plans for talks with Benin.", "REJECT", "125", "happened", {"GAB", "BEN"}),
        ("Talks between Gabon and Benin broke down on Friday.", "REJECT", "127", "happened", {"GAB", "BEN"}),
        ("On 4 March Gabon agreed to talks with Benin.", "AGREE", "036", "happened", {"GAB", "BEN"}),
        ("Togo offered to host talks between Gabon and Benin.", "AGREE", "036", "happened", {"TGO", "GAB", "BEN"}),
        ("Gabon offered to free 40 prisoners from Benin.", "AGREE", "0353", "happened", {"GAB"}),
        ("Gabon and Benin signed a protocol on fishing.", "SUPPORT", "057", "happened", {"GAB", "BEN"}),
    ],
)
def test_steps_of_talks_between_named_parties(text, type, cameo, status, parties):
    found = [event for event in events(text) if event.type == type and (event.cameo or "").startswith(cameo)]
    assert [event.status for event in found] == [status]
    assert parties <= {actor.code for actor in (*found[0].sources, *found[0].targets)}
    assert not {"THREATEN", "SANCTION"} & ({event.type for event in events(text)} - {type})
