"""SAID: who said what, and where that places them."""

from __future__ import annotations

import re

from dragoman.records import Statement

from .model import Line
from .page import Page, merge
from .telling import cut
from .words import stance_words

_WIDTH = 110
_WORD = re.compile(r"\w{4,}")
_SAME = 0.6  # share of longer words that two statements of one speaker share when they say the same
_ACTS = frozenset({"CONCEDE", "REJECT", "RETREAT", "SANCTION", "CONSULT", "MOBILIZE", "COERCE", "ASSAULT"})


def said_lines(pages: list[Page]) -> list[Line]:
    """A line for each thing said, a speaker's lines together, speakers in the order of their first."""
    table: dict[str, list[Line]] = {}
    for page in pages:
        for said in page.coded.statements:
            if said.speaker is None or _is_fragment(said) or _is_act(page, said):
                continue
            line = Line(
                label=page.name(said.speaker),
                text=_content(said),
                note=stance_words(said.stance),
                refs=[page.statement_ref(said)],
            )
            _add(table.setdefault(said.speaker.entity, []), line)
    return [line for lines in table.values() for line in merge(_labelled(lines))]


def shortest(lines: list[Line], each: int) -> list[Line]:
    """At most `each` lines of a speaker: those that place the speaker first, then the earliest, in their order."""
    kept: dict[str | None, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.note in {None, "–"}):
        mine = kept.setdefault(line.label, [])
        if len(mine) < each:
            mine.append(line)
    chosen = {id(line) for mine in kept.values() for line in mine}
    return [line for line in lines if id(line) in chosen]


def _add(lines: list[Line], line: Line) -> None:
    """Said again in other words or at greater length: the longer wording stands, with the evidence of both."""
    words = set(_WORD.findall(line.text.lower()))
    for index, earlier in enumerate(lines):
        before = set(_WORD.findall(earlier.text.lower()))
        if words and before and len(words & before) >= _SAME * min(len(words), len(before)):
            longer, shorter = (line, earlier) if len(line.text) > len(earlier.text) else (earlier, line)
            note = longer.note if longer.note != "–" else shorter.note
            lines[index] = Line(label=longer.label, text=longer.text, note=note, refs=[*earlier.refs, *line.refs])
            return
    lines.append(line)


def _labelled(lines: list[Line]) -> list[Line]:
    """All lines of a speaker carry the longest of the names used, so that a pronoun never stands for a person."""
    label = max((line.label or "" for line in lines), key=len)
    return [Line(label=label, text=line.text, note=line.note, refs=line.refs) for line in lines]


def _is_fragment(said: Statement) -> bool:
    """A word or two ("the claims") says nothing on a line of its own; it stays in the record."""
    return len(said.content.text.split()) < 3


def _is_act(page: Page, said: Statement) -> bool:
    """What was done by saying it (a ceasefire declared, an offer declined) is told among the acts already."""
    cue = said.cue
    if cue is None or said.kind != "indirect":
        return False
    return any(
        event.trigger.start < cue.end and cue.start < event.trigger.end and event.type in _ACTS
        for event in page.coded.events
    )


def _content(said: Statement) -> str:
    parts = " … ".join(part.text for part in said.content_parts) if said.content_parts else said.content.text
    text = parts.strip().removeprefix("that ").strip()
    return cut(text, _WIDTH)
