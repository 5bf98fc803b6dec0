"""Moves: what each place of one report tells of talks, with who, where, when and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from dragoman.records import Actor, CodedReport, Event, Move, Place, Report, Span
from dragoman.records.kept import MoveKind

from .above import last_governing
from .days import AHEAD, WIDE, date_of, days
from .details import format_of, level_in, number_in
from .events import kind_of
from .parties import Sides, is_armed, is_body, is_group, is_state
from .positions import find_positions
from .roles import Roles, find_roles
from .scene import Scene, Within, make_scene
from .seats import Seats
from .steps import Step, find_steps
from .venues import all_places, find_instead, find_moved, find_venue
from .words import A, P, pattern, source, table, told

S = TypeVar("S", bound=Span)

_PASSIVE = re.compile(rf"[^.;]{{0,50}}?\bby (?:the )?(?:\w+ ){{0,3}}?({A}(?: {A})?)", re.IGNORECASE)
_OFFERED = re.compile(rf"\bwith (?:the )?[{A[1:-1]}{P[1:-1]}] $")  # ", with A put forward as the place"
_MET_BY = re.compile(rf"\bmeet(?:ings?)?(?: with)? (?:\w+ ){{0,2}}({A})", re.IGNORECASE)
_NOT_HELD = re.compile(r"(?:not|no|never) ", re.IGNORECASE)
_NO_TALKS = re.compile(rf"be no [^.;]{{0,40}}?(?:with|to) (?:\w+ ){{0,2}}{A}", re.IGNORECASE)
_HOLDING = frozenset({"start", "meet", "run", "resume", "attend"})


def find_moves(report: Report, coded: CodedReport) -> list[Move]:
    """What a report tells of talks, in the order of its text.

    A sentence is read by the words of steps with its mentions as they were coded; where these tell nothing, the coded
    events do. "The talks", "both sides" are those of the pair of parties that the report's talks are told of.
    """
    return _Reader(report, coded).moves()


class _Reader:
    def __init__(self, report: Report, coded: CodedReport) -> None:
        self.report, self.coded, self.text = report, coded, report.text
        self.sides = Sides(coded.actors)
        self.day = (coded.report.published or report.published or "")[:10] or None
        self._said = sorted(coded.statements, key=lambda said: said.content.start)
        self._made: list[Move] = []

    def _read(self) -> None:
        """Order the mentions by their places: for a report that may tell of talks, which most do not."""
        coded = self.coded
        named = [a for a in coded.actors if a.code or a.entity.startswith("person:") or self.sides(a) or _joint(a)]
        several = {(a.start, a.end) for a in named if a.entity.startswith("org:") and self._several(a, named)}
        self._actors = Within(actor for actor in named if (actor.start, actor.end) not in several)
        self._places = Within(all_places(self.text, coded.places))
        self._dates = Within(coded.dates)
        self._events: dict[int, list[Event]] = {}
        for event in coded.events:
            self._events.setdefault(self._sentence_at(event.trigger.start), []).append(event)

    def _several(self, actor: Actor, named: list[Actor]) -> bool:
        """Whether a name is two joined by "and": those inside it are the actors."""
        inside = {
            self.sides(one) for one in named if actor.start <= one.start < one.end <= actor.end and one is not actor
        }
        return " and " in actor.text and len(inside - {None}) > 1

    def _sentence_at(self, at: int) -> int:
        return next((start for start, end in self.coded.sentences if start <= at < end), -1)

    def _between(self, event: Event) -> bool:
        """Whether a coded event is a step of talks between two parties."""
        if kind_of(event) is None:
            return False
        keys = {key for actor in (*event.sources, *event.targets) if (key := self.sides(actor)) and not is_body(key)}
        return len(keys) > 1

    def moves(self) -> list[Move]:
        keys = {key for actor in self.coded.actors if (key := self.sides(actor)) and not is_body(key)}
        if not keys:
            return []
        scenes: list[tuple[Scene, Roles]] = []
        small = self.text.lower()
        peace = told("peace", self.text, small)
        strong = told("mediators", self.text, small) or told("strong", self.text, small)
        armed = len(keys) > 1 and any(is_group(key) and is_armed(key) for key in keys)
        self._strong = strong
        sure = strong or armed or any(self._between(event) for event in self.coded.events)
        if not sure and (len(keys) < 2 or not told("talks", self.text, small)):
            return []
        self._read()
        for start, end in self.coded.sentences:
            scene = make_scene(
                self.text,
                start,
                end,
                self._actors.inside(start, end),
                self._places.inside(start, end),
                self._dates.inside(start, end),
            )
            scenes.append((scene, find_roles(scene, self.sides)))
        self._seats = Seats(self.sides, scenes, self.coded.events)
        self.principal, self.helpers = self._seats.principal, self._seats.helpers
        if not self.principal or (len(self.principal) < 2 and not strong) or not (sure or self._seats.together):
            return []
        if not peace and _ordinary(scenes):
            return []  # a visit, a trade meeting, a campaign
        about = False
        for scene, roles in scenes:
            steps = list(find_steps(scene, about=about))
            made = self._steps(scene, roles, steps, peace)
            stepped = bool(made)
            before = len(self._made)
            if not stepped:
                self._coded(scene, roles, peace)
            made = made or self._made[before:]
            about = stepped or scene.talks
            if about or stepped or roles.mediators or roles.compound["mediators"]:
                self._roles(scene, roles, peace, made)
            self._made += find_positions(
                scene, self.sides, self.principal, self._speaker, self._base(scene, roles, peace)
            )
        moves = sorted(self._made, key=lambda move: (move.words.start, move.words.end, move.kind))
        return [_with(move, id=f"m{number}") for number, move in enumerate(moves, 1)]

    # moves

    def _base(self, scene: Scene, roles: Roles, peace: bool) -> dict[str, Any]:
        sentence = Span(start=scene.start, end=scene.end, text=scene.text)
        return {
            "report": self.report.id,
            "sentence": sentence,
            "peace": peace,
            "parties": sorted(self.principal),
            "names": self._names(scene, self.principal),
            "first": self.day,
            "last": self.day,
        }

    def _names(self, scene: Scene, keys: Iterable[str]) -> dict[str, str]:
        names: dict[str, str] = {}
        for actor in scene.actors.values():
            key = self.sides(actor)
            if key is not None and (key not in names or actor.entity in (f"state:{key}", key)):
                names[key] = actor.name.partition(" (")[0]  # the books tell groups of one name apart in brackets
        return names

    def _steps(self, scene: Scene, roles: Roles, steps: list[Step], peace: bool) -> list[Move]:
        made: set[tuple[MoveKind, tuple[str, ...]]] = set()
        found: list[Move] = []
        for step in steps:
            move = self._step(scene, roles, step, peace)
            if move is None or (move.kind, tuple(move.parties)) in made:
                continue
            made.add((move.kind, tuple(move.parties)))
            found.append(move)
        self._made += found
        return found

    def _step(self, scene: Scene, roles: Roles, step: Step, peace: bool) -> Move | None:
        parties, named = self._seats.of(scene, roles, step.clause, met=step.word == "meet")
        if not parties or _is_ordinary(scene):
            return None
        if not named and (
            not self._strong or len(parties) < 2
        ):  # without a word of negotiations those who meet are named
            return None
        if (
            not named
            and step.kind in ("refused", "accepted", "proposed")
            and _talks_or_place().search(scene.masked, *step.clause) is None
        ):
            return None
        if not named and step.word == "meet" and pattern("both").search(scene.masked) is None:
            return None
        kind: MoveKind = step.kind
        place = find_venue(scene, step.start, step.clause, parties)
        earlier = None
        if kind == "moved":
            moved = find_instead(scene, self._place_of) or find_moved(scene, step.start, step.end, self._place_of)
            if moved is None:
                return None
            place, earlier = moved
        elif (
            kind in ("refused", "accepted", "proposed", "convened")
            and (moved := find_instead(scene, self._place_of)) is not None
        ):
            kind, (place, earlier) = "moved", moved
        found = date_of(scene, step, kind, self.day)
        first, last, dated = (found.first, found.last, True) if found is not None else (self.day, self.day, False)
        if kind == "refused" and _NOT_HELD.match(scene.masked, step.start) and self._both(scene, step):
            kind = "cancelled"  # "A and B will not be meeting"
        if kind == "cancelled" and _NO_TALKS.match(scene.masked, step.start):
            kind = "refused"  # "there will be no talks with A"
        if (
            kind in ("convened", "ongoing", "adjourned", "concluded", "collapsed")
            and first
            and self.day
            and first > self.day
        ):
            if step.word not in ("start", "meet", "run", "resume", "collapse"):
                return None
            kind = "cancelled" if step.word == "collapse" else "accepted"
        if (
            kind in ("accepted", "proposed")
            and step.word in _HOLDING
            and dated
            and last
            and self.day
            and last < self.day
        ):
            first, last, dated = self.day, self.day, False  # the day belongs to the verb above it
        by = self._by(scene, roles, step, parties)
        if by is not None and by not in parties and kind in ("accepted", "refused") and is_state(by):
            other = _MET_BY.search(scene.masked, step.end, step.clause[1])
            if other is not None:  # a third who is to meet one of them: other talks
                key = self.sides(scene.actors[other[1]])
                if key is None or key == by or is_body(key):
                    return None
                parties = sorted((by, key))
        speaker = self._speaker(scene, step.start)
        fields = self._base(scene, roles, peace)
        fields |= {
            "kind": kind,
            "parties": parties,
            "named": named,
            "mediators": self._helpers(scene, roles.mediators, parties, roles.compound["mediators"]),
            "hosts": self._helpers(scene, roles.hosts, parties, roles.compound["hosts"]),
            "by": by,
            "venue": place.name if place is not None and place.kind not in ("country", "continent") else None,
            "venue_country": place.country if place is not None else None,
            "moved_from": earlier.name if earlier is not None else None,
            "first": first,
            "last": last,
            "dated": dated,
            "number": number_in(scene, step.clause, step.start, step.end),
            "new": pattern("new").search(scene.masked, *step.clause) is not None,
            "format": format_of(scene, parties),
            "level": level_in(scene, roles, parties, self.sides),
            "leaders": {key: actor.name for key, actor in sorted(roles.leaders.items()) if key in parties},
            "said_by": speaker,
            "words": scene.span(step.start, step.end),
            "names": self._names(scene, parties),
            "reason": "without result" if step.empty else None,
        }
        event = self._event(scene, fields["words"])
        return Move(id="", event=event, **fields)

    def _both(self, scene: Scene, step: Step) -> bool:
        """Whether all parties stand before the words of a step, and none of them says it."""
        before = re.findall(A, scene.masked[step.clause[0] : step.start])
        keys = {self.sides(scene.actors[char]) for char in before}
        both = set(self.principal) <= keys or pattern("both").search(scene.masked, step.clause[0], step.start)
        return len(self.principal) > 1 and bool(both) and self._speaker(scene, step.start) not in self.principal

    def _helpers(
        self, scene: Scene, marked: dict[str, tuple[int, int]], parties: list[str], compound: Iterable[str] = ()
    ) -> list[str]:
        keys: list[str] = []
        for char in marked:
            actor = scene.actors[char]
            if actor.entity.startswith("collective:"):
                keys += [code for code in actor.entity.removeprefix("collective:").split("+") if is_state(code)]
            elif key := self.sides(actor):
                keys.append(key)
        keys += compound
        return sorted({key for key in keys if key not in parties and not is_group(key)})

    def _by(self, scene: Scene, roles: Roles, step: Step, parties: list[str]) -> str | None:
        """Who does a one-sided step: the last one named before its word."""
        if step.kind not in (
            "proposed",
            "accepted",
            "refused",
            "cancelled",
            "postponed",
            "collapsed",
            "denied",
            "attended",
            "moved",
        ):
            return None
        passive = _PASSIVE.match(scene.masked, step.end, step.clause[1])
        for char in reversed(re.findall(A, passive[1]) if passive is not None else ()):  # "by the movement X"
            if doer := self.sides(scene.actors[char]):
                return doer
        offered = _OFFERED.search(scene.masked, step.clause[0], step.start)
        before = re.findall(A, scene.masked[step.clause[0] : offered.start() if offered else step.start])
        keys = [key for char in before if (key := self.sides(scene.actors[char]))]
        if not keys:
            return None
        several = {key for key in keys if key in parties}
        if len(several) > 1 and step.kind in ("accepted", "moved", "postponed", "cancelled"):
            return None
        return keys[-1]

    def _speaker(self, scene: Scene, at: int) -> str | None:
        """Who is vouched by for the words at `at` of the sentence: a party key or an entity; None for the report."""
        place = scene.original(at)
        for said in self._said:
            if said.content.start > place:
                break
            if said.content.start <= place < said.content.end and said.speaker is not None:
                return self.sides(said.speaker) or said.speaker.entity
        return None

    def _place_of(self, actor: Actor) -> Place | None:
        return next(
            (p for p in self._places.inside(actor.start, actor.end) if p.start == actor.start and p.end == actor.end),
            None,
        )

    def _event(self, scene: Scene, words: Span) -> str | None:
        for event in self._events.get(scene.start, ()):
            if (
                event.type in ("CONSULT", "AGREE", "REJECT", "REQUEST", "SANCTION")
                and abs(event.trigger.start - words.start) < 60
            ):
                return event.id
        return None

    def _roles(self, scene: Scene, roles: Roles, peace: bool, steps: Sequence[Move]) -> None:
        """Mediation and hosting told in a sentence, as moves of their own: of the round that its steps are of."""
        step = steps[0] if steps else None
        parties, named = self._seats.of(scene, roles)
        for kind, marked, name in (("mediated", roles.mediators, "mediators"), ("hosted", roles.hosts, "hosts")):
            keys = self._helpers(scene, marked, parties, roles.compound[name])
            if not parties or not keys:
                continue
            start, end = min((*marked.values(), *roles.compound[name].values()))
            fields = self._base(scene, roles, peace) | {
                "parties": parties,
                "named": named,
                "names": self._names(scene, parties),
                "number": number_in(scene, (0, len(scene.masked)), start, end),
            }
            if step is not None:
                fields |= {"first": step.first, "last": step.last, "dated": step.dated, "number": step.number}
            fields[f"{'mediators' if kind == 'mediated' else 'hosts'}"] = keys
            words = scene.span(start, end)
            told: MoveKind = "mediated" if kind == "mediated" else "hosted"
            self._made.append(Move(id="", kind=told, said_by=self._speaker(scene, start), words=words, **fields))

    def _coded(self, scene: Scene, roles: Roles, peace: bool) -> None:
        """What the coded events of a sentence tell where its words of steps tell nothing."""
        for event in self._events.get(scene.start, ()):
            kind = kind_of(event)
            if kind is None or last_governing(event.trigger.text) == "call" or _is_ordinary(scene):
                continue  # "hopes for talks", a meeting on fisheries
            keys = {key for actor in (*event.sources, *event.targets) if (key := self.sides(actor))}
            helped = {key for key in keys if is_body(key) or key in self.helpers}
            parties = sorted(keys - helped)
            if kind in AHEAD and keys & set(self.principal):
                parties = sorted(self.principal)
            if len(parties) < 2:
                if not parties or parties[0] not in self.principal:
                    continue
                if helped:
                    kind = "mediated" if kind in ("convened", "ongoing") else kind
                elif kind in ("convened", "ongoing"):
                    continue
                parties = sorted(self.principal)
            given = (
                event.date
                if event.date is not None and event.date.origin == "text" and days(event.date) <= WIDE
                else None
            )
            place = event.place
            fields = self._base(scene, roles, peace) | {
                "kind": kind,
                "parties": parties,
                "mediators": sorted(helped)
                if kind == "mediated"
                else self._helpers(scene, roles.mediators, parties, roles.compound["mediators"]),
                "hosts": self._helpers(scene, roles.hosts, parties, roles.compound["hosts"]),
                "venue": place.name if place is not None and place.kind not in ("country", "continent") else None,
                "venue_country": place.country if place is not None else None,
                "first": given.first if given and given.first else self.day,
                "last": given.last if given and given.last else self.day,
                "dated": given is not None,
                "format": format_of(scene, parties),
                "by": next((k for a in event.sources if (k := self.sides(a))), None) if kind in AHEAD else None,
                "said_by": (self.sides(event.said_by) or event.said_by.entity) if event.said_by is not None else None,
                "words": event.trigger,
                "event": event.id,
                "names": self._names(scene, parties),
            }
            self._made.append(Move(id="", **fields))


@cache
def _talks_or_place() -> re.Pattern[str]:
    return re.compile(rf"{P}|(?<!\w)(?:{source(table('words')['talks'])})(?!\w)", re.IGNORECASE)


def _is_ordinary(scene: Scene) -> bool:
    """Whether a sentence is on ordinary business, such as trade, and not on war or peace."""
    return pattern("ordinary").search(scene.text) is not None and pattern("peace").search(scene.text) is None


def _ordinary(scenes: Iterable[tuple[Scene, Roles]]) -> bool:
    """Whether the first sentence on talks is on ordinary business, such as trade."""
    for scene, _ in scenes:
        if scene.talks:
            return pattern("ordinary").search(scene.text) is not None
    return False


def _with(move: Move, **fields: Any) -> Move:
    import msgspec

    return msgspec.structs.replace(move, **fields)


def _joint(actor: Actor) -> bool:
    return actor.entity.startswith("collective:")
