"""Composition: items to expressions, in two rounds of patterns over classes, the longest from the left winning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .combining import SECOND
from .lengths import LENGTHS
from .patterns import Builder, Source, compile_pattern
from .points import POINTS
from .scan import Item
from .vocabulary import CLASSES


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over class characters and what it makes; `kind` is the class of the item it leaves behind."""

    pattern: re.Pattern[str]
    build: Builder
    kind: str


@cache
def _rounds() -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    return tuple(_rule(source) for source in (*POINTS, *LENGTHS)), tuple(_rule(source) for source in SECOND)


def _rule(source: Source) -> Rule:
    kind, pattern, build = source
    return Rule(compile_pattern(pattern), build, kind)


def compose(items: Sequence[Item]) -> list[Item]:
    """The expressions of a scanned text in order, each one item with its `expression`; none overlaps another."""
    first, second = _rounds()
    found = _apply(second, _apply(first, _promising(items)))
    return [item for item in found if item.expression is not None]


# Classes that stand in dates but make none by themselves.
_FILLERS = frozenset(
    (
        *("THE", "OF", "IN", "ON", "AT", "AND", "OR", "TO", "FROM", "FOR", "BY", "SINCE", "AS", "THAN"),
        *("COMMA", "HYPHEN", "OPEN", "CLOSE", "POSSESSIVE", "ONE", "SMALL", "NUMBER", "FRACTION", "HALF", "VAGUE"),
        *("APPROX", "MORE", "LESS", "OLD", "LOCAL", "FULL", "ROW", "RIGHT", "NEXT", "FOLLOWING", "THIS", "THAT"),
        *("AROUND", "AFTERWARDS", "BEYOND", "EDGE", "LEAST"),
    )
)


@cache
def _stretches() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A stretch up to a break or a foreign word, and any word that makes a date."""
    breaks = {CLASSES[name] for name in ("OTHER", "STOP", "BLANK")}
    ends = "".join(re.escape(char) for char in sorted(breaks))
    core = "".join(re.escape(char) for name, char in CLASSES.items() if name not in _FILLERS and char not in breaks)
    return re.compile(f"[^{ends}]++[{ends}]?"), re.compile(f"[{core}]")


def _promising(items: Sequence[Item]) -> list[Item]:
    """The items without the stretches that cannot hold a date; each of the others ends in a break or foreign word."""
    classes = "".join([CLASSES[item.kind] for item in items])
    stretch, core = _stretches()
    kept: list[Item] = []
    for found in stretch.finditer(classes):
        if core.search(classes, found.start(), found.end()):
            kept.extend(items[found.start() : found.end()])
    return kept


def _apply(rules: Sequence[Rule], items: Sequence[Item]) -> Sequence[Item]:
    classes = "".join([CLASSES[item.kind] for item in items])
    candidates = [
        (match.start(), -match.end(), order, match)
        for order, rule in enumerate(rules)
        for match in rule.pattern.finditer(classes)
    ]
    if not candidates:
        return items
    candidates.sort(key=lambda candidate: candidate[:3])
    result: list[Item] = []
    at = 0
    for begin, minus_end, order, match in candidates:
        if begin < at:
            continue
        rule = rules[order]
        groups = {name: items[match.start(name)] for name, value in match.groupdict().items() if value is not None}
        expression = rule.build(groups)
        if expression is None:
            continue
        result.extend(items[at:begin])
        result.append(Item(items[begin].start, items[-minus_end - 1].end, rule.kind, None, "", expression))
        at = -minus_end
    result.extend(items[at:])
    return result
