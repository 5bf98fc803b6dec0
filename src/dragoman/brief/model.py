"""The brief: one model of the page, which every renderer only lays out."""

from __future__ import annotations

import msgspec

from dragoman.records import Record, Report


class Ref(Record, frozen=True, kw_only=True):
    """A line's evidence: the sentence [start, end) of a report, its number there (1-based), and the spans in it that
    the line was built from."""

    report: int
    """Index into the brief's reports."""
    number: int
    start: int
    end: int
    spans: list[tuple[int, int]] = msgspec.field(default_factory=list)


class Line(Record, frozen=True, kw_only=True):
    """One line: `label` (a speaker, say), the text, a `note` set apart (a status, a stance), and its evidence."""

    text: str
    label: str | None = None
    note: str | None = None
    refs: list[Ref] = msgspec.field(default_factory=list)


class Section(Record, frozen=True, kw_only=True):
    """A part of the page; `more` counts the lines cut, `empty` says why there is none."""

    name: str
    lines: list[Line] = msgspec.field(default_factory=list)
    more: int = 0
    empty: str | None = None


class Brief(Record, frozen=True, kw_only=True):
    """The page: head line, sections, and the reports it was made from with their sentences."""

    title: str
    head: list[str]
    sections: list[Section]
    reports: list[Report]
    sentences: list[list[tuple[int, int]]]
    """For each report its sentences as [start, end), in order."""
