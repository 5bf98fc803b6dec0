"""FIGHTING: force used, readied, threatened or eased; and what is said of arms without an agent (a crash)."""

from __future__ import annotations

from dragoman.records import Event, Statement

from .model import Line
from .page import Page, event_lines, merge
from .telling import cut
from .words import pattern

_TYPES = frozenset({"ASSAULT", "MOBILIZE"})
_CAMEO = ("087", "0356", "105", "1056", "138", "139", "191", "192", "0861", "0871", "0872", "0873", "0874", "084")
_WIDTH = 110


def about_fighting(event: Event) -> bool:
    """Whether an event is one of force, of readying it, or of easing it."""
    return event.type in _TYPES or (event.type != "CONSULT" and (event.cameo or "").startswith(_CAMEO))


def fighting_lines(pages: list[Page]) -> list[Line]:
    """Events of force in the order told, then what speakers tell of arms and no event was coded from."""
    acts = event_lines((page, event) for page in pages for event in page.coded.events if about_fighting(event))
    told = [_told(page, said) for page in pages for said in page.coded.statements if _tells_of_arms(page, said)]
    return merge([*acts, *told])


def _tells_of_arms(page: Page, said: Statement) -> bool:
    """A statement about arms or a crash in whose content nothing was coded; a stance on it would make it an opinion."""
    if said.speaker is None or not pattern("military").search(said.content.text):
        return False
    if pattern("talks").search(said.content.text) or any(stance.label != "neutral" for stance in said.stance):
        return False
    start, end = said.content.start, said.content.end
    return not any(start <= event.trigger.start < end for event in page.coded.events)


def _told(page: Page, said: Statement) -> Line:
    speaker = page.name(said.speaker) if said.speaker else "nobody named"
    text = f"{cut(said.content.text, _WIDTH - len(speaker) - 8)}, says {speaker}"
    return Line(text=text[:1].upper() + text[1:], note="statement", refs=[page.statement_ref(said)])
