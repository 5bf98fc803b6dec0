"""Syntax and meaning joined: is a proposed act told here, and how likely is all of it right?

Rules propose acts; the network judges the words that they rest on; two small logistic models weigh both. The first
decides whether an act is kept, the second, made monotone by isotonic regression, gives its confidence. Their weights
are fitted by training/combine.py on sentences that the network was not trained on (docs/models/joining.md).
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from dragoman.meaning import Judgement, Word
from dragoman.who import Mention

from .acts import Act
from .syntax import Syntax

Origin = Literal["rules", "network"]
Setting = Literal["few", "report", "general"]
"""What an act is told in: a text of few sentences; a report about conflict or diplomacy; one of general news."""
_UNREAL = frozenset({"planned", "possible", "hypothetical", "proposed"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_WORDS = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_ASIDE = frozenset({"acl", "relcl", "advcl", "pcomp", "xcomp"})  # clauses that tell an act beside another
_CLIP = 0.002  # a probability beyond says no more than that the network is sure


@dataclass(slots=True)
class Candidate:
    """A proposed act; `origin` tells who proposed it."""

    act: Act
    heading: bool = False
    origin: Origin = "rules"


class _Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic model: its weights by feature ("bias" included), and the line that calibrates it, if there is one."""

    weights: dict[str, float]
    knots: tuple[tuple[float, float], ...] = ()

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability in [0, 1]; through the knots where there are some."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        raw = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
        return _through(self.knots, raw) if self.knots else raw


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Both models and what they have to say for an act to be given, by who proposed it.

    `least` is the least probability that there is an act at all, `sure` the least confidence by what it is told in:
    of general news, what only looks like an act of politics mostly is none.
    """

    least: dict[Origin, float]
    sure: dict[Setting, dict[Origin, float]]
    keep: _Model
    right: _Model


class Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The models with the network's judgement and, for rules alone, without."""

    joined: _Table
    rules: _Table


@cache
def tables() -> Tables:
    """The fitted weights, read once."""
    table = tomllib.loads(files(__package__).joinpath("data", "joining.toml").read_text("utf-8"))
    return msgspec.convert(table, Tables)


def kept(features: Mapping[str, float], origin: Origin, *, joined: bool, setting: Setting) -> float | None:
    """The confidence of a candidate with these features, in [0, 1], or None where it is not to be given."""
    table = tables().joined if joined else tables().rules
    if table.keep.probability(features) < table.least[origin]:
        return None
    confidence = table.right.probability(features)
    return None if confidence < table.sure[setting][origin] else round(confidence, 3)


def features(syntax: Syntax, candidate: Candidate, judgement: Judgement | None) -> dict[str, float]:
    """What speaks for and against a candidate, by name; log-odds for probabilities, 0 or 1 for the rest."""
    act = candidate.act
    told = {
        "bias": 1.0,
        act.type: 1.0,
        "noun": float(act.trigger.sense.part == "noun"),
        "strength": min(4.0, act.trigger.strength - 1.0),
        "source": float(bool(act.sources)),
        "source_known": float(_known(act.sources)),
        "source_pronoun": float(any(m.kind == "pronoun" for m in act.sources)),
        "source_plain": float(bool(act.sources) and all(m.kind == "nominal" for m in act.sources)),
        "target": float(bool(act.targets)),
        "target_known": float(_known(act.targets)),
        "target_plain": float(bool(act.targets) and all(m.kind == "nominal" for m in act.targets)),
        "dyad": float(_known(act.sources) and _known(act.targets) and not _inland(act)),
        "inland": float(_inland(act)),
        "words_alone": float(act.type in _WORDS and not act.targets),
        "target_elsewhere": float(bool(act.targets) and not act.own_target),
        "composed": float(act.inner is not None),
        "unreal": float(act.status in _UNREAL),
        "heading": float(candidate.heading),
        "first_person": float(_in_first_person(syntax, act)),
        "past": float(syntax.tag[act.at] == "VBD"),
        "aside": float(syntax.dep[act.at] in _ASIDE),
        "network": float(candidate.origin == "network"),
    }
    if judgement is not None:
        words = words_of(syntax, act, judgement)
        told["whole_type"] = _log_odds(judgement.types[act.type])
        told["whole_event"] = _log_odds(judgement.event)
        told["word_type"] = _log_odds(max((word.types[act.type] for word in words), default=0.5))
        told["word_event"] = _log_odds(max((word.event for word in words), default=0.5))
        told["unread"] = float(not words)
        if act.inner is not None:  # what a composed act comes to is for the rules to say
            told["composed_type"], told["composed_whole"] = told["word_type"], told["whole_type"]
        if candidate.origin == "network":
            told["network_type"], told["network_whole"] = told["word_type"], told["whole_event"]
    return told


def words_of(syntax: Syntax, act: Act, judgement: Judgement) -> list[Word]:
    """The judged words that an act rests on, its trigger first."""
    found = (judgement.word(syntax.doc[i].idx) for i in words_at(act))
    return [word for word in found if word is not None]


def words_at(act: Act) -> list[int]:
    """The tokens that an act rests on: its trigger, then the other triggers and nouns that went into it."""
    return list(dict.fromkeys([act.at, act.trigger.at, *act.used, *act.trigger.matched]))


def _known(mentions: list[Mention]) -> bool:
    return any(mention.actor.code for mention in mentions)


def _inland(act: Act) -> bool:
    """Whether a country is on both sides."""
    sources, targets = ({m.actor.code for m in side if m.actor.code} for side in (act.sources, act.targets))
    return not sources.isdisjoint(targets)


def _in_first_person(syntax: Syntax, act: Act) -> bool:
    """Whether the sentence speaks of its own speaker: an interview, a letter, somebody quoted at length."""
    sentence = syntax.doc[act.at].sent
    return not _FIRST_PERSON.isdisjoint(syntax.lower[sentence.start : sentence.end])


def _log_odds(p: float) -> float:
    p = min(1.0 - _CLIP, max(_CLIP, p))
    return math.log(p / (1.0 - p))


def _through(knots: tuple[tuple[float, float], ...], x: float) -> float:
    """The value at x of the line through the knots, flat beyond them."""
    at = bisect_right(knots, (x, math.inf))
    if at == 0:
        return knots[0][1]
    if at == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[at - 1], knots[at]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
