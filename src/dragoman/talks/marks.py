"""Marks: what the words beside each place of a sentence say of it as a venue, given up or gone to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.records import Actor, Place

from .above import Governor, is_denied, last_governing
from .scene import Scene
from .venues import is_harmed
from .words import A, D, P, pattern, source, table

_PLACES = re.compile(f"[{P[1:-1]}{A[1:-1]}]")
_NEAR = 80  # characters beside a place in which the words stand
_ABOVE = 60  # characters before these in which a verb above them stands
_NO_WISH = re.compile(r"\b(?:in favou?r of|(?:give|gave|gives|given|make|made|makes) way to)\b", re.IGNORECASE)
_NEVER = re.compile(
    r"\b(?:never|not|n't|nor|neither|nobody)(?: yet)? (?:\w+ )?(?:agree|decide|accept|plan|ask|order|approve|choose"
    r"|chose)\w*"
    r"|\b(?:talk|speculation|rumou?rs?|idea|possibility|option|question|prospect|discussions?) (?:of|about)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:]")
_WIDE = frozenset({"country", "continent", "region"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A place of the masked sentence: whether words give it up, go there, or go there instead."""

    at: int
    """Its character."""
    start: int
    """Where the words before it begin."""
    place: Place
    left: bool
    gone: bool
    instead: bool
    planned: bool
    """Whether it is only told as where they were to be."""


def find_marked(scene: Scene, place_of: Callable[[Actor], Place | None]) -> tuple[Marked | None, Marked | None]:
    """The one place that talks are to be at now, and the one given up for it; None where there is none, or several."""
    text = scene.masked
    marked = list(_marked(scene, place_of)) if len(_PLACES.findall(text)) > 1 or "instead" in text else []
    left = _only([one for one in marked if one.left])
    names = {one.place.name for one in marked if one.left}
    gone = _only([one for one in marked if one.gone and one.place.name not in names])
    if gone is not None and left is None and (planned := _only([one for one in marked if one.planned])) is not None:
        contrast = gone.instead or _words("contrast").search(text, planned.at, max(gone.at, planned.at))
        left = planned if contrast and planned.place.name != gone.place.name else None
    if gone is not None and (left is not None or gone.instead):
        first = left.at + 1 if left is not None and left.at < gone.start else 0
        return (None, None) if is_doubted(text, gone.start, first) else (gone, left)
    return None, left if not any(one.gone for one in marked if not one.left) else None


def is_doubted(text: str, at: int, first: int = 0) -> bool:
    """Whether what is told from `at` on, of words from `first` on, is only wished, refused, weighed or denied."""
    before = text[max(first, at - _ABOVE) : at]
    return (
        is_denied(text[max(0, at - _ABOVE) : at])
        or _NEVER.search(before) is not None
        or _above(before) in ("call", "perhaps", "refused", "proposed")
    )


def is_wished(text: str, at: int, first: int) -> bool:
    """Whether a place gone to at `at` is only one that somebody wants or offers, of words from `first` on."""
    return _above(text[max(first, at - _ABOVE) : at]) in ("call", "proposed")


def _above(before: str) -> Governor | None:
    return last_governing(_NO_WISH.sub("", _CLAUSE.split(before)[-1]))


def _only(found: list[Marked]) -> Marked | None:
    """The one place that several mentions are of; the first of them."""
    names = {one.place.name for one in found}
    return min(found, key=lambda one: (not one.instead, one.at)) if len(names) == 1 else None


def _marked(scene: Scene, place_of: Callable[[Actor], Place | None]) -> Iterator[Marked]:
    text = scene.masked
    for match in _PLACES.finditer(text):
        char, at = match.group(), match.start()
        place = scene.places.get(char) or (place_of(scene.actors[char]) if char in scene.actors else None)
        if place is None or place.kind in _WIDE:
            continue
        before = text[max(0, at - _NEAR) : at]
        if is_harmed(before):
            continue  # "would not come to P, given the bombing in Q"
        after = text[at + 1 : at + 1 + _NEAR]
        found = _words("left_before").search(before)
        left = found is not None or _words("left_after").match(after) is not None or _is_moved(before)
        plan = None if left else _words("left_planned").search(before)
        if plan is not None and after.startswith(",") and before[: plan.start()].endswith(", "):
            left = True  # "the round, announced for P, opened in Q"
        elif found is not None and before[: found.start()].endswith(("who ", "who had ")):
            left, plan = False, found  # somebody was to be there
        goal = _words("gone_before").search(before)
        instead = _words("else_after").match(after) is not None or _words("else_before").search(before) is not None
        gone = instead or goal is not None or _words("gone_after").match(after) is not None
        gone = gone and not (left or plan)
        start = at if goal is None else at - len(before) + goal.start()
        yield Marked(at, start, place, bool(left), gone, gone and instead, plan is not None and not left)


def _is_moved(before: str) -> bool:
    """Whether talks are told to be moved from a place after some words, and not troops or an office."""
    verb = _words("left_moved").search(before)
    if verb is None:
        return False
    return pattern("talks").search(verb.group()) is not None or _talks().search(before, 0, verb.start()) is not None


@cache
def _talks() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{source(table('words')['talks'])})(?:,? (?!as\b|while\b)[^.;, ]+){{0,5}},? $", re.IGNORECASE
    )


@cache
def _words(name: str) -> re.Pattern[str]:
    marks = table("venues")["marks"]
    ways = []
    for written in marks[name]:
        way = written
        for _ in range(2):
            for macro, meant in marks["macros"].items():
                way = way.replace(f"<{macro}>", meant).replace("<D>", D)
        ways.append(way)
    whole = "|".join(ways)
    if name == "contrast":
        return re.compile(rf"\b(?:{whole})\b|;", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{whole})$" if not name.endswith("after") else rf"(?:'s)?(?:{whole})", re.IGNORECASE)
