"""Who is held to have done it: the doer of an attack that its sentence names only by whom somebody blames.

"Twelve people were killed in a raid that police attributed to X", "a bomb went off; officials held X responsible". The
attack keeps the blamed as its source and whoever blames as the one who says so, as where an accusation names the act.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.reading import Sentence
from dragoman.who import Mention

from .acts import Act
from .arguments import Arguments
from .lexicon import lexicon
from .syntax import Syntax

_HAPPENED = frozenset({None, "happened", "ended", "ongoing"})
_NOBODY = frozenset({"nobody", "none", "no-one"})
_BLAMED_AT = frozenset({"on", "upon", "to", "at", "toward", "towards"})


def with_doers(syntax: Syntax, arguments: Arguments, acts: list[Act], sentence: Sentence) -> list[Act]:
    """Acts of a sentence, its attacks without a doer by whom the sentence blames for them.

    Args:
        syntax: the report's syntax.
        arguments: who is named where.
        acts: what of the sentence is kept.
        sentence: the sentence.
    """
    if not any(_lacks_doer(act) for act in acts):
        return acts
    for voice, culprits in _blame(syntax, arguments, sentence):
        return [_by(act, culprits, voice) if _lacks_doer(act) else act for act in acts]
    return acts


def _lacks_doer(act: Act) -> bool:
    return act.type == "ASSAULT" and not act.sources and act.status in _HAPPENED and not act.reciprocal


def _by(act: Act, culprits: list[Mention], voice: Mention | None) -> Act:
    named = {mention.actor.entity for mention in culprits}
    targets = [mention for mention in act.targets if mention.actor.entity not in named]
    return replace(act, sources=culprits, targets=targets, author=act.author or voice)


def _blame(syntax: Syntax, arguments: Arguments, sentence: Sentence) -> Iterator[tuple[Mention | None, list[Mention]]]:
    """Who blames, and whom, in text order."""
    s = syntax
    words = lexicon().classes
    onto, outright, beside = words["blame_onto"], words["blame_outright"], words["blame_beside"]
    for i in range(sentence.first, sentence.last):
        lemma = s.lemma[i]
        if lemma not in onto and lemma not in outright and lemma not in beside:
            continue
        if any(s.dep[k] == "neg" or s.lower[k] in _NOBODY for k in s.kids[i]):
            continue
        nouns = _culprits(s, i, lemma in onto, lemma in outright)
        culprits = [m for m in arguments.parties(noun for at in nouns for noun in s.group(at)) if _may_do_harm(m)]
        if culprits:
            voices = arguments.parties(s.agents(i)) if s.is_verbal(i) and lemma not in beside else []
            voice = next((m for m in voices if m not in culprits), None)
            yield voice, culprits


def _culprits(s: Syntax, i: int, onto: bool, outright: bool) -> list[int]:
    """The nouns that a word of blame makes the culprits."""
    if onto or outright:
        if not s.is_verbal(i):
            return []
        found = [noun for prep, _, noun in s.prepositions(i) if onto and prep in _BLAMED_AT]
        if found or not outright:
            return found
        if s.lemma[i] == "hold" and not _is_held(s, i):
            return []
        small = [noun for k in s.children(i, "ccomp", "xcomp") if s.pos[k] == "ADJ" for noun in s.children(k, "nsubj")]
        return small or s.children(i, "dobj", "nsubjpass")
    if s.lower[i] == "behind":
        return s.subjects(s.head[i]) if s.dep[i] == "prep" and s.lemma[s.head[i]] in ("be", "stand") else []
    if s.lower[i] == "work":
        is_done = s.dep[i] == "attr" and s.lemma[s.head[i]] == "be"
        return [noun for prep, _, noun in s.prepositions(i) if prep == "of"] if is_done else []
    if s.lower[i] == "responsibility":
        verb = s.head[i]
        lies = s.dep[i] == "nsubj" and s.lemma[verb] in ("lie", "rest", "fall")
        return [noun for prep, _, noun in s.prepositions(verb) if prep in ("with", "on")] if lies else []
    verb = s.head[i]  # "was responsible"
    return s.subjects(verb) if s.dep[i] == "acomp" and s.lemma[verb] == "be" else []


def _is_held(s: Syntax, i: int) -> bool:
    """Whether somebody holds somebody responsible."""
    return any(s.lower[k] in ("responsible", "accountable") for k in range(i + 1, min(len(s), i + 9)))


def _may_do_harm(mention: Mention) -> bool:
    """Whether somebody can be held to have attacked: a state or its forces, an armed or named group."""
    return mention.kind != "pronoun" and bool(mention.actor.code or mention.actor.entity.startswith("group:"))
