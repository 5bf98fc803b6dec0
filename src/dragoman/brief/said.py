"""SAID: who said what, and where that places them."""

from __future__ import annotations

from dragoman.records import Statement

from .model import Line
from .page import Page, cut, merge, name
from .words import stance_words

_WIDTH = 96
_WEAK = {"neutral": 0.0}


def said_lines(pages: list[Page]) -> list[Line]:
    """One line a statement, a speaker's lines together, speakers in the order of their first."""
    table: dict[str, list[Line]] = {}
    for page in pages:
        for said in page.coded.statements:
            if said.speaker is None or _is_fragment(said):
                continue
            line = Line(
                label=name(said.speaker),
                text=_content(said),
                note=stance_words(said.stance),
                refs=[page.statement_ref(said)],
            )
            table.setdefault(said.speaker.entity, []).append(line)
    return [line for lines in table.values() for line in merge(_labelled(lines))]


def _labelled(lines: list[Line]) -> list[Line]:
    """All lines of a speaker carry the longest of the names used, so that a pronoun never stands for a person."""
    label = max((line.label or "" for line in lines), key=len)
    return [Line(label=label, text=line.text, note=line.note, refs=line.refs) for line in lines]


def _is_fragment(said: Statement) -> bool:
    """A word or two ("the claims") says nothing on a line of its own; it stays in the record."""
    return len(said.content.text.split()) < 3


def _content(said: Statement) -> str:
    parts = " … ".join(part.text for part in said.content_parts) if said.content_parts else said.content.text
    text = parts.strip().removeprefix("that ").strip()
    return cut(text, _WIDTH)
