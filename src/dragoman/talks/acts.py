"""Acts: a step that a sentence tells as a move, with its parties, its place and day, and who takes it."""

from __future__ import annotations

import re
from functools import cache

from dragoman.records import Date, Move
from dragoman.records.kept import MoveKind

from .above import until_aside
from .changes import find_instead, find_moved, find_not_there
from .days import date_of
from .details import format_of, number_in
from .levels import level_in
from .page import Page
from .parties import is_body, is_group, is_state
from .roles import ASIDE, Roles
from .scene import Scene
from .seats import Seats
from .steps import Step
from .tellings import MEETING
from .venues import find_venue
from .words import A, P, pattern, source, table

_PASSIVE = re.compile(rf"[^.;]{{0,50}}?\bby (?:the )?(?:\w+ ){{0,3}}?({A}(?: {A})?)", re.IGNORECASE)
_OFFERED = re.compile(rf"\bwith (?:the )?[{A[1:-1]}{P[1:-1]}] $")  # ", with A put forward as the place"
_MET_BY = re.compile(
    rf"\b(?:meet(?:ings?)?(?: with)?|(?:talks|discussions|negotiations|dialogue|engage|sit down)(?: \w+)? with)"
    rf" (?:\w+ ){{0,2}}({A})",
    re.IGNORECASE,
)
_OBJECT = re.compile(rf"\b(?:with|against|meet) (?:the )?({A})", re.IGNORECASE)
_AFTERWARDS = re.compile(
    rf"[^.;]{{0,90}}, (?:[^.;,]{{0,30}})?({A})(?: \w+)?(?: has| had)? (?:urged|suggested|proposed|appealed|offered)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?:(?<=of)|(?<=by)|(?<=from)| (?:of|by|from)) (?:the )?([{A[1:-1]}{P[1:-1]}])(?!'|\w)", re.IGNORECASE
)
_NOT_HELD = re.compile(r"(?:not|no|never) ", re.IGNORECASE)
_NO_TALKS = re.compile(rf"be no [^.;]{{0,40}}?(?:with|to) (?:\w+ ){{0,2}}{A}", re.IGNORECASE)
_PAIR = 2
_HOLDING = frozenset({"start", "meet", "run", "resume", "attend"})
_TO_COME = frozenset({"start", "meet", "run", "resume", "collapse"})
_ANSWERS = frozenset({"refused", "accepted", "proposed"})
_AT_TABLE = MEETING | {"accepted", "proposed"}  # who meets, or is to, tells the level
_ELSEWHERE = frozenset({"moved", "convened", "cancelled", "attended"})  # and answers: what may tell of another venue
_NOT_HELD_THERE = frozenset({"cancelled", "refused"})
_ONE_SIDED = frozenset({*_ANSWERS, "cancelled", "postponed", "collapsed", "denied", "attended", "moved"})


