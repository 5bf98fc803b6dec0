"""PLOVER: the sixteen event types, their modes, the contexts, and their conflict-cooperation scores."""

from __future__ import annotations

from functools import cache

import msgspec

from ..errors import UnknownCode
from ._tables import toml


class Mode(msgspec.Struct, frozen=True, kw_only=True):
    """How an event of a type is done.

    `score` in [-10, 10]. `cameo` is the CAMEO code to write when nothing finer holds; with ``own=False`` CAMEO has
    no code for the mode, so the code leads back to another mode of the type (or to none).
    """

    score: float
    cameo: str
    own: bool = True


class Type(msgspec.Struct, frozen=True, kw_only=True):
    """An event type.

    `root` is its CAMEO root, `quad` 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
    conflict; `score` in [-10, 10]; `recipient` whether it needs one; `declared` the type it becomes when the act is
    only announced (RETREAT is then CONCEDE).
    """

    root: str
    quad: int
    score: float
    cameo: str
    definition: str
    recipient: bool = False
    declared: str | None = None
    modes: dict[str, Mode] = {}


class Plover(msgspec.Struct, frozen=True, kw_only=True):
    """The ontology: `types` by name, in the manual's order, and the `contexts` any of them may carry."""

    types: dict[str, Type]
    contexts: tuple[str, ...]

    def score(self, type: str, mode: str | None = None) -> float:
        """The conflict-cooperation score of a type, or of its mode."""
        self.validate(type, mode)
        found = self.types[type]
        return found.modes[mode].score if mode else found.score

    def quad(self, type: str) -> int:
        """The quad class of a type, 1 to 4."""
        self.validate(type)
        return self.types[type].quad

    def validate(self, type: str, mode: str | None = None, contexts: tuple[str, ...] = ()) -> None:
        """Check that the codes are PLOVER's and go together.

        Raises:
            UnknownCode: no such type or context, or a mode the type does not have; the hint lists what there is.
        """
        if type not in self.types:
            raise UnknownCode(f"{type!r} is no PLOVER type", hint=f"Types: {', '.join(self.types)}")
        modes = self.types[type].modes
        if mode and mode not in modes:
            has = f"Its modes: {', '.join(modes)}" if modes else "It has no modes"
            raise UnknownCode(f"{mode!r} is no mode of {type}", hint=has)
        for context in contexts:
            if context not in self.contexts:
                raise UnknownCode(f"{context!r} is no PLOVER context", hint=f"Contexts: {', '.join(self.contexts)}")


@cache
def plover() -> Plover:
    """The PLOVER codebook."""
    return msgspec.convert(toml("plover.toml"), Plover)
