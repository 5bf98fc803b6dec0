"""Lines of the kept record out: as JSON lines (all of each), or as one flat table in CSV or Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from dragoman.errors import MissingExtra, UnknownFormat
from dragoman.records import Event, Happening, Process, Round, Span, Statement, Story, to_json
from dragoman.store import ActorLine, Changed, EventLine, Found, Source, StatementLine

from .chances import BLANK, chance_rows
from .flat import Row, event_row, statement_row

LINE_FORMATS = ("jsonl", "csv", "parquet")
_FLOATS = frozenset({"goldstein", "score", "lat", "lon", "confidence"}) | {
    *("p", "low", "high", "base", "base_low", "base_high", "table", "previous", "brier", "log_score")
}
_INTS = frozenset(
    {"quad", "geonames_id", "reports", "independent", "mentions", "number", "events", "count", "days"}
) | {*("horizon_days", "base_n", "outcome")}
_TOLLS = ("killed", "injured", "detained", "displaced", "missing")
_BATCH = 5_000  # rows turned into a group of Parquet rows at a time


def write_lines(
    lines: Iterable[Any], stream: BinaryIO, format_: str, table: str, *, told: Callable[[], str] | None = None
) -> int:
    """Write lines of one kind; how many rows that made.

    Args:
        lines: what the record's questions give; taken one by one.
        stream: where the bytes go.
        format_: jsonl, csv or parquet.
        table: which table they are: a name in `TABLES`.
        told: gives the denominators in words, once the lines are through; kept in a Parquet file's metadata.

    Raises:
        UnknownFormat: no such format.
        MissingExtra: pyarrow, which Parquet needs, is not installed.
    """
    if format_ == "jsonl":
        count = 0
        for line in lines:
            stream.write((to_json(line) if isinstance(line, msgspec.Struct) else msgspec.json.encode(line)) + b"\n")
            count += 1
        return count
    make, blank = TABLES[table]
    columns = list(next(make(blank)))
    rows = (row for line in lines for row in make(line))
    if format_ == "csv":
        return _csv(rows, columns, stream)
    if format_ == "parquet":
        return _parquet(rows, columns, stream, told)
    raise UnknownFormat(f"no format {format_!r}", hint=f"Known: {', '.join(LINE_FORMATS)}")


def _csv(rows: Iterable[Row], columns: list[str], stream: BinaryIO) -> int:
    count = 0
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last one is the number of rows
        writer.writerow([row[column] for column in columns])
        if text.tell() > 1 << 20:
            stream.write(text.getvalue().encode("utf-8"))
            text.seek(0)
            text.truncate()
    stream.write(text.getvalue().encode("utf-8"))
    return count


def _parquet(rows: Iterable[Row], columns: list[str], stream: BinaryIO, told: Callable[[], str] | None) -> int:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra("Parquet files need pyarrow", hint="pip install 'dragoman[parquet]'") from error

    schema = pyarrow.schema([(column, _arrow(pyarrow, column)) for column in columns])
    count, some = 0, iter(rows)
    with pyarrow.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := [row for row, _ in zip(some, range(_BATCH), strict=False)]:
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
            count += len(batch)
        if told is not None:
            writer.add_key_value_metadata({"dragoman.coverage": told()})
    return count


def _arrow(pyarrow: Any, column: str) -> Any:
    if column in _FLOATS:
        return pyarrow.float64()
    if column == "reciprocal":
        return pyarrow.bool_()
    if column in _INTS or column.endswith(("_min", "_max", "_start", "_end")):
        return pyarrow.int64()
    return pyarrow.string()


# ---------------------------------------------------------------- rows


def _report(source: Source) -> Row:
    return {
        "report": source.id,
        "title": source.title,
        "published": source.published,
        "outlet": source.source,
        "url": source.url,
        "known": source.known,
        "story": source.story,
    }


def _events(line: EventLine) -> Iterator[Row]:
    yield _report(line.report) | {"happening": line.happening} | event_row(line.event)


def _statements(line: StatementLine) -> Iterator[Row]:
    yield _report(line.report) | statement_row(line.statement)


def _actors(line: ActorLine) -> Iterator[Row]:
    yield {**msgspec.structs.asdict(line), "sectors": " ".join(line.sectors)}


def _found(line: Found) -> Iterator[Row]:
    yield _report(line.report) | {"around": line.around}


def _stories(story: Story) -> Iterator[Row]:
    yield {
        "story": story.id,
        "title": story.title,
        "first": story.first,
        "last": story.last,
        "reports": len(story.reports),
        "independent": story.independent,
        "report_ids": "; ".join(story.reports),
        "copies": "; ".join(" ".join(group) for group in story.copies),
    }


def _happenings(happening: Happening) -> Iterator[Row]:
    shown = happening.shown
    place = shown.get("place") or {}
    row: Row = {
        "happening": happening.id,
        "type": happening.type,
        "mode": shown.get("mode"),
        "cameo": shown.get("cameo"),
        "status": shown.get("status"),
        "first": shown.get("first"),
        "last": shown.get("last"),
        **_side("source", shown.get("sources") or []),
        **_side("target", shown.get("targets") or []),
        **{f"place{end}": place.get(key) for end, key in (("", "name"), ("_kind", "kind"), ("_country", "country"))},
        "lat": place.get("lat"),
        "lon": place.get("lon"),
    }
    for kind in _TOLLS:
        toll = shown.get(kind) or {}
        row |= {f"{kind}_min": toll.get("min"), f"{kind}_max": toll.get("max")}
    values = {name: [_given(one.value, one.evidence) for one in happening.fields[name]] for name in happening.disagree}
    return iter(
        [
            row
            | {
                "reports": happening.reports,
                "independent": happening.independent,
                "report_ids": "; ".join(dict.fromkeys(told.report for told in happening.evidence)),
                "disagree": "; ".join(happening.disagree),
                "values": msgspec.json.encode(values).decode() if values else None,
            }
        ]
    )


def _given(value: Any, evidence: Iterable[Any]) -> dict[str, Any]:
    return {"value": value, "reports": list(dict.fromkeys(told.report for told in evidence))}


def _side(role: str, actors: list[dict[str, Any]]) -> Row:
    return {
        role: "; ".join(actor["name"] for actor in actors),
        f"{role}_code": "; ".join(actor["code"] or "" for actor in actors),
        f"{role}_entity": "; ".join(actor["entity"] for actor in actors),
    }


def _rounds(process: Process) -> Iterator[Row]:
    """A row a round: the state of each, with its process."""
    for one in process.rounds:
        yield {
            "process": process.id,
            "parties": "; ".join(process.parties),
            "round": one.id,
            "number": one.number,
            "stage": one.stage,
            "first": one.first,
            "last": one.last,
            "venue": one.venue,
            "earlier_venues": "; ".join(one.earlier_venues),
            "mediators": "; ".join(one.mediators),
            "hosts": "; ".join(one.hosts),
            "format": one.format,
            "level": one.level,
            "leaders": "; ".join(f"{seat.party}: {seat.leader}" for seat in one.delegations if seat.leader),
            "demands": _positions(one, "demand"),
            "offers": _positions(one, "offer"),
            "refusals": _positions(one, "refusal"),
            "agenda": "; ".join(one.agenda),
            "documents": "; ".join(one.documents),
            "outcome": one.outcome,
            "reports": len({told.report for evidence in one.evidence.values() for told in evidence}),
        }


def _positions(one: Round, kind: str) -> str:
    return "; ".join(f"{taken.party}: {taken.issue}" for taken in one.positions if taken.kind == kind)


def _changed(changed: Changed) -> Iterator[Row]:
    """A row an event that differs, as it is after, or was before it was left out."""
    fields = {name: {"before": was, "after": now} for name, (was, now) in changed.fields.items()}
    yield {
        "report": changed.report,
        "kind": changed.kind,
        "changed": msgspec.json.encode(fields).decode() if fields else None,
        **event_row(changed.event),
    }


def _plain(line: dict[str, Any]) -> Iterator[Row]:
    """What is flat already, but for lists and objects, which become JSON."""
    yield {
        key: msgspec.json.encode(value).decode() if isinstance(value, (list, dict)) else value
        for key, value in line.items()
    }


_AT = Span(start=0, end=0, text="")
_SOURCE = Source(id="", known="")
_EVENT = Event(id="", type="", quad=1, status="happened", trigger=_AT, sentence=_AT, confidence=0.0)
_STATEMENT = Statement(id="", content=_AT, kind="direct", sentence=_AT)

TABLES: dict[str, tuple[Callable[[Any], Iterator[Row]], Any]] = {
    "events": (_events, EventLine(report=_SOURCE, happening=None, event=_EVENT)),
    "statements": (_statements, StatementLine(report=_SOURCE, statement=_STATEMENT)),
    "actors": (_actors, ActorLine(entity="", name="", code=None, sectors=[], reports=0, mentions=0)),
    "stories": (_stories, Story(id="", reports=[])),
    "timeline": (_happenings, Happening(id="", type="", evidence=[])),
    "talks": (_rounds, Process(id="", parties=[], rounds=[Round(id="", parties=[])])),
    "search": (_found, Found(report=_SOURCE, around="")),
    "changes": (_plain, {"at": "", "kind": "", "subject": "", "detail": ""}),
    "diff": (_changed, Changed(report="", kind="", trigger="", event=_EVENT)),
    "chances": (lambda chance: chance_rows([chance]), BLANK),
    "stats": (_plain, {"group": "", "name": "", "count": 0}),
}
"""For each kind of line what makes its rows, and a line with nothing in it, which has the columns."""
