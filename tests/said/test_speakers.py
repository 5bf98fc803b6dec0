"""Whose words: shared subjects, relative pronouns, agents, participles."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("Mwangi arrived on Tuesday, warning that time was short.", "warning", "Mwangi"),
        ("Okello opened the session and promised that nobody would be left out.", "promised", "Okello"),
        ("The commander, who said the raid had failed, gave no figures.", "said", "who"),
        ("The pause was welcomed by Norland.", "welcomed", "Norland"),
        ("Asked about the delay, Okello said nothing had changed.", "Asked about", None),
        ("Okello appeared to suggest that the vote was rigged.", "suggest", "Okello"),
        ("A statement saying that the port was closed came from Norland.", "saying", "A statement"),
        ("Norland issued a statement condemning the raid.", "condemning", "Norland"),
    ],
)
def test_speaker(find, text, cue, speaker):
    said = next(said for said in find(text).all if said.statement.cue.text == cue)
    assert (said.statement.speaker.text if said.statement.speaker else None) == speaker


def test_a_relative_pronoun_carries_the_actor_it_stands_for(find):
    said = find("Okello, who said the raid had failed, gave no figures.").all[0]
    assert (said.statement.speaker.text, said.statement.speaker.name, said.statement.speaker.code) == (
        "who",
        "Okello",
        "NRL",
    )


def test_a_pronoun_carries_its_name(find):
    said = find("Okello came late. He said the road was blocked.").all[0]
    assert (said.statement.speaker.text, said.statement.speaker.name) == ("He", "Okello")


def test_a_day_is_no_speaker(find):
    said = find('"The ferry will sail," Okello said Thursday morning.').all[0]
    assert said.statement.speaker.text == "Okello"
