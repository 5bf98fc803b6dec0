"""What the doer tells of the means: killing by armed forces is their use of force, a group's bombing is a bomb."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading import Sentence

from .acts import Act
from .lexicon import Lexicon
from .syntax import Syntax

_ARMED = frozenset({"MIL", "REB", "PRM", "UAF"})
_AIRBORNE = frozenset({"MIL", "GOV"})


def by_doer(syntax: Syntax, act: Act, sentence: Sentence, lexicon: Lexicon) -> Act:
    """An assault with the CAMEO code, and for bombs the mode, that fit who did it.

    CAMEO's 180 is violence of no known kind, 190 the use of armed force; PLOVER's bombs are aerial where aircraft
    or the forces of a state drop them.
    """
    if act.type != "ASSAULT":
        return act
    if act.cameo == "180" and any(_ARMED & set(m.actor.sectors) or _is_state(m.actor.entity) for m in act.sources):
        return replace(act, cameo="190")
    if act.trigger.sense.lemma == "bomb" and act.mode == "aerial":
        air = lexicon.classes["aerial"]
        seen = any(syntax.lemma[i] in air for i in range(sentence.first, sentence.last))
        if not seen and not any(_is_state(m.actor.entity) or _AIRBORNE & set(m.actor.sectors) for m in act.sources):
            return replace(act, mode="explosives", cameo="183")
    return act


def _is_state(entity: str) -> bool:
    return entity.startswith("state:")
