"""Parses put right where a small parser is known to go wrong, before anybody asks them anything."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .syntax import Syntax

SUFFERED = frozenset({"under", "in", "by", "during", "amid", "from"})
"""What stands between being killed and the act in which one is."""

_BEEN = frozenset({"was", "were", "is", "are", "been", "being", "had", "has", "have"})
_TIES = frozenset({"tie", "link", "connection", "relationship", "involvement", "affiliation", "association", "role"})
_DOUBTED = frozenset({"alleged", "suspected", "reported", "purported", "supposed", "rumoured", "rumored"})
_WOUNDING = frozenset({"kill", "wound", "injure", "hurt"})
_HARMING = frozenset({"kill", "wound", "injure", "claim", "leave", "destroy", "damage", "cost", "hurt", "displace"})
_THERE = frozenset({"in", "on", "at", "near", "outside", "around", "of"})
_OPENED = frozenset({"by", "of", "in", "near", "between", "around", "at"})
_AT_LAW = frozenset({"accused", "charged", "indicted", "convicted", "condemned"})
_TOLD = frozenset({"of", "about", "against", "over"})
_WHO = frozenset({"who", "that"})
_WHEN = frozenset({"after", "before", "when", "while", "since", "until"})


def mend(syntax: Syntax, weapons: Collection[str], acts: Collection[str]) -> None:
    """Changes heads and labels in place; `weapons` are lemmas, `acts` the words that can be nouns of an act.

    Called before the lists of children are made, so that these are made only once. Repairs that together would put a
    token above itself are taken back: every way up ends at a root.
    """
    heads, deps = list(syntax.head), list(syntax.dep)
    _repair(syntax, weapons, acts)
    while circle := _circle(syntax.head):
        if all(syntax.head[i] == heads[i] for i in circle):
            heads[circle[0]] = circle[0]  # it came so
        for i in circle:
            syntax.head[i], syntax.dep[i] = heads[i], deps[i]


def _circle(head: list[int]) -> list[int]:
    """The tokens of a circle among heads, if there is one."""
    seen = [0] * len(head)  # the number of the way up on which a token was met first
    for way in range(1, len(head) + 1):
        i = way - 1
        while not seen[i]:
            seen[i] = way
            if head[i] == i:
                break
            i = head[i]
        if seen[i] == way and head[i] != i:
            circle, at = [i], head[i]
            while at != i:
                circle.append(at)
                at = head[at]
            return circle
    return []


def _repair(syntax: Syntax, weapons: Collection[str], acts: Collection[str]) -> None:
    for i, tag in enumerate(syntax.tag):
        if syntax.dep[i] == "pobj" and syntax.dep[syntax.head[i]] == "mark":
            _after_clause(syntax, i)
        if syntax.dep[i] == "agent" or (syntax.dep[i] == "prep" and syntax.lower[i] == "by"):
            _agent_of_act(syntax, i, acts)
        if tag == "NN":
            _two_objects(syntax, i)
            _of_noun(syntax, i, acts)
        elif tag == "VBG":
            _gerund(syntax, i, weapons, acts)
            _opening(syntax, i, acts)
        elif tag in {"VBN", "VBD"}:
            _reduced(syntax, i)
            _after_noun(syntax, i)
            _said_to_have(syntax, i)
            _gang(syntax, i)
            _stands_accused(syntax, i)
            _and_wounded(syntax, i)
            if syntax.dep[i] == "relcl":
                _which_of_act(syntax, i, acts)
                _that_relative(syntax, i)
            elif syntax.dep[i] == "ccomp":
                _cleft(syntax, i)
                _that_relative(syntax, i)


def _gerund(s: Syntax, i: int, weapons: Collection[str], acts: Collection[str]) -> None:
    """ "killed in tank shelling": the gerund after a weapon, or a party's name, is what the preposition governs."""
    before = i - 1
    if before < 0 or s.dep[i] not in ("advcl", "acl", "xcomp", "pcomp") or s.dep[before] != "pobj":
        return
    if s.lower[i] not in acts or s.tag[before] == "NNS":
        return
    if s.lemma[before] not in weapons and not _is_ones_own(s, i):
        return
    above = s.head[before]
    for kid in range(max(0, before - 6), before):
        if s.head[kid] == before:
            s.head[kid] = i
    s.head[i], s.dep[i], s.pos[i], s.tag[i] = above, "pobj", "NOUN", "NN"
    s.lemma[i] = s.lower[i]
    s.head[before], s.dep[before] = i, "compound"


