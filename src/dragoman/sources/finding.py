"""Paths to reports: which source reads which kind of file, folders, and standard input."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from dragoman.errors import BadRow, DragomanError, EmptyInput, MissingInput, UnknownKind, UnreadableInput
from dragoman.records import Failure, Report

from .decode import MAX_BYTES, decode
from .html import from_html, read_html
from .plain import read_markdown, read_text
from .rows import iso_date, report_from
from .tables import csv_rows, jsonl_lines, read_csv, read_jsonl, read_parquet

Source = Callable[[Path], Iterator[Report | Failure]]


def _read_warc(path: Path) -> Iterator[Report | Failure]:
    from .warc import read_warc  # with it comes the client of the web, which no other kind of file needs

    yield from read_warc(path)


KINDS: dict[str, Source] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".htm": read_html,
    ".html": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".warc": _read_warc,
    ".warc.gz": _read_warc,
}
"""What reads a file, by the end of its name; an entry point in the group `dragoman.sources` adds one."""


def read_all(paths: Iterable[str | Path]) -> Iterator[Report | Failure]:
    """The reports in files, folders (walked in the order of names) and "-" (standard input), lazily.

    Whatever cannot be read comes as a Failure in its place, and the rest goes on.
    """
    for name in paths:
        try:
            yield from _stdin() if str(name) == "-" else _path(Path(name))
        except DragomanError as error:
            yield Failure.of(error)


def read_report(path: str | Path, *, published: str | None = None) -> Report:
    """The one report in a file, with `published` where the file does not say.

    Raises:
        InputError: it cannot be read, or is not exactly one report.
    """
    found = list(_two(_stdin() if str(path) == "-" else _path(Path(path))))
    if not found:
        raise EmptyInput("no report in it", path=str(path), hint="Give a file with a report")
    if len(found) > 1:
        raise BadRow(
            "more than one report in it", path=str(path), hint="Use dragoman.reports and dragoman.code for many"
        )
    report = found[0]
    if isinstance(report, Failure):
        raise BadRow(report.what, path=report.path, line=report.line, field=report.field, hint=report.hint)
    return with_date(report, published)


def with_date(report: Report, published: str | None) -> Report:
    """The report with a date, where it has none of its own.

    Raises:
        BadDate: `published` is not ISO 8601.
    """
    if published is None or report.published is not None:
        return report
    return msgspec.structs.replace(report, published=iso_date(published))


def _two(items: Iterator[Report | Failure]) -> Iterator[Report | Failure]:
    for number, item in enumerate(items):
        yield item
        if number:
            return


def _path(path: Path) -> Iterator[Report | Failure]:
    try:
        folder = path.is_dir()
    except (OSError, ValueError) as error:
        raise UnreadableInput(str(error), path=str(path), hint="Check the path") from error
    if folder:
        yield from _folder(path)
        return
    if not path.exists():
        raise MissingInput("no such file or folder", path=str(path), hint="Check the spelling")
    yield from _source(path)(path)


def readable(path: Path) -> bool:
    """Whether a source reads this kind of file, by its name."""
    return _kind(path, _kinds()) is not None


def _source(path: Path) -> Source:
    kinds = _kinds()
    source = _kind(path, kinds)
    if source is not None:
        return source
    if path.suffix == "" or path.name.lower() in {"readme", "report"}:
        return read_text
    raise UnknownKind(
        f"no source reads {path.suffix.lower()!r} files",
        path=str(path),
        hint=f"Known: {', '.join(sorted(kinds))}; or rename it to .txt",
    )


def _kind(path: Path, kinds: dict[str, Source]) -> Source | None:
    """By the last two suffixes (".warc.gz"), else by the last one."""
    ends = ("".join(path.suffixes[-2:]).lower(), path.suffix.lower())
    return next((kinds[end] for end in ends if end in kinds), None)


def _kinds() -> dict[str, Source]:
    from importlib.metadata import entry_points

    return {**KINDS, **{point.name: point.load() for point in entry_points(group="dragoman.sources")}}


def _folder(folder: Path) -> Iterator[Report | Failure]:
    """Every readable kind of file below a folder; links out of it and hidden files are left alone."""
    kinds = _kinds()
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UnreadableInput(
            error.strerror or str(error), path=str(folder), hint="Check that you may read it"
        ) from error
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        try:
            if entry.is_dir():
                yield from _folder(entry)
            elif (source := _kind(entry, kinds)) is not None:
                yield from source(entry)
        except DragomanError as error:
            yield Failure.of(error)


def _stdin() -> Iterator[Report | Failure]:
    """Standard input: JSON lines, HTML, CSV with a text column, or else the text of one report."""
    stream = sys.stdin.buffer
    head = stream.peek(4096)[:4096] if hasattr(stream, "peek") else b""
    start = head.lstrip().lower()
    if start.startswith(b'{"') or start.startswith(b"{ "):
        yield from jsonl_lines(stream, "-")
        return
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        from dragoman.errors import TooLarge

        raise TooLarge(
            f"more than {MAX_BYTES:,} bytes of one report", path="-", hint="Send JSON lines for many reports"
        )
    if start.startswith((b"<!doctype", b"<html")):
        yield from_html(raw, path="-")
        return
    text = decode(raw, path="-")
    first = text.split("\n", 1)[0].lower()
    if "text" in first.replace(";", ",").replace("\t", ",").strip().split(","):
        yield from csv_rows(io.StringIO(text, newline=""), "-")
        return
    yield report_from({"text": text}, path="-")
