"""Published tables into the folder of kept ones: asked for by the one HTTP client, or copied from a folder.

A table is kept when all of it has come, has the columns that the readers need and ends with a whole row; else the one
that was there stays, and nothing is left of the new one.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from dragoman.errors import MissingInput, UnreadableInput, UsageError
from dragoman.net import Answer, Client, Manners, without_secrets

from .catalogue import Table, catalogue
from .forms import to_csv
from .keeping import LOCAL, Kept, Seen, intact, kept, look, note, put

UNSTATED = "unstated"
"""The version of a table whose address or name tells none."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a table: `change` is "new", "changed" (other bytes than before) or "unchanged"."""

    kept: Kept
    change: str


def manners(private: tuple[str, ...] = ()) -> Manners:
    """How publishers are asked: with the patience that large files need."""
    return Manners(timeout=60.0, whole=1800.0, private=private)


def now() -> str:
    """This moment in UTC, to the second: the one place of this room where a clock is read."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def fetch(
    table: Table,
    folder: Path,
    client: Client,
    *,
    address: str | None = None,
    version: str | None = None,
    clock: Callable[[], str] = now,
) -> Done:
    """Asks for a table and keeps it; one that is there unharmed is asked for only if it has changed since.

    Args:
        table: which; a monthly one with its month (`Table.of`).
        folder: where tables are kept; made when it is not there.
        client: asks.
        address: where it is published, when not where the catalogue says.
        version: what its publisher calls it there.
        clock: the moment that is written down.

    Raises:
        UsageError: it is published nowhere as a file.
        Forbidden, Unreachable, BadAnswer, TooLarge: see `Client.get`; or what came is no table.
        BadTable: its columns are not those that are needed.
        UnwritableOutput: it cannot be kept.
    """
    source = address or table.address
    if not source:
        raise UsageError(
            f"{table.key} is published nowhere as a file that can be asked for",
            hint=f"Get it by way of {table.page}, save it as {table.file} and give its folder with --from",
        )
    told, stated = without_secrets(source), version or (UNSTATED if address else table.version)
    before = kept(folder).get(table.file)
    same = before if before and (before.address, before.version) == (told, stated) and intact(folder, before) else None
    with tempfile.TemporaryFile() as sent:
        answer = client.get(
            source,
            etag=same.etag if same else None,
            last_modified=same.last_modified if same else None,
            limit=table.limit,
            into=sent,
        )
        if same and answer.unchanged:
            return Done(kept=same, change="unchanged")
        return _keep(table, folder, sent, told, stated, clock(), answer)


def take(table: Table, source: Path, folder: Path, *, clock: Callable[[], str] = now) -> Done:
    """Keeps a copy of a table that lies in a folder, under the name of the kept or of the published file.

    Raises:
        MissingInput: it lies under neither.
        UnreadableInput: the system refuses it.
        BadAnswer, BadTable, TooLarge, UnwritableOutput: see `fetch`.
    """
    path = found(table, source)
    if path is None:
        names = " nor ".join(name for name in (table.file, table.published) if name)
        raise MissingInput(f"neither {names}" if " nor " in names else f"no {names}", path=str(source))
    version = table.version if path.name != table.file else UNSTATED
    try:
        sent = path.open("rb")
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error), path=str(path), hint="Check the path") from error
    with sent:
        return _keep(table, folder, sent, LOCAL, version, clock(), None, str(path))


def found(table: Table, source: Path) -> Path | None:
    """The file of a folder that holds a table; None when there is none."""
    for name in (table.file, table.published):
        if name and (source / name).is_file():
            return source / name
    return None


def lying(source: Path) -> list[Table]:
    """The tables that lie in a folder, monthly ones by the names they are kept under."""
    there = []
    for table in catalogue():
        if not table.monthly:
            there += [table] if found(table, source) else []
            continue
        before, after = table.file.split("{year}-{mm}")
        name = re.compile(re.escape(before) + r"(\d{4}-(?:0[1-9]|1[0-2]))" + re.escape(after))
        months = [match[1] for path in source.glob(f"{before}*{after}") if (match := name.fullmatch(path.name))]
        there += [table.of(month) for month in sorted(months)]
    return there


def _keep(
    table: Table,
    folder: Path,
    sent: BinaryIO,
    address: str,
    version: str,
    moment: str,
    answer: Answer | None,
    path: str | None = None,
) -> Done:
    before = kept(folder).get(table.file)
    with put(folder / table.file) as stream:
        to_csv(sent, stream, table.rename, path=path or address, limit=table.limit)
        seen: Seen = look(stream, table, path or address)
    entry = Kept(
        key=table.key,
        file=table.file,
        version=version,
        address=address,
        fetched=moment,
        sha256=seen.sha256,
        bytes=seen.bytes,
        rows=seen.rows,
        licence=table.licence,
        etag=answer.etag if answer else None,
        last_modified=answer.last_modified if answer else None,
    )
    note(folder, entry)
    change = "new" if before is None else "unchanged" if before.sha256 == seen.sha256 else "changed"
    return Done(kept=entry, change=change)
