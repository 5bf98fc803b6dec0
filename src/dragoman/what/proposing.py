"""What the network sees and the rules do not: another type for an act, triggers that no lexicon entry holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from dragoman.codebooks import cameo
from dragoman.meaning import Judgement, Word
from dragoman.reading import Sentence
from dragoman.records import Status

from .acts import Act
from .arguments import Arguments
from .joining import words_of
from .lexicon import Part, Sense, lexicon
from .status import Modality, modality
from .syntax import Syntax
from .triggers import Trigger

_WORTH = 0.3  # the least probability with which a word is weighed as a trigger
_LIKELY = 0.5  # the least probability of another type for an act to be weighed as that
_UNLIKELY = 0.25  # the most probability of an act's own type for another to be tried
_DEEDS = frozenset({"AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})
_REVERSED = frozenset({"receive", "host"})  # frames whose subject is at the receiving end


@cache
def _frames() -> dict[tuple[str, Part], str]:
    """The frame that most senses of a type and part of speech have."""
    counted: dict[tuple[str, Part], Counter[str]] = {}
    for sense in lexicon().senses:
        if sense.type and sense.op is None and sense.frame not in _REVERSED:
            counted.setdefault((sense.type, sense.part), Counter())[sense.frame] += 1
    return {key: max(sorted(frames), key=lambda name: frames[name]) for key, frames in sorted(counted.items())}


def generic(type: str, mode: str | None, lemma: str, part: Part) -> Sense:
    """A sense of a type for a word that the lexicon does not hold, its arguments those of most senses of the type."""
    return Sense(
        pattern=lemma,
        part=part,
        lemma=lemma,
        words=(),
        slots=(),
        type=type,
        mode=mode,
        cameo=cameo().to_cameo(type, mode),
        contexts=(),
        frame=_frames().get((type, part)) or _frames().get((type, "verb"), "act"),
        op=None,
        order=0,
    )


def revised(syntax: Syntax, act: Act, judgement: Judgement) -> Act | None:
    """An act as one of the type that the network sees in its words, where that is clearly another."""
    words = words_of(syntax, act, judgement)
    if not words or max(word.types[act.type] for word in words) > _UNLIKELY:
        return None
    word = max(words, key=lambda word: word.types[word.type])
    if word.types[word.type] < _LIKELY or judgement.types[word.type] < _LIKELY:
        return None
    mode = word.mode(word.type)
    return replace(
        act,
        type=word.type,
        mode=mode,
        cameo=cameo().to_cameo(word.type, mode),
        status=act.status or word.status,
        reciprocal=act.reciprocal and word.type in ("CONSULT", "COOPERATE", "SUPPORT", "AGREE", "ASSAULT"),
        inner=None,
    )


def unseen(
    syntax: Syntax, arguments: Arguments, sentence: Sentence, judgement: Judgement, taken: Iterable[int]
) -> list[Act]:
    """Acts of the words that the network takes for triggers and that no rule's act rests on, in text order."""
    at = {syntax.doc[i].idx: i for i in range(sentence.first, sentence.last)}
    claimed = set(taken)
    found = []
    for start in judgement.triggers(_WORTH):
        i, word = at.get(start), judgement.word(start)
        if i is None or word is None or i in claimed:
            continue
        part = _part(syntax, i)
        if part is None or word.types[word.type] < _WORTH:
            continue
        found.append(_act(syntax, arguments, i, part, word))
    return found


def _act(syntax: Syntax, arguments: Arguments, i: int, part: Part, word: Word) -> Act:
    mode = word.mode(word.type)
    sense = generic(word.type, mode, syntax.lemma[i], part)
    trigger = Trigger(i, sense, 1.0)
    found = arguments.of_noun(trigger) if part == "noun" else arguments.of_verb(trigger)
    both = [*found.sources, *found.targets]
    joint = word.type in ("CONSULT", "COOPERATE") and not found.targets and len(found.sources) > 1
    return Act(
        at=i,
        trigger=trigger,
        type=word.type,
        mode=mode,
        cameo=sense.cameo,
        sources=both[:1] if joint else found.sources,
        targets=both[1:] if joint else found.targets,
        own_target=found.own_target,
        reciprocal=joint,
        status=_status(modality(syntax, i), word),
        used=(i,),
        passive=part == "verb" and arguments.is_passive(trigger),
    )


def _status(mood: Modality, word: Word) -> Status | None:
    """The status of an act that only the network sees; "happened" is what None means.

    The network knows that "will not meet" turns a meeting down, so negation and modals count only for deeds, which it
    may have taken for done.
    """
    if mood.modifier is not None or word.status != "happened":
        return mood.modifier or word.status
    if word.type not in _DEEDS:
        return None
    if mood.negated:
        return "denied"
    if mood.conditional:
        return "hypothetical"
    return "possible" if mood.may else "ongoing" if mood.progressive else None


def _part(syntax: Syntax, i: int) -> Part | None:
    """The part of speech of a word that can be a trigger."""
    pos = syntax.pos[i]
    if pos in ("VERB", "AUX"):
        return None if syntax.dep[i] in ("aux", "auxpass") else "verb"
    if pos in ("NOUN", "PROPN"):
        return "noun"
    return "adjective" if pos == "ADJ" else None
