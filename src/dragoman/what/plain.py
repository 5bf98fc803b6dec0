"""What is told in so many words: acts that stand whatever the network makes of their sentence.

The network was taught on acts between two sides, and the weights that join it with the rules ask most of general
news. An attack whose dead are counted, a ceasefire that is declared, kept or broken, a deed that its doer denies and a
step of talks between parties that are named leave no doubt. Each is known by its own noun ("ceasefire", "talks").
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading import Sentence
from dragoman.who import Mention

from .acts import BREACH, Act, entities
from .counted import is_counted
from .counting import kind
from .governing import told_to_be
from .lexicon import Lexicon, lexicon
from .scenes import is_public
from .syntax import Syntax
from .triggers import Trigger

TRUCES = frozenset({"ceasefire", "cease-fire", "truce", "armistice"})
_OF_TRUCE = frozenset({"0871", "0356", "196", "1246", "1056"})
_DENIED = frozenset({"ASSAULT", "COERCE", "REJECT", "SANCTION"})
_OF_TALKS = frozenset({"AGREE", "CONSULT", "REJECT", "SANCTION"})
_STEPS = frozenset({"036", "040", "045", "046", "125", "126", "127", "164"})
_ORDERED = frozenset({"round", "session"})
_SIGNED = "057"
_OFFERED = frozenset({"0353", "0354", "0355", "0356"})
_PAPERS = frozenset({"agreement", "accord", "treaty", "pact", "protocol", "memorandum", "declaration", "deal"})
_SIDES = frozenset({"side", "party", "faction", "leader", "mediator"})
_DONE = frozenset({None, "happened", "ongoing", "ended"})
_BY_ARMS = frozenset({"strike", "bomb", "shoot", "suffer"})
_SPITE = frozenset(
    {
        "despite",
        "spite",
        "defiance",
        "notwithstanding",
        "although",
        "though",
        "violation",
        "breach",
        "ignore",
        "break",
        "violate",
        "disregard",
        "defy",
        "flout",
    }
)
_UNTOLD = frozenset({"hypothetical", "possible"})


def is_plain(syntax: Syntax, act: Act, sentence: Sentence, found: Sequence[Trigger], lexicon: Lexicon) -> bool:
    """Whether an act is told in so many words.

    Args:
        syntax: the report's syntax.
        act: an act of the sentence that is no background.
        sentence: the sentence.
        found: the triggers of the sentence, stop senses included.
        lexicon: the lexicon.
    """
    if act.status in _UNTOLD:
        return False
    return (
        is_counted(syntax, act, sentence, found)
        or is_of_truce(syntax, act)
        or is_bare_truce(syntax, act)
        or breaks_truce(syntax, act, sentence)
        or _is_denial(act)
        or _is_step(syntax, act, lexicon)
        or _took_place(syntax, act)
    )


def is_bare_truce(syntax: Syntax, act: Act) -> bool:
    """Whether an act is a ceasefire of which only that is told: "a ten-day ceasefire was declared", "was broken".

    A "truce" is one of armed people only where the report has some.
    """
    if act.cameo not in ("0871", BREACH) or act.status is not None or not _names_truce(syntax, act):
        return False
    at = act.trigger.at
    if act.trigger.sense.part == "noun":
        return _is_recorded(syntax, at)
    told_of = syntax.patients(at) if act.passive else syntax.subjects(at)
    if not any(syntax.lemma[i] in TRUCES for i in told_of):
        return False  # somebody declares it, who is nobody of public concern
    if any(syntax.lemma[i] in TRUCES - {"truce"} for i in _nouns(act)):
        return True
    return not syntax.lemmas.isdisjoint(kind("armed"))


def _is_recorded(syntax: Syntax, breach: int) -> bool:
    """Whether a breach is what was reported or seen: "a truce breach was reported", "recorded nine breaches"."""
    verb = syntax.head[breach]
    if syntax.dep[breach] not in ("dobj", "nsubjpass") or syntax.tag[verb] in ("VB", "VBG"):
        return False  # "set up for reporting violations"
    return syntax.lemma[verb] in lexicon().classes["recorded"]


def is_of_truce(syntax: Syntax, act: Act) -> bool:
    """Whether an act is a ceasefire agreed, declared, kept or broken, by that word or between two known parties."""
    if act.cameo not in _OF_TRUCE:
        return False
    if not _names_truce(syntax, act) and act.cameo != BREACH:
        return act.cameo == "0356" and _are_two(act)
    parties = [*act.sources, *act.targets]
    return not parties or any(is_public(m) or syntax.lemma[m.head] in _SIDES for m in parties)


def breaks_truce(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether somebody known attacks in spite of a truce: "opened fire near X despite the ceasefire"."""
    if act.type != "ASSAULT" or act.status not in _DONE or act.trigger.sense.frame not in _BY_ARMS:
        return False
    told = syntax.lemma[sentence.first : sentence.last]
    if act.reciprocal or TRUCES.isdisjoint(told) or _SPITE.isdisjoint(told):
        return False
    return any(map(_is_known, act.sources))


def _names_truce(syntax: Syntax, act: Act) -> bool:
    own = syntax.children(act.trigger.at, "compound", "nmod", "amod") if act.cameo == BREACH else []
    return any(syntax.lemma[i] in TRUCES for i in (*_nouns(act), *own))


def _is_denial(act: Act) -> bool:
    """Whether somebody known says that a deed was not done, or not by him."""
    voices = [*act.sources, *([act.author] if act.author is not None else ())]
    return act.status == "denied" and act.type in _DENIED and any(_is_known(m) for m in voices)


def _is_step(syntax: Syntax, act: Act, lexicon: Lexicon) -> bool:
    """Whether an act is a step of talks between two parties that its sentence names."""
    lemmas = {syntax.lemma[i] for i in _nouns(act)}
    if act.cameo == _SIGNED:
        return act.type == "SUPPORT" and _are_two(act) and not _PAPERS.isdisjoint(lemmas)
    if act.cameo in _OFFERED and act.inner is not None and act.inner.type in ("RETREAT", "CONCEDE"):
        return act.type == "AGREE" and any(_is_known(m) for m in act.sources)
    if act.type not in _OF_TALKS or act.cameo not in _STEPS:
        return False
    if not _are_two(act) and (act.type != "SANCTION" or not any(_is_known(m) for m in act.sources)):
        return False
    return not lemmas.isdisjoint(lexicon.classes["talks"] | _ORDERED)


def _took_place(syntax: Syntax, act: Act) -> bool:
    """Whether a sentence says of an attack that it came about: "the raid on Djibo took place on Sunday"."""
    if act.type != "ASSAULT" or act.status not in _DONE or act.trigger.sense.frame not in _BY_ARMS:
        return False
    verb = told_to_be(syntax, act.at)
    return verb is not None and syntax.lemma[verb] == "take"


def _are_two(act: Act) -> bool:
    """Whether at least two known parties take part."""
    return len({entity for m in (*act.sources, *act.targets) if _is_known(m) for entity in entities(m)}) > 1


def _nouns(act: Act) -> list[int]:
    inner = act.inner.trigger.matched if act.inner is not None else []
    return [act.at, act.trigger.at, *act.used, *act.trigger.matched, *inner]


def _is_known(mention: Mention) -> bool:
    return is_public(mention) and bool(mention.actor.code or mention.referents or mention.kind == "name")