def move_of(page: Page, seats: Seats, scene: Scene, roles: Roles, step: Step, *, told: int) -> Move | None:
    """The move that a step is; None where it is one of other talks, or of none.

    `told` is of how many tables steps were told by name before it: of one, a change of venue is of that one's talks; of
    several nobody knows.
    """
    kind: MoveKind = step.kind
    instead = find_instead(scene, page.place_of) if kind in _ELSEWHERE or kind in _ANSWERS else None
    beside = instead.mentions if instead is not None else frozenset()
    met, elsewhere = step.word == "meet", instead is not None
    parties, named = seats.of(scene, roles, step.clause, met=met, beside=beside, moved=elsewhere)
    changed = kind == "moved" or instead is not None
    if not parties or (changed and told > 1 and not named):
        return None
    if changed and not named and _is_of_others(page, seats, scene):
        return None
    if not (changed and told == 1) and not _is_told(page, scene, step, parties, named):
        return None
    place = find_venue(scene, step.start, step.clause, parties)
    earlier = None
    if instead is not None:
        kind, place, earlier = "moved", instead.place, instead.earlier
    elif kind == "moved":
        places = find_moved(scene, step.start, step.end, page.place_of)
        if places is None:
            return None
        place, earlier = places
    elif kind in _NOT_HELD_THERE and (gone := find_not_there(scene, page.place_of)) is not None:
        kind, place, earlier = "moved", None, gone
    found = date_of(scene, step, kind, page.day)
    settled = _settled(page, seats, scene, step, kind, found)
    if settled is None:
        return None
    kind = settled
    first, last, dated = (found.first, found.last, True) if found is not None else (page.day, page.day, False)
    if _is_above(page, step, kind, last if dated else None):
        first, last, dated = page.day, page.day, False  # the day belongs to the verb above it
    by = _doer(page, scene, step, parties)
    if kind == "refused" and by is not None and by not in parties and by not in seats.helpers:
        return None  # a third turns something down
    if by is not None and by not in parties and kind in ("accepted", "refused") and is_state(by):
        other = _MET_BY.search(scene.masked, step.end, step.clause[1])
        if other is not None:  # a third who is to meet one of them: other talks
            key = page.sides(scene.actors[other[1]])
            if key is None or key == by or is_body(key):
                return None
            parties = sorted((by, key))
    words = scene.span(step.start, step.end)
    fields = page.fields(scene, parties)
    fields |= {
        "kind": kind,
        "named": named,
        "mediators": page.helpers(scene, roles.mediators, parties, roles.compound["mediators"]),
        "hosts": page.helpers(scene, roles.hosts, parties, roles.compound["hosts"]),
        "by": by,
        "venue": place.name if place is not None and place.kind not in ("country", "continent") else None,
        "venue_country": place.country if place is not None else None,
        "moved_from": earlier.name if earlier is not None else None,
        "first": first,
        "last": last,
        "dated": dated,
        "number": number_in(scene, step.clause, step.start, step.end),
        "new": pattern("new").search(scene.masked, *step.clause) is not None,
        "format": format_of(scene, parties, ahead=kind not in MEETING),
        "level": level_in(scene, roles, parties, page.sides, step) if kind in _AT_TABLE else None,
        "said_by": _speaker(page, scene, step, parties),
        "words": words,
        "reason": "without result" if step.empty else None,
    }
    return Move(id="", event=page.event_near(scene, words), **fields)


def _speaker(page: Page, scene: Scene, step: Step, parties: list[str]) -> str | None:
    """Who alone vouches for a step: nobody for what all parties say of themselves, "A and B agreed to pause"."""
    said = page.speaker(scene, step.start)
    before = re.findall(A, scene.masked[step.clause[0] : step.start])
    keys = [page.sides(scene.actors[char]) for char in before]
    owned = sum(scene.masked.startswith("'s", scene.masked.find(char) + 1) for char in before)
    joint = len(parties) > 1 and set(parties) <= set(keys) and len(keys) - owned == len(parties)
    return None if said in parties and joint else said


def _is_told(page: Page, scene: Scene, step: Step, parties: list[str], named: bool) -> bool:
    """Whether a step is told of talks: of named parties, or where words leave no doubt that the talks are meant."""
    if is_ordinary(scene):
        return False
    if named:
        return step.word != "meet" or not _is_alone(page, scene, step)
    if not page.strong or (len(parties) < _PAIR and not is_group(parties[0])):
        return False  # without a word of negotiations those who meet are named
    if step.kind in _ANSWERS and _talks_or_place().search(scene.masked, *step.clause) is None:
        return False
    return step.word != "meet" or pattern("both").search(scene.masked) is not None


def _is_of_others(page: Page, seats: Seats, scene: Scene) -> bool:
    """Whether a sentence calls the talks those of somebody else: "the EU summit", "the meeting of OPEC"."""
    owners = {match["a"] or match["b"] for match in _owned().finditer(scene.masked)}
    keys = {page.sides(scene.actors[char]) for char in owners}
    return not keys <= {*seats.principal, *seats.helpers}


def _is_alone(page: Page, scene: Scene, step: Step) -> bool:
    """Whether a body of one side is told to meet, and nobody else: "the council met"."""
    if scene.talks or pattern("both").search(scene.masked) or pattern("strong").search(scene.masked):
        return False
    clause = scene.masked[step.clause[0] : until_aside(scene.masked, step.end, step.clause[1])]
    keys = {page.sides(scene.actors[char]) for char in re.findall(A, clause)}
    return len(keys - {None}) < 2


