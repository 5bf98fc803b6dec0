"""The mentions of one report as they are found, each remembered for what refers back to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.records import Actor

from .cast import Mention, MentionKind
from .reference import Reference, Seen
from .scene import MODIFYING, SUBJECTS

if TYPE_CHECKING:
    from .phrases import Phrases
    from .scene import Scene


@dataclass(frozen=True, slots=True)
class Sort:
    """What a pronoun has to agree with: a person or not, several or not, and of what gender ("" when unknown)."""

    person: bool = False
    plural: bool = False
    sex: str = ""


THING = Sort()


class Kept:
    """The mentions of one scene; `gender` gives that of a person by the actor's key, "" when unknown."""

    def __init__(self, scene: Scene, phrases: Phrases, reference: Reference, gender: Callable[[str], str]) -> None:
        self._scene = scene
        self._phrases = phrases
        self._reference = reference
        self._gender = gender
        self._mentions: dict[tuple[int, int], Mention] = {}

    def ordered(self) -> tuple[Mention, ...]:
        """Every mention in text order, the longer first where two begin together."""
        return tuple(sorted(self._mentions.values(), key=lambda m: (m.actor.start, -m.actor.end)))

    def actor(self, first: int, last: int, name: str, code: str | None, sectors: tuple[str, ...], entity: str) -> Actor:
        """The actor that tokens [first, last) name."""
        span = self._scene.reading.span_of(first, last)
        return Actor(
            start=span.start, end=span.end, text=span.text, name=name, code=code,
            sectors=list(dict.fromkeys(sectors)), entity=entity,
        )  # fmt: skip

    def keep(
        self,
        actor: Actor,
        first: int,
        last: int,
        head: int,
        kind: MentionKind,
        sort: Sort = THING,
        referents: tuple[Actor, ...] = (),
        remember: bool = True,
    ) -> None:
        """Keep a mention, unless its span is taken; remember it when a pronoun can point to it."""
        key = (actor.start, actor.end)
        if key in self._mentions:
            return
        referents = tuple(self.actor(first, last, to.name, to.code, tuple(to.sectors), to.entity) for to in referents)
        self._mentions[key] = Mention(actor, first, last, head, kind, referents)
        sex = sort.sex or self._gender(actor.entity)
        if remember and self._can_be_meant(head, kind):
            subject = self._scene.dep[head] in SUBJECTS
            body = actor.entity.split(":", 1)[0] not in ("person", "role", "collective") or self._is_body(head)
            self._reference.see(
                Seen(actor, head, self._scene.sentence[head], subject, sort.person, sort.plural, sex, body, referents)
            )

    def _can_be_meant(self, head: int, kind: MentionKind) -> bool:
        """Whether a pronoun can point to a mention: not to an adjective, nor to what somebody is said to be."""
        scene = self._scene
        dep = scene.dep[head]
        if kind == "demonym":
            return dep not in MODIFYING
        if kind in ("role", "description"):
            as_what = dep == "pobj" and scene.low[scene.head[head]] == "as"
            return dep not in ("attr", "oprd", "appos") and not as_what
        return True

    def _is_body(self, head: int) -> bool:
        role = self._phrases.role_at(head)
        return role is not None and role[1].kind in ("body", "people") and self._scene.tag[head] in ("NN", "NNP")
