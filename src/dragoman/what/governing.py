"""What governs an act: the words above it in the sentence say whether it came to pass.

"Managed to arrest" tells of an arrest, "came close to killing" of none, "the last state to ratify" has ratified.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from dragoman.records import Status

from .lexicon import lexicon
from .syntax import Syntax

Verdict = Status | Literal["real"]
"""A status, or that an act is as real as its governor."""

_REACH = 6  # words that govern an act stand at most so many steps above it
_INDEFINITE = frozenset({"a", "an", "any", "some", "further", "more", "another", "no"})
_DAYS = frozenset({"day", "night", "week", "month", "year", "hour"})
_ABOUT = frozenset({"in", "over", "about", "during", "since", "regarding", "into", "behind"})
_CLAUSAL = frozenset({"ccomp", "acl", "relcl", "csubj"})


@cache
def words(section: str) -> dict[str, Any]:
    """What each word of a section of status.toml says: a status, "real", or the name of its list."""
    table: dict[str, str] = lexicon().tables["status"][section]
    return {word.strip(): says for says, listed in table.items() for word in listed.split(",")}


@cache
def claims(name: str) -> frozenset[str]:
    """The words of one list on claims of status.toml: nouns, denied or untrue."""
    return frozenset(word for word, says in words("claims").items() if says == name)


def infinitive(s: Syntax, at: int) -> tuple[Verdict | None, int]:
    """What the governor of an infinitive says of it, and the governor's token."""
    i = _first_of(s, at)
    head, dep = s.head[i], s.dep[i]
    lemma = s.lemma[head]
    nominal = head if s.pos[head] in ("NOUN", "PROPN") else next(iter(s.children(head, "attr", "dobj")), head)
    ordinal = any(s.lower[k] in words("ordinals") for k in s.children(nominal, "amod"))
    if ordinal and dep in ("acl", "relcl", "xcomp", "advcl") and nominal < i:
        return "real", s.head[nominal] if nominal == head else head
    if dep in ("acl", "relcl") and lemma in words("designs"):
        return ("failed" if is_frustrated(s, head) else "possible"), head
    if dep not in ("xcomp", "ccomp", "advcl"):
        return None, head
    says = words("infinitive").get(lemma)
    if lemma in words("established") and any(s.lower[k] == "have" for k in s.children(i, "aux")):
        return "real", head  # "are now known to have been killed"
    if lemma == "able" and s.tag[s.head[head]] == "VBD" and not s.children(s.head[head], "neg"):
        return "happened", head  # "was able to reach": it was reached
    if says == "claimed":
        return (None if s.is_passive(head) else "real"), head
    if says == "happened":
        if any(s.lemma[k] == "force" for k in s.children(head, "dobj")):
            return None, head  # "joined forces to fight": what for, not yet done
        if dep == "advcl" and not s.children(head, "dobj", "prt"):
            return None, head
        return "real", head
    if says == "planned" and dep == "advcl" and not s.is_passive(head):
        return None, head
    if lemma == "go" and any(s.lower[k] == "on" for k in s.children(head, "prt", "prep", "advmod")):
        return "real", head
    return says, head


def designed(s: Syntax, at: int) -> Status | None:
    """What was only in somebody's mind in the past: "hoped to", "was preparing to", "had been set to".

    What somebody says of himself ("said it planned to") is told as he said it, whatever its tense.
    """
    says: Status | None = words("designed").get(s.lemma[at])
    verb = s.head[at] if s.pos[at] == "ADJ" else at
    if says is None or (s.dep[verb] == "ccomp" and s.subjects(verb) and s.pos[s.subjects(verb)[0]] == "PRON"):
        return None
    past = s.tag[verb] == "VBD" or any(s.lower[k] in ("was", "were", "had") for k in s.children(verb, "aux", "auxpass"))
    return says if past else None


def clause(s: Syntax, at: int) -> Status | None:
    """What stands over the clause of a finite verb or a gerund: a doubt, a denial, "close to", "far from"."""
    i = _first_of(s, at)
    head, dep = s.head[i], s.dep[i]
    if dep == "pcomp":
        above = s.head[head]
        return words("gerunds").get(f"{s.lemma[above]} {s.lower[head]}")
    if dep not in _CLAUSAL or head == i:
        return None
    if dep in ("acl", "relcl") and not any(s.lower[k] == "that" and s.dep[k] == "mark" for k in s.kids[i]):
        return None
    lemma = s.lemma[head]
    if lemma in claims("nouns") and is_untrue(s, head):
        return "denied"
    if lemma == "be":  # "it is possible that"
        lemma = next((s.lemma[k] for k in s.children(head, "acomp")), "")
    return words("clauses").get(lemma)


def is_untrue(s: Syntax, noun: int) -> bool:
    """Whether a claim is said to be wrong: "rejected the claim", "the claim is false", "false claims"."""
    above = s.head[noun]
    if s.dep[noun] == "dobj" and s.lemma[above] in claims("denied"):
        return True
    if s.dep[noun] == "nsubjpass" and s.lemma[above] in claims("denied"):
        return True
    if any(s.lower[k] in claims("untrue") for k in s.children(noun, "amod")):
        return True
    return s.dep[noun] == "nsubj" and any(s.lower[k] in claims("untrue") for k in s.children(above, "acomp", "oprd"))