def _settled(page: Page, seats: Seats, scene: Scene, step: Step, kind: MoveKind, found: Date | None) -> MoveKind | None:
    """What a step is by its day and by who takes it; None for one of a day to come that cannot be planned."""
    if kind == "refused" and _NOT_HELD.match(scene.masked, step.start) and _both(page, seats, scene, step):
        return "cancelled"  # "A and B will not be meeting"
    if kind == "cancelled" and _NO_TALKS.match(scene.masked, step.start):
        return "refused"  # "there will be no talks with A"
    if kind in MEETING and found is not None and found.first and page.day and found.first > page.day:
        if step.word not in _TO_COME:
            return None
        return "cancelled" if step.word == "collapse" else "accepted"
    return kind


def _is_above(page: Page, step: Step, kind: MoveKind, last: str | None) -> bool:
    """Whether a day told with a meeting to come is of the past, and so of the verb above it."""
    ahead = kind in ("accepted", "proposed") and step.word in _HOLDING
    return bool(ahead and last and page.day and last < page.day)


def _both(page: Page, seats: Seats, scene: Scene, step: Step) -> bool:
    """Whether all parties stand before the words of a step, and none of them says it."""
    before = re.findall(A, scene.masked[step.clause[0] : step.start])
    keys = {page.sides(scene.actors[char]) for char in before}
    both = set(seats.principal) <= keys or pattern("both").search(scene.masked, step.clause[0], step.start)
    return len(seats.principal) > 1 and bool(both) and page.speaker(scene, step.start) not in seats.principal


def _doer(page: Page, scene: Scene, step: Step, parties: list[str]) -> str | None:
    """Who does a one-sided step: the last one named before its word."""
    if step.kind not in _ONE_SIDED:
        return None
    of = _OF.match(scene.masked, step.end) if step.kind == "accepted" else None
    if of is not None and (doer := _named(page, scene, of[1])):
        return doer
    after = _AFTERWARDS.match(scene.masked, step.end) if step.kind == "proposed" else None
    if after is not None and (doer := page.sides(scene.actors[after[1]])):
        return doer  # "a meeting should take place, A proposed"
    passive = _PASSIVE.match(scene.masked, step.end, step.clause[1])
    for char in reversed(re.findall(A, passive[1]) if passive is not None else ()):  # "by the movement X"
        if doer := page.sides(scene.actors[char]):
            return doer
    offered = _OFFERED.search(scene.masked, step.clause[0], step.start)
    left = scene.masked[step.clause[0] : offered.start() if offered else step.start]
    objects = {match[1] for match in _OBJECT.finditer(left)}  # "ready to meet with B and suggested"
    before = re.findall(A, ASIDE.sub(" ", left)) or re.findall(A, left)
    before = [char for char in before if char not in objects] or before
    keys = [key for char in before if (key := page.sides(scene.actors[char]))]
    if not keys:
        return None
    several = {key for key in keys if key in parties}
    if len(several) > 1 and step.kind in ("accepted", "moved", "postponed", "cancelled"):
        return None
    return keys[-1]


def _named(page: Page, scene: Scene, char: str) -> str | None:
    """The party that a mention is: of a city, "a reply from P", that of its state."""
    if (actor := scene.actors.get(char)) is not None:
        return page.sides(actor)
    place = scene.places.get(char)
    return place.country if place is not None and place.kind == "city" else None


def is_ordinary(scene: Scene) -> bool:
    """Whether a sentence is on ordinary business, such as trade, and not on war or peace."""
    return pattern("ordinary").search(scene.text) is not None and pattern("peace").search(scene.text) is None


@cache
def _owned() -> re.Pattern[str]:
    talks = source(table("words")["talks"])
    return re.compile(
        rf"(?P<a>{A})(?:'s?)? (?:[\w-]+ )?(?:{talks})(?!\w)|(?<!\w)(?:{talks}) of (?:the )?(?P<b>{A})", re.IGNORECASE
    )


@cache
def _talks_or_place() -> re.Pattern[str]:
    return re.compile(rf"{P}|(?<!\w)(?:{source(table('words')['talks'])})(?!\w)", re.IGNORECASE)
