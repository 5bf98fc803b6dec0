"""Page: a report with its mentions in order, and what any place of it tells of speakers, places, events and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.codebooks import groups
from dragoman.records import Actor, CodedReport, Event, Place, Report, Span

from .belonging import Belonging
from .parties import Sides, is_group, is_state
from .scene import Scene, Within, make_scene
from .venues import all_places

_NEAR = 60  # characters between the words of a step and the trigger of the event that it is


class Page:
    """A report as it is read for talks; made only for one that may tell of them, which most do not."""

    def __init__(self, report: Report, coded: CodedReport, sides: Sides, *, peace: bool, strong: bool) -> None:
        self.report, self.coded, self.text, self.sides = report, coded, report.text, sides
        self.day = (coded.report.published or report.published or "")[:10] or None
        self.peace = peace
        """Whether it speaks of war, truce or peace."""
        self.strong = strong
        """Whether it has a word that is of talks and of nothing else."""
        named = [a for a in coded.actors if a.code or a.entity.startswith("person:") or sides(a) or _joint(a)]
        several = {(a.start, a.end) for a in named if a.entity.startswith("org:") and self._several(a, named)}
        self._actors = Within(actor for actor in named if (actor.start, actor.end) not in several)
        self._places = Within(all_places(self.text, coded.places))
        self._dates = Within(coded.dates)
        self.belonging = Belonging(sides, coded.actors, self.day)
        """The party of somebody where it is stated, and not a guess."""
        self._said = sorted(coded.statements, key=lambda said: said.content.start)
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

    def scenes(self) -> list[Scene]:
        """Its sentences, in order."""
        return [
            make_scene(
                self.text,
                start,
                end,
                self._actors.inside(start, end),
                self._places.inside(start, end),
                self._dates.inside(start, end),
            )
            for start, end in self.coded.sentences
        ]

    def events_of(self, scene: Scene) -> Sequence[Event]:
        """The events coded in a sentence."""
        return self._events.get(scene.start, ())

    def event_near(self, scene: Scene, words: Span) -> str | None:
        """The id of the event of talks that is coded at some words."""
        for event in self.events_of(scene):
            talks = event.type in ("CONSULT", "AGREE", "REJECT", "REQUEST", "SANCTION")
            if talks and abs(event.trigger.start - words.start) < _NEAR:
                return event.id
        return None

    def speaker(self, scene: Scene, at: int) -> str | None:
        """Who is vouched by for the words at `at` of the sentence: a party key or an entity; None for the report."""
        place = scene.original(at)
        for said in self._said:
            if said.content.start > place:
                break
            if said.content.start <= place < said.content.end and said.speaker is not None:
                return self.sides(said.speaker) or said.speaker.entity
        return None

    def place_of(self, actor: Actor) -> Place | None:
        """The place that an actor's words are as well: "Ankara"."""
        inside = self._places.inside(actor.start, actor.end)
        return next((place for place in inside if place.start == actor.start and place.end == actor.end), None)

    def keys_of(self, actor: Actor) -> list[str | None]:
        """The parties that an actor is stated to be of: of "A and B" both."""
        if not _joint(actor):
            return [self.belonging(actor)]
        return [code for code in actor.entity.removeprefix("collective:").split("+") if is_state(code)]

    def names(self, scene: Scene, keys: Iterable[str]) -> dict[str, str]:
        """What a sentence calls each party; a group that only somebody of it stands for, by its own name."""
        names: dict[str, str] = {}
        for actor in scene.actors.values():
            key = self.sides(actor)
            if key is not None and (key not in names or actor.entity in (f"state:{key}", key)):
                called = actor.name
                if is_group(key) and actor.entity.startswith(("person:", "role:", "nominal:")):
                    group = groups().get(key.removeprefix("group:"))
                    called = group.name if group is not None else called
                names[key] = called.partition(" (")[0]  # the books tell groups of one name apart in brackets
        return names

    def helpers(
        self, scene: Scene, marked: Mapping[str, Any], parties: Sequence[str], compound: Iterable[str] = ()
    ) -> list[str]:
        """The party keys of those marked as helping, and of `compound`; no party and no group among them."""
        keys: list[str] = []
        for char in marked:
            actor = scene.actors[char]
            if _joint(actor):
                keys += [code for code in actor.entity.removeprefix("collective:").split("+") if is_state(code)]
            elif key := self.sides(actor):
                keys.append(key)
        keys += compound
        return sorted({key for key in keys if key not in parties and not is_group(key)})

    def fields(self, scene: Scene, parties: Sequence[str]) -> dict[str, Any]:
        """The fields that every move of a sentence has."""
        return {
            "report": self.report.id,
            "sentence": Span(start=scene.start, end=scene.end, text=scene.text),
            "peace": self.peace,
            "parties": sorted(parties),
            "names": self.names(scene, parties),
            "first": self.day,
            "last": self.day,
        }


def _joint(actor: Actor) -> bool:
    return actor.entity.startswith("collective:")