def nominal(s: Syntax, at: int) -> tuple[Verdict | None, int]:
    """What governs an act that a noun names, and the governor's token."""
    head, dep = s.head[at], s.dep[at]
    lemma = s.lemma[head]
    if dep in ("nsubj", "nsubjpass", "csubj"):
        return _said_of(s, head), head
    if dep == "pobj":
        above = s.head[head]
        if s.pos[above] in ("NOUN", "PROPN"):
            says = words("nouns").get(s.lemma[above])
            if says == "hypothetical" and (s.dep[above] != "pobj" or s.lower[s.head[above]] != "in"):
                says = None
            return (says if s.lower[head] == "of" else None), above
        head, lemma = above, s.lemma[above]
        if s.lower[s.head[at]] not in ("to", "in", "into", "on", "about", "for"):
            return None, head
    elif dep not in ("dobj", "attr"):
        return None, head
    if lemma in words("causing"):
        return "real", head
    if lemma in words("unmade") and _is_indefinite(s, at):
        return "possible", head
    return None, head


def told_to_be(s: Syntax, at: int) -> int | None:
    """The verb that says of an act's noun only that it is or comes about: "there was no attack", "will take place"."""
    verb = s.head[at]
    if s.dep[at] in ("attr", "nsubj") and s.lemma[verb] == "be" and s.children(verb, "expl"):
        return verb
    if s.dep[at] != "nsubj" or s.lemma[verb] != "take":
        return None
    return verb if any(s.lower[k] == "place" for k in s.children(verb, "dobj")) else None


def is_presupposed(s: Syntax, at: int) -> bool:
    """Whether an act's noun names one that is known of, whatever is planned or feared around it.

    "May be involved in the killing" doubts the part somebody took, not the killing.
    """
    prep = s.head[at]
    taken = s.lower[prep] == "for" and s.lemma[s.head[prep]] in ("use", "responsible", "responsibility", "blame")
    if s.dep[at] != "pobj" or not (taken or s.lower[prep] in _ABOUT):
        return False
    return any(s.lower[k] in ("the", "this", "that", "these", "those") for k in s.children(at, "det"))


def lasts(s: Syntax, verb: int) -> bool:
    """Whether a clause says for how long it has gone on: "for a third day", "entered its second week"."""
    for prep, _, noun in s.prepositions(verb):
        if prep in ("for", "into", "on") and s.lemma[noun] in _DAYS and _is_ordinal(s, noun):
            return True
    return s.lemma[verb] == "enter" and any(s.lemma[k] in _DAYS and _is_ordinal(s, k) for k in s.children(verb, "dobj"))


def came_to_nothing(s: Syntax, verb: int) -> bool:
    """Whether a try is said to have failed beside it: "tried to ..., but failed", "tried in vain"."""
    for kid in s.kids[verb]:
        if s.dep[kid] == "conj" and s.lemma[kid] == "fail" and not s.children(kid, "xcomp", "dobj"):
            return True
        joint = s.dep[kid] in ("prep", "advmod", "advcl") and s.lower[kid] in ("in", "without")
        if joint and any(s.lower[k] in ("vain", "success", "avail") for k in s.kids[kid]):
            return True
    return False


def _said_of(s: Syntax, verb: int) -> Verdict | None:
    """What the verb of an act's noun says of it as its subject."""
    if lasts(s, verb):
        return "ongoing"
    if s.lemma[verb] in words("lasting") and s.tag[verb] in ("VBZ", "VBP", "VB"):
        aux = s.children(verb, "aux")
        return "ongoing" if not aux and s.tag[verb] != "VB" and not s.children(verb, "neg") else None
    if s.lemma[verb] in ("come", "draw", "grind"):
        for prep, _, noun in s.prepositions(verb):
            if prep == "to" and s.lower[noun] in ("end", "close", "halt", "conclusion", "standstill"):
                return "ended" if not s.children(verb, "aux", "neg") else None
    return None


def _first_of(s: Syntax, i: int) -> int:
    """The first of the coordinated verbs that a verb ends, unless it has a subject or an auxiliary of its own."""
    for _ in range(_REACH):
        if s.dep[i] != "conj" or not s.is_verbal(s.head[i]) or s.children(i, "nsubj", "nsubjpass"):
            break
        if any(s.lower[k] != "to" for k in s.children(i, "aux")):
            break
        i = s.head[i]
    return i


def is_frustrated(s: Syntax, noun: int) -> bool:
    """Whether a try that a noun names is said to have come to nothing, by the verb beside it."""
    verb = s.head[noun]
    return s.dep[noun] in ("nsubj", "nsubjpass", "dobj") and s.lemma[verb] in words("frustrated")


def _is_indefinite(s: Syntax, noun: int) -> bool:
    dets = s.children(noun, "det", "poss")
    return all(s.lower[k] in _INDEFINITE for k in dets)


def _is_ordinal(s: Syntax, noun: int) -> bool:
    low = [s.lower[k] for k in s.children(noun, "amod", "nummod", "compound")]
    return any(word in ("straight", "consecutive") or word.endswith(("th", "rd", "nd")) for word in low)
