"""Stories of a batch: results wait on the disk for the last report, for one that comes late may be the first."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO

import msgspec

from dragoman.linking.stories import Seen, stories_of
from dragoman.linking.wording import wording
from dragoman.records import CodedReport, Failure, Report, from_json, to_json

Item = Report | Failure
Result = CodedReport | Failure


def storied(reports: Iterable[Item], code: Callable[[Iterable[Item]], Iterator[Result]]) -> Iterator[Result]:
    """What `code` gives for these reports, in their order, each coded report with its story.

    Only the wordings of the reports are kept in memory (a few kilobytes each); results lie in a temporary file.
    """
    seen: list[Seen | None] = []

    def watched() -> Iterator[Item]:
        for item in reports:
            seen.append(_seen(item))
            yield item

    with tempfile.TemporaryFile() as spool:
        coded: list[Seen] = []
        count = 0
        for result in code(watched()):
            if isinstance(result, CodedReport) and (one := seen[count]) is not None:
                coded.append(one)
            seen[count] = None
            _write(spool, result)
            count += 1
        stories = iter(stories_of(coded))
        spool.seek(0)
        for _ in range(count):
            result = _read(spool)
            if isinstance(result, CodedReport):
                result = msgspec.structs.replace(result, story=next(stories))
            yield result


def _seen(item: Item) -> Seen | None:
    return None if isinstance(item, Failure) else Seen(item.id, item.published or "", wording(item))


def _write(spool: IO[bytes], result: Result) -> None:
    line = to_json(result)
    kind = b"c" if isinstance(result, CodedReport) else b"f"
    spool.write(kind + len(line).to_bytes(8, "big") + line)


def _read(spool: IO[bytes]) -> Result:
    kind = spool.read(1)
    line = spool.read(int.from_bytes(spool.read(8), "big"))
    return from_json(line) if kind == b"c" else msgspec.json.decode(line, type=Failure)
