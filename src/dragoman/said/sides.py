"""Whose position a word tells: the speaker's own side, or somebody else's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.records import Actor
from dragoman.who.cast import Cast, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST_PERSON = frozenset({"i", "we", "us", "me"})
_OURS = frozenset({"my", "our"})
_THIRD = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_APART = frozenset({"OPP", "REB", "SPY"})
"""Sectors that do not speak for their country."""


@dataclass(frozen=True)
class Side:
    """The speaker's side in one statement: themselves, what is theirs, and what they speak for."""

    speaker: Mention | None
    cast: Cast
    quoted: bool

    def owns(self, token: Token) -> bool:
        """Whether a word stands for the speaker, or for what they speak for ("we", "her country", "the movement")."""
        if token.lower_ in FIRST_PERSON or token.lower_ in _OURS:
            return True
        owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
        if owner is not None and (owner.lower_ in _OURS or owner.lower_ in _THIRD):
            return self.owns(owner)
        mention = self.cast.at(token.i)
        if mention is None or mention.kind == "nominal":
            return token.lower_ in _THIRD and not self.quoted
        return self.speaks_for(mention)

    def speaks_for(self, mention: Mention) -> bool:
        """Whether a mention is the speaker or what they speak for."""
        if self.speaker is None:
            return False
        speaker, other = self.speaker.actor, mention.actor
        if speaker.entity == other.entity:
            return True
        person = mention.kind == "name" and other.sectors  # a colleague's position is not the speaker's
        return not person and (other.name in speaker.name or _same_side(speaker, other))

    def other(self, token: Token) -> Mention | None:
        """The actor a word names, unless it is the speaker's own side or nobody in particular."""
        if self.owns(token):
            return None
        mention = self.cast.at(token.i)
        return None if mention is None or mention.kind == "nominal" else mention


def _same_side(speaker: Actor, other: Actor) -> bool:
    if speaker.code is None or speaker.code != other.code:
        return False
    if not speaker.sectors or not other.sectors:
        return not _APART & {*speaker.sectors, *other.sectors}
    return speaker.sectors[0] == other.sectors[0]
