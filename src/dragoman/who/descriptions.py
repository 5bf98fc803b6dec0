"""Descriptions that point to somebody: "the minister", "the Kenyan president", "the group"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dragoman.codebooks import offices
from dragoman.records import Actor

from . import gender
from .codes import actor_of
from .people import offices_called, people
from .tables import manners, rows

if TYPE_CHECKING:
    from dragoman.codebooks.offices import Office

    from .persons import Figure, Persons
    from .phrase import Phrase
    from .reference import Reference
    from .scene import Scene

_FEW = ("head_of_state", "head_of_government", "monarch", "foreign_minister", "defence_minister")
"""Offices of which a country has one holder at a time, so that the title is as good as the name."""


@cache
def _parliamentary() -> frozenset[str]:
    return frozenset(row["iso3"] for row in rows("parliamentary"))


class Descriptions:
    """Resolves the descriptions of one scene, against what was named before and who held an office on its day."""

    def __init__(self, scene: Scene, persons: Persons, reference: Reference) -> None:
        self._scene = scene
        self._persons = persons
        self._reference = reference
        self._words = manners()

    def actor(self, phrase: Phrase, plural: bool) -> Actor | None:
        """Whom a description points back to: a person named beside it or before it, or the holder of the office."""
        scene = self._scene
        head, role = phrase.head, phrase.role
        if role is None or plural:
            return None
        figure = self._beside(head)
        if figure is not None:
            return self._of_figure(figure, phrase)
        definite = any(
            scene.low[at] in ("the", "his", "her", "their", "its", "this", "that") or scene.low[at] in ("'s",)
            for at in range(phrase.first, head)
        ) or (phrase.own_code and scene.tag[head].startswith("NNP"))
        if not definite and not (phrase.own_code and phrase.code):
            return None
        vague = any(self._words.has("not_definite", scene.low[at]) for at in range(phrase.first, head))
        if self._words.has("body_back", role.words[-1]) and not phrase.own_code and not vague:
            return self._reference.body(role.words[-1])
        if role.kind not in ("person", "title") or vague:
            return None
        if phrase.sectors[:1] == ("ELI",):
            return self._known_before(phrase) if definite else None
        code = phrase.code if phrase.own_code else None
        title = role.phrase
        found = self._reference.named(title, code, self._persons.figures.get)
        if found is not None:
            return found
        if definite and (found := self._known_before(phrase)) is not None:
            return found
        if scene.reading.quotes_at(scene.start[head]):
            return None
        return None if phrase.of_body else self._holder(title, phrase.code)

    def _known_before(self, phrase: Phrase) -> Actor | None:
        """Whom a description of the person spoken of means; one with "of" is told apart by what follows."""
        if phrase.role is None or phrase.last - phrase.head > 1:
            return None
        code = phrase.code if phrase.own_code else None
        sex = gender.of_nouns(phrase.role.words)
        return self._reference.epithet(phrase.head, code, phrase.sectors, sex, self._is_marked(phrase))

    def _is_marked(self, phrase: Phrase) -> bool:
        """Whether a description says of somebody known what one does not say of a stranger: an age, a past."""
        words = self._scene.low[phrase.first : phrase.head]
        return "old" in words or any(self._words.has("of_the_known", word) for word in words)

    def _holder(self, title: str, code: str | None) -> Actor | None:
        """Who holds an office on the report's day, when a title names one office of one country."""
        if code is None:
            return None
        held = [
            one
            for office in offices_called(title)
            if office in _FEW
            for one in offices().holders(code, office, self._scene.day)[:1]
        ]
        for one in sorted(held, key=lambda one: self._fit(one, title, code)):
            found = people().named(one.name)
            if found:
                standing = found[0].on(self._scene.day)
                return actor_of(found[0].name, standing.code, standing.sectors, found[0].entity)
        return None

    @staticmethod
    def _fit(office: Office, title: str, code: str) -> tuple[bool, bool]:
        """Less is better: the office that bears the very title ("president"), else the one that governs ("leader")."""
        ceremonial = office.role != "head_of_government" and code in _parliamentary()
        return not office.title.lower().endswith(title), ceremonial

    def _beside(self, head: int) -> Figure | None:
        """The person that a role stands in apposition to, on either side."""
        scene = self._scene
        near = [kid for kid in scene.kids[head] if scene.dep[kid] == "appos"]
        if scene.dep[head] == "appos":
            near.append(scene.head[head])
        for token in near:
            naming = self._persons.at.get(token)
            if naming is not None:
                return naming.figure
        return None

    def _of_figure(self, figure: Figure, phrase: Phrase) -> Actor:
        sectors = figure.sectors or phrase.sectors
        return actor_of(figure.name, figure.code or phrase.code, sectors, figure.entity)
