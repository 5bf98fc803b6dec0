"""Adding coded reports: versions, flat rows for asking, words for searching. One transaction a batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dragoman.records import Actor, CodedReport, Event, Report, Statement

from .backend import STILL, Backend, one
from .counting import Counting
from .features import Features, features, traits_of
from .log import Log
from .naming import called
from .packing import pack, pack_text, wordless
from .tally import Added
from .versions import digest, known_from, moment, spans

_REPORTS = (
    "INSERT INTO reports (seq, id, digest, known, until, recorded, title, published, source, url, language, chars,"
    " coder) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_EVENTS = (
    "INSERT INTO events (n, seq, event, known, until, type, mode, cameo, quad, status, day, last, place, country, lat,"
    " lon, confidence, traits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_STATEMENTS = (
    "INSERT INTO statements (n, seq, statement, known, until, day, speaker, code, entity, kind, labels, content)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report with what was coded from it and what linking needs, ready to be written."""

    report: Report
    coded: CodedReport
    coder: str
    digest: str
    features: Features
    keep_text: bool = True


def prepare(report: Report, coded: CodedReport, coder: str, *, keep_text: bool = True) -> Prepared:
    """What is to be written of a report; needs its text and no database, so any process can do it."""
    return Prepared(report, coded, coder, digest(report), features(report, coded, keep_text=keep_text), keep_text)


def present(backend: Backend, report: Report) -> bool:
    """Whether this very report is in the record."""
    sql = "SELECT 1 FROM reports WHERE id = ? AND digest = ?"
    return bool(backend.rows(sql, (report.id, digest(report))))


