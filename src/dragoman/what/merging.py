"""One act told twice in a sentence is one event: "an air strike killed nine" strikes once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from dragoman.codebooks import states
from dragoman.who import Mention

from .acts import BREACH, Act, fire_alone
from .mending import SUFFERED
from .syntax import Syntax


def merge(syntax: Syntax, acts: list[Act]) -> list[Act]:
    """The acts of one sentence with those that tell the same thing joined, in text order."""
    kept: list[Act] = []
    for act in sorted(acts, key=lambda act: (-_weight(act), act.at)):
        for number, other in enumerate(kept):
            if same(syntax, other, act):
                kept[number] = join(other, act)
                break
        else:
            kept.append(act)
    return sorted(kept, key=lambda act: (act.at, act.type))


_ARMED = frozenset({"MIL", "REB", "PRM", "UAF", "COP"})
_APART = frozenset({"COERCE", "SANCTION", "RETREAT"})  # of these each mode is an act of its own
_UNREAL = frozenset({"planned", "possible", "proposed", "hypothetical", "refused", "denied", "failed"})


def _weight(act: Act) -> float:
    return (
        2.0 * bool(act.sources)
        + 1.5 * (bool(act.targets) and act.own_target)
        + 0.2 * (act.trigger.sense.part == "verb")
        + 0.05 * act.trigger.strength
    )


def same(syntax: Syntax, a: Act, b: Act) -> bool:
    """Whether two acts of one sentence are one: the type, arguments that agree, words that belong together."""
    if a.type != b.type:
        return False
    which = a.type == "ASSAULT" and (_which(syntax, a, b) or _which(syntax, b, a))
    if a.author is not b.author and not which:
        return False
    if which or set(a.used) & set(b.used):
        return True
    if a.type in _APART and a.mode and b.mode and a.mode != b.mode:
        return False  # "was arrested and deported"
    if a.status != b.status and (a.status in _UNREAL) != (b.status in _UNREAL):
        return False
    sources, targets = _agree(a.sources, b.sources), _agree(a.targets, b.targets)
    if sources is False or targets is False:
        if a.type == "ASSAULT" and (sources is True or not (a.sources or b.sources)):
            return _linked(syntax, a.at, b.at)
        if a.type == "ASSAULT" and (_of_fight(syntax, a, b) or _of_fight(syntax, b, a)):
            return True
        if a.type == "ASSAULT" and sources is not False and _in_course_of(syntax, a, b):
            return True
        if a.type == "ASSAULT" and (_befell_when(syntax, a, b) or _befell_when(syntax, b, a)):
            return True
        return (
            a.type in ("CONSULT", "PROTEST")
            and a.mode == b.mode
            and _agree([*a.sources, *a.targets], [*b.sources, *b.targets]) is True
            and _linked(syntax, a.at, b.at)
        )
    if sources and targets:
        return True
    return _linked(syntax, a.at, b.at)


def _which(syntax: Syntax, deed: Act, more: Act) -> bool:
    """Whether one act is what a relative clause tells of the other: "shelling that broke the truce"."""
    at = more.trigger.at
    return syntax.dep[at] == "relcl" and syntax.head[at] == deed.trigger.at and more.cameo == BREACH


def _of_fight(syntax: Syntax, fight: Act, loss: Act) -> bool:
    """Whether an act tells what a fight of two sides cost them: "X and Y traded fire, leaving three of Y's dead"."""
    if not fight.reciprocal or loss.reciprocal or fight.at not in _ancestors(syntax, loss.at):
        return False
    sides = {actor.code for m in (*fight.sources, *fight.targets) for actor in m.referents or (m.actor,)}
    return all(m.actor.code in sides | {None} for m in (*loss.sources, *loss.targets))


def _befell_when(syntax: Syntax, loss: Act, deed: Act) -> bool:
    """Whether a clause of time tells what befell people: "nine were killed when soldiers shelled the town"."""
    if loss.sources or loss.trigger.sense.frame != "kill" or syntax.dep[deed.at] != "advcl":
        return False
    above = syntax.head[deed.at]
    marked = any(syntax.lower[k] in ("when", "as", "while") for k in syntax.children(deed.at, "advmod", "mark"))
    return marked and loss.at in (above, *syntax.children(above, "conj"), syntax.head[above])


def _in_course_of(syntax: Syntax, a: Act, b: Act) -> bool:
    """Whether one act is what the other befell people in: "killed in shelling", "the raid killed six"."""
    for verb, noun in ((a, b), (b, a)):
        at = noun.at
        if noun.trigger.sense.part != "noun" and syntax.pos[at] != "NOUN":
            continue
        if verb.sources and noun.sources and not _agree(verb.sources, noun.sources):
            continue
        above = syntax.head[at]
        if syntax.dep[at] == "nsubj" and above == verb.at:
            return True
        if syntax.dep[at] == "pobj" and syntax.lower[above] in SUFFERED and syntax.head[above] == verb.at:
            return True
    return False


def _agree(a: Iterable[Mention], b: Iterable[Mention]) -> bool | None:
    """True where two lists name somebody in common, False where they are at odds, None where one is empty."""
    mine, other = {m.actor.entity for m in a}, {m.actor.entity for m in b}
    if not mine or not other:
        return None
    return bool(mine & other)


def _linked(syntax: Syntax, a: int, b: int) -> bool:
    """Whether one word is above the other, or both hang on one verb."""
    above_a, above_b = _ancestors(syntax, a), _ancestors(syntax, b)
    return b in above_a or a in above_b or bool(set(above_a[:2]) & set(above_b[:2]))


def _ancestors(syntax: Syntax, i: int) -> list[int]:
    found: list[int] = []
    while syntax.head[i] != i and len(found) < 6:
        i = syntax.head[i]
        found.append(i)
    return found


def join(a: Act, b: Act) -> Act:
    """`a` with what only `b` knew."""
    finer = a.mode is None and b.mode is not None
    told = b if finer else a
    taken = {m.actor.start for m in a.sources}
    if (
        a.type == "ASSAULT"
        and a.targets
        and b.targets
        and not a.reciprocal
        and not (any(m.actor.code for m in a.targets) and any(m.actor.code for m in b.targets))
        and a.own_target
        and b.own_target
    ):
        known = {m.actor.entity for m in (*a.sources, *a.targets)}
        hit = [*a.targets, *(m for m in b.targets if m.actor.entity not in known)]
        a = replace(a, targets=hit_together(hit))
    fill = not a.targets or (not a.own_target and bool(b.targets) and b.own_target)
    return replace(
        a,
        sources=a.sources or b.sources,
        targets=[m for m in b.targets if m.actor.start not in taken] if fill else a.targets,
        own_target=a.own_target or (fill and b.own_target),
        mode=b.mode if finer else a.mode,
        cameo=BREACH if BREACH in (a.cameo, b.cameo) and fire_alone(told) else told.cameo,
        contexts=tuple(dict.fromkeys([*a.contexts, *b.contexts])),
        inner=a.inner or b.inner,
        used=tuple(dict.fromkeys([*a.used, *b.used])),
        author=a.author or b.author,
        told_at=b.told_at if a.told_at is None else a.told_at,
        reciprocal=a.reciprocal or (b.reciprocal and fill),
    )


def hit_together(hit: list[Mention]) -> list[Mention]:
    """The targets of one act of violence; unarmed people whom nothing places count to the one country hit."""
    codes = {m.actor.code for m in hit if m.actor.code is not None}
    if len(codes) != 1 or states().get(code := codes.pop()) is None:
        return hit
    return [
        m
        if m.actor.code or m.kind not in ("nominal", "role") or _ARMED & set(m.actor.sectors)
        else replace(m, actor=msgspec.structs.replace(m.actor, code=code))
        for m in hit
    ]
