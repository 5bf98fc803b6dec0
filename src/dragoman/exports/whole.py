"""Files written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import PipeClosed, UnwritableOutput


@contextmanager
def whole_file(path: str | Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file `path` at the end, or nothing does if the block fails.

    "-" is standard output; an existing device or pipe is written to directly.

    Raises:
        UnwritableOutput: the folder is missing, read-only or full.
        PipeClosed: standard output is a pipe that its reader has closed.
    """
    target = Path(path)
    try:
        if str(path) == "-":
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        elif target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
        else:
            yield from _beside(target.resolve())
    except BrokenPipeError as error:
        # The interpreter would complain once more when it closes stdout at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise PipeClosed("whoever read the output has closed the pipe", path=str(path)) from error
    except OSError as error:
        raise UnwritableOutput(
            error.strerror or str(error),
            path=str(path),
            hint="Check that the folder exists, that you may write to it and that its disk has room",
        ) from error


def _beside(target: Path) -> Iterator[BinaryIO]:
    """A temporary file in the same folder, moved over the target when all is written."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
