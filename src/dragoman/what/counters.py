"""Those who count the dead, and those who are counted: neither a doer nor, of the first, whom an attack befell."""

from __future__ import annotations

from dataclasses import replace

from dragoman.who import Mention

from . import numbers
from .acts import Act
from .counting import kind
from .syntax import Syntax

_HARMED = frozenset({"killed", "wounded", "injured", "hurt"})
_OTHERS = frozenset({"others", "more", "people"})
_TENDING = frozenset(
    {"list", "count", "treat", "receive", "admit", "register", "record", "document", "revise", "raise"}
)
_HEALTH = frozenset(
    {"hospital", "hospitals", "clinic", "clinics", "morgue", "ministry", "commission", "cross", "crescent"}
)


def without_counters(syntax: Syntax, act: Act) -> Act:
    """An attack with those whom it counts as its targets, and without whoever only counts them.

    "Left nine dead and *26* wounded", "*the hospital* listed six killed".
    """
    if act.type != "ASSAULT":
        return act
    counted = [m for m in act.sources if _is_counted(syntax, act, m)]
    sources = [m for m in act.sources if m not in counted and not _counts(syntax, act, m)]
    targets = [m for m in act.targets if not _counts(syntax, act, m)]
    if len(sources) == len(act.sources) and len(targets) == len(act.targets):
        return act
    return replace(act, sources=sources, targets=[*targets, *(m for m in counted if m not in targets)])


def _is_counted(s: Syntax, act: Act, mention: Mention) -> bool:
    """Whether a number of people stands right before what befell them, and nothing that they did it to follows."""
    at = act.trigger.at
    number = mention.head
    if s.lower[at] not in _HARMED or number != at - 1:
        return False
    if not numbers.is_number(s.lower[number]) and not (
        s.lower[number] in _OTHERS and numbers.is_number(s.lower[at - 2])
    ):
        return False
    return at + 1 >= len(s) or s.pos[at + 1] in ("ADP", "PUNCT", "CCONJ", "ADV", "SPACE")


def _counts(s: Syntax, act: Act, mention: Mention) -> bool:
    """Whether a body of health or state is in the sentence only for its count: "the Red Cross listed six killed"."""
    noun = mention.head
    if s.lower[noun] not in _HEALTH or noun == act.trigger.at:
        return False
    above, dep = s.head[noun], s.dep[noun]
    if dep == "pobj" and s.lower[above] in ("by", "from") and s.lemma[s.head[above]] in kind("accounts"):
        return True
    return dep in ("nsubj", "nsubjpass") and (s.lemma[above] in kind("telling") or s.lemma[above] in _TENDING)
