"""Who is held to have done it: the doer of an attack that only whom somebody blames for it tells.

"Twelve people were killed in a raid that police attributed to X", "a bomb went off; officials held X responsible", "the
attackers were X", "rockets that were fired by X hit the town". The attack keeps the blamed as its source and whoever
blames as the one who says so, as where an accusation names the act. The blame may stand in the next sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.reading import Sentence
from dragoman.who import Mention

from .acts import Act
from .arguments import Arguments
from .counting import kind
from .lexicon import lexicon
from .syntax import Syntax

Blame = tuple[Mention | None, list[Mention]]
"""Who blames, where somebody is named, and whom."""

_HAPPENED = frozenset({None, "happened", "ended", "ongoing"})
_NOBODY = frozenset({"nobody", "none", "no-one"})
_BLAMED_AT = frozenset({"on", "upon", "to", "at", "toward", "towards"})
_CAME = {"belong": ("to",), "come": ("from",), "originate": ("from", "in"), "stem": ("from",)}
_ARMED = frozenset({"REB", "PRM", "MIL"})
_LAID = frozenset({"lay", "put", "place"})
_SEEN = frozenset({"see", "detect", "discern", "suspect", "recognise", "recognize"})
_FOR_IT = frozenset({"it", "them", "this", "that", "death", "killing", "strike", "incident", "loss", "deed", "carnage"})


def with_doers(syntax: Syntax, arguments: Arguments, acts: list[Act], sentence: Sentence) -> list[Act]:
    """Acts of a sentence, its attacks without a doer by whom the sentence blames for them.

    Args:
        syntax: the report's syntax.
        arguments: who is named where.
        acts: what of the sentence is kept.
        sentence: the sentence.
    """
    if not any(lacks_doer(syntax, act) for act in acts):
        return acts
    for blame in _blame(syntax, arguments, sentence):
        return [blamed(act, blame) if lacks_doer(syntax, act) else act for act in acts]
    return acts


def blame_before(syntax: Syntax, arguments: Arguments, acts: list[Act], sentence: Sentence) -> Blame | None:
    """Whom a sentence blames for what the sentence before it tells; None where it tells of attacks itself.

    Args:
        syntax: the report's syntax.
        arguments: who is named where.
        acts: what of the sentence is kept.
        sentence: the sentence.
    """
    if any(act.type == "ASSAULT" for act in acts):
        return None
    return next(_blame(syntax, arguments, sentence, alone=True), None)


def lacks_doer(syntax: Syntax, act: Act) -> bool:
    """Whether an attack that took place names nobody who did it, or only the weapon, or men whom nobody knows."""
    if act.type != "ASSAULT" or act.status not in _HAPPENED or act.reciprocal:
        return False
    unknown = lexicon().classes["unknown_doers"]
    weapons = lexicon().weapons
    return all(
        not _may_do_harm(m) and (syntax.lemma[m.head] in unknown or syntax.lemma[m.head] in weapons)
        for m in act.sources
    )


def blamed(act: Act, blame: Blame) -> Act:
    """An act with whom somebody blames as its doer."""
    voice, culprits = blame
    named = {mention.actor.entity for mention in culprits}
    targets = [mention for mention in act.targets if mention.actor.entity not in named]
    return replace(act, sources=culprits, targets=targets, author=act.author or voice)


def _blame(syntax: Syntax, arguments: Arguments, sentence: Sentence, *, alone: bool = False) -> Iterator[Blame]:
    """Who blames, and whom, in text order; `alone`: for nothing else than what was told before."""
    s = syntax
    words = lexicon().classes
    onto, outright, beside = words["blame_onto"], words["blame_outright"], words["blame_beside"]
    for i in range(sentence.first, sentence.last):
        lemma = s.lemma[i]
        speaks = lemma in onto or lemma in outright
        if speaks or lemma in beside:
            nouns = _culprits(s, i, lemma in onto, lemma in outright)
        else:
            nouns = _identified(s, i) or _came_from(s, i)
        if not nouns or any(s.dep[k] == "neg" or s.lower[k] in _NOBODY for k in s.kids[i]):
            continue
        if alone and not _is_for_it(s, i):
            continue
        culprits = [m for m in arguments.parties(noun for at in nouns for noun in s.group(at)) if _may_do_harm(m)]
        if culprits:
            voices = arguments.parties(s.agents(i)) if speaks and s.is_verbal(i) else []
            voice = next((m for m in voices if m not in culprits), None)
            yield voice, culprits


def _culprits(s: Syntax, i: int, onto: bool, outright: bool) -> list[int]:
    """The nouns that a word of blame makes the culprits."""
    if onto or outright:
        if not s.is_verbal(i):
            return []
        if s.lemma[i] == "blame" and s.dep[i] in ("xcomp", "ccomp") and s.lemma[s.head[i]] == "be":
            return s.subjects(s.head[i])  # "X were to blame"
        found = [noun for prep, _, noun in s.prepositions(i) if onto and prep in _BLAMED_AT]
        if found or not outright:
            return found
        if s.lemma[i] == "hold" and not _is_held(s, i):
            return []
        small = [noun for k in s.children(i, "ccomp", "xcomp") if s.pos[k] == "ADJ" for noun in s.children(k, "nsubj")]
        return small or s.children(i, "dobj", "nsubjpass")
    lemma = s.lemma[i]
    if s.lower[i] == "behind":
        return s.subjects(s.head[i]) if s.dep[i] == "prep" and s.lemma[s.head[i]] in ("be", "stand") else []
    if lemma == "work":
        is_done = s.dep[i] == "attr" and s.lemma[s.head[i]] == "be"
        return [noun for prep, _, noun in s.prepositions(i) if prep == "of"] if is_done else []
    if lemma in ("hand", "door", "victim"):  # "died at the hands of X", "saw the hand of X in", "laid at the door of"
        above = s.head[i]
        at = s.dep[i] == "pobj" and s.lower[above] == "at" and (lemma == "hand" or s.lemma[s.head[above]] in _LAID)
        at = at or (lemma == "hand" and s.dep[i] == "dobj" and s.lemma[above] in _SEEN)
        at = at or (lemma == "victim" and s.dep[i] == "attr" and s.lemma[above] == "be")
        return [noun for prep, _, noun in s.prepositions(i) if prep == "of"] if at else []
    if lemma in ("responsibility", "credit"):
        verb = s.head[i]
        if s.dep[i] == "dobj" and s.lemma[verb] in ("claim", "take", "accept", "admit", "assume", "acknowledge"):
            return [] if s.children(verb, "neg") else s.agents(verb)
        lies = s.dep[i] == "nsubj" and s.lemma[verb] in ("lie", "rest", "fall")
        return [noun for prep, _, noun in s.prepositions(verb) if prep in ("with", "on")] if lies else []
    verb = s.head[i]  # "was responsible"
    return s.subjects(verb) if s.dep[i] == "acomp" and s.lemma[verb] == "be" else []


def _identified(s: Syntax, i: int) -> list[int]:
    """Who unknown doers are said to be: "the attackers were X", "identified as X", "men believed to be X"."""
    lemma = s.lemma[i]
    unknown = lexicon().classes["unknown_doers"]
    if lemma == "be":
        named = s.children(i, "attr")
        subjects = s.subjects(i)
        if named and any(s.lemma[k] in unknown for k in (*subjects, *_before_aside(s, i))):
            return named
        above = s.head[i]
        if (
            named
            and s.dep[i] == "xcomp"
            and s.lemma[above] in ("believe", "say", "suspect", "think", "presume", "allege")
        ):
            noun = s.head[above] if s.dep[above] in ("acl", "relcl") else next(iter(s.subjects(above)), above)
            return named if s.lemma[noun] in unknown else []
        return []
    if lemma == "identify":
        return [noun for prep, _, noun in s.prepositions(i) if prep == "as"]
    return []


def _before_aside(s: Syntax, i: int) -> list[int]:
    """The subject of a verb that the parser hangs on who tells of it: "the attackers, the police said, were X"."""
    asides = s.children(i, "parataxis", "ccomp")
    return [k for verb in asides for k in s.children(verb, "nsubj") if k < verb < i and s.lower[k + 1] == ","]


def _came_from(s: Syntax, i: int) -> list[int]:
    """Whose the weapon was: "rockets fired by X", "the drone belonged to X", "X had planted it"."""
    lemma = s.lemma[i]
    if not s.is_verbal(i):
        return []
    if lemma in lexicon().classes["wielding"]:
        things = s.patients(i) or ([s.head[i]] if s.dep[i] in ("acl", "relcl") else [])
        if s.dep[i] == "ccomp" and s.dep[s.head[i]] == "relcl":
            things = [s.head[s.head[i]]]  # "rockets that the police said had been fired by X"
        armed = any(_is_weapon(s, thing) or s.lower[thing] in ("it", "them", "that", "which") for thing in things)
        return s.agents(i) if armed else []
    if lemma in lexicon().classes["staging"] and any(s.lower[thing] in ("it", "them") for thing in s.patients(i)):
        return s.agents(i)  # "X had carried it out"
    if lemma == "claim":  # "a bombing that was claimed by X", "X claimed the killing of nine"
        things = s.patients(i) or ([s.head[i]] if s.dep[i] in ("acl", "relcl") else [])
        return (
            s.agents(i)
            if any(s.lemma[thing] in kind("attacks") | kind("blasts") | {"killing"} for thing in things)
            else []
        )
    if lemma in _CAME and any(_is_weapon(s, k) for k in s.subjects(i)):
        return [noun for prep, _, noun in s.prepositions(i) if prep in _CAME[lemma]]
    return []


def _is_weapon(s: Syntax, i: int) -> bool:
    lemma = s.lemma[i]
    return lemma in lexicon().weapons or lemma in lexicon().classes["aerial"] or lemma in ("fire", "gunfire", "device")


def _is_for_it(s: Syntax, i: int) -> bool:
    """Whether what somebody is blamed for is left unsaid, pointed back to, or an attack."""
    at = s.head[i] if s.dep[i] in ("acomp", "attr", "prep", "dobj") else i
    told = [noun for k in {i, at} for prep, _, noun in s.prepositions(k) if prep == "for"]
    return all(s.lemma[n] in _FOR_IT or s.lower[n] in _FOR_IT or s.lemma[n] in kind("attacks") for n in told)


def _is_held(s: Syntax, i: int) -> bool:
    """Whether somebody holds somebody responsible."""
    return any(s.lower[k] in ("responsible", "accountable") for k in range(i + 1, min(len(s), i + 9)))


def _may_do_harm(mention: Mention) -> bool:
    """Whether somebody can be held to have attacked: a state or its forces, an armed or named group."""
    actor = mention.actor
    if mention.kind == "pronoun":
        return False
    return bool(actor.code) or actor.entity.startswith("group:") or not _ARMED.isdisjoint(actor.sectors[:1])
