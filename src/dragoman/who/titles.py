"""Titles before a name: "Turkish Foreign Minister", "rebel commander", "Gen.", "Ambassador to Kenya"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import gender
from .people import offices_like
from .scene import NOUNS
from .tables import manners

if TYPE_CHECKING:
    from .phrases import Phrases
    from .scene import Scene


@dataclass
class Title:
    """What stands before a name: its first token, whose it is, its role words, and whether one of them is an office."""

    first: int
    code: str | None = None
    sectors: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    gender: str = ""
    office: bool = False


class Titles:
    """Reads the titles of one scene, backwards from the name."""

    def __init__(self, scene: Scene, phrases: Phrases) -> None:
        self._scene = scene
        self._phrases = phrases
        self._words = manners()

    def before(self, name_first: int, name_last: int) -> Title:
        """The title before a name that begins at a token: "the rebel commander", "Turkish Foreign Minister"."""
        scene = self._scene
        title = Title(name_first)
        low, _ = scene.bounds(name_first)
        at = name_first - 1
        while at >= low:
            start = self._part(at, (name_first, name_last), title)
            if start is None:
                break
            at = start - 1
        if title.first < name_first and at >= low and scene.low[at] in ("the", "a", "an"):
            title.first = at
        while title.first < name_first and not scene.text[title.first][0].isalnum():
            title.first += 1
        if title.words and not title.sectors and title.code:
            phrase = title.words[0]
            title.sectors = ("GOV",) if offices_like(phrase) else ()
        return title

    def _part(self, at: int, name: tuple[int, int], title: Title) -> int | None:
        """Where the part of a title that ends on token `at` begins, or None when `at` belongs to no title."""
        scene = self._scene
        word = scene.low[at]
        if scene.tag[at] in ("VBD", "VBZ", "VBP", "VB", "VBG") or (scene.tag[at] == "VBN" and self._auxiliary(at)):
            return None
        atom = scene.atom_at.get(at)
        role = None if atom else self._phrases.role_at(at)
        if role is None and title.words and (body := self._phrases.organisation(at)):
            title.code = title.code or body.code
            title.sectors = tuple(dict.fromkeys([*body.sectors, *title.sectors]))
            title.first = body.first
            return body.first
        if role is not None and len(role[1].words) == 1 and self._words.has("rank", word):
            role = None
        if role is not None and role[1].kind in ("person", "title", "people", "body"):
            if role[1].kind in ("person", "title"):
                title.office = True
            title.words = (*title.words, role[1].phrase)
            if role[1].sector and role[1].sector not in title.sectors:
                title.sectors = (*title.sectors, role[1].sector)
            title.first = role[0]
            return role[0]
        if atom is not None and atom.best.kind != "person":
            if scene.tag[at] in ("IN", "DT") or (
                not title.words and scene.dep[at] not in ("amod", "compound", "nmod", "poss")
            ):
                return None
            if not atom.bound:
                title.code = title.code or atom.best.code
                if atom.best.kind in ("group", "body", "seat"):
                    title.sectors = (*atom.best.sectors, *(s for s in title.sectors if s not in ("GOV", "ELI")))
            title.first = atom.first
            return atom.first
        if self._words.has("honorific", word) or self._words.has("rank", word):
            title.first = at
            title.gender = title.gender or gender.of_nouns((word,))
            if self._words.has("rank", word) and not title.sectors:
                title.sectors = ("GOV",) if word[:3] in ("sen", "rep", "gov") and len(word) < 5 else ("MIL",)
            return at
        if word == "." and scene.dep[at] in ("compound", "punct") and at and self._words.has("rank", scene.low[at - 1]):
            return at
        return self._filler(at, name, title, word)

    def _auxiliary(self, at: int) -> bool:
        """Whether a participle is part of a verb: "has accused", not "the accused"."""
        return self._scene.child(at, "aux", "auxpass") is not None

    def _heads_title(self, preposition: int) -> bool:
        """Whether an office stands before a preposition: "Minister of ...", "Ambassador to ..."."""
        scene = self._scene
        after = scene.low[preposition + 1]
        role = self._phrases.role_at(preposition - 1) if preposition else None
        if role is None or self._words.has("honorific", after) or self._words.has("rank", after):
            return False
        return role[1].kind in ("title", "person")

    def _filler(self, at: int, name: tuple[int, int], title: Title, word: str) -> int | None:
        scene = self._scene
        name_first, name_last = name
        inside = at < scene.head[at] < name_last
        if self._words.has("former", word) and (inside or title.words):
            if len(title.words) < 2:
                title.sectors = ("ELI",)
            title.first = at
            return at
        if word == "'s" and (title.words or title.first < name_first):
            return at
        if word == "-" and at == name_first - 1:
            return None
        if self._words.has("filler", word) and inside and word not in (",", "."):
            title.first = at
            return at
        if word in ("of", "for", "to") and at + 1 < name_first and not title.office and self._heads_title(at):
            if word != "of":  # an envoy to a country, or for one, is another country's
                title.code, title.sectors = None, ()
            return at
        if (
            scene.tag[at] in NOUNS
            and scene.low[at - 1] in ("of", "for")
            and not title.office
            and self._heads_title(at - 1)
        ):
            return at
        noun = scene.tag[at] in NOUNS or scene.tag[at] in ("JJ", "CC")
        if noun and inside and (title.words or scene.text[at][0].isupper()) and scene.tag[at] != "CC":
            return at
        return None
