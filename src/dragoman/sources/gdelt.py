"""GDELT 2.0's published files as a finder of addresses: the lists, and the events and documents that they list.

Every 15 minutes three files appear: events (`.export.CSV.zip`), mentions, and documents (`.gkg.csv.zip`), each a zip
of one tab-separated table without a header. The lists `lastupdate.txt` and `masterfilelist.txt` name them, one a line:
size in bytes, MD5, address. Formats: GDELT Event Codebook V2.0 and Global Knowledge Graph Codebook V2.1 (19 February
2015); the documents' last column as the GDELT blog describes it ("New GKG 2.0 Article Metadata Fields").
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import IO, BinaryIO, cast

import msgspec

from dragoman.errors import BadAnswer, DragomanError, TooLarge
from dragoman.net import Client
from dragoman.records import Failure

from .found import Found, iso_moment, tidy
from .rows import iso_date

HOST = "http://data.gdeltproject.org/gdeltv2/"
LATEST = f"{HOST}lastupdate.txt"
"""The files of the last 15 minutes, of reports in English."""
EVERY = f"{HOST}masterfilelist.txt"
"""The files since 18 February 2015; more than 100 MB."""

MAX_LIST = 1_000_000_000
MAX_ZIP = 200_000_000
MAX_TABLE = 1_000_000_000
"""Bytes of a list, of a zip file, and of the table in it; a file of documents has about 15 MB and 100 MB."""

_MAX_LINE = 4_000_000
_MAX_LINES = 1_000_000  # fifty times those of a file of documents
_LISTED = re.compile(
    r"(\d{1,12})\s+([0-9a-fA-F]{32})\s+(https?://\S{1,500}/(\d{14})\.(?:translation\.)?(export|mentions|gkg)\.csv\.zip)",
    re.I,
)
_TITLE = re.compile(r"<PAGE_TITLE>(.{1,1000}?)</PAGE_TITLE>")
_PUBLISHED = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{14})</PAGE_PRECISEPUBTIMESTAMP>")
_EVENT_COLUMNS, _ADDED, _SOURCE_URL = 61, 59, 60
_GKG_COLUMNS, _DATE, _COLLECTION, _SOURCE, _DOCUMENT, _EXTRAS = 27, 1, 2, 3, 4, 26
_WEB = "1"  # the collection whose documents are named by their addresses
_HINT = "Fetch it again; what was read before it stays"


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A file that a list names: `kind` is "export", "mentions" or "gkg"; `moment` is ISO 8601, in UTC."""

    size: int
    md5: str
    url: str
    kind: str
    moment: str


def listed(lines: Iterable[str]) -> Iterator[Listed]:
    """The files that the lines of a list name; lines of another form are passed over."""
    for line in lines:
        match = _LISTED.fullmatch(line.strip())
        moment = iso_moment(match[4]) if match else None
        if match and moment:
            yield Listed(size=int(match[1]), md5=match[2].lower(), url=match[3], kind=match[5].lower(), moment=moment)


def files(
    client: Client, address: str = LATEST, *, since: str | None = None, until: str | None = None
) -> Iterator[Listed]:
    """The files that a list on the web names.

    Args:
        client: asks for it.
        address: of the list.
        since, until: moments (ISO 8601); files of before the one, and of the other or after it, are left out. A day
            stands for its start, and what has no offset is in UTC.

    Raises:
        BadDate: `since` or `until` is no moment.
        Unreachable, BadAnswer, TooLarge, Forbidden: see `Client.get`.
    """
    first, end = _utc(since), _utc(until)
    with tempfile.TemporaryFile() as stream:
        client.get(address, into=stream, limit=MAX_LIST)
        stream.seek(0)
        for entry in listed(line.decode("ascii", errors="replace") for line in _lines(stream)):
            at = datetime.fromisoformat(entry.moment)
            if (first is None or at >= first) and (end is None or at < end):
                yield entry


