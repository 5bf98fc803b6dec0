"""Role words in a text: "foreign minister", "troops", "spokesman", and the sectors they put an actor in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codebooks import roles as book

from .tables import rows

if TYPE_CHECKING:
    from .scene import Scene

_PARTS = re.compile(r"\w+(?:'\w+)?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A role word or phrase: its sector ("" when it tells none) and kind (person, people, body, thing, title)."""

    words: tuple[str, ...]
    sector: str
    kind: str
    plural: bool

    @property
    def phrase(self) -> str:
        """The words, joined by spaces."""
        return " ".join(self.words)


class RoleWords:
    """The role words by their last word, longest first."""

    def __init__(self) -> None:
        table: dict[str, list[RoleWord]] = {}
        opened: dict[str, list[RoleWord]] = {}
        for role in book().all():
            words = tuple(_PARTS.findall(role.word.lower()))
            if "of" in words[1:]:
                # "Member of parliament" is headed by its first noun, where the syntax hangs it.
                found = RoleWord(words, role.sector, role.kind, role.number == "pl")
                opened.setdefault(words[words.index("of") - 1], []).append(found)
            elif words:
                table.setdefault(words[-1], []).append(RoleWord(words, role.sector, role.kind, role.number == "pl"))
        self._opened = opened
        self._table = {last: sorted(found, key=lambda role: -len(role.words)) for last, found in table.items()}

    def ending(self, scene: Scene, token: int) -> tuple[int, RoleWord] | None:
        """The longest role phrase that ends on a token, and its first token."""
        best: tuple[int, RoleWord] | None = None
        for last in dict.fromkeys((scene.low[token], scene.stem[token])):
            for role in self._table.get(last, ()):
                first = token - len(role.words) + 1
                if first < 0 or (best and len(best[1].words) >= len(role.words)):
                    continue
                if all(scene.low[first + k] == word for k, word in enumerate(role.words[:-1])):
                    best = first, role
                    break
        return best

    def opening(self, scene: Scene, token: int) -> tuple[int, RoleWord] | None:
        """The longest role phrase with "of" after this token, such as "secretary of state", and its first token."""
        if scene.low[token + 1 : token + 2] != ["of"]:
            return None
        best: tuple[int, RoleWord] | None = None
        for key in dict.fromkeys((scene.low[token], scene.stem[token])):
            for role in self._opened.get(key, ()):
                at = role.words.index("of")
                first = token + 1 - at
                if first < 0 or (best and len(best[1].words) >= len(role.words)):
                    continue
                before = all(scene.low[first + k] == word for k, word in enumerate(role.words[: at - 1]))
                if before and self._rest(scene, token + 1, role.words[at:]):
                    best = first, role
        return best

    def _rest(self, scene: Scene, at: int, words: tuple[str, ...]) -> bool:
        return scene.low[at : at + len(words)] == list(words)

    def sector_of(self, word: str) -> str:
        """The sector of a single role word, "" when it has none or is no role word."""
        return next((role.sector for role in self._table.get(word, ()) if len(role.words) == 1), "")


@cache
def adjectives() -> dict[str, str]:
    """Adjectives that tell the sector of the people they stand before: "military", "clerical"."""
    return {word: row["sector"] for row in rows("adjectives") for word in row["words"].split(";")}


@cache
def endings() -> dict[str, str]:
    """Last words of organisations' names that tell their sector: "airways", "authority"."""
    return {word: row["sector"] for row in rows("endings") for word in row["words"].split(";")}


@cache
def role_words() -> RoleWords:
    """The role words of the codebook, built on first use."""
    return RoleWords()
