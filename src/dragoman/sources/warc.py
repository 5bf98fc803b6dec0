"""Web archives (WARC, ISO 28500): their pages as reports, one record at a time; what is damaged is passed over."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import BadAnswer, BadMarkup, BadRow, DragomanError, TooLarge
from dragoman.net import decompressed, known_encoding
from dragoman.records import Failure, Report

from .decode import MAX_BYTES, refusals
from .found import Found, iso_moment, tidy
from .pages import KINDS, from_page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_GZIP = b"\x1f\x8b\x08"
_RECORD = b"WARC/1."
_CHUNK = 1 << 20
_HINT = "The rest of the archive was read"


def read_warc(path: Path) -> Iterator[Report | Failure]:
    """The reports in a web archive, compressed or not: answers with status 200 that are HTML or plain text.

    Their ids are the pages' addresses and their dates the pages' own, else the day of the record. A record that is
    damaged or no report is a Failure in its place. After damage the next whole record is looked for; one Failure tells
    of each damaged stretch. An archive compressed as a whole, not record by record, ends where its damage begins.

    Raises:
        MissingInput, UnreadableInput, BadRow: no such file, or no record in it.
    """
    with refusals(path):
        stream = path.open("rb")
    with stream:
        mark = _GZIP if stream.read(3) == _GZIP else _RECORD
        at, any_record = 0, False
        lost: Failure | None = None  # told when the next whole record, or the end, shows that there was one before it
        while True:
            last = -1
            try:
                for record in _records(stream, at):
                    any_record, last = True, record.stream_pos
                    if lost is not None:
                        yield lost
                        lost = None
                    item = _item(record, str(path), last)
                    if item is not None:
                        yield item
                if mark == _GZIP and _cut_after(stream, max(last, at), told=last >= 0):
                    raise OSError("the last record is cut short")
                break
            except OSError as error:
                lost = lost or _lost(str(path), max(last, at), error)
                start = _next(stream, mark, (last if last >= 0 else at) + 1)
                if start is None:
                    break
                at = start
        if not any_record:
            raise BadRow("no WARC record in it", path=str(path), hint="Check that it is a web archive")
        if lost is not None:
            yield lost


def _lost(path: str, at: int, error: OSError) -> Failure:
    return Failure.of(BadRow(f"damaged after byte {at}: {str(error)[:200]}", path=path, hint=_HINT))


def _records(stream: BinaryIO, at: int) -> Iterator[WarcRecord]:
    """The answers from a place in the file on.

    Raises:
        OSError: what comes next is no record.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream.seek(at)
    # Contents are decompressed here, within limits; the module would do it without.
    for record in ArchiveIterator(
        stream, record_types=WarcRecordType.any_type, parse_http=True, auto_decode="none", fsspec_args=False
    ):
        if record.headers.get("WARC-Type") is None:
            raise OSError("a record cut short in its headers")
        yield record


def _next(stream: BinaryIO, mark: bytes, at: int) -> int | None:
    """Where a record may begin, from a place in the file on."""
    stream.seek(at)
    tail = b""
    while chunk := stream.read(_CHUNK):
        found = (tail + chunk).find(mark)
        if found >= 0:
            return at - len(tail) + found
        at += len(chunk)
        tail = (tail + chunk)[-len(mark) + 1 :]
    return None


def _cut_after(stream: BinaryIO, at: int, told: bool) -> bool:
    """Whether the compressed records from a place on end in one that is cut short, which a reader of streams cannot
    tell from the end; of the first of them it is not asked when what it lacks has been told."""
    stream.seek(at)
    unpacking, members, begun = zlib.decompressobj(zlib.MAX_WBITS | 16), 0, False
    while chunk := stream.read(_CHUNK):
        while chunk:
            begun = True
            try:
                unpacking.decompress(chunk, _CHUNK)
            except zlib.error:
                return True
            if unpacking.eof:
                chunk, members, begun = unpacking.unused_data, members + 1, False
                unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
            else:
                chunk = unpacking.unconsumed_tail
    return begun and (members > 0 or not told)


def _item(record: WarcRecord, path: str, at: int) -> Report | Failure | None:
    """The report in a record; None for a record of another kind, or of a page that was none."""
    from fastwarc.warc import WarcRecordType

    if record.record_type != WarcRecordType.response:
        return None
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    try:
        return _report(record, address, path, at)
    except DragomanError as error:
        told = type(error)(error.what, path=path, field=f"byte {at}, {address[:300]}", hint=error.hint)
        return Failure.of(told, tidy(address) or address[:300] or None)


def _report(record: WarcRecord, address: str, path: str, at: int) -> Report | None:
    http = record.http_headers
    if http is None or http.status_code is None:
        raise BadRow("an answer without HTTP headers", path=path, hint=_HINT)
    kind = (record.http_content_type or "").strip().lower()
    if http.status_code != 200 or kind not in KINDS or tidy(address) is None:
        return None
    size = record.content_length
    if size > MAX_BYTES:
        raise TooLarge(f"a page of {size:,} bytes, the limit is {MAX_BYTES:,}", path=path, hint=_HINT)
    raw = record.reader.read(size)
    if len(raw) < size:
        raise BadRow(f"cut short: {len(raw):,} of {size:,} bytes", path=path, hint=_HINT)
    headers = {name.lower(): value for name, value in http.astuples()}
    if "chunked" in headers.get("transfer-encoding", "").lower():
        raw = _unchunked(raw)
    raw = _decompressed(raw, headers.get("content-encoding", ""), path)
    charset = known_encoding(record.http_charset) if record.http_charset else None
    found = Found(url=address, seen=iso_moment(record.headers.get("WARC-Date")))
    return from_page(raw, address, kind=kind, charset=charset, found=found)


def _unchunked(raw: bytes) -> bytes:
    """A body without the sizes of its chunks; as it is where it has none, since many archives keep only the header."""
    from fastwarc.stream_io import ChunkedReader

    try:
        return ChunkedReader(io.BytesIO(raw)).read(len(raw)) or raw
    except OSError:
        return raw


def _decompressed(raw: bytes, codings: str, path: str) -> bytes:
    """A body decompressed; as it is where it is no compressed one, since many archives keep only the header."""
    try:
        return decompressed(raw, codings, MAX_BYTES)
    except BadAnswer as error:
        if b"<" in raw[:1000] and b"\x00" not in raw[:4096]:
            return raw
        raise BadMarkup("a compressed page that cannot be decompressed", path=path, hint=_HINT) from error