def found(
    client: Client, entries: Iterable[Listed], *, kinds: Sequence[str] = ("export",)
) -> Iterator[Found | Failure]:
    """The addresses in files that a list names, each once, in their order; a file that cannot be had is a Failure.

    Args:
        client: asks for them.
        entries: the files.
        kinds: those wanted, of "export" (addresses of reports with events) and "gkg" (addresses of all documents, with
            titles and, for most, the publisher's date).
    """
    seen: set[str] = set()
    for entry in entries:
        if entry.kind not in kinds:
            continue
        try:
            with tempfile.TemporaryFile() as stream:
                client.get(entry.url, into=stream, limit=min(entry.size, MAX_ZIP))
                _check(stream, entry)
                for item in from_zip(stream, entry.kind, path=entry.url):
                    if item.url not in seen:
                        seen.add(item.url)
                        yield item
        except DragomanError as error:
            yield Failure.of(error)


def from_zip(stream: BinaryIO, kind: str, *, path: str, limit: int = MAX_TABLE) -> Iterator[Found]:
    """The addresses in the one table of a zip file, read as it is decompressed.

    Raises:
        BadAnswer: no zip file of one table, or a damaged one.
        TooLarge: a table over the limit.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            if len(names) != 1:
                raise BadAnswer(f"a zip file of {len(names)} files, not of one table", path=path, hint=_HINT)
            with archive.open(names[0]) as table, io.BufferedReader(cast("io.RawIOBase", table), 1 << 20) as buffered:
                size = 0
                for number, raw in enumerate(_lines(buffered)):
                    size += len(raw)
                    if size > limit or number > _MAX_LINES:
                        what = f"a table of more than {limit:,} bytes or {_MAX_LINES:,} lines"
                        raise TooLarge(what, path=path, hint=_HINT)
                    item = from_line(raw.decode("utf-8", errors="replace"), kind)
                    if item is not None:
                        yield item
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise BadAnswer(
            f"no whole zip file: {str(error)[:200] or type(error).__name__}", path=path, hint=_HINT
        ) from error


def from_line(line: str, kind: str) -> Found | None:
    """The address in a line of a table ("export" or "gkg"); None for a line without one of the web."""
    cells = line.rstrip("\r\n").split("\t")
    if kind == "export":
        return _event(cells) if len(cells) == _EVENT_COLUMNS else None
    return _document(cells) if kind == "gkg" and len(cells) == _GKG_COLUMNS else None


def _event(cells: list[str]) -> Found | None:
    url = tidy(cells[_SOURCE_URL])
    return Found(url=url, seen=iso_moment(cells[_ADDED])) if url else None


def _document(cells: list[str]) -> Found | None:
    url = tidy(cells[_DOCUMENT]) if cells[_COLLECTION] == _WEB else None
    if url is None:
        return None
    title, published = _TITLE.search(cells[_EXTRAS]), _PUBLISHED.search(cells[_EXTRAS])
    seen = iso_moment(cells[_DATE])
    stated = iso_moment(published[1]) if published else None
    return Found(
        url=url,
        title=(" ".join(html.unescape(title[1]).split()) or None) if title else None,
        # No report was published after it was seen; a stamp that says so is the page's mistake.
        published=stated if stated and seen and stated <= seen else None,
        source=cells[_SOURCE].strip() or None,
        seen=seen,
    )


def _utc(moment: str | None) -> datetime | None:
    text = iso_date(moment)
    if text is None:
        return None
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _check(stream: BinaryIO, entry: Listed) -> None:
    stream.seek(0)
    hashed, size = hashlib.md5(usedforsecurity=False), 0
    while chunk := stream.read(1 << 20):
        hashed.update(chunk)
        size += len(chunk)
    digest = hashed.hexdigest()
    if (size, digest) != (entry.size, entry.md5):
        raise BadAnswer(
            f"{size:,} bytes with MD5 {digest}, where the list says {entry.size:,} with {entry.md5}",
            path=entry.url,
            hint=_HINT,
        )


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines; of one longer than any real one the rest is passed over."""
    while line := stream.readline(_MAX_LINE):
        whole = line
        while whole and not whole.endswith(b"\n") and len(whole) == _MAX_LINE:
            whole = stream.readline(_MAX_LINE)
        yield line
