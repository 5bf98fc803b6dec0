"""Acts that only the network sees: triggers that no lexicon entry holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from dragoman.codebooks import cameo
from dragoman.meaning import Judgement, Word
from dragoman.reading import Sentence
from dragoman.records import Status
from dragoman.who import Mention

from .acts import Act
from .arguments import Arguments
from .lexicon import Part, Sense, lexicon
from .status import Modality, modality
from .syntax import Syntax
from .triggers import Trigger

_WORTH = 0.3  # the least probability with which a word is weighed as a trigger
_DEEDS = frozenset({"AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})
_FATES = frozenset({"die", "perish", "drown", "succumb"})
_REVERSED = frozenset({"receive", "host", "suffer"})  # frames whose subject is at the receiving end


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


def unseen(
    syntax: Syntax, arguments: Arguments, sentence: Sentence, judgement: Judgement, taken: Iterable[int]
) -> list[Act]:
    """Acts of the words that the network takes for triggers and that no rule's act rests on, in text order."""
    at = {syntax.doc[i].idx: i for i in range(sentence.first, sentence.last)}
    claimed = set(taken)
    found = []
    for start in judgement.triggers(_WORTH):
        i, word = at.get(start), judgement.word(start)
        if i is None or word is None or i in claimed or _strikes(syntax, i, claimed):
            continue
        part = _part(syntax, i)
        if part is None or word.types[word.type] < _WORTH:
            continue
        found.append(_act(syntax, arguments, i, part, word))
    return found


def _strikes(syntax: Syntax, i: int, claimed: set[int]) -> bool:
    """Whether a word is the weapon of an act that is known: "drones hit a depot"."""
    return (
        syntax.dep[i] == "nsubj"
        and syntax.head[i] in claimed
        and not lexicon().weapons.isdisjoint((syntax.lemma[i], syntax.lemma[i].removesuffix("s")))
        and syntax.is_verbal(syntax.head[i])
    )


def only_reports(syntax: Syntax, act: Act) -> bool:
    """Whether an act is a verb that says that something is said: no event by itself.

    Of a sentence without a report around it one may still ask what it comes to: "the ministry said X was behind it".
    """
    senses = lexicon().verbs.get(syntax.lemma[act.at], ()) if act.trigger.sense.part == "verb" else ()
    return any(sense.op == "report" and not sense.words for sense in senses)


def _act(syntax: Syntax, arguments: Arguments, i: int, part: Part, word: Word) -> Act:
    mode = word.mode(word.type)
    sense = generic(word.type, mode, syntax.lemma[i], part)
    if part == "verb" and sense.lemma in _FATES:
        sense = replace(sense, frame="die")  # who dies did nothing
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
        author=_denier(syntax, arguments, i),
        passive=part == "verb" and arguments.is_passive(trigger),
    )


def _status(mood: Modality, word: Word) -> Status | None:
    """The status of an act that only the network sees; "happened" is what None means.

    The network knows that "will not meet" turns a meeting down, so negation and modals count only for deeds, which it
    may have taken for done.
    """
    if mood.modifier is not None or word.status != "happened":
        return mood.modifier or word.status
    if mood.conditional:
        return "hypothetical"
    if word.type not in _DEEDS:
        return None
    if mood.negated:
        return "denied"
    return "possible" if mood.may else "ongoing" if mood.progressive else None


def _denier(syntax: Syntax, arguments: Arguments, i: int) -> Mention | None:
    """Who denies the act of a word: it is told by whoever denies it."""
    above = syntax.head[i]
    if syntax.dep[above] == "prep":
        above = syntax.head[above]
    if not any(sense.op == "deny" for sense in lexicon().verbs.get(syntax.lemma[above], ())):
        return None
    return next((m for m in arguments.parties(syntax.subjects(above)) if arguments.can_act(m)), None)


def _part(syntax: Syntax, i: int) -> Part | None:
    """The part of speech of a word that can be a trigger."""
    pos = syntax.pos[i]
    if pos in ("VERB", "AUX"):
        return None if syntax.dep[i] in ("aux", "auxpass") else "verb"
    if pos in ("NOUN", "PROPN"):
        return "noun"
    return "adjective" if pos == "ADJ" else None
