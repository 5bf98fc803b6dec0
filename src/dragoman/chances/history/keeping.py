"""The folder of kept tables, and its manifest: what each is, where it came from, when, and its hash.

The manifest is one file, manifest.json, written whole or not at all. A table comes before its line in the manifest, so
that whatever is cut off in between is told by `verify`.
"""

from __future__ import annotations

import csv
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from dragoman.codebooks.own import home
from dragoman.errors import BadAnswer, BadTable, MissingInput, UnreadableInput, UnwritableOutput

from .catalogue import Table, catalogue

FOLDER = "DRAGOMAN_HISTORY"
"""The environment's variable that names the folder."""
MANIFEST = "manifest.json"
LOCAL = "local"
"""The address of a table that was copied from a folder."""

_FORMAT = 1
_PIECE = 1 << 20


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A kept table: `file` is its name in the folder, `fetched` a moment in UTC, `address` "local" for a copy.

    `etag` and `last_modified` are what its server gave, to ask later whether it has changed.
    """

    key: str
    file: str
    version: str
    address: str
    fetched: str
    sha256: str
    bytes: int
    rows: int
    licence: str
    etag: str | None = None
    last_modified: str | None = None


class _Manifest(msgspec.Struct, kw_only=True):
    tables: list[Kept]
    format: int = _FORMAT


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What `verify` found of a table: `fault` is "" when it is as it was kept, and `what` says it in words."""

    file: str
    fault: str
    what: str


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it lies there."""

    sha256: str
    bytes: int
    rows: int


def folder_of(given: str | Path | None = None) -> Path:
    """The folder of kept tables: the one given, else that of $DRAGOMAN_HISTORY, else "history" in the user's data."""
    return Path(given or os.environ.get(FOLDER) or home() / "history")


def kept(folder: Path) -> dict[str, Kept]:
    """What the manifest of a folder tells, by file; nothing where there is none.

    Raises:
        UnreadableInput: the system refuses it.
        BadTable: it is no manifest of ours.
    """
    path = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=_Manifest)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error), path=str(path), hint="Check the path") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        hint = "Remove it and fetch the tables again"
        raise BadTable(f"no manifest of tables: {error}", path=str(path), hint=hint) from error
    if manifest.format != _FORMAT or any(Path(one.file).name != one.file for one in manifest.tables):
        hint = "Use the Dragoman that wrote it, or remove it and fetch the tables again"
        raise BadTable("no manifest that this Dragoman reads", path=str(path), hint=hint)
    return {one.file: one for one in manifest.tables}


def note(folder: Path, entry: Kept) -> None:
    """Puts a table into the manifest, in place of an earlier one of the same file.

    Raises:
        UnreadableInput, BadTable: see `kept`.
        UnwritableOutput: the manifest cannot be written; the one before stays.
    """
    tables = {**kept(folder), entry.file: entry}
    manifest = _Manifest(tables=[tables[file] for file in sorted(tables)])
    with put(folder / MANIFEST) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")


@contextmanager
def put(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at the end; nothing is left if the block fails. It can be read back.

    Raises:
        UnwritableOutput: the folder cannot be made or written to, or is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "w+b") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            part.chmod(0o644)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableOutput(
            error.strerror or str(error),
            path=str(path),
            hint="Check that you may write there and that the disk has room, or name another folder with --folder",
        ) from error


def look(stream: BinaryIO, table: Table, path: str) -> Seen:
    """Hash, size and rows of a table in CSV; that its columns are there and that it does not end within a row.

    Raises:
        BadTable: a column is missing, it has no row, or it is no table.
        BadAnswer: its last row ends early.
    """
    stream.seek(0)
    watched = _Watched(stream)
    rows, last, header = 0, 0, list[str]()
    lines = csv.reader(watched.lines())
    try:
        header = [name.removeprefix("\ufeff") for name in next(lines, [])]
        for row in lines:
            if row:
                rows, last = rows + 1, len(row)
    except csv.Error as error:
        raise BadTable(f"no table: {error}", path=path, line=lines.line_num, hint=_hint(table)) from error
    missing = [name for name in table.columns if name not in header]
    if missing:
        what = f"it has no column {', '.join(missing)}; its columns are {', '.join(header)[:300] or 'none'}"
        raise BadTable(what, path=path, line=1, hint=_hint(table))
    if not rows:
        raise BadTable("it has no row", path=path, hint=_hint(table))
    if last < len(header):
        what = f"its last row has {last} cells of {len(header)}: it was cut off"
        raise BadAnswer(what, path=path, line=lines.line_num, hint="Fetch it again")
    return Seen(sha256=watched.hash.hexdigest(), bytes=watched.size, rows=rows)


class _Watched:
    """Lines of a stream, hashed and counted as they are read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.hash, self.size = stream, hashlib.sha256(), 0

    def lines(self) -> Iterator[str]:
        first = True
        while raw := self._stream.readline(_PIECE):
            self.hash.update(raw)
            self.size += len(raw)
            # The names that are looked for are ASCII; Latin-1 reads the rest without a stumble, whatever it is in.
            yield (raw.removeprefix(b"\xef\xbb\xbf") if first else raw).decode("latin-1")
            first = False


def verify(folder: Path) -> list[Finding]:
    """Whether each table of a folder is as it was kept, by file.

    Faults: "missing", "changed" (another hash than the manifest's), "columns" (it is no longer the table that the
    readers expect), "unlisted" (a table of the catalogue that the manifest does not tell of).

    Raises:
        MissingInput: no table is kept there.
        UnreadableInput, BadTable: see `kept`; or a table that the system refuses.
    """
    listed = kept(folder)
    by_key = {table.key: table for table in catalogue()}
    found = [_verified(folder, one, by_key.get(one.key)) for one in listed.values()]
    for table in catalogue():
        pattern = table.file.format(year="????", mm="??") if table.monthly else table.file
        for path in sorted(folder.glob(pattern)):
            if path.name not in listed:
                what = "the manifest does not tell where it came from; take it in with fetch --from"
                found.append(Finding(file=path.name, fault="unlisted", what=what))
    if not found:
        raise MissingInput(
            "no table is kept there", path=str(folder), hint="Fetch the tables with `dragoman history fetch`"
        )
    return sorted(found, key=lambda one: one.file)


def intact(folder: Path, one: Kept) -> bool:
    """Whether a kept table is there with the bytes it was kept with."""
    try:
        with (folder / one.file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == one.sha256
    except OSError:
        return False


def _verified(folder: Path, one: Kept, table: Table | None) -> Finding:
    path = folder / one.file
    if table is None:
        return Finding(file=one.file, fault="unlisted", what=f"no table of this Dragoman has the key {one.key!r}")
    if not path.exists():
        return Finding(file=one.file, fault="missing", what="it is not there any more; fetch it again")
    try:
        with path.open("rb") as stream:
            seen = look(stream, table, str(path))
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error), path=str(path), hint="Check the path") from error
    except (BadTable, BadAnswer) as error:
        return Finding(file=one.file, fault="columns", what=error.what)
    if seen.sha256 != one.sha256:
        what = f"{seen.rows:,} rows, {seen.bytes:,} bytes; it was kept with {one.rows:,} rows, {one.bytes:,} bytes"
        return Finding(file=one.file, fault="changed", what=what)
    return Finding(file=one.file, fault="", what=f"{seen.rows:,} rows, as it was kept on {one.fetched[:10]}")


def _hint(table: Table) -> str:
    return f"Is this the published file, {table.key} of version {table.version}? See {table.page}"
