"""The words that place a speaker: `data/stance.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dragoman.records import StanceLabel

Weighted = tuple[StanceLabel, float]
"""A label and how strongly the word puts it, in [0, 1]."""

OPPOSITE: dict[str, StanceLabel] = {
    "support": "oppose",
    "oppose": "support",
    "optimistic": "pessimistic",
    "pessimistic": "optimistic",
    "willing": "unwilling",
    "unwilling": "willing",
}


class Evidence(NamedTuple):
    """A label, its strength, the token that gave it and, where the syntax tells, the actor it is about."""

    label: StanceLabel
    strength: float
    at: int
    about: str | None = None


@dataclass(frozen=True)
class Leanings:
    """What `data/stance.toml` lists; its comments say what each group means. All keys are lemmas in lower case."""

    cue: Mapping[str, Weighted]
    word: Mapping[str, Weighted]
    held: frozenset[str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Weighted], ...]]
    predicates: Mapping[str, Weighted]
    deeds: Mapping[str, frozenset[str]]
    moves: frozenset[str]
    yields: Mapping[str, frozenset[str]]
    promises: frozenset[str]
    refusals: frozenset[str]
    modals: frozenset[str]
    duties: frozenset[str]
    reached: frozenset[str]
    topics: Mapping[str, str]
    only_object: frozenset[str]
    only_infinitive: frozenset[str]
    down: frozenset[str]
    up: frozenset[str]
    turned: frozenset[str]
    conditions: frozenset[str]
    intensifiers: frozenset[str]
    hedges: frozenset[str]
    negations: frozenset[str]
    opinions: frozenset[str]


@cache
def leanings() -> Leanings:
    """The lexicon that ships with dragoman."""
    table: dict[str, Any] = tomllib.loads(files(__package__).joinpath("data/stance.toml").read_text(encoding="utf-8"))
    bands, own, turn = table["strength"], table["own"], table["turn"]

    def labels(group: dict[StanceLabel, dict[str, list[str]]]) -> dict[str, Weighted]:
        return {
            lemma: (label, float(bands[band]))
            for label, by_band in group.items()
            for band, lemmas in by_band.items()
            for lemma in lemmas
        }

    phrases: dict[str, list[tuple[tuple[str, ...], Weighted]]] = {}
    for phrase, weighted in labels(table["phrase"]).items():
        first, *rest = phrase.split()
        phrases.setdefault(first, []).append((tuple(rest), weighted))
    return Leanings(
        cue=labels(table["cue"]),
        word=labels(table["word"]),
        held=frozenset(table["held"]["words"]),
        phrases={first: tuple(sorted(rest, key=lambda item: -len(item[0]))) for first, rest in phrases.items()},
        predicates=labels(table["predicate"]),
        deeds={verb: frozenset(objects.split()) for verb, objects in table["deed"].items()},
        moves=frozenset(own["moves"]),
        yields={verb: frozenset(particles.split()) for verb, particles in table["yield"].items()},
        promises=frozenset(own["promises"]),
        refusals=frozenset(own["refusals"]),
        modals=frozenset(own["modals"]),
        duties=frozenset(own["duties"]),
        reached=frozenset(own["reached"]),
        topics={lemma: topic for topic, lemmas in table["topics"].items() for lemma in lemmas},
        only_object=frozenset(table["only_with"]["object"]),
        only_infinitive=frozenset(table["only_with"]["infinitive"]),
        down=frozenset(turn["down"]),
        up=frozenset(turn["up"]),
        turned=frozenset(turn["nouns"]),
        conditions=frozenset(table["condition"]["words"]),
        intensifiers=frozenset(bands["intensifiers"]),
        hedges=frozenset(bands["hedges"]),
        negations=frozenset(bands["negations"]),
        opinions=frozenset(bands["opinions"]),
    )
