"""Preparing: everything that is to be written of a report, in the form in which it is written.

It needs no database, so other processes do it, and the one that holds the lock of writers has little left to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import msgspec

from dragoman.coding import Settings, broken, coder
from dragoman.engines import mapped
from dragoman.errors import BadCoding, DragomanError, WorkerLost
from dragoman.records import Actor, CodedReport, Failure, Report, from_json

from .counting import About
from .features import Features, features, traits_of
from .naming import called
from .packing import pack, pack_text, unpack, wordless
from .versions import digest, moment

_CODED, _UNCODED = 32, 8  # reports a task for a worker, where most are coded and where none is

Given = CodedReport | bytes | None
"""What was coded from a report elsewhere: as it is, or as JSON, a coding a line, of which the first that fits its text
is taken; None where nothing was."""


class EventRow(NamedTuple):
    """An event's row but for numbers and times, and what it is found by."""

    id: str
    type: str
    status: str
    day: str
    columns: tuple[Any, ...]
    actors: list[tuple[str, str]]
    """Who takes part, by entity and by code, and on which side ("s" or "t")."""
    blocks: list[int]


class Rows(NamedTuple):
    """What is written of a coding in flat rows, but for numbers and times."""

    events: list[EventRow]
    statements: list[tuple[Any, ...]]
    actors: list[tuple[str, About]]
    """By entity."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report ready to be written, should it be known from `known`; `written` makes its rows for another time.

    `body` is None where texts are not kept; `coding` is what is kept of what was coded, `whole` all of it. `fresh`
    tells that it was coded now, and not elsewhere before.
    """

    id: str
    digest: str
    known: str
    published: str | None
    about: tuple[str | None, str | None, str | None, str | None, int]
    """Title, outlet, address, language, length in characters."""
    coder: str
    body: bytes | None
    words: tuple[str, str]
    features: Features
    coding: tuple[bytes, bytes]
    whole: tuple[bytes, bytes]
    rows: Rows
    notes: tuple[str, ...]
    fresh: bool = False

    def written(self, known: str) -> Rows:
        """The rows of this report when it is known from this moment."""
        if known == self.known:
            return self.rows
        return _rows(unpack(self.id, self.whole), known, self.published, keep_text=self.body is not None)


def prepare(
    report: Report, coded: CodedReport, coder: str, *, keep_text: bool = True, known: str = "", fresh: bool = False
) -> Prepared:
    """What is to be written of a report.

    Args:
        report: the report, with its text.
        coded: what was coded from it.
        coder: what it was coded with.
        keep_text: whether the text and its words are to be kept.
        known: from when it is known should it have no date: the present moment, most likely.
        fresh: whether it was coded now.
    """
    whole = pack(coded)
    published = moment(report.published)
    return Prepared(
        id=report.id,
        digest=digest(report),
        known=published or known,
        published=published,
        about=(report.title, report.source, report.url, coded.report.language, len(report.text)),
        coder=coder,
        body=pack_text(report.text) if keep_text else None,
        words=(report.title or "", report.text if keep_text else ""),
        features=features(report, coded, keep_text=keep_text),
        coding=whole if keep_text else pack(wordless(coded)),
        whole=whole,
        rows=_rows(coded, published or known, published, keep_text=keep_text),
        notes=tuple(note.code for note in coded.notes),
        fresh=fresh,
    )


def _rows(coded: CodedReport, known: str, published: str | None, *, keep_text: bool) -> Rows:
    day = (published or known)[:10]
    shown = coded if keep_text else wordless(coded)
    events = []
    for event, (traits, blocks) in zip(shown.events, traits_of(coded, known), strict=True):
        date, place = event.date, event.place
        first = (date.first if date else None) or day
        last = (date.last if date else None) or first
        columns = (
            *(event.type, event.mode, event.cameo, event.quad, event.status, first, last),
            *((place.name, place.country, place.lat, place.lon) if place else (None, None, None, None)),
            *(event.confidence, traits),
        )
        roles: dict[tuple[str, str], None] = {}
        for role, actors in (("s", event.sources), ("t", event.targets)):
            for actor in actors:
                roles[actor.entity, role] = None
                if actor.code:
                    roles[actor.code, role] = None
        events.append(
            EventRow(event.id, event.type, event.status, first, columns, list(roles), list(dict.fromkeys(blocks)))
        )
    return Rows(events, _statements(shown, day), _actors(shown))


