"""What may be asked for: actors, dyads, types, places, dates, sources, words, and as of when. Filters to SQL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dragoman.errors import BadFilter
from dragoman.records import STANCES, STATUSES

from .backend import STILL, Backend, one
from .versions import bound

_CODE = re.compile(r"[A-Z]{3}")
_ENTITY = re.compile(r"[a-z]+:\S+")
_CAMEO = re.compile(r"\d{1,4}")
LIKE = "LIKE ? ESCAPE '\\'"
"""With what `literally` makes of a name."""
MOST = 10_000
"""The longest page."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines of the record; what is not given does not restrict. All that is given must hold.

    Attributes:
        actor: codes ("UKR"), entities ("person:..."), or names; one of them takes part.
        dyad: two of the same, in either direction; `directed` for the first as source only.
        type: PLOVER types; status: statuses of events; cameo: beginnings of CAMEO codes.
        place: a country's code or a place's name; box: (west, south, east, north) in degrees.
        first, last: ISO days between which the event (or the statement's report) lies.
        source: outlets; language; report: ids of reports; text: words of the report; stance: labels of statements.
        least: confidence at least.
        as_of: ISO day or date-time: only what was known then.
        sort: a name of the sortings of what is asked; `ascending` turns it round.
        limit: lines of a page, at most 10,000; offset: lines before it.
    """

    actor: Sequence[str] = ()
    dyad: tuple[str, str] | None = None
    directed: bool = False
    type: Sequence[str] = ()
    status: Sequence[str] = ()
    cameo: Sequence[str] = ()
    stance: Sequence[str] = ()
    place: str | None = None
    box: tuple[float, float, float, float] | None = None
    first: str | None = None
    last: str | None = None
    source: Sequence[str] = ()
    language: str | None = None
    report: Sequence[str] = ()
    story: str | None = None
    text: str | None = None
    least: float = 0.0
    as_of: str | None = None
    sort: str | None = None
    ascending: bool = False
    limit: int = 50
    offset: int = 0

    def __post_init__(self) -> None:
        for day in (self.first, self.last):
            _day(day)
        if self.as_of is not None:
            _day(self.as_of[:10])
            try:
                bound(self.as_of)
            except ValueError as error:
                raise BadFilter(f"as of {self.as_of!r} is no ISO 8601 day or time", hint="Write 2025-05-16") from error
        if unknown := [one for one in self.status if one not in STATUSES]:
            raise BadFilter(f"no status {unknown[0]!r}", hint=f"Known: {', '.join(STATUSES)}")
        if unknown := [one for one in self.stance if one not in STANCES]:
            raise BadFilter(f"no stance {unknown[0]!r}", hint=f"Known: {', '.join(STANCES)}")
        if unknown := [one for one in self.cameo if not _CAMEO.fullmatch(one)]:
            raise BadFilter(f"{unknown[0]!r} begins no CAMEO code", hint="Give digits such as 19 or 036")
        if self.type:
            _types(self.type)
        if not 0 < self.limit <= MOST or self.offset < 0:
            raise BadFilter(f"a page of {self.limit} lines after {self.offset}", hint=f"Ask for 1 to {MOST} lines")
        if self.box is not None:
            west, south, east, north = self.box
            if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
                raise BadFilter(f"no box {self.box}", hint="Give west,south,east,north in degrees, south below north")


def _day(value: str | None) -> None:
    if value is None:
        return
    try:
        plain = date.fromisoformat(value).isoformat() == value  # days are compared as they are written
    except ValueError:
        plain = False
    if not plain:
        raise BadFilter(f"{value!r} is no ISO 8601 day", hint="Write 2025-05-16")


def _types(wanted: Sequence[str]) -> None:
    from dragoman.codebooks import plover

    known = plover().types
    if unknown := [one for one in wanted if one.upper() not in known]:
        raise BadFilter(f"no type {unknown[0]!r} in PLOVER", hint=f"Known: {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Way:
    """How an index answers a condition, the one at `place` of several.

    Attributes:
        by: the index; "" for the numbers of rows.
        condition: as it is when the rows are looked up so.
        values: its values.
        listed: if it is a query, one of what is looked up, or of more that is counted sooner.
        among: the values of `listed`.
    """

    place: int
    by: str
    condition: str
    values: Sequence[Any]
    listed: str = ""
    among: Sequence[Any] = ()


@dataclass(slots=True)
class Where:
    """Conditions joined by AND, with their values in order; `ways` are for those of them that an index answers."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)

    def add(self, condition: str, *values: Any, by: str | None = None) -> None:
        """One more condition; `by` names the index that has its rows."""
        if by is not None:
            self.ways.append(Way(len(self.conditions), by, condition, values))
        self.conditions.append(condition)
        self.values += values

    def among(
        self,
        column: str,
        sql: str,
        values: Sequence[Any],
        by: str | None = None,
        bounds: Sequence[tuple[str, Sequence[Any]]] = (),
    ) -> None:
        """The column, a number, is one that a query gives; with a `by`, looked up so only where that is chosen.

        `bounds` are queries, each with its values, that give all of that and are counted sooner.
        """
        condition = f"{column} IN ({sql})"
        if by is not None:
            for listed, among in bounds or [(sql, values)]:
                self.ways.append(Way(len(self.conditions), by, condition, values, listed, among))
            condition = f"+{condition}"
        self.conditions.append(condition)
        self.values += values

    def within(self, column: str, wanted: Sequence[Any], by: str | None = None) -> None:
        """The column has one of these values."""
        if wanted:
            self.add(f"{column} IN ({marks(wanted)})", *wanted, by=by)

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "1 = 1"


def marks(values: Sequence[Any]) -> str:
    """A question mark for each of some values."""
    return ", ".join("?" * len(values))


def valid(where: Where, as_of: str | None, table: str = "", by: str | None = None) -> None:
    """Only what counts now, or what counted then, which few may be: `by` names the index that tells."""
    dot = f"{table}." if table else ""
    if as_of is None:
        where.add(f"{dot}until = '{STILL}'")
    else:
        at = bound(as_of)
        where.add(f"{dot}known <= ? AND {dot}until > ?", at, at, by=by)


def story_of(as_of: str | None) -> str:
    """The story of a report `r` now, or as of a day, whose form is one that a filter has looked at."""
    if as_of is None:
        return "r.story"
    at = bound(as_of)
    return f"(SELECT p.story FROM story_spans p WHERE p.seq = r.seq AND p.since <= '{at}' AND p.till > '{at}')"


def about_reports(backend: Backend, asked: Filter, where: Where, seq: str, by: str | None = None) -> None:
    """The conditions on the report whose row's number is `seq`, in the index `by`: outlet, language, id, story, words.

    As lists of numbers, which a database works out first and looks up by index; joined, it may walk all that there is.
    """
    wanted = Where()
    wanted.within("source", asked.source)
    wanted.within("id", asked.report)
    if asked.language:
        wanted.add("language = ?", asked.language)
    if wanted.conditions:
        where.among(seq, f"SELECT seq FROM reports WHERE {wanted}", wanted.values, by)
    if asked.story and asked.as_of is None:
        where.among(seq, "SELECT seq FROM reports WHERE story = ?", [asked.story], by)
    elif asked.story:
        at = bound(str(asked.as_of))
        sql = "SELECT seq FROM story_spans WHERE story = ? AND since <= ? AND till > ?"
        where.among(seq, sql, [asked.story, at, at], by)
    if asked.text:
        sql, values = backend.matching(asked.text)
        where.among(seq, f"SELECT seq FROM ({sql}) AS found", values, by)


def plain(backend: Backend, asked: Filter) -> Filter:
    """The same question without what restricts nothing and costs much: a day since which nothing became known, and a
    language that all reports are in."""
    if asked.as_of is not None:
        last = one(backend, "SELECT max(known) FROM reports")
        if last is not None and last > bound(asked.as_of):
            return asked
        asked = replace(asked, as_of=None)
    if asked.language is None:
        return asked
    sql = f"SELECT 1 FROM tallies WHERE kind = 'reports' AND number > 0 AND NOT name {LIKE} LIMIT 1"
    others = backend.rows(sql, (f"{literally(asked.language)} %",))
    return asked if others else replace(asked, language=None)


def about_events(backend: Backend, asked: Filter) -> Where:
    """The conditions on the event `e`.

    Raises:
        BadFilter: a name that no actor of the record has.
    """
    where = Where()
    valid(where, asked.as_of, "e", by="events_known")
    where.within("e.type", [one.upper() for one in asked.type], by="events_type")
    where.within("e.status", asked.status, by="events_status")
    if asked.cameo:
        where.add(
            "(" + " OR ".join("(e.cameo >= ? AND e.cameo < ?)" for _ in asked.cameo) + ")",
            *(edge for code in asked.cameo for edge in (code, code + "~")),
        )
    if asked.actor:
        keys = [key for name in asked.actor for key in actor_keys(backend, name)]
        where.among("e.n", f"SELECT n FROM event_actors WHERE actor IN ({marks(keys)})", keys, "")
    if asked.dyad:
        _dyad(backend, asked, where)
    if asked.place:
        if _CODE.fullmatch(asked.place):
            where.add("e.country = ?", asked.place, by="events_country")
        else:
            where.among("e.n", "SELECT n FROM events WHERE lower(place) = lower(?)", [asked.place], "")
    if asked.box:
        west, south, east, north = asked.box
        where.add("e.lat BETWEEN ? AND ?", south, north, by="events_box")
        if west <= east:
            where.add("e.lon BETWEEN ? AND ?", west, east)
        else:  # across the 180th meridian
            where.add("(e.lon >= ? OR e.lon <= ?)", west, east)
    if asked.first or asked.last:
        where.add("e.day BETWEEN ? AND ?", asked.first or "", asked.last or STILL, by="events_day")
    if asked.least > 0:
        where.add("e.confidence >= ?", asked.least)
    about_reports(backend, asked, where, "e.seq", by="events_report")
    return where


def _dyad(backend: Backend, asked: Filter, where: Where) -> None:
    assert asked.dyad is not None
    one, other = (actor_keys(backend, name) for name in asked.dyad)
    ways = [(one, other)] if asked.directed else [(one, other), (other, one)]
    sql = " UNION ALL ".join(
        "SELECT n FROM (SELECT n FROM event_actors"
        f" WHERE role = 's' AND actor IN ({marks(left)}) INTERSECT SELECT n FROM event_actors"
        f" WHERE role = 't' AND actor IN ({marks(right)})) AS met"
        for left, right in ways
    )
    bounds = [(f"SELECT n FROM event_actors WHERE actor IN ({marks(keys)})", keys) for keys in (one, other)]
    where.among("e.n", sql, [key for left, right in ways for key in (*left, *right)], "", bounds)


def literally(name: str) -> str:
    """A name for `LIKE`, none of whose signs stands for any other."""
    return re.sub(r"[\\%_]", r"\\\g<0>", name)


def actor_keys(backend: Backend, name: str) -> list[str]:
    """The codes or entities that an actor's name stands for: a code and an entity for themselves.

    Raises:
        BadFilter: no actor of the record is called so.
    """
    if _CODE.fullmatch(name) or _ENTITY.fullmatch(name):
        return [name]
    found = backend.rows(
        f"SELECT entity FROM actor_totals WHERE lower(name) = lower(?) OR lower(name) {LIKE} ORDER BY entity",
        (name, f"% {literally(name)}".lower()),
    )
    if not found:
        raise BadFilter(
            f"no actor called {name!r} in the record",
            hint="Give a code such as UKR, a full name, or look with `dragoman actors`",
        )
    return [row[0] for row in found]
