"""A folder watched: which of its files are new or have changed since it was last looked at."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path

import msgspec

from .decode import refusals

SETTLE = 2.0
"""Seconds without change after which a file counts as written to its end."""


class Look(msgspec.Struct, frozen=True):
    """A file as it was when it was looked at.

    Attributes:
        size: bytes.
        changed: modification time, in nanoseconds since 1970.
        since: when it was first seen with this size and time, in seconds since 1970.
        digest: SHA-256 of what it held when it was last given to be read; "" when it never was.
        settled: whether it has been given as it is.
    """

    size: int
    changed: int
    since: float
    digest: str = ""
    settled: bool = False


def new_files(
    folder: Path,
    seen: MutableMapping[str, Look],
    *,
    settle: float = SETTLE,
    wanted: Callable[[Path], bool] = lambda path: True,
    clock: Callable[[], float] = time.time,
) -> Iterator[Path]:
    """The files of a folder and those below it that are new or hold something else, in the order of their names.

    Hidden files and folders and links are left alone, so that nothing outside the folder is read. A file is given
    when its size and modification time have stood still for `settle` seconds; a file only touched is not given again.

    Args:
        folder: the folder.
        seen: what is known of its files, by path below it. It is brought up to date on the way: a file counts as seen
            once the next one is asked for, so that one whose reading is broken off comes again. It may be kept.
        settle: seconds.
        wanted: whether a file is to be given at all.
        clock: seconds since 1970.

    Raises:
        MissingInput, UnreadableInput: the folder is gone or cannot be read; `seen` is left as it was.
    """
    with refusals(folder):
        os.scandir(folder).close()
    present: set[str] = set()
    for path in _files(folder):
        if not wanted(path):
            continue
        name = path.relative_to(folder).as_posix()
        present.add(name)
        now, known = clock(), seen.get(name)
        look = _look(path, known, now)
        if look is None or look.settled:
            continue
        if not _still(look, now, settle):
            seen[name] = look
            continue
        digest = _digest(path)
        if digest is None or _look(path, look, now) != look:
            continue  # gone, or written to while it was read: another time
        if digest != look.digest:
            yield path
        seen[name] = msgspec.structs.replace(look, digest=digest, settled=True)
    for name in [name for name in seen if name not in present]:
        del seen[name]


def _files(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return  # gone since, or not for us to read
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def _look(path: Path, known: Look | None, now: float) -> Look | None:
    """The file as it is now; with what is known of it when it has not changed."""
    try:
        state = path.stat(follow_symlinks=False)
    except OSError:
        return None
    if known is not None and (known.size, known.changed) == (state.st_size, state.st_mtime_ns):
        return known
    return Look(state.st_size, state.st_mtime_ns, now, known.digest if known else "")


def _still(look: Look, now: float, settle: float) -> bool:
    """By the file's own time, or, where the clocks of two machines disagree, by how long it has been seen so."""
    return 0 <= now - look.changed / 1e9 >= settle or now - look.since >= settle


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