def utc_now() -> str:
    """The present moment in the form in which the record keeps moments."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_batch(backend: Backend, batch: Sequence[Prepared], now: str | None = None) -> Added:
    """Write a batch, all of it or nothing; when this returns it is on the disk."""
    added = Added()
    with backend.writing():
        writing = Writing(backend, now or utc_now())
        for prepared in batch:
            writing.add(prepared, added)
        writing.flush()
    return added


class Writing:
    """Rows of one transaction, numbered by hand: the lock of writers is held, so nobody else gives numbers."""

    def __init__(self, backend: Backend, now: str) -> None:
        self._backend, self._now = backend, now
        self.log = Log(backend, now)
        self._next = {table: _last(backend, table) for table in ("events", "statements", "moves")}
        self._seq = one(backend, "SELECT coalesce(max(seq), 0) FROM reports")
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._words: list[tuple[int, str, str]] = []
        self._counting = Counting(backend)

    def add(self, prepared: Prepared, added: Added) -> None:
        """Write a report, unless it is there already; it may be a new version of one that is."""
        report = prepared.report
        others = self._backend.rows(
            "SELECT seq, known, until, digest FROM reports WHERE id = ? ORDER BY known, seq", (report.id,)
        )
        if any(row[3] == prepared.digest for row in others):
            added.unchanged += 1
            return
        known = known_from(moment(report.published), [row[1] for row in others], self._now)
        self._seq += 1
        versions = sorted([*((row[1], row[0]) for row in others), (known, self._seq)])
        untils = dict(zip((seq for _, seq in versions), spans([at for at, _ in versions]), strict=True))
        for seq, _, until, _ in others:
            if untils[seq] != until:
                self.flush()  # its rows may still be waiting, when it came with the same batch
                self._ends(seq, untils[seq])
        self._report(prepared, known, untils[self._seq])
        if others:
            added.versions += 1
            self.log.add("version", report.id, known=known, versions=len(versions))
        else:
            added.new += 1
            self.log.add("report", report.id, known=known)
        added.ids.append(report.id)

    def _ends(self, seq: int, until: str) -> None:
        """Another version took over: what this one tells counts until then, and must be linked anew."""
        self._counting.without(seq)
        sql = f"SELECT source, language FROM reports WHERE seq = ? AND until = '{STILL}'"
        for source, language in self._backend.rows(sql, (seq,)):
            self._counting.report(source, language, -1)
        for table in ("events", "statements", "moves", "actors"):
            self._backend.run(f"UPDATE {table} SET until = ? WHERE seq = ?", (until, seq))
        self._backend.run("UPDATE reports SET until = ?, linked = 0 WHERE seq = ?", (until, seq))

    def _report(self, prepared: Prepared, known: str, until: str) -> None:
        report, coded, seq = prepared.report, prepared.coded, self._seq
        info = coded.report
        # Written at once, because a later one of the same batch may be a version of it.
        self._backend.run(
            _REPORTS,
            (
                *(seq, report.id, prepared.digest, known, until, self._now, report.title, moment(report.published)),
                *(report.source, report.url, info.language, len(report.text), prepared.coder),
            ),
        )
        if until == STILL:
            self._counting.report(report.source, info.language)
        if prepared.keep_text:
            self._put("INSERT INTO texts (seq, body) VALUES (?, ?)", (seq, pack_text(report.text)))
        words = report.text if prepared.keep_text else ""
        self._words.append((seq, report.title or "", words))
        self.marks(seq, prepared.features)
        self.coding(seq, prepared, known, until)

    def marks(self, seq: int, marks: Features) -> None:
        """Write what linking goes by."""
        self._put(
            "INSERT INTO marks (seq, fingerprint, wording) VALUES (?, ?, ?)", (seq, marks.fingerprint, marks.wording)
        )

    def forget(self, seq: int, statements: Sequence[str]) -> None:
        """Take away the rows of a coding that another one is written in place of."""
        self._counting.without(seq)
        for sql in statements:
            self._backend.run(sql, (seq,))

    def coding(self, seq: int, prepared: Prepared, known: str, until: str) -> None:
        """Write what was coded from a version that stands in the record."""
        coded = prepared.coded if prepared.keep_text else wordless(prepared.coded)
        self._put(
            "INSERT INTO codings (seq, coder, recorded, events, rest) VALUES (?, ?, ?, ?, ?)",
            (seq, prepared.coder, self._now, *pack(coded)),
        )
        day = (moment(prepared.report.published) or known)[:10]
        for event, (traits, blocks) in zip(coded.events, traits_of(prepared.coded, known), strict=True):
            self._event(seq, event, known, until, day, traits, blocks)
        for said in coded.statements:
            self._statement(seq, said, known, until, day)
        self._actors(seq, coded.actors, known, until)
        if until == STILL:
            self._counting.statements(len(coded.statements))
        for body, keys in prepared.features.moves:
            n = self._number("moves")
            self._put(
                "INSERT INTO moves (n, seq, known, until, body) VALUES (?, ?, ?, ?, ?)", (n, seq, known, until, body)
            )
            for key in keys:
                self._put("INSERT INTO move_keys (process, n) VALUES (?, ?)", (key, n))

    def _event(
        self, seq: int, event: Event, known: str, until: str, day: str, traits: bytes, blocks: Iterable[int]
    ) -> None:
        n = self._number("events")
        date, place = event.date, event.place
        first = (date.first if date else None) or day
        last = (date.last if date else None) or first
        self._put(
            _EVENTS,
            (
                *(n, seq, event.id, known, until, event.type, event.mode, event.cameo, event.quad, event.status),
                *(first, last, place.name if place else None, place.country if place else None),
                *(place.lat if place else None, place.lon if place else None, event.confidence, traits),
            ),
        )
        if until == STILL:
            self._counting.event(event.type, event.status)
        roles: dict[tuple[str, str], None] = {}
        for role, actors in (("s", event.sources), ("t", event.targets)):
            for actor in actors:
                roles[actor.entity, role] = None
                if actor.code:
                    roles[actor.code, role] = None
        for actor_key, role in roles:
            self._put("INSERT INTO event_actors (actor, day, n, role) VALUES (?, ?, ?, ?)", (actor_key, first, n, role))
        for block in blocks:
            self._put("INSERT INTO event_blocks (block, n) VALUES (?, ?)", (block, n))

    def _statement(self, seq: int, said: Statement, known: str, until: str, day: str) -> None:
        speaker = said.speaker
        labels = " ".join(dict.fromkeys(stance.label for stance in said.stance))
        self._put(
            _STATEMENTS,
            (
                *(self._number("statements"), seq, said.id, known, until, day, speaker.name if speaker else None),
                *(speaker.code if speaker else None, speaker.entity if speaker else None, said.kind, labels),
                said.content.text,
            ),
        )

    def _actors(self, seq: int, actors: Sequence[Actor], known: str, until: str) -> None:
        found: dict[str, list[Actor]] = {}
        for actor in actors:
            found.setdefault(actor.entity, []).append(actor)
        for entity, mentions in found.items():
            shown = mentions[0]
            about = (called(shown), shown.code, " ".join(shown.sectors), len(mentions))
            self._put(
                "INSERT INTO actors (entity, known, until, seq, name, code, sectors, mentions)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (entity, known, until, seq, *about),
            )
            self._counting.actor(entity, about, known, counts=until == STILL)

    def _number(self, table: str) -> int:
        self._next[table] += 1
        return self._next[table]

    def _put(self, sql: str, row: tuple[Any, ...]) -> None:
        self._rows.setdefault(sql, []).append(row)

    def flush(self) -> None:
        """Write what was gathered; tables in the order in which they first came, so parents stand before children."""
        for sql, rows in self._rows.items():
            self._backend.many(sql, rows)
        self._backend.index(self._words)
        self.log.flush()
        self._rows, self._words = {}, []
        self._counting.flush()


def _last(backend: Backend, table: str) -> int:
    last: int = one(backend, f"SELECT coalesce(max(n), 0) FROM {table}")
    return last
