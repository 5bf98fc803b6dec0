"""Fields of life: public life and conflict are coded, sport, markets, culture and science are not."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.reading import Sentence
from dragoman.who import Mention

from .lexicon import Lexicon
from .syntax import Syntax
from .triggers import Trigger

_UNSPORTING = frozenset({"PROTEST", "SANCTION", "COERCE", "CONSULT", "AID", "RETREAT"})
_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
_ALL_ABOUT = 4  # different words of one field that make a whole report one about it
_IN_PASSING = 4  # grave words that such a report may hold
_IN_SO_MANY_WORDS = 4.0  # the strength of a pattern with a matched object


@dataclass(frozen=True, slots=True)
class _Scene:
    """A field of life that is not coded: `strong` words belong to it alone, `weak` ones only go with it."""

    name: str
    strong: frozenset[str]
    weak: frozenset[str]


@dataclass(frozen=True)
class Words:
    """The word lists of stop.toml that tell what is told of."""

    scenes: tuple[_Scene, ...]
    lists: dict[str, frozenset[str]]


@cache
def word_lists() -> Words:
    """The lists, read once."""
    table = tomllib.loads(files(__package__).joinpath("lexicon", "stop.toml").read_text("utf-8"))

    def split(text: str) -> frozenset[str]:
        return frozenset(part.strip() for part in text.split(","))

    scenes = [_Scene(name, split(row["strong"]), split(row["weak"])) for name, row in table["scenes"].items()]
    return Words(tuple(scenes), {name: split(text) for name, text in table["words"].items()})


def is_off_topic(syntax: Syntax, sentence: Sentence, triggers: list[Trigger], lexicon: Lexicon) -> bool:
    """Whether a sentence speaks of sport, markets, culture or science, and of nobody's death, force or office.

    It does with two different words of one such field (three where it tells in so many words of an act that sport has
    none for: "staged a protest"), or with any words in a report that is all about the field.
    """
    if not triggers:
        return False
    words = word_lists()
    lemmas = set(syntax.lemma[sentence.first : sentence.last])
    plain = any(t.sense.type in _UNSPORTING and t.strength >= _IN_SO_MANY_WORDS for t in triggers)
    grave = lemmas & words.lists["grave"]
    fields = ("market", "culture") if grave & words.lists["violence"] else ("sport", "market", "culture")
    if any(len(lemmas & lexicon.classes[name]) >= 2 + plain for name in fields):
        return True
    if grave:
        return False
    for scene in words.scenes:
        strong = len(lemmas & scene.strong)
        if scene.name == "sport" and _SCORE.search(syntax.doc[sentence.first : sentence.last].text):
            strong += 1
        weak = len((scene.weak | lexicon.classes.get(scene.name, frozenset())) & lemmas - scene.strong)
        if strong and strong + weak >= 2 + plain:
            return True
        if strong + weak and len(syntax.lemmas & scene.strong) >= _ALL_ABOUT:
            return len(syntax.lemmas & words.lists["grave"]) <= _IN_PASSING
    return False


def is_public(mention: Mention) -> bool:
    """Whether a mention is a state, or somebody of one of the sectors that politics and conflict are made of."""
    if mention.kind == "collective" or mention.referents:
        return True
    sectors = set(mention.actor.sectors)
    if sectors & word_lists().lists["political"]:
        return True
    return mention.actor.code is not None and not sectors
