"""Headlines, whose verbs a parser takes for nouns: "Army shells rebel camp", "X, Y swap guns", "talks collapse"."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .syntax import Syntax

_LONGEST = 18  # tokens of a headline
_ENDS = frozenset({".", "!", "?", ":", ";"})
_NOUNS = ("NOUN", "PROPN")
_PHRASE = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON")


def mend_headlines(syntax: Syntax, verbs: Collection[str], acts: Collection[str], transitive: Collection[str]) -> None:
    """Changes heads and labels of headlines in place.

    Args:
        syntax: the report's.
        verbs: lemmas of verbs that tell of acts.
        acts: nouns that tell of acts.
        transitive: lemmas of verbs that need an object.

    Called before the lists of children are made.
    """
    for sentence in syntax.doc.sents:
        first, last = sentence.start, sentence.end
        while last > first and syntax.pos[last - 1] == "SPACE":
            last -= 1
        if not 2 < last - first <= _LONGEST or syntax.lower[last - 1] in _ENDS:
            continue
        root = next((i for i in range(first, last) if syntax.head[i] == i), first)
        if syntax.pos[root] == "VERB":
            _subject_found(syntax, first, root, last)
            _passive_found(syntax, first, root, last, transitive)
        elif syntax.pos[root] in _NOUNS and not any(
            syntax.pos[i] in ("VERB", "AUX") and syntax.dep[i] not in ("compound", "amod") for i in range(first, last)
        ):
            verb = next((i for i in range(first + 1, last) if _is_verb(syntax, first, i, last, verbs, acts)), None)
            if verb is not None:
                _made_verb(syntax, first, root, verb, last)


def _subject_found(s: Syntax, first: int, verb: int, last: int) -> None:
    """ "Mali expels envoy": the name right before the verb is its subject, the noun after it its object."""
    before = verb - 1
    if s.tag[verb] not in ("VBZ", "VBP") or before < first or s.head[before] != verb or s.pos[before] not in _NOUNS:
        return
    if s.dep[before] not in ("amod", "compound", "nmod", "npadvmod", "advmod"):
        return
    if any(s.head[k] == verb and s.dep[k] in ("nsubj", "nsubjpass", "csubj") for k in range(first, last)):
        return
    s.dep[before] = "nsubj"
    for k in range(verb + 1, last):
        if s.head[k] == verb and s.pos[k] in _NOUNS and s.dep[k] in ("npadvmod", "dep", "nmod", "appos"):
            s.dep[k] = "dobj"
            break


def _passive_found(s: Syntax, first: int, verb: int, last: int, transitive: Collection[str]) -> None:
    """ "Opposition leader arrested": headlines tell in the present, so a past form without object is a participle."""
    if s.tag[verb] not in ("VBD", "VBN") or s.lemma[verb] not in transitive:
        return
    subject = None
    for k in range(first, last):
        if s.head[k] != verb or k == verb:
            continue
        if s.dep[k] == "nsubj" and k < verb:
            subject = k
        elif s.dep[k] in ("dobj", "ccomp", "xcomp", "aux", "auxpass", "nsubjpass", "attr", "dative", "prt", "oprd"):
            return
    if subject is not None:
        s.dep[subject], s.tag[verb] = "nsubjpass", "VBN"


def _is_verb(s: Syntax, first: int, i: int, last: int, verbs: Collection[str], acts: Collection[str]) -> bool:
    """Whether a word read as a noun is the verb of the line: it agrees with the noun before and is no act's name."""
    before, after = i - 1, i + 1
    if s.pos[i] not in _NOUNS or s.pos[before] not in _NOUNS or s.lower[i][0] != s.doc[i].text[0]:
        return False
    lemma = s.lemma[i]
    if s.tag[i] == "NNS" and lemma + "s" == s.lower[i] and s.tag[before] in ("NN", "NNP"):
        fits = lemma not in acts
    elif s.tag[i] == "NN" and s.tag[before] in ("NNS", "NNPS"):
        fits = lemma not in acts or after == last
    elif s.tag[i] == "NN" and s.pos[before] == "PROPN" and before - 2 >= first and s.lower[before - 1] == ",":
        fits = s.pos[before - 2] == "PROPN"
    else:
        return False
    if not fits or lemma not in verbs:
        return False
    return after == last if s.tag[before] == "NNS" and lemma in acts else after < last and _opens_phrase(s, after)


def _opens_phrase(s: Syntax, i: int) -> bool:
    return s.pos[i] in _PHRASE or s.dep[i] in ("compound", "amod")


def _made_verb(s: Syntax, first: int, root: int, verb: int, last: int) -> None:
    """The line hung on its verb: what stands before is the subject, the noun phrase after it the object."""
    subject = verb - 1
    s.pos[verb], s.tag[verb] = "VERB", "VBZ" if s.tag[verb] == "NNS" else "VBP"
    for k in range(first, subject):
        s.head[k] = min(subject, s.head[k])
    if verb < root:
        s.head[root], s.dep[root] = verb, "dobj"
        for k in range(verb + 1, root):
            if s.pos[k] == "VERB":
                s.pos[k] = "NOUN"
    elif root < verb:
        s.head[root] = subject if root != subject else verb
        s.dep[root] = "compound"
        for k in range(verb + 1, last):
            s.head[k] = max(s.head[k], verb)
        acted_on = next((k for k in range(verb + 1, last) if s.head[k] == verb and s.pos[k] in _NOUNS), None)
        if acted_on is not None:
            s.dep[acted_on] = "dobj"
    s.head[verb], s.dep[verb] = verb, "ROOT"
    s.head[subject], s.dep[subject] = verb, "nsubj"
    if subject - 2 >= first and s.lower[subject - 1] == "," and s.pos[subject - 2] == "PROPN":
        s.head[subject - 2], s.dep[subject - 2] = verb, "nsubj"
        s.head[subject], s.dep[subject] = subject - 2, "conj"
        s.head[subject - 1] = subject - 2
