"""Pages of the record: events, statements, actors, stories and reports found, each with its denominators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import msgspec

from dragoman.errors import BadFilter
from dragoman.records import Event, Statement

from .backend import STILL, Backend, Row, chunks, one
from .counting import counted_events, counted_reports, tallied, whole
from .filters import Filter, Where, about_events, about_reports, actor_keys, marks, story_of, valid
from .packing import unpack_events, unpack_rest, unpack_text
from .planning import EVENTS, STATEMENTS, Plan, Table

T = TypeVar("T")


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What a count is out of: the reports that were read within the asked time, outlets and languages.

    With no report read there is no coverage, and a count of nothing says nothing about the world.
    """

    reports: int
    sources: int
    languages: int
    first: str | None = None
    last: str | None = None
    unlinked: int = 0

    @property
    def told(self) -> str:
        """The denominators in words."""
        if not self.reports:
            return "no coverage: no report was read for this"
        counted = (_count(self.reports, "report"), _count(self.sources, "source"), _count(self.languages, "language"))
        words = f"of {', '.join(counted)}"
        if self.first:
            words += f", {self.first[:10]} to {(self.last or self.first)[:10]}"
        return words + (f" ({self.unlinked} not linked yet)" if self.unlinked else "")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some lines of an answer: `total` is how many there are in all, `coverage` what they are out of."""

    lines: list[T]
    total: int
    coverage: Coverage


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The version of a report that a line comes from."""

    id: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    known: str
    story: str | None = None


class EventLine(msgspec.Struct, frozen=True, kw_only=True):
    """An event with the report that tells of it and the happening it belongs to."""

    report: Source
    happening: str | None
    event: Event


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with the report that holds it."""

    report: Source
    statement: Statement


class ActorLine(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, in how many reports and how often it is mentioned."""

    entity: str
    name: str
    code: str | None
    sectors: list[str]
    reports: int
    mentions: int


_EVENTS = {
    "date": "e.day, e.n",
    "known": "e.known, e.n",
    "confidence": "e.confidence, e.n",
    "type": "e.type, e.day, e.n",
}
COLUMNS = 8
"""How many columns `source_columns` names."""


def source_columns(as_of: str | None) -> str:
    """The columns of a report `r` that `source_of` reads, as it is now or was then."""
    return f"r.seq, r.id, r.title, r.published, r.source, r.url, r.known, {story_of(as_of)}"


def source_of(row: Row) -> Source:
    """The report of a row that begins with the columns of `source_columns`."""
    return Source(id=row[1], title=row[2], published=row[3], source=row[4], url=row[5], known=row[6], story=row[7])


def reports(backend: Backend, ids: Iterable[str], as_of: str | None = None) -> dict[str, Source]:
    """The reports with these ids, in the version that counts now or counted then; those that are not there lack."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Source] = {}
    for some in chunks(wanted, 400):
        where = Where()
        valid(where, as_of, "r")
        where.within("r.id", some)
        for row in backend.stream(f"SELECT {source_columns(as_of)} FROM reports r WHERE {where}", where.values):
            found[row[1]] = source_of(row)
    return found


def texts(backend: Backend, ids: Iterable[str], as_of: str | None = None) -> dict[str, str]:
    """The texts of the reports with these ids, as far as they are kept, in the version that counts or counted then."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, str] = {}
    for some in chunks(wanted, 400):
        where = Where()
        valid(where, as_of, "r")
        where.within("r.id", some)
        sql = f"SELECT r.id, x.body FROM reports r JOIN texts x ON x.seq = r.seq WHERE {where}"
        found.update((row[0], unpack_text(row[1])) for row in backend.stream(sql, where.values))
    return found


def coverage(backend: Backend, asked: Filter) -> Coverage:
    """The reports that count for what is asked: those known then, of these outlets, languages and days."""
    found = read_from(backend, asked)
    return Coverage(
        reports=sum(row[2] for row in found),
        sources=len({row[0] for row in found} - {None}),
        languages=len({row[1] for row in found} - {None}),
        first=min((row[3] for row in found if row[3]), default=None),
        last=max((row[4] for row in found if row[4]), default=None),
        unlinked=one(backend, "SELECT count(*) FROM reports WHERE linked = 0"),
    )


def read_from(backend: Backend, asked: Filter) -> list[tuple[str | None, str | None, int, str | None, str | None]]:
    """The reports that count for what is asked, by outlet and language: both, how many, the first and the last known.

    Where nothing is asked but which outlets and languages, first and last are those of all of these together.
    """
    where = Where()
    valid(where, asked.as_of)
    where.within("source", asked.source)
    if asked.language:
        where.add("language = ?", asked.language)
    if asked.as_of or asked.first or asked.last:
        if asked.first:
            where.add("known >= ?", asked.first)
        if asked.last:
            where.add("known <= ?", asked.last + STILL)
        sql = "SELECT source, language, count(*), min(known), max(known) FROM reports"
        grouped = f"{sql} {backend.by('reports_source')} WHERE {where} GROUP BY source, language"
        return [(row[0], row[1], row[2], row[3], row[4]) for row in backend.rows(grouped, where.values)]
    first, last = (
        one(backend, f"SELECT known FROM reports WHERE {where} ORDER BY known {way} LIMIT 1", where.values)
        for way in ("ASC", "DESC")
    )
    return [
        (source, language, number, first, last)
        for source, language, number in counted_reports(backend)
        if (not asked.source or source in asked.source) and (not asked.language or language == asked.language)
    ]