def _is_ones_own(s: Syntax, i: int) -> bool:
    """Whether a gerund is a party's act that others suffer: "died under Ethiopian shelling"."""
    above = s.head[i - 1]
    if s.pos[i - 1] not in ("PROPN", "ADJ") or s.lower[above] not in SUFFERED or above != i - 2:
        return False
    return not any(
        s.head[k] == i and s.dep[k] in ("dobj", "ccomp", "prt") for k in range(i + 1, min(i + 6, len(s.head)))
    )


def _opening(s: Syntax, i: int, acts: Collection[str]) -> None:
    """ "Shelling by the army killed nine": the gerund that opens a sentence is the subject of its verb."""
    verb = s.head[i]
    if s.dep[i] not in ("advcl", "csubj") or not i < verb or s.lower[i] not in acts or i + 1 >= len(s.dep):
        return
    if not s.doc[i].is_sent_start or s.dep[i + 1] not in ("prep", "agent") or s.lower[i + 1] not in _OPENED:
        return
    if (own := _done_by(s, i + 1, verb)) is not None:
        s.head[own], s.dep[own], s.tag[own] = verb, "ccomp", "VBD"
        s.head[i], verb = own, own
    s.dep[i + 1] = "prep"
    if any(s.head[k] == verb and (s.dep[k] in ("nsubj", "nsubjpass") or s.lower[k] == ",") for k in range(i + 1, verb)):
        return
    s.dep[i], s.pos[i], s.tag[i], s.lemma[i] = "nsubj", "NOUN", "NN", s.lower[i]


def _done_by(s: Syntax, by: int, above: int) -> int | None:
    """What an act did that the parser takes for its doers' lot: "shelling by troops *killed* nine, X said"."""
    doers = {k for k in range(by, above) if s.head[k] == by and s.dep[k] == "pobj"}
    done = (k for k in range(by, above) if s.head[k] in doers and s.dep[k] == "acl" and s.lemma[k] in _HARMING)
    verb = next(done, None)
    if verb is None or not any(s.head[k] == verb and s.dep[k] == "dobj" for k in range(verb, above)):
        return None
    return verb


def _agent_of_act(s: Syntax, i: int, acts: Collection[str]) -> None:
    """ "Y counted three raids by X", "Y spoke of raids by X": an active verb has no agent, whose act its object is."""
    verb = s.head[i]
    if s.pos[verb] != "VERB" or not any(
        s.head[k] == i and s.dep[k] == "pobj" for k in range(i, min(i + 9, len(s.dep)))
    ):
        return
    beside = [k for k in range(max(0, verb - 12), i) if s.head[k] == verb]
    told = {k for k in beside if s.dep[k] == "prep" and s.lower[k] in _TOLD}
    objects = [k for k in beside if s.dep[k] == "dobj" and k > verb]
    objects = objects or [k for k in range(verb + 1, i) if s.dep[k] == "pobj" and s.head[k] in told]
    if not objects or any(s.dep[k] == "auxpass" for k in beside) or s.lemma[objects[0]] not in acts:
        return
    s.head[i], s.dep[i] = objects[0], "prep"


def _two_objects(s: Syntax, i: int) -> None:
    """ "in artillery shelling": of two nouns side by side under one preposition the first belongs to the second."""
    before = i - 1
    if before < 0 or s.dep[i] != "pobj" or s.dep[before] != "pobj" or s.head[before] != s.head[i]:
        return
    if s.tag[before] != "NN":
        return
    for kid in range(max(0, before - 6), before):
        if s.head[kid] == before:
            s.head[kid] = i
    s.head[before], s.dep[before] = i, "compound"


def _of_noun(s: Syntax, i: int, acts: Collection[str]) -> None:
    """ "a ceasefire breach by X was recorded": the second of two nouns is no clause of the first, but what is told."""
    before = i - 1
    if before < 0 or s.dep[i] != "acl" or s.head[i] != before or s.tag[before] != "NN" or s.lower[i] not in acts:
        return
    above, label = s.head[before], s.dep[before]
    for kid in range(max(0, before - 6), before):
        if s.head[kid] == before:
            s.head[kid] = i
    s.head[i], s.dep[i], s.pos[i] = (i if above == before else above), label, "NOUN"
    s.head[before], s.dep[before] = i, "compound"


