"""Which step of talks a coded event tells, and the moves of a sentence that only its events tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dragoman.records import Event, Move
from dragoman.records.kept import MoveKind

from .above import is_greeting, last_governing, until_aside
from .acts import is_ordinary
from .days import WIDE, days
from .details import format_of
from .page import Page
from .parties import is_body
from .roles import Roles
from .scene import Scene
from .seats import Seats
from .tellings import AHEAD
from .words import pattern

_ABOVE = 45  # characters before an event's words in which a verb may stand that leaves it undone


def kind_of(event: Event) -> MoveKind | None:
    """The step that a coded event is, by its CAMEO code and its status."""
    code, status = event.cameo or "", event.status
    if code.startswith("04") and (
        pattern("talks").fullmatch(event.trigger.text) or pattern("spoken").search(event.trigger.text)
    ):
        return None  # named, and perhaps not held; a call
    if code.startswith(("040", "041", "046")) or (code.startswith("04") and event.type == "CONSULT"):
        table: dict[str, MoveKind] = {
            "happened": "convened",
            "ongoing": "ongoing",
            "ended": "concluded",
            "refused": "refused",
            "denied": "denied",
        }
        if code.startswith(("042", "043", "044", "045", "041")):
            return None
        return table.get(status)
    inner = event.inner.cameo or "" if event.inner is not None else ""
    if code.startswith("03") and inner.startswith(("040", "046")):
        return "accepted" if status in ("planned", "happened") else None
    if code.startswith("125") and status == "happened":
        return "refused"
    if code.startswith("164") and status == "happened":
        return "collapsed"
    return None


def moves_of(page: Page, seats: Seats, scene: Scene, roles: Roles, kinds: Collection[MoveKind]) -> Iterator[Move]:
    """What the coded events of a sentence tell where its words of steps, read as `kinds`, tell of nobody."""
    places = {(place.start, place.end) for place in scene.places.values()}  # "left the talks in P": not its state
    for event in page.events_of(scene):
        kind = kind_of(event)
        if kind is None or is_ordinary(scene):
            continue  # a meeting on fisheries
        if kind == "accepted" and "proposed" in kinds and kind not in kinds:
            kind = "proposed"  # "under the proposal they would meet"
        if is_greeting(page.text, event.trigger.end):
            continue
        before = page.text[max(scene.start, event.trigger.start - _ABOVE) : event.trigger.end]
        if last_governing(before) in ("call", "perhaps"):
            continue  # "hopes for talks"
        after = until_aside(page.text, event.trigger.end, scene.end)
        named = [actor for actor in (*event.sources, *event.targets) if actor.start < after]
        named = [actor for actor in named if (actor.start, actor.end) not in places]
        keys = {key for actor in named if (key := page.sides(actor))}
        helped = {key for key in keys if is_body(key) or key in seats.helpers}
        parties = sorted(keys - helped)
        if kind in AHEAD and keys & set(seats.principal):
            parties = sorted(seats.principal)
        if len(parties) < 2:
            if not parties or parties[0] not in seats.principal:
                continue
            if helped:
                kind = "mediated" if kind in ("convened", "ongoing") else kind
            elif kind in ("convened", "ongoing"):
                continue
            parties = sorted(seats.principal)
        by = next((k for a in event.sources if (k := page.sides(a))), None) if kind in AHEAD else None
        if kind == "refused" and by not in parties and by not in seats.helpers:
            continue  # a third turns something down
        given = event.date if event.date is not None and event.date.origin == "text" else None
        given = given if given is not None and days(given) <= WIDE else None
        place = event.place
        mediators = page.helpers(scene, roles.mediators, parties, roles.compound["mediators"])
        fields = page.fields(scene, parties) | {
            "kind": kind,
            "mediators": sorted(helped) if kind == "mediated" else mediators,
            "hosts": page.helpers(scene, roles.hosts, parties, roles.compound["hosts"]),
            "venue": place.name if place is not None and place.kind not in ("country", "continent") else None,
            "venue_country": place.country if place is not None else None,
            "first": given.first if given and given.first else page.day,
            "last": given.last if given and given.last else page.day,
            "dated": given is not None,
            "format": format_of(scene, parties),
            "by": by,
            "said_by": (page.sides(event.said_by) or event.said_by.entity) if event.said_by is not None else None,
            "words": event.trigger,
            "event": event.id,
        }
        yield Move(id="", **fields)
