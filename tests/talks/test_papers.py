"""Papers: who signed what with whom, where others are named in the sentence as well."""

from __future__ import annotations

import pytest

OPENED = "Armenia and Azerbaijan opened peace talks in Tbilisi on Wednesday. "


def signed(told, text):
    return [(one.parties, one.document) for one in told(text) if one.kind == "signed"]


@pytest.mark.parametrize(
    ("text", "parties", "document"),
    [
        (OPENED + "Armenia and Azerbaijan signed a ceasefire agreement on Thursday.", ["ARM", "AZE"],
         "ceasefire_agreement"),
        (OPENED + "The two sides signed a protocol on Thursday.", ["ARM", "AZE"], "protocol"),
        (OPENED + "A ceasefire agreement was signed on Thursday by Armenia and Azerbaijan.", ["ARM", "AZE"],
         "ceasefire_agreement"),
        (OPENED + "Armenia has entered into an agreement with Azerbaijan.", ["ARM", "AZE"], "agreement"),
        (OPENED + "Chad and Sudan signed a peace agreement on Thursday.", ["SDN", "TCD"], "peace_agreement"),
        (OPENED + "Iran signed a defence pact with Russia on Thursday.", ["IRN", "RUS"], "agreement"),
        ("Rwandan troops attacked the Congolese army on Monday. The Congolese government said it had reached an "
         "agreement with M23 rebels while Rwanda shelled the border.", ["COD", "group:COD-M23"], "agreement"),
        ("Ethiopia attacked Eritrea on Monday. Ethiopia signed a peace deal with the Oromo Liberation Army on Thursday "
         "as Eritrea looked on.", ["ETH", "group:ETH-OLA"], "peace_agreement"),
        ("A truce agreement between the Colombian government and the ELN was signed on Thursday, and Venezuela "
         "welcomed it.", ["COL", "group:COL-ELN"], "ceasefire_agreement"),
    ],
)  # fmt: skip
def test_a_paper_is_of_those_who_sign_it(told, text, parties, document):
    assert signed(told, text) == [(parties, document)]


@pytest.mark.parametrize(
    "text",
    [
        "Armenia also signed a trade accord with Iran on Thursday.",
        "Armenia may sign an agreement with Azerbaijan.",
        "Azerbaijan signed a protocol with the European Union on Thursday.",
        "The protocol that was signed in 1994 is often recalled.",
    ],
)
def test_papers_of_others_to_come_and_of_years_ago_are_none_of_these_talks(told, text):
    assert signed(told, OPENED + text) == []