def _reduced(s: Syntax, i: int) -> None:
    """ "The men jailed for it were freed": the first of two verbs with nothing between is a participle."""
    first = s.head[i]
    if s.dep[i] != "conj" or first >= i or s.tag[first] != "VBD" or i - first > 40:
        return
    subject = None
    helped = False
    for kid in range(max(0, first - 20), i):
        if s.head[kid] == first and s.dep[kid] in ("nsubj", "nsubjpass") and kid < first:
            subject = kid
        elif s.head[kid] == first and kid > first and s.dep[kid] in ("cc", "dobj", "ccomp"):
            return
        elif s.head[kid] == i:
            if s.dep[kid] in ("nsubj", "nsubjpass", "cc", "mark"):
                return
            helped = helped or (s.dep[kid] in ("aux", "auxpass") and s.lower[kid] in _BEEN)
    if subject is None or not helped or any(s.lower[k] in (",", ";", "and", "but", "or") for k in range(first, i)):
        return
    s.head[i], s.dep[i] = (i if s.head[first] == first else s.head[first]), s.dep[first]
    s.head[first], s.dep[first], s.tag[first] = subject, "acl", "VBN"
    s.head[subject] = i
    s.dep[subject] = "nsubjpass"


def _after_clause(s: Syntax, i: int) -> None:
    """ "after Theresa May stepped down": a noun is not governed by the word that opens a clause, but its subject."""
    verb = s.head[s.head[i]]
    s.head[i] = verb
    s.dep[i] = "nsubjpass" if any(s.head[k] == verb and s.dep[k] == "auxpass" for k in range(i, verb)) else "nsubj"


def _after_noun(s: Syntax, i: int) -> None:
    """ "arrested after the mayor, a lawyer, was stabbed": a verb without a subject, and a noun after "after" before it.

    Nothing joins the verb to the one before, so that the noun is its subject and "after" opens its clause.
    """
    first = s.head[i]
    if s.dep[i] != "conj" or first >= i or i - first > 40:
        return
    for kid in range(first + 1, i):
        if s.head[kid] in (i, first) and s.dep[kid] in ("nsubj", "nsubjpass", "cc", "dobj", "mark"):
            return
    helped = [k for k in range(first + 1, i) if s.head[k] == i and s.dep[k] in ("aux", "auxpass")]
    if not helped or s.lower[helped[0] - 1] != ",":
        return
    for noun in range(first + 2, helped[0]):
        prep = s.head[noun]
        if s.dep[noun] == "pobj" and s.dep[prep] == "prep" and s.head[prep] == first and s.lower[prep] in _WHEN:
            passive = any(s.dep[k] == "auxpass" for k in helped)
            s.head[noun], s.dep[noun] = i, "nsubjpass" if passive else "nsubj"
            s.head[prep], s.dep[prep] = i, "mark"
            s.dep[i] = "advcl"
            return


def _said_to_have(s: Syntax, i: int) -> None:
    """ "has alleged ties to the militia": the ties are alleged, and who has them alleges nothing."""
    if s.lower[i] not in _DOUBTED or s.dep[i] in ("amod", "acl"):
        return
    have = i - 1
    objects = [k for k in range(i + 1, min(i + 4, len(s.head))) if s.head[k] == i and s.dep[k] == "dobj"]
    if have < 0 or s.lemma[have] != "have" or s.head[have] != i or not objects or s.lemma[objects[0]] not in _TIES:
        return
    above, label = s.head[i], s.dep[i]
    for kid, head in enumerate(s.head):
        if head == i:
            s.head[kid] = have
    s.head[have], s.dep[have], s.pos[have] = (have if above == i else above), label, "VERB"
    s.head[i], s.dep[i], s.pos[i] = objects[0], "amod", "ADJ"


def _and_wounded(s: Syntax, i: int) -> None:
    """ "nine were killed and five wounded": the second number is whom the second verb befell, beside the first."""
    number = i - 1
    counted = number - 1 if number > 2 and s.lower[number] in ("others", "more") else number
    if s.lemma[i] not in _WOUNDING or number < 2 or s.pos[counted] != "NUM" or s.lower[counted - 1] not in ("and", ","):
        return
    first = next((k for k in range(number - 2, max(0, number - 14), -1) if s.lemma[k] in _WOUNDING), None)
    if first is None or not any(s.head[k] == first and s.dep[k] == "auxpass" for k in range(max(0, first - 4), first)):
        return
    if any(s.head[k] == i and s.dep[k] in ("auxpass", "dobj") for k in range(number, min(i + 4, len(s.head)))):
        return
    if s.head[i] == number and _stands_above(s, first, number):
        return
    if s.head[i] not in (number, first):
        return
    s.head[i] = first
    s.dep[i], s.tag[i], s.pos[i] = "conj", "VBN", "VERB"
    s.head[number], s.dep[number] = i, "nsubjpass"


