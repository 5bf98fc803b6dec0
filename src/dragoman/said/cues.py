"""The cue lexicon: which words report what somebody says, thinks, sees, wants or judges, and what may follow them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Sense = Literal["speech", "belief", "perception", "directive", "evaluation"]
PartOfSpeech = Literal["verb", "noun", "adjective", "agent"]

FORMS = frozenset({"that", "to", "ing", "obj", "as", "pred", "quote", "pass", "raise", "agent"})
"""The frames that are not prepositions; `data/cues.toml` says what each means."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: its lemma, sense, the frames it takes and the prepositions that lead to its content."""

    lemma: str
    pos: PartOfSpeech
    sense: Sense
    frames: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All cues, by part of speech and lemma; a verb with its particle is `lemma_particle` ("point_out")."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    source_phrases: dict[tuple[str, ...], Sense]
    agents: dict[str, Cue]
    opinion_nouns: frozenset[str]
    hearsay: frozenset[str]
    light_verbs: frozenset[str]
    naming_verbs: frozenset[str]

    def __len__(self) -> int:
        words = sum(len(table) for table in (self.verbs, self.nouns, self.adjectives, self.agents))
        return words + len(self.source_phrases)


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with dragoman, read once."""
    table = tomllib.loads(files(__package__).joinpath("data/cues.toml").read_text(encoding="utf-8"))
    return Lexicon(
        verbs=_cues(table, "verb"),
        nouns=_cues(table, "noun"),
        adjectives=_cues(table, "adjective"),
        agents=_cues(table, "agent"),
        source_phrases={
            tuple(phrase.split()): sense for sense in get_args(Sense) for phrase in table["source"].get(sense, [])
        },
        opinion_nouns=frozenset(table["opinion"]["nouns"]),
        hearsay=frozenset(table["hearsay"]["adverbs"]),
        light_verbs=frozenset(table["light"]["verbs"]),
        naming_verbs=frozenset(table["light"]["names"]),
    )


def _cues(table: dict[str, dict[str, dict[str, str]]], pos: PartOfSpeech) -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for sense in get_args(Sense):
        for lemma, frames in table[pos].get(sense, {}).items():
            words = frozenset(frames.split())
            found[lemma] = Cue(lemma, pos, sense, words & FORMS, words - FORMS)
    return found