def ordering(asked: Filter, sortings: dict[str, str], usual: str) -> str:
    """The ORDER BY for the asked sorting, a column of ours with the row's number to settle ties.

    Raises:
        BadFilter: no such sorting.
    """
    name = asked.sort or usual
    if name not in sortings:
        raise BadFilter(f"no sorting by {name!r}", hint=f"Known: {', '.join(sortings)}")
    way = "ASC" if asked.ascending else "DESC"
    return ", ".join(f"{column} {way}" for column in sortings[name].split(", "))


def events(backend: Backend, asked: Filter) -> Page[EventLine]:
    """Events, newest first unless sorted by known, confidence or type."""
    where = about_events(backend, asked)
    order = ordering(asked, _EVENTS, "date")
    columns = f"{source_columns(asked.as_of)}, r.coder, e.event, e.happening"
    rows, total = _rows_of(backend, asked, EVENTS, columns, where, order, _events_in_all(backend, asked))
    found = coded_events(backend, [(row[0], row[COLUMNS]) for row in rows])
    lines = [
        EventLine(report=source_of(row), happening=row[COLUMNS + 2], event=found[row[0]][row[COLUMNS + 1]])
        for row in rows
    ]
    return Page(lines, total, coverage(backend, asked))


def _rows_of(
    backend: Backend, asked: Filter, table: Table, columns: str, where: Where, order: str, total: int | None
) -> tuple[list[Row], int]:
    """The rows of a page and how many there are in all, where no kept count tells (`total`).

    Numbers first, whole rows for those of the page alone: thousands of them would have to be sorted.
    """
    numbers, total = Plan(backend, table, where).counted(order, asked.limit, asked.offset, total)
    name = table.alias
    join = f"{table.name} {name} JOIN reports r ON r.seq = {name}.seq"
    found: dict[int, Row] = {}
    for some in chunks(numbers, 400):
        sql = f"SELECT {columns}, {name}.n FROM {join} WHERE {name}.n IN ({marks(some)})"
        found.update((row[-1], row) for row in backend.rows(sql, some))
    return [found[number] for number in numbers], total


def _events_in_all(backend: Backend, asked: Filter) -> int | None:
    if asked.as_of is None and whole(replace(asked, type=(), status=())):
        types = {one.upper() for one in asked.type}
        return sum(
            number
            for type_, status, number in counted_events(backend)
            if (not types or type_ in types) and (not asked.status or status in asked.status)
        )
    return None


def coded_events(backend: Backend, wanted: Sequence[tuple[int, str]]) -> dict[int, dict[str, Event]]:
    """The events of versions, by their number and the event's id; `wanted` are (seq, coder)."""
    return {
        seq: {event.id: event for event in unpack_events(body)}
        for seq, body in _bodies(backend, wanted, "events").items()
    }


def _bodies(backend: Backend, wanted: Sequence[tuple[int, str]], column: str) -> dict[int, bytes]:
    pairs = dict(wanted)
    found: dict[int, bytes] = {}
    for some in chunks(list(pairs), 400):
        sql = f"SELECT seq, coder, {column} FROM codings WHERE seq IN ({marks(some)})"
        for seq, coder, body in backend.stream(sql, some):
            if pairs[seq] == coder:
                found[seq] = body
    return found


def statements(backend: Backend, asked: Filter) -> Page[StatementLine]:
    """Statements, newest first; filtered by speaker, stance, words of the report, place in time."""
    where = Where()
    valid(where, asked.as_of, "s", by="statements_known")
    if asked.actor:
        keys = [key for name in asked.actor for key in actor_keys(backend, name)]
        said = (f"SELECT n FROM statements WHERE {column} IN ({marks(keys)})" for column in ("entity", "code"))
        where.among("s.n", " UNION ALL ".join(said), [*keys, *keys], "")
    if asked.stance:
        where.add(
            "(" + " OR ".join("' ' || s.labels || ' ' LIKE ?" for _ in asked.stance) + ")",
            *(f"% {label} %" for label in asked.stance),
        )
    if asked.first or asked.last:
        where.add("s.day BETWEEN ? AND ?", asked.first or "", asked.last or STILL, by="statements_day")
    about_reports(backend, asked, where, "s.seq", by="statements_report")
    order = ordering(asked, {"date": "s.day, s.n", "known": "s.known, s.n", "speaker": "s.speaker, s.day, s.n"}, "date")
    kept = sum(tallied(backend, "statements").values()) if whole(asked) and asked.as_of is None else None
    columns = f"{source_columns(asked.as_of)}, r.coder, s.statement"
    rows, total = _rows_of(backend, asked, STATEMENTS, columns, where, order, kept)
    bodies = _bodies(backend, [(row[0], row[COLUMNS]) for row in rows], "rest")
    found = {seq: {said.id: said for said in unpack_rest(body).statements} for seq, body in bodies.items()}
    lines = [StatementLine(report=source_of(row), statement=found[row[0]][row[COLUMNS + 1]]) for row in rows]
    return Page(lines, total, coverage(backend, asked))


Asking = Callable[[Backend, Filter], Page[Any]]
