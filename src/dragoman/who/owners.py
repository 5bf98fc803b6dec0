"""Whose a role is: country and sectors from the words before it and the prepositions after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from .inherit import has_rebels
from .roles import RoleWord, adjectives
from .scene import NOUNS
from .spelling import slug
from .tables import manners

if TYPE_CHECKING:
    from dragoman.records import Actor

    from .phrase import Phrase
    from .scene import Scene


_ARMED = frozenset({"REB", "PRM", "UAF", "MIL"})
_MEMBERS = frozenset(
    {"loyal", "belonging", "linked", "affiliated", "allied", "aligned", "tied", "answering", "faithful"}
)


class Reader(Protocol):
    """What gathering asks of whoever reads the noun phrases of a scene."""

    scene: Scene

    def role_at(self, token: int) -> tuple[int, RoleWord] | None:
        """The role phrase that ends on a token, and its first token."""

    def left(self, head: int) -> int:
        """The first token of the noun phrase before its head."""

    def at(self, head: int, depth: int = 0) -> Phrase | None:
        """The actor that the noun phrase with this head names."""


class Traits:
    """What the words around a role tell of whose it is."""

    __slots__ = ("codes", "former", "lent", "office_of_body", "owner", "sectors")

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.sectors: list[str] = []
        self.lent: list[str] = []
        self.owner: str | None = None
        self.former = False
        self.office_of_body = False

    def add(self, code: str | None, sectors: tuple[str, ...] | list[str] = ()) -> None:
        """Take a code and sectors that are not there yet."""
        if code and code not in self.codes:
            self.codes.append(code)
        self.sectors.extend(sector for sector in sectors if sector not in self.sectors)


class Owners:
    """Gathers traits in one scene; `referent` gives the actor already known behind a token, if any."""

    def __init__(self, phrases: Reader, referent: Callable[[int], Actor | None]) -> None:
        self._phrases = phrases
        self._scene = phrases.scene
        self._referent = referent
        self._words = manners()

    def gather(self, first: int, role_first: int, head: int, traits: Traits, depth: int) -> int:
        """Gather whose the role is from the words before it and the prepositions after; gives the phrase's end."""
        scene = self._scene
        alike = scene.stem[head] == "counterpart"  # "his Lao counterpart" has his sort of office, not his country
        role = self._phrases.role_at(head)
        armed = role is not None and role[1].sector in _ARMED
        at = first
        while at < role_first:
            at = self._before(at, traits, alike, named=armed and at == role_first - 1)
        last = head + 1
        for kid in scene.kids[head]:
            if armed and kid > head and scene.low[kid] in _MEMBERS:
                last = self._member(kid, last, traits, depth)
            if kid <= head or scene.dep[kid] not in ("prep", "agent"):
                continue
            word = scene.low[kid]
            target = scene.child(kid, "pobj")
            if target is None:
                continue
            if word == "from" and self._words.has("leaving_verbs", self._verb(head)):
                continue
            if self._words.has("owner", word):
                end = self._owner(target, word, traits, depth)
                if end and kid == last:
                    last = end
            elif self._words.has("placing", word) and not traits.codes:
                self._placed(target, traits, rebels=role is not None and role[1].sector == "REB")
        return last

    def _verb(self, head: int) -> str:
        return self._scene.reading.doc[self._scene.head[head]].lemma_.lower()

    def _member(self, of: int, last: int, traits: Traits, depth: int) -> int:
        """Take whose people the phrase after "loyal" or "belonging" says that they are; gives the phrase's end."""
        scene = self._scene
        for kid in scene.kids[of]:
            target = scene.child(kid, "pobj") if scene.dep[kid] == "prep" and scene.low[kid] in ("to", "with") else None
            if target is not None and (end := self._owner(target, "of", traits, depth)):
                return end if of == last and kid == of + 1 else last
        return last

    def _before(self, at: int, traits: Traits, alike: bool, *, named: bool = False) -> int:
        scene = self._scene
        word = scene.low[at]
        atom = scene.atom_at.get(at)
        if atom and atom.first == at and atom.best.kind not in ("person", "other"):
            if not atom.bound:
                known = atom.best
                traits.add(known.code, known.sectors if known.kind in ("group", "body", "seat") else ())
                if known.kind in ("group", "body"):
                    traits.owner = known.entity
            return max(atom.last, at + 1)
        if self._words.has("former", word):
            traits.former = True
        elif scene.tag[at] in ("PRP$", "NNP", "NNPS") and (actor := self._referent(at)):
            traits.add(None if alike else actor.code)
            traits.lent.extend(actor.sectors)
            if named and actor.entity.startswith(("group:", "org:")):
                traits.owner = actor.entity
        elif named and scene.tag[at] in ("NNP", "NNPS") and scene.text[at].isupper() and len(scene.text[at]) > 1:
            traits.owner = f"org:{slug(scene.text[at])}"  # "FLA fighters", of a group that no book has
        elif scene.tag[at] in NOUNS or scene.tag[at] == "JJ":
            role = self._phrases.role_at(at)
            sector = role[1].sector if role else adjectives().get(word)
            if sector:
                traits.add(None, (sector,))
        return at + 1

    def _owner(self, target: int, word: str, traits: Traits, depth: int) -> int | None:
        """Take code and sectors from the phrase after "of"; gives its end when it belongs to the name."""
        scene = self._scene
        if scene.dep[target] != "pobj":
            return None
        actor = self._referent(target)
        if actor and word != "from":
            traits.add(actor.code, tuple(actor.sectors))
            return None
        atom = scene.atom_at.get(target)
        if atom and atom.best.kind in ("capital", "area", "seat") and not atom.bound:
            traits.add(atom.best.code, atom.best.sectors if atom.best.kind == "seat" else ())
            return atom.last
        phrase = self._phrases.at(target, depth + 1)
        if phrase:
            traits.add(phrase.code, phrase.sectors)
            for kid in scene.kids[target]:
                if scene.dep[kid] == "conj" and (other := scene.atom_at.get(kid)) and other.of("state"):
                    traits.add(other.best.code)
            if word == "of" and phrase.kind == "name" and not phrase.entity.startswith("state:"):
                traits.office_of_body = phrase.entity.split(":", 1)[0] in ("org", "group", "ngo")
            if (
                word in ("of", "from")
                and phrase.kind == "name"
                and traits.owner is None
                and phrase.entity[:5] in ("group", "org:")
            ):
                traits.owner = phrase.entity
            return phrase.last
        return target + 1 if word == "of" and scene.tag[target].startswith("NNP") else None

    def _placed(self, target: int, traits: Traits, rebels: bool) -> None:
        """Take the code of the place after "in": a name, or a description with one in it ("the city of Kano").

        Talks "with the rebels in Geneva" do not make the rebels Swiss: rebels are of places that have had some.
        """
        for at in (target, *range(self._phrases.left(target), min(target + 4, self._scene.bounds(target)[1]))):
            atom = self._scene.atom_at.get(at)
            if (
                atom
                and not atom.bound
                and atom.best.kind in ("state", "capital", "area", "adjective")
                and atom.best.code
            ):
                if rebels and not has_rebels(atom.best.code, self._scene.day):
                    return
                traits.add(atom.best.code)
                return
