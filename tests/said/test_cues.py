"""The lexicon that ships: its size, its shape, and the words that each frame needs."""

from __future__ import annotations

import re

from dragoman.said import lexicon
from dragoman.said.cues import FORMS

PREPOSITIONS = {
    "about", "against", "among", "as", "at", "by", "for", "from", "in", "of", "on", "over", "to", "toward", "towards",
    "upon", "with",
}  # fmt: skip


def cues():
    words = lexicon()
    return [cue for table in (words.verbs, words.nouns, words.adjectives, words.agents) for cue in table.values()]


def test_the_lexicon_has_at_least_four_hundred_cues_with_nouns():
    assert len(lexicon()) >= 400
    assert len(lexicon().nouns) >= 100


def test_every_frame_is_known():
    for cue in cues():
        assert cue.frames <= FORMS
        assert cue.prepositions <= PREPOSITIONS, cue
        assert cue.frames or cue.prepositions, cue


def test_lemmas_are_lower_case_words():
    assert all(re.fullmatch(r"[a-z]+(?:_[a-z]+)?", cue.lemma) for cue in cues())


def test_what_the_peers_call_reporting_verbs_is_there():
    for lemma in (
        "say",
        "tell",
        "claim",
        "deny",
        "warn",
        "admit",
        "urge",
        "demand",
        "believe",
        "hope",
        "fear",
        "blame",
    ):
        assert lemma in lexicon().verbs
