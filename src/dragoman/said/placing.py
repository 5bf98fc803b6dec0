"""Where a statement places its speaker, as a small model judges it that weighs the rules among other things.

Two linear models (logistic regression), fitted by training/stances.py: which labels a statement has, from what the
sentence network made of its sentences, its words and pairs of words, and what the rules say; and, for a label,
whether it is toward a topic or an actor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args

from dragoman.records import Actor, Stance, StanceLabel

from .leanings import OPPOSITE

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

LABELS: tuple[StanceLabel, ...] = get_args(StanceLabel)
OBJECTS = ("talks", "ceasefire", "agreement", "proposal", "actor")
_WORD = re.compile(r"[\w']+")
_MOST_WORDS = 400  # of a statement; a speech of pages says it in its first ones
_NGRAM = 3
_STRENGTH = 0.6  # a plain word's, where no word tells of its own
_MAX_STANCES = 3
_HALF = 0.5  # what the rules have read is asked for half the probability
_SURE = 0.6  # the probability from which on a label stands against the rules' opposite
_ABOUT_ACTORS = frozenset({"blame", "demand", "concede"})

Role = Literal["aimed", "addressed", "subject", "other"]
"""What the cue aims at ("urged X"), whom it is said to ("told X that"), a subject in the content, any other."""

_FIRST: dict[str, tuple[Role, ...]] = {
    "blame": ("aimed", "subject", "other", "addressed"),
    "demand": ("aimed", "subject", "addressed", "other"),
    "concede": ("aimed", "addressed", "other", "subject"),
}
_USUAL: tuple[Role, ...] = ("aimed", "other", "subject", "addressed")


@dataclass(frozen=True, slots=True)
class Unit:
    """What the models look at of one statement.

    `text` is the statement with its cue and speaker, `pooled` [1152] what the network made of its sentences (None
    where it was not read), `ruled` the rules' stances, `topics` and `actors` those that the statement names beside
    its speaker, in text order, each actor with its role.
    """

    text: str
    pooled: NDArray[float32] | None
    ruled: tuple[Stance, ...]
    topics: tuple[str, ...]
    actors: tuple[tuple[Role, Actor], ...]
    speaker: str | None


def ngrams(text: str) -> list[str]:
    """The words of a text in small letters, and the runs of up to three of them."""
    words = _WORD.findall(text.lower())[:_MOST_WORDS]
    return [" ".join(words[i : i + n]) for n in range(1, _NGRAM + 1) for i in range(len(words) - n + 1)]


def flags(unit: Unit) -> list[float]:
    """What of a unit is neither its words nor its meaning: the rules' labels, its topics, whether it names actors."""
    ruled = {stance.label for stance in unit.ruled}
    named = [float(label in ruled) for label in LABELS] + [float(topic in unit.topics) for topic in OBJECTS[:-1]]
    first = [float(unit.topics[:1] == (topic,)) for topic in OBJECTS[:-1]]
    return [*named, *first, float(bool(unit.actors)), float(len(unit.actors) > 1)]


class Placing:
    """The models of said/data/placing.npz."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._vocabulary = {gram: i for i, gram in enumerate(str(table["vocabulary"]).split("\n"))}
        self._idf, self._mean, self._scale = table["idf"], table["mean"], table["scale"]
        self._weights, self._bias, self._least = table["weights"], table["bias"], table["least"]
        self._object_weights, self._object_bias = table["object_weights"], table["object_bias"]

    def stances(self, unit: Unit) -> list[Stance]:
        """The stances of a statement, likeliest first, at most three; an empty list where it takes no position."""
        import numpy

        if unit.pooled is None:
            return list(unit.ruled)
        row = self.features(unit)
        chances = 1.0 / (1.0 + numpy.exp(-(self._weights @ row + self._bias)))
        found: dict[tuple[str, str], Stance] = {}
        ruled = {stance.label for stance in unit.ruled}
        labels: set[str] = set()
        asked = self._least * numpy.array([_HALF if label in ruled and label != "neutral" else 1.0 for label in LABELS])
        for i in numpy.argsort(-(chances - asked)):
            label = LABELS[i]
            if chances[i] < asked[i] or len(found) == _MAX_STANCES:
                break
            if OPPOSITE.get(label) in ruled and chances[i] < _SURE:
                label = OPPOSITE[label]  # the rules have read a word that turns it round
            if OPPOSITE.get(label) in labels:
                continue
            labels.add(label)
            for stance in self._toward(label, unit, row):
                found.setdefault((stance.toward, stance.label), stance)
        if any(stance.label != "neutral" for stance in found.values()):
            found = {key: stance for key, stance in found.items() if stance.label != "neutral"}
        return list(found.values())[:_MAX_STANCES]

    def features(self, unit: Unit) -> NDArray[float32]:
        """A unit as numbers: meaning, words (tf-idf, unit length), flags."""
        import numpy

        counts: dict[int, int] = {}
        for gram in ngrams(unit.text):
            at = self._vocabulary.get(gram)
            if at is not None:
                counts[at] = counts.get(at, 0) + 1
        words = numpy.zeros(len(self._vocabulary), dtype=numpy.float32)
        for at, n in counts.items():
            words[at] = (1.0 + numpy.log(n)) * self._idf[at]
        norm = float(numpy.linalg.norm(words)) or 1.0
        meaning = (unit.pooled - self._mean) * self._scale
        return numpy.concatenate([meaning, words * (3.0 / norm), numpy.asarray(flags(unit))]).astype(numpy.float32)

    def _toward(self, label: StanceLabel, unit: Unit, row: NDArray[float32]) -> list[Stance]:
        """A label with what it is toward: what the rules say of the label, else the likeliest topic or actor.

        What a concession is toward the rules know only where nobody else is named.
        """
        ruled = [stance for stance in unit.ruled if stance.label == label]
        if ruled and not (label == "concede" and unit.actors):
            return ruled
        if toward := self.toward(label, unit, row):
            return [Stance(toward=toward, label=label, strength=0.0 if label == "neutral" else _STRENGTH)]
        return []

    def toward(self, label: StanceLabel, unit: Unit, row: NDArray[float32]) -> str | None:
        """What a label is toward: an actor's name or a topic; None where nothing is named that it can be toward."""
        if label in _ABOUT_ACTORS:
            return _nearest(label, unit) or (unit.speaker if label == "concede" else None)
        at = LABELS.index(label)
        scores = self._object_weights @ row + self._object_bias[:, at]
        for i in sorted(range(len(OBJECTS)), key=lambda i: -float(scores[i])):
            if OBJECTS[i] != "actor":
                return OBJECTS[i]
            if label != "neutral" and (name := _nearest(label, unit)) is not None:
                return name
        return None


def _nearest(label: str, unit: Unit) -> str | None:
    """The actor that a label is toward: the first in text order of the best role for it."""
    order = _FIRST.get(label, _USUAL)
    best = min(unit.actors, key=lambda named: order.index(named[0]), default=None)
    return best[1].name if best is not None else None


def pooled(rows: Sequence[NDArray[float32]]) -> NDArray[float32] | None:
    """The mean of what the network made of several sentences."""
    import numpy

    return numpy.mean(rows, axis=0) if rows else None


@cache
def placing() -> Placing:
    """This process's models, loaded on first use."""
    import io

    import numpy

    data = files(__package__).joinpath("data", "placing.npz").read_bytes()
    with numpy.load(io.BytesIO(data), allow_pickle=False) as table:
        tables = {name: table[name] for name in table.files}
    wide = {name: tables[name].astype(numpy.float32) for name in ("weights", "object_weights")}  # kept in half
    return Placing({**tables, **wide})
