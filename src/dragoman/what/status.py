"""Did it happen? What the words around an act say about its reality: negation, modals, tense, conditionals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from dragoman.records import Status

from .lexicon import lexicon
from .syntax import Syntax

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "ll"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_MUST = frozenset({"must", "should", "ought", "need"})
_NEVER = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
_IF = frozenset({"if", "unless", "lest", "whether"})
_UNTIL = frozenset({"until", "before", "once"})
_FINITE = frozenset({"does", "do", "did", "has", "have", "had", "is", "are", "was", "were", "'s", "’s", "'re"})

_UNDER_WAY = frozenset({("under", "way"), ("in", "progress"), ("in", "session")})


@cache
def _modifiers() -> dict[str, Status]:
    return {word.strip(): status for status, words in lexicon().tables["status"].items() for word in words.split(",")}


@dataclass(frozen=True, slots=True)
class Modality:
    """What stands around a verb or noun: each flag as the words say it, nothing concluded yet."""

    negated: bool = False
    future: bool = False
    may: bool = False
    must: bool = False
    would: bool = False
    conditional: bool = False
    infinitive: bool = False
    progressive: bool = False
    modifier: Status | None = None


def modality(syntax: Syntax, i: int) -> Modality:
    """The modality of an act's word."""
    if syntax.pos[i] in ("NOUN", "PROPN") or (syntax.pos[i] == "ADJ"):
        return _nominal(syntax, i)
    return _verbal(syntax, i)


def _nominal(s: Syntax, i: int) -> Modality:
    modifier: Status | None = None
    negated = False
    for kid in s.kids[i]:
        if s.dep[kid] in ("amod", "compound", "nmod"):
            modifier = modifier or _modifiers().get(s.lower[kid])
        elif s.dep[kid] in ("det", "neg") and s.lower[kid] in ("no", "neither", "not"):
            negated = True
        elif s.dep[kid] == "det" and s.lower[kid] == "any":
            modifier = modifier or "possible"
    if modifier is None and not negated and _is_under_way(s, i):
        modifier = "ongoing"
    if s.pos[i] == "ADJ":
        verb = s.head[i]
        if s.pos[verb] in ("AUX", "VERB"):
            outer = _verbal(s, verb)
            own = any(s.dep[k] == "neg" for k in s.kids[i])
            return Modality(
                negated=outer.negated or own,
                future=outer.future,
                may=outer.may,
                must=outer.must,
                would=outer.would,
                conditional=outer.conditional,
            )
    return Modality(negated=negated, modifier=modifier)


def _is_under_way(s: Syntax, i: int) -> bool:
    """Whether a noun is the subject of "is under way", "are in progress", "remain ongoing"."""
    verb = s.head[i]
    if s.dep[i] != "nsubj" or s.lemma[verb] not in ("be", "remain", "get") or s.tag[verb] == "VBD":
        return False
    if any(s.dep[k] == "aux" and s.lower[k] in _FUTURE | _MAY | _MUST | {"would"} for k in s.kids[verb]):
        return False
    if any(s.lower[k] in ("underway", "ongoing") for k in s.kids[verb]):
        return True
    return any((prep, s.lower[noun]) in _UNDER_WAY for prep, _, noun in s.prepositions(verb))


def _verbal(s: Syntax, i: int) -> Modality:
    flags = _auxiliaries(s, i)
    negated = _is_negated(s, i)
    marks = {s.lower[kid] for kid in s.kids[i] if s.dep[kid] == "mark"}
    conditional = bool(marks & _IF)
    if "would" in flags and any(s.dep[kid] == "advcl" and _has_mark(s, kid) for kid in s.kids[i]):
        conditional = True
    if marks & _UNTIL and s.tag[i] in ("VBZ", "VBP", "VB"):
        flags.add("future")
    if s.dep[i] == "pcomp" and s.lower[s.head[i]] == "before":
        flags.add("future")
    if "infinitive" in flags and s.dep[i] == "xcomp":
        _carried_tense(s, i, flags)
    perfect = s.lemma[i] == "be" and any(s.lower[k] in ("have", "has") for k in s.children(i, "aux"))
    if perfect and any(s.lower[k] == "since" for k in s.children(i, "prep", "mark")):
        flags.add("progressive")  # "have been on strike since Monday"
    mood = Modality(
        negated=negated,
        future="future" in flags,
        may="may" in flags,
        must="must" in flags,
        would="would" in flags,
        conditional=conditional,
        infinitive="infinitive" in flags,
        progressive="progressive" in flags,
    )
    head = s.head[i]
    bare = not flags - {"progressive"} and s.tag[i] in ("VB", "VBN", "VBG") and s.tag[i] == s.tag[head]
    if s.dep[i] == "conj" and bare and s.is_verbal(head):
        # A conjunct without its own auxiliary shares the one of the verb before it ("will meet and sign").
        outer = _verbal(s, head)
        contrast = any(s.dep[k] == "cc" and s.lower[k] == "but" for k in s.kids[head])
        return replace(outer, negated=negated or (outer.negated and not contrast))
    return mood


def _auxiliaries(s: Syntax, i: int) -> set[str]:
    """What the auxiliaries of a verb say: future, would, may, must, infinitive, progressive, finite."""
    flags: set[str] = set()
    for kid in s.kids[i]:
        if s.dep[kid] not in ("aux", "auxpass"):
            continue
        low = s.lower[kid]
        if low in _FUTURE:
            flags.add("future")
        elif low in ("would", "'d", "’d"):
            flags.add("would")
        elif low in _MAY:
            flags.add("may")
        elif low in _MUST:
            flags.add("must")
        elif low == "to":
            flags.add("infinitive")
        elif low in _FINITE:
            flags.add("finite")
            if low in ("is", "are", "'s", "’s", "'re") and s.tag[i] == "VBG":
                flags.add("progressive")
    return flags


def _is_negated(s: Syntax, i: int) -> bool:
    if s.dep[i] == "pcomp" and s.lower[s.head[i]] == "without":
        return True
    for kid in s.kids[i]:
        dep, low = s.dep[kid], s.lower[kid]
        if dep == "neg" or (dep in ("advmod", "preconj", "cc") and low in _NEVER and kid < i):
            return True
        if dep in ("nsubj", "nsubjpass") and (
            low in ("nobody", "none", "neither") or any(s.lower[k] in ("no", "neither") for k in s.children(kid, "det"))
        ):
            return True
    return False


def _has_mark(s: Syntax, i: int) -> bool:
    return any(s.dep[k] == "mark" and s.lower[k] in ("if", "unless") for k in s.kids[i])


def _carried_tense(s: Syntax, i: int, flags: set[str]) -> None:
    """ "be going to", "have to", "is to": the infinitive hangs on a word that only carries the tense."""
    head = s.head[i]
    lemma = s.lemma[head]
    if lemma == "be" or (lemma == "go" and s.tag[head] == "VBG"):
        flags.discard("infinitive")
        flags.add("future")
    elif lemma in ("have", "need"):
        flags.discard("infinitive")
        flags.add("must")
