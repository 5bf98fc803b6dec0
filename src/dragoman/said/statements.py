"""What the room gives: every statement of a report, and who claims what a word says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.records import Statement
from dragoman.who.cast import Mention

from .cues import Sense

TokenRange = tuple[int, int]
"""Tokens [first, last)."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with the tokens behind it.

    `cue` are the indexes of the reporting words in text order (empty for a quotation that nothing introduces),
    `content` the ranges of tokens that were said, `speaker` None when nobody is named. `claims` is false for
    a judgement on something that the report itself asserts ("condemned the shelling").
    """

    statement: Statement
    speaker: Mention | None
    cue: tuple[int, ...]
    content: tuple[TokenRange, ...]
    sense: Sense
    claims: bool


@dataclass(frozen=True)
class Statements:
    """The statements of a report in text order."""

    all: tuple[Said, ...]

    @cached_property
    def cue_tokens(self) -> frozenset[int]:
        """The tokens that report, of all statements."""
        return frozenset(index for said in self.all for index in said.cue)

    @cached_property
    def _by_token(self) -> dict[int, Said]:
        table: dict[int, Said] = {}
        claims = (said for said in self.all if said.claims)
        for said in sorted(claims, key=lambda said: -sum(last - first for first, last in said.content)):
            for first, last in said.content:
                table.update(dict.fromkeys(range(first, last), said))
        return table

    def claimed_at(self, token_index: int) -> Said | None:
        """The innermost statement whose content holds this token: its speaker claims what the token says.

        A judgement on a thing ("condemned the shelling") claims nothing about it: the report itself says that
        there was shelling. Such contents answer for none of their tokens.
        """
        return self._by_token.get(token_index)
