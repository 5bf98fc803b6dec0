"""Counts that are kept, because counting anew what is asked most would take too long in a large record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from heapq import heappush, heapreplace
from itertools import groupby
from operator import itemgetter
from typing import Any

from .backend import STILL, Backend, Row, chunks
from .casts import write_casts
from .filters import Filter, Where, marks, valid

# Of the names, codes and sectors that reports give, the least stands: a choice that no order of coming changes.
_LEAST = (
    " name = CASE WHEN excluded.name < actor_totals.name THEN excluded.name ELSE actor_totals.name END,"
    " code = CASE WHEN excluded.code < actor_totals.code OR actor_totals.code IS NULL THEN excluded.code"
    " ELSE actor_totals.code END,"
    " sectors = CASE WHEN excluded.sectors < actor_totals.sectors THEN excluded.sectors ELSE actor_totals.sectors END,"
    " known = CASE WHEN excluded.known < actor_totals.known THEN excluded.known ELSE actor_totals.known END"
)
_COLUMNS = "(entity, name, code, sectors, mentions, reports, ever, known, ended)"
_ADD_ACTOR = (
    f"INSERT INTO actor_totals {_COLUMNS} VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (entity) DO UPDATE SET"
    " mentions = actor_totals.mentions + excluded.mentions, reports = actor_totals.reports + excluded.reports,"
    f" ever = actor_totals.ever + excluded.ever,{_LEAST}"
)
_TALLY = (
    "INSERT INTO tallies (kind, name, number) VALUES (?, ?, ?)"
    " ON CONFLICT (kind, name) DO UPDATE SET number = tallies.number + excluded.number"
)
_EVENTS, _STATEMENTS, _REPORTS = "events", "statements", "reports"
_TOLD, _SAID = "told ", "said "  # before an outlet's name: its events, and its statements
Outlet = tuple[str | None, str | None]
"""An outlet and a language."""
About = tuple[str, str | None, str, int]
"""What a version tells of an actor: its name, code and sectors, and how often it mentions it."""

_AT_ONCE = 100  # happenings, or outlets, read in one query


class _Mentions:
    """What some versions tell of one actor: of its names, codes and sectors the least."""

    __slots__ = ("code", "known", "mentions", "name", "reports", "sectors")

    def __init__(self, about: About, known: str) -> None:
        self.name, self.code, self.sectors, self.mentions = about
        self.reports = 1
        self.known = known

    def add(self, about: About, known: str) -> None:
        """One more version."""
        name, code, sectors, mentions = about
        self.name = min(self.name, name)
        if code and (self.code is None or code < self.code):
            self.code = code
        self.sectors = min(self.sectors, sectors)
        self.known = min(self.known, known)
        self.mentions += mentions
        self.reports += 1


class Counting:
    """The counts that one transaction changes, written with it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._tallies: Counter[tuple[str, str]] = Counter()
        self._actors: dict[str, _Mentions] = {}
        self._recount: set[str] = set()
        self._again: set[int] = set()

    def report(self, source: str | None, language: str | None, number: int = 1) -> None:
        """One more version that counts now, or with -1 one less."""
        self._tallies[_REPORTS, f"{language or ''} {source or ''}"] += number

    def coding(self, outlet: Outlet, events: Iterable[tuple[str, str]], statements: int) -> None:
        """What a version tells that counts now: the types and statuses of its events, and how many statements."""
        for type_, status in events:
            self._told(outlet, type_, status, 1)
        self._said(outlet, statements)

    def _told(self, outlet: Outlet, type_: str, status: str, number: int) -> None:
        source, language = outlet
        self._tallies[_EVENTS, f"{type_} {status}"] += number
        self._tallies[f"{_TOLD}{source or ''}", f"{type_} {status} {language or ''}"] += number

    def _said(self, outlet: Outlet, number: int) -> None:
        source, language = outlet
        self._tallies[_STATEMENTS, ""] += number
        self._tallies[f"{_SAID}{source or ''}", language or ""] += number

    def actors(self, actors: Iterable[tuple[str, About]], known: str, *, counts: bool) -> None:
        """The actors that a version mentions; whether it counts now."""
        if not counts:
            self._recount.update(entity for entity, _ in actors)
            return
        for entity, about in actors:
            if (before := self._actors.get(entity)) is not None:
                before.add(about, known)
            else:
                self._actors[entity] = _Mentions(about, known)

    def without(self, seq: int) -> None:
        """A version is about to stop to count, or its coding to go: before its rows are changed."""
        self._again.add(seq)
        now = f"seq = ? AND until = '{STILL}'"
        [outlet] = self._backend.rows("SELECT source, language FROM reports WHERE seq = ?", (seq,))
        for type_, status, number in self._backend.rows(
            f"SELECT type, status, count(*) FROM events WHERE {now} GROUP BY type, status", (seq,)
        ):
            self._told((outlet[0], outlet[1]), type_, status, -number)
        said = self._backend.rows(f"SELECT count(*) FROM statements WHERE {now}", (seq,))[0][0]
        self._said((outlet[0], outlet[1]), -said)
        self._recount.update(row[0] for row in self._backend.rows("SELECT entity FROM actors WHERE seq = ?", (seq,)))

    def flush(self) -> None:
        """Write them; the rows that are counted stand already."""
        self._backend.many(_TALLY, [(*key, number) for key, number in sorted(self._tallies.items())])
        rows = [
            (entity, one.name, one.code, one.sectors, one.mentions, one.reports, one.mentions, one.known)
            for entity, one in self._actors.items()
            if entity not in self._recount
        ]
        self._backend.many(_ADD_ACTOR, sorted(rows))
        for entity in sorted(self._recount):
            _recount(self._backend, entity)
        write_casts(self._backend, self._again)
        self._tallies.clear()
        self._actors, self._recount, self._again = {}, set(), set()


