"""Positions, documents and breaches: what a party demands, offers or turns down, what was signed, what was broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dragoman.records import Actor, Move
from dragoman.records.kept import MoveKind

from .parties import is_body
from .scene import Scene
from .words import A, acts, any_of, labelled

_REST = re.compile(r"[^.;]{0,160}")
_POSITIONS: tuple[MoveKind, ...] = ("rejected", "demanded", "offered")
_ACCUSED = re.compile(
    rf"(?P<a>{A})[^;]{{0,40}}\b(?:accus|blam)\w+ (?:the )?(?P<b>{A}|each other|one another|the other)", re.IGNORECASE
)
_FUTURE = re.compile(
    r"\b(?:will|would|to|could|may|might|should|expected|hope\w*|ready|if|not|never|before)\b(?: \w+){0,2}\s*$",
    re.IGNORECASE,
)


def find_positions(
    scene: Scene,
    sides: Callable[[Actor], str | None],
    principal: Sequence[str],
    speaker: Callable[[Scene, int], str | None],
    base: dict[str, Any],
) -> Iterator[Move]:
    """The demands, offers, refusals, signatures and breaches of a sentence, for the parties of the report's talks."""
    if len(principal) < 2:
        return
    if any_of("issues", "issues").search(scene.text) is not None:
        yield from _positions(scene, sides, principal, speaker, base)
    yield from _signed(scene, sides, principal, speaker, base)
    yield from _violated(scene, sides, principal, speaker, base)


def _positions(
    scene: Scene,
    sides: Callable[[Actor], str | None],
    principal: Sequence[str],
    speaker: Callable[[Scene, int], str | None],
    base: dict[str, Any],
) -> Iterator[Move]:
    text, taken = scene.masked, set()
    for kind in _POSITIONS:
        for match in acts(kind).finditer(text):
            before = [key for char in re.findall(A, text[: match.start()][-70:]) if (key := sides(scene.actors[char]))]
            party = before[-1] if before else speaker(scene, match.start())
            if party is None or party not in principal:
                continue
            rest = _REST.match(text, match.end())
            end = rest.end() if rest is not None else match.end()
            raw = scene.original(match.end()) - scene.start
            until = min(scene.original(end) - scene.start, raw + 90)
            for issue, words in labelled("issues", "issues"):
                found = words.search(scene.text, raw, until)
                if found is None or (issue, party) in taken:
                    continue
                taken.add((issue, party))
                yield Move(
                    id="",
                    kind=kind,
                    by=party,
                    issue=issue,
                    said_by=None,
                    words=scene.span(match.start(), end),
                    **base,
                )


def _signed(
    scene: Scene,
    sides: Callable[[Actor], str | None],
    principal: Sequence[str],
    speaker: Callable[[Scene, int], str | None],
    base: dict[str, Any],
) -> Iterator[Move]:
    text = scene.masked
    for match in acts("signed").finditer(text):
        if _FUTURE.search(text[: match.start()][-30:]):
            continue
        for label, words in labelled("issues", "documents"):
            found = words.search(text, match.end(), match.end() + 60)
            if found is None or re.search(r"\b(?:no|not|any)\b|[.;]", text[match.end() : found.start()]):
                continue
            days = [d for d in scene.dates.values() if d.type == "DATE" and d.first and d.last]
            when = {"first": days[0].first, "last": days[0].last, "dated": True} if len(days) == 1 else {}
            yield Move(
                id="",
                kind="signed",
                document=label,
                said_by=speaker(scene, match.start()),
                words=scene.span(match.start(), found.end()),
                **(base | when),
            )
            return


def _violated(
    scene: Scene,
    sides: Callable[[Actor], str | None],
    principal: Sequence[str],
    speaker: Callable[[Scene, int], str | None],
    base: dict[str, Any],
) -> Iterator[Move]:
    text = scene.masked
    for match in acts("violated").finditer(text):
        if (
            acts("truce").search(text, match.end(), match.end() + 50) is None
            and acts("truce").search(text, max(0, match.start() - 30), match.start()) is None
        ):
            continue
        accused = _ACCUSED.search(text)
        by: str | None
        said = speaker(scene, match.start())
        if accused is not None:
            said = sides(scene.actors[accused["a"]]) or said
            by = sides(scene.actors[accused["b"]]) if accused["b"] in scene.actors else None
        else:
            before = [key for char in re.findall(A, text[: match.start()]) if (key := sides(scene.actors[char]))]
            before = [key for key in before if key in principal]
            by = before[-1] if before else None
        if by is not None and (by not in principal or is_body(by)):
            continue
        yield Move(id="", kind="violated", by=by, said_by=said, words=scene.span(match.start(), match.end()), **base)
        return
