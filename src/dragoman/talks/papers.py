"""Papers: what the sides signed or reached, and who is said to have broken what was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.records import Move

from .page import Page
from .parties import is_body
from .roles import Roles
from .scene import Scene
from .seats import Seats
from .words import A, acts, labelled

_ACCUSED = re.compile(
    rf"(?P<a>{A})[^;]{{0,40}}\b(?:accus|blam)\w+ (?:the )?(?P<b>{A}|each other|one another|the other)", re.IGNORECASE
)
_FUTURE = re.compile(
    r"\b(?:will|would|to|could|may|might|should|expected|hope\w*|ready|if|not|never|before|without)\b(?: \w+){0,2}\s*$",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|not|any|that)\b|[.;]")
_PAPER = 60  # characters after a word of signing in which what is signed is named
_TRUCE = 50  # and after one of breaking, what is broken


def find_papers(page: Page, seats: Seats, scene: Scene, roles: Roles) -> Iterator[Move]:
    """The signatures and breaches of a sentence, of the parties that it is about."""
    if acts("signed").search(scene.masked) is None and acts("violated").search(scene.masked) is None:
        return
    parties, named = seats.of(scene, roles)
    if len(parties) < 2 or not (named or scene.talks):
        return
    yield from _signed(page, parties, scene)
    yield from _violated(page, seats, parties, scene)


def _signed(page: Page, parties: list[str], scene: Scene) -> Iterator[Move]:
    text = scene.masked
    for match in acts("signed").finditer(text):
        if _FUTURE.search(text[: match.start()][-30:]):
            continue
        for label, words in labelled("issues", "documents"):
            found = words.search(text, match.end(), match.end() + _PAPER)
            if found is None or _NONE.search(text[match.end() : found.start()]):
                continue
            days = [d for d in scene.dates.values() if d.type == "DATE" and d.first and d.last]
            when = {"first": days[0].first, "last": days[0].last, "dated": True} if len(days) == 1 else {}
            yield Move(
                id="",
                kind="signed",
                document=label,
                said_by=page.speaker(scene, match.start()),
                words=scene.span(match.start(), found.end()),
                **(page.fields(scene, parties) | when),
            )
            return


def _violated(page: Page, seats: Seats, parties: list[str], scene: Scene) -> Iterator[Move]:
    text, sides = scene.masked, page.sides
    for match in acts("violated").finditer(text):
        truce = acts("truce")
        if (
            truce.search(text, match.end(), match.end() + _TRUCE) is None
            and truce.search(text, max(0, match.start() - 30), match.start()) is None
        ):
            continue
        accused = _ACCUSED.search(text)
        by: str | None
        said = page.speaker(scene, match.start())
        if accused is not None:
            said = sides(scene.actors[accused["a"]]) or said
            by = sides(scene.actors[accused["b"]]) if accused["b"] in scene.actors else None
        else:
            before = [key for char in re.findall(A, text[: match.start()]) if (key := sides(scene.actors[char]))]
            before = [key for key in before if key in parties]
            by = before[-1] if before else None
        if by is not None and (by not in parties or is_body(by)):
            continue
        words = scene.span(match.start(), match.end())
        yield Move(id="", kind="violated", by=by, said_by=said, words=words, **page.fields(scene, parties))
        return