def _recount(backend: Backend, entity: str) -> None:
    """Count an actor's mentions anew, after a version that mentions it has stopped to count."""
    backend.run("DELETE FROM actor_totals WHERE entity = ?", (entity,))
    rows = backend.rows(
        "SELECT name, code, sectors, mentions, until, known FROM actors WHERE entity = ? ORDER BY known, seq", (entity,)
    )
    if not rows:
        return
    now = [row for row in rows if row[4] == STILL]
    shown = now or rows
    codes = [row[1] for row in shown if row[1]]
    backend.run(
        f"INSERT INTO actor_totals {_COLUMNS} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(entity, min(row[0] for row in shown), min(codes) if codes else None, min(row[2] for row in shown)),
            *(sum(row[3] for row in now), len(now), sum(row[3] for row in rows), rows[0][5], int(len(now) < len(rows))),
        ),
    )


def tallied(backend: Backend, kind: str) -> dict[str, int]:
    """The kept counts of what counts now: of "events" by type and status, of "statements" in all."""
    rows = backend.rows("SELECT name, number FROM tallies WHERE kind = ? AND number > 0 ORDER BY name", (kind,))
    return {row[0]: row[1] for row in rows}


def take_turn(backend: Backend) -> None:
    """Count one more transaction of linking."""
    backend.run(_TALLY, ("turns", "", 1))


def counted_events(backend: Backend) -> list[tuple[str, str, int]]:
    """The kept counts of the events that count now, by type and status."""
    found = ((name.partition(" "), number) for name, number in tallied(backend, _EVENTS).items())
    return [(type_, status, number) for (type_, _, status), number in found]


