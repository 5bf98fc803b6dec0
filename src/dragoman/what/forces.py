"""What forces are sent for: to help somebody, against somebody, or neither."""

from __future__ import annotations

from typing import Literal

from .acts import Act
from .governing import words
from .syntax import Syntax

Purpose = Literal["help", "hostile"]


def purpose(s: Syntax, act: Act) -> Purpose | None:
    """What the words below the verb or noun of a deployment say that it is for, the hostile ones first."""
    says = words("forces")
    found: set[str] = set()
    for i in (act.trigger.at, *act.trigger.matched):
        for kid in s.kids[i]:
            dep = s.dep[kid]
            if dep == "prep":
                found |= {says.get(s.lower[kid], "")} | _aims(s, kid)
            elif dep in ("advcl", "xcomp", "acl", "relcl") and (s.is_infinitive(kid) or dep == "relcl"):
                found |= {says.get(s.lemma[k], "") for k in (kid, *s.children(kid, "conj"))}
    if "hostile" in found:
        return "hostile"
    return "help" if "help" in found else None


def _aims(s: Syntax, prep: int) -> set[str]:
    """What a phrase says of the aim: "in retaliation for", "for an invasion of", "in support of"."""
    says = words("forces")
    return {says[s.lemma[k]] for k in s.kids[prep] if s.dep[k] in ("pobj", "pcomp") and s.lemma[k] in says}


def helped(s: Syntax, act: Act) -> list[int]:
    """The nouns that name whom forces are sent to help: "to help Mali secure the vote"."""
    for i in (act.trigger.at, *act.trigger.matched):
        for kid in s.children(i, "advcl", "xcomp", "acl"):
            if s.is_infinitive(kid) and words("forces").get(s.lemma[kid]) == "help":
                told = [n for k in s.children(kid, "ccomp", "xcomp") for n in s.children(k, "nsubj")]
                return s.patients(kid) or told
    return []
