"""What the sections share: coded reports with their sentences numbered, and lines made from records."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.records import Actor, CodedReport, Event, Report, Span, Statement

from .model import Line, Ref
from .telling import cut, joined, telling
from .words import status_word

_NAME = 48  # characters of a name that a line has room for


@dataclass(frozen=True)
class Page:
    """One coded report with its text; `index` is its place in the brief, newest first."""

    index: int
    report: Report
    coded: CodedReport

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.coded.sentences]

    @cached_property
    def _plain_text(self) -> str:
        return _plain(self.report.text)

    def ref(self, at: int, *spans: Span | None) -> Ref:
        """The evidence that the character `at` lies in, with the spans to light up."""
        number = max(0, bisect_right(self._starts, at) - 1)
        start, end = self.coded.sentences[number] if self.coded.sentences else (at, at)
        lit = sorted({(span.start, span.end) for span in spans if span is not None and span.end > span.start})
        return Ref(report=self.index, number=number + 1, start=start, end=end, spans=lit)

    def name(self, actor: Actor) -> str:
        """An actor's name for a line: the canonical one, but the report's own words where it never uses that name.

        "The foreign minister of Kenya" is known to the office list by name; a reader of the report must see what
        the report said.
        """
        family = _plain(actor.name.rpartition(" ")[2])
        person = actor.entity.startswith("person:")
        if person and " " in actor.text and actor.text[:1].isalpha() and family not in self._plain_text:
            return cut(actor.text[:1].upper() + actor.text[1:], _NAME)
        return cut(actor.name, _NAME)

    def names(self, actors: list[Actor]) -> str:
        """Actors of one side: "A", "A and B", "A, B and C", each once."""
        return joined(actors, self.name)

    def event_ref(self, event: Event) -> Ref:
        """The sentence of an event, its trigger, arguments, place and date lit."""
        here = [event.trigger, *event.sources, *event.targets, event.place, event.date]
        return self.ref(event.trigger.start, *(span for span in here if span and _within(span, event.sentence)))

    def statement_ref(self, said: Statement) -> Ref:
        """The sentence where a statement begins, its speaker, cue and content lit."""
        at = (said.cue or said.content).start
        return self.ref(at, said.speaker, said.cue, *(said.content_parts or [said.content]))


def _plain(text: str) -> str:
    """Without accents and case: "Erdoğan" is the "Erdogan" of a report."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end


def event_line(page: Page, event: Event) -> Line:
    """One event as a line: who did what to whom, where, when, how many were harmed, who says so."""
    text = telling(event, page.name)
    return Line(text=text, note=status_word(event.status) or None, refs=[page.event_ref(event)])


def event_lines(found: Iterable[tuple[Page, Event]]) -> list[Line]:
    """A line for each act; tellings of one act (same kind, parties, day and outcome) share the fullest one's line."""
    groups: dict[tuple[object, ...], list[tuple[Page, Event]]] = {}
    for page, event in found:
        groups.setdefault(_act(page, event), []).append((page, event))
    lines = []
    for group in groups.values():
        page, event = max(group, key=lambda one: _fullness(one[1]))
        line = event_line(page, event)
        refs = [ref for page, event in group for ref in event_line(page, event).refs]
        lines.append(Line(text=line.text, label=line.label, note=line.note, refs=_unique(refs)))
    return merge(lines)


def _act(page: Page, event: Event) -> tuple[object, ...]:
    """What two tellings of one act share: "Moscow's delegation" and "the Russian team" are both Russia's."""
    sides = tuple(
        tuple(sorted({actor.code or actor.entity for actor in side})) for side in (event.sources, event.targets)
    )
    who = tuple(sorted({actor.entity for actor in event.sources}))
    told = event.date.first if event.date is not None and event.date.origin == "text" else page.report.published
    claimed = event.said_by.entity if event.said_by is not None else None
    return (event.type, (event.cameo or "")[:3], event.status, who, sides[1], told, claimed)


def _fullness(event: Event) -> tuple[bool, bool, bool, float]:
    return bool(event.targets), event.casualties is not None, event.place is not None, event.confidence


def label(report: int, number: int | str, several: bool) -> str:
    """How a sentence is cited: "8", and with several reports the letter of its report before it: "b8", "aa8"."""
    letters = ""
    while several and report >= 0:
        letters = chr(97 + report % 26) + letters
        report = report // 26 - 1
    return f"{letters}{number}"


def merge(lines: list[Line]) -> list[Line]:
    """Lines that read the same become one with all their evidence, in the order of the first."""
    table: dict[tuple[str | None, str, str | None], Line] = {}
    for line in lines:
        key = (line.label, line.text, line.note)
        seen = table.get(key)
        refs = [*(seen.refs if seen else []), *line.refs]
        table[key] = Line(text=line.text, label=line.label, note=line.note, refs=_unique(refs))
    return list(table.values())


def _unique(refs: list[Ref]) -> list[Ref]:
    table: dict[tuple[int, int], Ref] = {}
    for ref in refs:
        seen = table.get((ref.report, ref.number))
        spans = sorted({*(seen.spans if seen else []), *ref.spans})
        table[ref.report, ref.number] = Ref(
            report=ref.report, number=ref.number, start=ref.start, end=ref.end, spans=spans
        )
    return sorted(table.values(), key=lambda ref: (ref.report, ref.number))