def counted_of(backend: Backend, outlets: Iterable[Outlet]) -> tuple[list[tuple[str, str, int]], int]:
    """The kept counts of the events of these outlets that count now, by type and status, and that of statements."""
    events: Counter[tuple[str, str]] = Counter()
    said = 0
    languages: dict[str, set[str]] = {}
    for source, language in outlets:
        languages.setdefault(source or "", set()).add(language or "")
    for some in chunks(sorted(languages), _AT_ONCE):
        kinds = [f"{kind}{source}" for kind in (_TOLD, _SAID) for source in some]
        sql = f"SELECT kind, name, number FROM tallies WHERE kind IN ({marks(kinds)})"
        for kind, name, number in backend.rows(sql, kinds):
            source = kind[len(_TOLD) :]  # both words are as long
            if kind.startswith(_SAID):
                said += number if name in languages[source] else 0
                continue
            type_, status, language = name.split(" ", 2)
            if language in languages[source]:
                events[type_, status] += number
    return [(type_, status, number) for (type_, status), number in sorted(events.items()) if number], said


def counted_reports(backend: Backend) -> list[tuple[str | None, str | None, int]]:
    """How many versions count now of each outlet and language."""
    found = ((name.partition(" "), number) for name, number in tallied(backend, _REPORTS).items())
    return [(source or None, language or None, number) for (language, _, source), number in found]


def upkeep(backend: Backend, happenings: Iterable[str]) -> None:
    """Bring the rows of happenings up to date whose events have changed."""
    names = sorted(set(happenings))
    kept: list[tuple[Any, ...]] = []
    for some in chunks(names, _AT_ONCE):
        rows = backend.rows(
            "SELECT e.happening, e.known, e.until, e.day, e.seq FROM events e JOIN reports r ON r.seq = e.seq"
            f" WHERE e.happening IN ({marks(some)}) ORDER BY e.happening, e.known, r.id, r.digest, e.event",
            some,
        )
        backend.run(f"DELETE FROM happenings WHERE id IN ({marks(some)})", some)
        kept += [_happening(name, [row[1:] for row in mine]) for name, mine in groupby(rows, key=itemgetter(0))]
    backend.many(
        "INSERT INTO happenings (id, day, known, until, gaps, reports, ever) VALUES (?, ?, ?, ?, ?, ?, ?)", kept
    )


def _happening(name: str, rows: list[Row]) -> tuple[Any, ...]:
    """The row of a happening with these events: when they were known, until when, their day and version."""
    now = {row[3] for row in rows if row[1] == STILL}
    until = max(row[1] for row in rows)
    return name, rows[0][2], rows[0][0], until, int(_gaps(rows)), len(now), len({row[3] for row in rows})


def _gaps(rows: list[Row]) -> bool:
    """Whether there is a time, after the first event and before the last, in which none of them counts."""
    reached = rows[0][1]
    for known, until, *_ in rows:
        if known > reached:
            return True
        reached = max(reached, until)
    return False


def happened(as_of: str | None) -> Where:
    """The happenings `h` of which some event counts now, or counted then."""
    where = Where()
    valid(where, as_of, "h")
    if as_of is not None:
        seen = Where()
        valid(seen, as_of, "e")
        where.add(f"(h.gaps = 0 OR EXISTS (SELECT 1 FROM events e WHERE e.happening = h.id AND {seen}))", *seen.values)
    return where


def most(bounded: Iterable[tuple[str, int]], exact: Callable[[str], int], number: int) -> list[str]:
    """The `number` names that count most, found without counting them all (Fagin's threshold, on one list).

    Args:
        bounded: names with a bound that their count does not exceed, the highest bound first.
        exact: a name's count; one of 0 is left out.
        number: how many are wanted.

    Returns:
        Names, the highest count first; of equal counts the later in the alphabet.
    """
    best: list[tuple[int, str]] = []
    for name, bound in bounded:
        if len(best) == number and bound < best[0][0]:
            break
        if (count := exact(name)) > 0:
            if len(best) < number:
                heappush(best, (count, name))
            elif (count, name) > best[0]:
                heapreplace(best, (count, name))
    return [name for _, name in sorted(best, reverse=True)]


def whole(asked: Filter) -> bool:
    """Whether nothing but the time of knowing, sorting and paging is asked for, so that kept counts answer."""
    plain = Filter(
        as_of=asked.as_of, sort=asked.sort, ascending=asked.ascending, limit=asked.limit, offset=asked.offset
    )
    return asked == plain
