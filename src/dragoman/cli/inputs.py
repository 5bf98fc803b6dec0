"""What is read for the record: files, folders and standard input as `dragoman code` reads them, and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import DragomanError
from dragoman.records import Failure, Report

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.net import Client

_WEB = ("http://", "https://")


def read_inputs(inputs: Iterable[str], private: tuple[str, ...] = ()) -> Iterator[Report | Failure]:
    """The reports in paths, and those at addresses: a page is a report, a feed as many as its items lead to.

    A table of addresses without texts, as Media Cloud gives it, stands for the pages that it lists.

    Args:
        inputs: paths, "-" and addresses.
        private: private hosts that may be asked all the same.
    """
    client: Client | None = None
    for name in inputs:
        listed = _is_list(name)
        if not listed and not name.startswith(_WEB):
            from dragoman.sources import read_all

            yield from read_all([name])
            continue
        if client is None:
            from dragoman.net import Client, Manners

            client = Client(Manners(private=private))
        yield from _listed(name, client) if listed else _fetched(name, client)


def _is_list(name: str) -> bool:
    """Whether a path is that of a table of addresses; one that cannot be read is told of when it is read."""
    if not name.lower().endswith((".csv", ".tsv")):
        return False
    from pathlib import Path

    from dragoman.sources import mediacloud

    try:
        return mediacloud.is_list(Path(name))
    except DragomanError:
        return False


def _listed(name: str, client: Client) -> Iterator[Report | Failure]:
    from pathlib import Path

    from dragoman.sources import mediacloud, pages

    try:
        for item in mediacloud.found(Path(name)):
            yield item if isinstance(item, Failure) else pages.fetch(item, client)
    except DragomanError as error:
        yield Failure.of(error)


def _fetched(url: str, client: Client) -> Iterator[Report | Failure]:
    from dragoman.sources import Found, feeds, pages

    try:
        answer = client.get(url)
        if answer.kind in pages.KINDS:
            yield pages.from_answer(answer, Found(url=url))
            return
        found = [item.found for item in feeds.items(answer.body, answer.url, charset=answer.charset)]
    except DragomanError as error:
        yield Failure.of(error, url)
        return
    for item in found:
        if item is not None:
            yield pages.fetch(item, client)


class _Id(msgspec.Struct):
    id: str


class _Line(msgspec.Struct):
    """What of a coded report tells whose it is; the rest is skipped when it is read."""

    report: _Id


class CodedFile:
    """Coded reports in a file of JSON lines as `dragoman code` writes it, found by their reports' ids.

    Args:
        path: the file; it is read through once, and only the places of its lines are kept in memory.

    Raises:
        MissingInput, UnreadableInput: it cannot be read.
        BadRow: a line is no coded report.
    """

    def __init__(self, path: Path) -> None:
        from dragoman.errors import BadRow, MissingInput, UnreadableInput

        decoder = msgspec.json.Decoder(_Line)
        self._path = path
        self._places: dict[str, list[int]] = {}
        try:
            self._stream = path.open("rb")
        except FileNotFoundError as error:
            raise MissingInput("no such file", path=str(path), hint="Check the spelling") from error
        except OSError as error:
            raise UnreadableInput(error.strerror or str(error), path=str(path), hint="Check the path") from error
        place = 0
        for number, line in enumerate(self._stream, 1):
            try:
                if line.strip():
                    self._places.setdefault(decoder.decode(line).report.id, []).append(place)
            except msgspec.MsgspecError as error:
                self._stream.close()
                hint = "Give what `dragoman code --output FILE.jsonl` wrote"
                raise BadRow(f"no coded report: {error}", path=str(path), line=number, hint=hint) from error
            place += len(line)

    def of(self, report: Report) -> bytes | None:
        """What was coded from reports of this id, a line each; None when nothing was."""
        lines = []
        for place in self._places.get(report.id, ()):
            self._stream.seek(place)
            lines.append(self._stream.readline())
        return b"".join(line if line.endswith(b"\n") else line + b"\n" for line in lines) or None

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()