def _stands_above(s: Syntax, i: int, above: int) -> bool:
    """Whether a token hangs, over any number of others, on another."""
    for _ in range(40):
        if i == above:
            return True
        if s.head[i] == i:
            return False
        i = s.head[i]
    return True


def _which_of_act(s: Syntax, i: int, acts: Collection[str]) -> None:
    """ "the strike in Gao, which killed six": what kills is the act, not the town where it was done."""
    place = s.head[i]
    prep = s.head[place]
    act = s.head[prep]
    if s.lemma[i] not in _HARMING or s.dep[place] != "pobj" or s.lower[prep] not in _THERE or s.pos[act] != "NOUN":
        return
    own = (k for k in range(place, i) if s.head[k] == i and s.dep[k] == "nsubj")
    if s.lemma[act] in acts and s.pos[place] == "PROPN" and any(s.lower[k] in ("which", "that") for k in own):
        s.head[i] = act


def _cleft(s: Syntax, i: int) -> None:
    """ "it was X, police said, who attacked": what comes after the pause still tells of X."""
    be = s.head[i]
    if s.lemma[be] != "be" or be > i or not any(s.head[k] == i and s.lower[k] in _WHO for k in range(be, i)):
        return
    if any(s.head[k] == be and s.dep[k] == "nsubj" and s.lower[k] != "it" for k in range(max(0, be - 3), be)):
        return
    named = next((k for k in range(be + 1, i) if s.head[k] == be and s.dep[k] == "attr"), None)
    if named is not None:
        s.head[i], s.dep[i] = named, "relcl"


def _that_relative(s: Syntax, i: int) -> None:
    """ "blamed X for shelling near Y that broke the truce": "that" as a subject tells of the noun before it.

    Of a name after a preposition ("near Y", "by Y") the noun above is meant.
    """
    that = next((k for k in range(max(0, i - 4), i) if s.head[k] == i and s.lower[k] == "that"), None)
    if that is None or s.tag[that] != "WDT" or (s.dep[i] == "relcl" and s.pos[s.head[i]] != "PROPN"):
        return
    at = that - 1
    while at > s.head[i] and s.dep[at] == "pobj" and s.pos[at] == "PROPN" and s.dep[s.head[at]] in ("prep", "agent"):
        at = s.head[s.head[at]]
    if s.head[i] < at < that and (s.pos[at] in ("NOUN", "PROPN") or s.tag[at] == "VBG"):
        s.head[i], s.dep[i] = at, "relcl"


def _stands_accused(s: Syntax, i: int) -> None:
    """ "X stands accused of it": as "is accused"."""
    stand = i - 1
    if stand < 0 or s.lemma[stand] != "stand" or s.head[i] != stand or s.lower[i] not in _AT_LAW:
        return
    above, label = s.head[stand], s.dep[stand]
    for kid, head in enumerate(s.head):
        if head == stand and kid not in (i, stand):
            s.head[kid] = i
            s.dep[kid] = "nsubjpass" if s.dep[kid] == "nsubj" else s.dep[kid]
    s.head[i], s.dep[i], s.tag[i], s.pos[i] = (i if above == stand else above), label, "VBN", "VERB"
    s.head[stand], s.dep[stand], s.pos[stand] = i, "auxpass", "AUX"


def _gang(s: Syntax, i: int) -> None:
    """ "was gang raped by": the gang is part of the verb, not what somebody was."""
    gang = i - 1
    if gang < 0 or s.lower[gang] != "gang" or s.lemma[i] != "rape" or s.head[i] != gang:
        return
    above, label = s.head[gang], s.dep[gang]
    s.head[gang], s.dep[gang] = i, "npadvmod"
    if label != "attr":
        s.head[i], s.dep[i] = (i if above == gang else above), label
        return
    root, dep = s.head[above], s.dep[above]
    for kid, head in enumerate(s.head):
        if head == above and kid not in (i, gang, above):
            s.head[kid] = i
            s.dep[kid] = "nsubjpass" if s.dep[kid] == "nsubj" else s.dep[kid]
    s.head[i], s.dep[i] = (i if root == above else root), dep
    s.head[above], s.dep[above] = i, "auxpass"
