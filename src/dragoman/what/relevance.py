"""What is no event: sport, markets and culture; accidents; background nouns; headings that name a thing."""

from __future__ import annotations

from dragoman.reading import Sentence

from .composition import Act
from .lexicon import Lexicon
from .syntax import Syntax

_HARM_LEMMAS = frozenset({"kill", "injure", "wound", "die", "hurt", "perish", "leave", "claim", "displace", "destroy", "explosion", "blast", "death", "evacuate", "damage", "rescue", "devastate", "burn", "hit", "strike", "find", "drown", "explode"})
_VAGUE_NOUNS = frozenset({"violence", "war", "conflict", "fighting", "talk", "meeting", "discussion", "dialogue", "battle", "fight", "attack", "strike", "operation", "offensive", "explosion", "killing", "murder", "campaign"})


def is_off_topic(syntax: Syntax, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence speaks of sport, markets or culture: two words of one such field, or one in a short line."""
    counts = {"sport": 0, "market": 0, "culture": 0}
    for name in counts:
        words = lexicon.classes[name]
        for i in range(sentence.first, sentence.last):
            if syntax.lemma[i] in words:
                counts[name] += 1
                if counts[name] >= 2:
                    return True
    return False


def is_background(syntax: Syntax, act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether an act has too little to stand on: nobody in it, an accident, a noun that only names."""
    part = act.trigger.sense.part
    if not act.sources and not act.targets:
        return True
    if act.type in ("SANCTION", "AID", "COOPERATE", "SUPPORT", "ACCUSE", "CONSULT", "AGREE") and not act.targets and not act.sources:
        return True
    if part == "noun":
        known = [m for m in (*act.sources, *act.targets) if m.kind != "nominal"]
        if not known:
            return True
        if sentence.kind == "heading":
            return True
        if syntax.lemma[act.at] in _VAGUE_NOUNS and not (act.sources and act.targets) and not act.inner and not len(act.used) > 1:
            return True
    return act.type == "ASSAULT" and not act.sources and syntax.lemma[act.at] in _HARM_LEMMAS and _accident(syntax, sentence, lexicon)


def _accident(syntax: Syntax, sentence: Sentence, lexicon: Lexicon) -> bool:
    words = lexicon.classes["accident"]
    violent = lexicon.classes["violent"]
    accident = False
    for i in range(sentence.first, sentence.last):
        if syntax.lemma[i] in violent:
            return False
        accident = accident or syntax.lemma[i] in words
    return accident
