"""Did it happen? What the words around an act say about its reality: negation, modals, tense, conditionals."""

from __future__ import annotations

from dataclasses import dataclass
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
    question: bool = False
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


def _verbal(s: Syntax, i: int) -> Modality:
    negated = future = may = must = would = infinitive = progressive = question = conditional = False
    finite = False
    for kid in s.kids[i]:
        dep, low = s.dep[kid], s.lower[kid]
        if dep == "neg" or (dep in ("advmod", "preconj", "cc") and low in _NEVER and kid < i):
            negated = True
        elif dep in ("aux", "auxpass"):
            if low in _FUTURE:
                future = True
            elif low in ("would", "'d", "’d"):
                would = True
            elif low in _MAY:
                may = True
            elif low in _MUST:
                must = True
            elif low == "to":
                infinitive = True
            elif low in ("does", "do", "did", "has", "have", "had", "is", "are", "was", "were", "'s", "’s", "'re"):
                finite = True
                if low in ("is", "are", "'s", "’s", "'re") and s.tag[i] == "VBG":
                    progressive = True
            if kid < i and s.tag[i] == "VB" and low in ("have", "has", "had", "need", "needs"):
                must = True
        elif dep == "mark" and low in _IF:
            conditional = low in ("if", "unless", "lest", "whether")
            future = future or (low in ("until", "before", "once") and s.tag[i] in ("VBZ", "VBP", "VB"))
        elif dep in ("nsubj", "nsubjpass"):
            if any(s.lower[k] in ("no", "neither") and s.dep[k] == "det" for k in s.kids[kid]) or s.lower[kid] in (
                "nobody",
                "none",
                "neither",
            ):
                negated = True
        elif dep == "punct" and low == "?":
            question = True
        elif dep == "advcl" and any(s.dep[k] == "mark" and s.lower[k] in ("if", "unless") for k in s.kids[kid]):
            if future or would or may:
                conditional = conditional or would
    if s.dep[i] == "pcomp" and s.lower[s.head[i]] == "without":
        negated = True
    if s.dep[i] == "pcomp" and s.lower[s.head[i]] in ("before", "about", "for") and s.tag[i] == "VBG":
        future = future or s.lower[s.head[i]] == "before"
    # "be going to", "have to", "is to": the infinitive hangs on a word that only carries the tense.
    head = s.head[i]
    if infinitive and s.dep[i] == "xcomp":
        if s.lemma[head] == "go" and s.tag[head] == "VBG":
            future, infinitive = True, False
        elif s.lemma[head] == "have":
            must, infinitive = True, False
        elif s.lemma[head] == "be":
            future, infinitive = True, False
        elif s.lemma[head] == "need":
            must, infinitive = True, False
    # A conjunct without its own auxiliary shares the one of the verb before it ("will meet and sign").
    if (
        s.dep[i] == "conj"
        and not (finite or future or may or must or would or infinitive)
        and s.is_verbal(head)
        and s.tag[i] in ("VB", "VBN", "VBG")
        and s.tag[i] == s.tag[head]
    ):
        outer = _verbal(s, head)
        return Modality(
            negated=negated or (outer.negated and not any(s.lower[k] in ("but",) for k in s.kids[head] if s.dep[k] == "cc")),
            future=outer.future, may=outer.may, must=outer.must, would=outer.would, conditional=outer.conditional,
            infinitive=outer.infinitive, progressive=progressive or outer.progressive, question=question,
        )  # fmt: skip
    return Modality(negated, future, may, must, would, conditional, infinitive, progressive, question)