def _statements(coded: CodedReport, day: str) -> list[tuple[Any, ...]]:
    found = []
    for said in coded.statements:
        speaker = said.speaker
        who = (speaker.name, speaker.code, speaker.entity) if speaker else (None, None, None)
        labels = " ".join(dict.fromkeys(stance.label for stance in said.stance))
        found.append((said.id, day, *who, said.kind, labels, said.content.text))
    return found


def _actors(coded: CodedReport) -> list[tuple[str, About]]:
    times: dict[str, int] = {}
    first: dict[str, Actor] = {}
    for actor in coded.actors:
        times[actor.entity] = times.get(actor.entity, 0) + 1
        first.setdefault(actor.entity, actor)
    return [(entity, (called(one), one.code, " ".join(one.sectors), times[entity])) for entity, one in first.items()]


class Preparing(NamedTuple):
    """How reports are prepared; another process can be given it.

    `settings` are those by which a report is coded that nothing fitting was coded from.
    """

    coder: str
    settings: Settings
    keep_text: bool
    known: str
    """See `prepare`."""

    def run(
        self, items: Iterable[tuple[Report, Given] | Failure], *, workers: int, coded: bool
    ) -> Iterator[Prepared | Failure]:
        """All of them in order; one that fails is a failure in its place.

        Args:
            items: reports with what was coded from them; failures to read one pass through.
            workers: processes.
            coded: whether most are coded already, and so many at once are handed over.
        """
        size = _CODED if coded else _UNCODED
        return mapped(partial(_prepare_all, self), items, workers=workers, size=size, lost=_lost)

    def one(self, report: Report, given: Given) -> Prepared | Failure:
        """One report, or why it cannot be kept."""
        try:
            coded = _fitting(report, given)
            return self._prepared(report, coded or coder(self.settings).code(report), fresh=coded is None)
        except DragomanError as error:
            return Failure.of(error, report.id)

    def _prepared(self, report: Report, coded: CodedReport, *, fresh: bool) -> Prepared:
        try:
            return prepare(report, coded, self.coder, keep_text=self.keep_text, known=self.known, fresh=fresh)
        except Exception as error:  # as in the pipeline: a defect must not stop a batch
            raise broken("preparing", error) from error


def _prepare_all(how: Preparing, items: list[tuple[Report, Given] | Failure]) -> list[Prepared | Failure]:
    return [item if isinstance(item, Failure) else how.one(*item) for item in items]


def _lost(item: tuple[Report, Given] | Failure, error: WorkerLost) -> Failure:
    return item if isinstance(item, Failure) else Failure.of(error, item[0].id)


def _fitting(report: Report, given: Given) -> CodedReport | None:
    """What was coded from this report: of several codings the first whose every mention stands where it says."""
    if given is None or isinstance(given, CodedReport):
        return given
    try:
        return next((coded for coded in map(from_json, given.splitlines()) if _fits(report.text, coded)), None)
    except msgspec.MsgspecError as error:
        raise BadCoding(f"what was coded cannot be read: {error}", hint="Code the report again") from error


def _fits(text: str, coded: CodedReport) -> bool:
    spans = (
        *coded.actors,
        *coded.places,
        *coded.dates,
        *(event.sentence for event in coded.events),
        *(said.sentence for said in coded.statements),
    )
    last = coded.sentences[-1][1] if coded.sentences else 0
    return last <= len(text) and all(text[span.start : span.end] == span.text for span in spans)
