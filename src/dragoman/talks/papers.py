"""Papers: what the sides signed or reached, and who is said to have broken what was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.records import Move

from .acts import is_ordinary
from .page import Page
from .parties import is_body, is_state
from .roles import Roles
from .scene import Scene
from .seats import Seats, sides_named
from .tellings import day_of
from .words import A, acts, labelled

_ACCUSED = re.compile(
    rf"(?P<a>{A})[^;]{{0,40}}\b(?:accus|blam)\w+ (?:the )?(?P<b>{A}|each other|one another|the other)", re.IGNORECASE
)
_FUTURE = re.compile(
    r"\b(?:will|would|to|could|may|might|should|expected|hope\w*|ready|if|not|never|before|without)\b(?: \w+){0,2}\s*$",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|not|any|that)\b|[.;]")
_NO_PAPER = re.compile(r"\b(?:no|not|any|under|without|of|by|to)\b (?:\w+ ){0,2}$", re.IGNORECASE)
_PASSIVE = re.compile(r"(?:\b(?:was|were|been|being|is|are)|,|\band) (?:\w+ly )?$", re.IGNORECASE)
_CUT = re.compile(
    r"[;:\"“”]|, (?:but|while|although|though|as|after|because|which|who)\b"
    r"| (?:after|while|as|before|amid|when|because|despite|since)\b(?! (?:\w+ ){0,3}(?:talks|negotiations))",
    re.IGNORECASE,
)
_MANY = rf"{A}(?:(?:'s?)?(?:,|,? and|,? with)(?: [\w-]+){{0,3}}? {A})*"
_BETWEEN = re.compile(rf"\bbetween (?:[\w-]+ ){{0,3}}?({_MANY})", re.IGNORECASE)
_BY = re.compile(
    rf"(?<!brokered )(?<!mediated )(?<!hosted )(?<!sponsored )\bby (?:[\w-]+ ){{0,2}}?({_MANY})", re.IGNORECASE
)
_WITH = re.compile(rf"\bwith (?:[\w-]+ ){{0,3}}?({A})", re.IGNORECASE)
_LAST = re.compile(rf"({_MANY})[^{A[1:-1]}]*$", re.IGNORECASE)
_PAIR = 2
_LONG_AGO = 120  # days after which a paper that is told of need not be one of these talks
_AUXILIARY = 20  # characters before a verb in which its auxiliary stands
_PAPER = 60  # characters after a word of signing in which what is signed is named
_TRUCE = 50  # and after one of breaking, what is broken


def find_papers(page: Page, seats: Seats, scene: Scene, roles: Roles) -> Iterator[Move]:
    """The signatures and breaches of a sentence, of the parties that it is about."""
    if acts("signed").search(scene.masked) is None and acts("violated").search(scene.masked) is None:
        return
    yield from _signed(page, seats, scene, roles)
    parties, named = seats.of(scene, roles)
    if len(parties) > 1 and (named or scene.talks):
        yield from _violated(page, seats, parties, scene)


def _signed(page: Page, seats: Seats, scene: Scene, roles: Roles) -> Iterator[Move]:
    text = scene.masked
    for match in acts("signed").finditer(text):
        if _FUTURE.search(text[: match.start()][-30:]) or is_ordinary(scene):
            continue
        for label, words in labelled("issues", "documents"):
            span = _paper(text, match, words)
            if span is None:
                continue
            said = page.speaker(scene, match.start())
            parties = _signatories(page, seats, scene, roles, match, said)
            if len(parties) < _PAIR:
                return
            days = [d for d in scene.dates.values() if d.type == "DATE" and d.first and d.last]
            when = {"first": days[0].first, "last": days[0].last, "dated": True} if len(days) == 1 else {}
            fields = (
                page.fields(scene, parties) | {"document": label, "said_by": said, "words": scene.span(*span)} | when
            )
            yield Move(id="", kind="signed", **fields)
            return


def _paper(text: str, match: re.Match[str], words: re.Pattern[str]) -> tuple[int, int] | None:
    """The words that tell of a paper signed: its name after the verb, or before one in the passive."""
    found = words.search(text, match.end(), match.end() + _PAPER)
    if found is not None and not _NONE.search(text[match.end() : found.start()]):
        return match.start(), found.end()
    if _PASSIVE.search(text, max(0, match.start() - _AUXILIARY), match.start()) is None:
        return None
    before = list(words.finditer(text, max(0, match.start() - 2 * _PAPER), match.start()))
    if not before or _NO_PAPER.search(text, max(0, before[-1].start() - 20), before[-1].start()):
        return None
    return (
        (before[-1].start(), match.end()) if not re.search(r"[.;:]", text[before[-1].end() : match.start()]) else None
    )


def _signatories(
    page: Page, seats: Seats, scene: Scene, roles: Roles, match: re.Match[str], said: str | None
) -> list[str]:
    """The parties that sign: those told to, "A signed with B", "between A and B"; else those of the report's talks."""
    start, end = _around(scene.masked, match)
    before, after = scene.masked[start : match.start()], scene.masked[match.end() : end]
    between, by, partner = _BETWEEN.search(before + after), _BY.search(after), _WITH.search(after)
    told = between or by or _LAST.search(before)
    keys = [key for char in re.findall(A, told[1]) for key in page.keys_of(scene.actors[char])] if told else []
    if partner is not None:
        other = page.belonging(scene.actors[partner[1]])
        if other is None or is_body(other) or other in seats.helpers:
            return []  # a paper with others
        keys = [*(keys or [said if _is_party(said) else None]), other]
    found = sorted({key for key in keys if key is not None and not is_body(key) and key not in seats.helpers})
    explicit = partner is not None or between is not None
    if len(found) >= _PAIR and (explicit or not set(found) <= set(seats.principal)):
        return found
    if partner is not None or (found and not set(found) <= set(seats.principal)):
        return []  # others sign
    if any(_is_past(page.day, one.last) for one in scene.dates.values()):
        return []  # a paper of years ago, of whomever
    parties, named = seats.of(scene, roles)
    return parties if named or scene.talks or sides_named(scene) else []


def _is_past(day: str | None, last: str | None) -> bool:
    return bool(last) and day_of(day) - day_of(last) > _LONG_AGO


def _is_party(said: str | None) -> bool:
    """Whether who says it is a side by its key, and not somebody whom nothing is known of."""
    return said is not None and (is_state(said) or said.startswith(("group:", "rebels:")))


def _around(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The clause of a verb: what is told beside it tells nobody who signs."""
    start = max((cut.end() for cut in _CUT.finditer(text, 0, match.start())), default=0)
    cut = _CUT.search(text, match.end())
    return start, cut.start() if cut is not None else len(text)


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
