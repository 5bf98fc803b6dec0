"""Coded reports to a brief: what happened, who said what, where the talks stand, what is uncertain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from dragoman.records import CodedReport, Report

from .fighting import about_fighting, fighting_lines
from .model import Brief, Line, Section
from .page import Page, event_lines
from .said import said_lines, shortest
from .unsure import unsure_lines

if TYPE_CHECKING:
    from dragoman.chances.own import History

_TITLE = "At a glance"
LIMIT = 16
"""Lines a section shows unless asked for more; the rest is counted, never dropped silently."""
_EACH = 4  # lines a speaker gets before others have had theirs


def make_brief(
    pairs: Iterable[tuple[Report, CodedReport]],
    *,
    limit: int = LIMIT,
    seconds: float | None = None,
    history: History | None = None,
) -> Brief:
    """The brief of one report or a set, newest first.

    Args:
        pairs: each report with what was coded from it.
        limit: lines a section shows; 0 shows all.
        seconds: how long coding took, for the head line.
        history: published tables that chances start from, where they are kept.
    """
    from .chances import chances_lines
    from .talks import talks_lines  # the words of talks take a while to load, and whoever only says an event needs none

    ordered = sorted(pairs, key=lambda pair: pair[0].published or "", reverse=True)
    pages = [Page(index, report, coded) for index, (report, coded) in enumerate(ordered)]
    said = said_lines(pages)
    sections = [
        _section("TALKS", talks_lines(pages), limit, _why(pages, "no meeting, offer or refusal of one is told")),
        _section("FIGHTING", fighting_lines(pages), limit, _why(pages, "no use, threat or easing of force is told")),
        _section("ALSO", _other_lines(pages), limit, _why(pages, "nothing else is told")),
        _section("SAID", said, limit, _why(pages, "nobody is quoted"), shortest(said, _EACH) if limit else said),
        _section("UNSURE", unsure_lines(pages), limit, "nothing was left open"),
        _section(
            "CHANCES", chances_lines(pages, history), limit, _why(pages, "no peace talks of two parties are told")
        ),
    ]
    return Brief(
        title=_TITLE,
        head=_head(pages, seconds),
        sections=sections,
        reports=[page.report for page in pages],
        sentences=[page.coded.sentences for page in pages],
    )


def _why(pages: list[Page], empty: str) -> str:
    """Why a section is empty: nothing of the kind is told, or nothing could be coded at all."""
    uncoded = [note for page in pages if not page.coded.sentences for note in page.coded.notes]
    return f"not coded: {uncoded[0].what}" if uncoded and not any(page.coded.sentences for page in pages) else empty


def _section(name: str, lines: list[Line], limit: int, empty: str, chosen: list[Line] | None = None) -> Section:
    """A section that shows the first `limit` of the chosen lines and counts all the others."""
    shown = (lines if chosen is None else chosen)[: limit or None]
    return Section(name=name, lines=shown, more=len(lines) - len(shown), empty=None if lines else empty)


def _other_lines(pages: list[Page]) -> list[Line]:
    """Events that are neither of talks nor of fighting."""
    from .talks import about_talks

    rest = (
        (page, event)
        for page in pages
        for event in page.coded.events
        if not about_talks(event) and not about_fighting(event)
    )
    return event_lines(rest)


def _head(pages: list[Page], seconds: float | None) -> list[str]:
    days = sorted(page.report.published[:10] for page in pages if page.report.published)
    head = []
    if days:
        head.append(_day(days[0]) if days[0] == days[-1] else f"{_day(days[0])} – {_day(days[-1])}")
    head.append(f"{_count(len(pages), 'report')}, {_count(sum(len(p.coded.sentences) for p in pages), 'sentence')}")
    events = sum(len(page.coded.events) for page in pages)
    said = sum(len(page.coded.statements) for page in pages)
    head.append(f"{_count(events, 'event')}, {_count(said, 'statement')}")
    if seconds is not None:
        head.append(f"coded {seconds:.1f} s")
    return head


def _day(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{when.day} {when:%B %Y}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
