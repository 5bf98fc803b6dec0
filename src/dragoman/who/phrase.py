"""What a noun phrase names, as the readers of phrases hand it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cast import MentionKind
    from .names import Known
    from .roles import RoleWord


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a noun phrase names: tokens [first, last), its head, and the actor's parts."""

    first: int
    last: int
    head: int
    kind: MentionKind
    name: str
    code: str | None
    sectors: tuple[str, ...]
    entity: str
    role: RoleWord | None = None
    codes: tuple[str, ...] = ()
    own_code: bool = True
    of_body: bool = False


def of_known(known: Known, first: int, last: int, head: int, kind: MentionKind) -> Phrase:
    """The phrase of a name the books know."""
    return Phrase(first, last, head, kind, known.name, known.code, known.sectors, known.entity)
