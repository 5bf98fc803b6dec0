"""A turn of a folder: the files in it that are new or hold something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.sources import read_all, readable
from dragoman.sources.watching import Look, new_files

from .settings import Folder
from .state import State
from .turn import Means, Note, Step, in_language


def turn(source: Folder, state: State, means: Means) -> Iterator[Step]:
    """Look at a folder once. A file is known when the last of its reports is.

    Raises:
        InputError: it is gone, or cannot be read.
    """
    folder = Path(source.path)
    looks = dict(state.files)
    read: Path | None = None
    for path in new_files(folder, looks, wanted=readable, clock=means.clock):
        if read is not None:
            yield Step(note=_read(folder, read, looks))
        reports = 0
        for item in read_all([path]):
            reports += 1
            yield in_language(Step(item), source.language)
        yield Step(told={"what": "fetched", "path": str(path), "items": reports})
        read = path

    def note(after: State) -> None:
        after.files = looks

    if looks != state.files:
        yield Step(note=note)


def _read(folder: Path, path: Path, looks: dict[str, Look]) -> Note:
    name = path.relative_to(folder).as_posix()
    look = looks[name]

    def note(after: State) -> None:
        after.files[name] = look

    return note
