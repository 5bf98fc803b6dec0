"""An act: an event in the making, and what a PLOVER act inside another comes to in CAMEO."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from dragoman.codebooks import cameo, plover
from dragoman.records import Status
from dragoman.who import Mention

from .lexicon import lexicon
from .triggers import Trigger

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})
BREACH = "196"  # CAMEO: violate ceasefire
HARMFUL = frozenset({"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


@dataclass(slots=True)
class Act:
    """An event in the making. `at` is the token of its trigger, `used` every trigger token that went into it.

    `told_at` is the word of the accusation or the criticism that alone tells of it: it happened by that day.
    """

    at: int
    trigger: Trigger
    type: str
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    sources: list[Mention] = field(default_factory=list)
    targets: list[Mention] = field(default_factory=list)
    reciprocal: bool = False
    status: Status | None = None
    inner: Act | None = None
    own_target: bool = True
    used: tuple[int, ...] = ()
    author: Mention | None = None
    passive: bool = False
    told_at: int | None = None


def entities(mention: Mention) -> tuple[str, ...]:
    """The entities behind a mention: those a collective stands for, else its own.

    People of no known country that only a role names ("a man", "gunmen") are different people each time.
    """
    if mention.kind in ("role", "nominal") and mention.actor.code is None:
        return (f"{mention.actor.entity}@{mention.actor.start}",)
    return tuple(actor.entity for actor in mention.referents) or (mention.actor.entity,)


def breach(act: Act) -> Act | None:
    """The breach that it is not to keep a ceasefire, of somebody who is named; None of any other act."""
    lemma = act.trigger.sense.lemma
    if act.cameo != "0871" or not act.sources or lemma not in lexicon().classes["keeping"]:
        return None
    return replace(act, type="ASSAULT", mode=None, cameo=BREACH, reciprocal=False)


def fire_alone(act: Act) -> bool:
    """Whether an attack is told by no more than that there was fire: where that breaks a truce, it is the breach."""
    return act.cameo in (BREACH, "190", "193")


def mode_of(type: str, inner: Act) -> str | None:
    """The mode of an outer act of this type by what it is about: what is asked for, threatened, turned down."""
    table: dict[str, str] = lexicon().tables["composition"]["modes"].get(type, {})
    for key in (f"{inner.type}/{inner.cameo}", f"{inner.type}:{inner.mode}", inner.type, "else"):
        if key in table:
            return table[key] or None
    return None


def code_of(type: str, mode: str | None, contexts: tuple[str, ...], inner: Act) -> str:
    """The finest CAMEO code of an act of this type about an inner one.

    A signature that is asked for or refused counts as an agreement to settle. `codes` of composition.toml holds what
    the crosswalk cannot tell: CAMEO's 035 are agreements to yield, PLOVER's CONCEDE holds both those and the yielding.
    """
    table: dict[str, str] = lexicon().tables["composition"]["codes"].get(type, {})
    own = table.get(f"{inner.type}/{inner.cameo}") or table.get(f"{inner.type}:{inner.mode}") or table.get(inner.type)
    if own:
        return own
    inner_mode = "third-party" if inner.cameo == "045" else inner.mode
    return _finest(type, mode, contexts, "AGREE" if inner.cameo == "057" else inner.type, inner_mode)


def tried(code: str | None) -> str | None:
    """The CAMEO code of an act that was tried and did not come off: an assassination is an attempt then."""
    table: dict[str, str] = lexicon().tables["composition"]["tried"]
    return table.get(code, code) if code else code


@cache
def _finest(type: str, mode: str | None, contexts: tuple[str, ...], inner: str, inner_mode: str | None) -> str:
    modes = plover().types[type].modes
    return cameo().to_cameo(type, mode if mode in modes else None, contexts, inner=(inner, inner_mode))
