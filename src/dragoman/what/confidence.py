"""Confidence: what a coded event is worth, from what matched."""

from __future__ import annotations

from .acts import Act
from .lexicon import lexicon

_UNREAL = frozenset({"planned", "possible", "hypothetical", "proposed"})


def confidence(act: Act, *, heading: bool) -> float:
    """The confidence of an act in [0.05, 0.95], by the table confidence.toml."""
    table = lexicon().tables["confidence"]
    value: float = table[act.trigger.sense.part]
    value += table["pattern"] * min(3.0, max(0.0, act.trigger.strength - 1))
    if act.sources:
        value += table["source_known" if any(m.actor.code for m in act.sources) else "source_named"]
    if act.targets:
        if not act.own_target:
            value += table["target_elsewhere"]
        else:
            value += table["target_known" if any(m.actor.code for m in act.targets) else "target_named"]
    value += table["composed"] if act.inner else 0.0
    value += table["unreal"] if act.status in _UNREAL else 0.0
    value += table["heading"] if heading else 0.0
    return round(min(0.95, max(0.05, value)), 3)
