"""A turn of a source: it is looked at once, and what it has comes step by step.

A turn runs in a thread of its own, on a copy of the source's state. Each step carries a note: what is to be written
down of the source once the step's report is on the disk, and never before.
"""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import msgspec

from dragoman.errors import DragomanError, StepFailed, Unreachable
from dragoman.net import Answer, Client
from dragoman.records import Failure, Report
from dragoman.sources.found import Found, tidy
from dragoman.sources.pages import KINDS, from_answer

from .state import DAY, Known, State, tried

Note = Callable[[State], None]


ENOUGH = 5
"""Addresses of one host, one after the other, without an answer, after which it is left alone until the next turn."""


class Stopped(Exception):
    """The service is told to stop: what is under way in a thread is let go. No error, so nothing but a turn ends it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A report, or a failure to get one; what is then to be noted; and what the journal is told, if anything.

    Attributes:
        breaks: the failure is the source's own, and its turn is over.
        otherwise: what is to be noted instead, when the report came but could not be coded.
    """

    item: Report | Failure | None = None
    note: Note | None = None
    told: dict[str, Any] = field(default_factory=dict)
    breaks: bool = False
    otherwise: Note | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What a turn needs besides its source.

    Attributes:
        client: asks addresses.
        clock: seconds since 1970.
        present: which of some ids the record has.
    """

    client: Client
    clock: Callable[[], float]
    present: Callable[[Iterable[str]], set[str]]


def fetched(
    means: Means, found: Found, key: str, known: Known | None, digest: str, every: float, again: float | None = None
) -> Step:
    """The report at an address that a source has listed, with the note that goes with it.

    Args:
        means: what is needed.
        found: the address, and what the list says of it.
        key: of the item in the state.
        known: the item as it was.
        digest: of what the list says of it now.
        every: seconds between two turns, from which the pauses after failures are counted.
        again: seconds after which the page is asked for again though the list says nothing new; never when None.
    """
    try:
        answer = asked(means, found.url, known)
        report = None if answer.unchanged else from_answer(answer, found)
    except DragomanError as error:
        after = tried(known, digest, every, means.clock())
        return Step(Failure.of(error, tidy(found.url) or found.url), noting(key, after))
    now = means.clock()
    fresh = Known(
        int(now // DAY),
        digest,
        now + again if again else None,
        etag=answer.etag or (known.etag if known and answer.unchanged else None),
        last_modified=answer.last_modified or (known.last_modified if known and answer.unchanged else None),
    )
    return Step(report, noting(key, fresh), otherwise=uncoded(means, key, known, digest, every))


class Patience:
    """Counts the failures of each host in one turn: of one that gives no answer, not every address is tried."""

    def __init__(self) -> None:
        self._failed: Counter[str] = Counter()

    def has(self, url: str) -> bool:
        """Whether an address is still worth a question in this turn."""
        return self._failed[_host(url)] < ENOUGH

    def saw(self, url: str, step: Step) -> None:
        """What came of the question."""
        silent = isinstance(step.item, Failure) and step.item.code == Unreachable.code
        self._failed[_host(url)] = self._failed[_host(url)] + 1 if silent else 0


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def asked(means: Means, url: str, known: Known | None = None) -> Answer:
    """The answer of a page, with the validators of the one before."""
    etag, modified = (known.etag, known.last_modified) if known is not None else (None, None)
    return means.client.get(url, accept=KINDS, etag=etag, last_modified=modified)


def noting(key: str, known: Known) -> Note:
    """The note of an item."""

    def note(state: State) -> None:
        state.items[key] = known

    return note


def uncoded(means: Means, key: str, known: Known | None, digest: str, every: float) -> Note:
    """The note of an item that came but could not be coded: a defect, or too little memory, that may be gone soon."""
    return noting(key, tried(known, digest, every, means.clock(), version("dragoman")))


def defect(what: str, error: Exception, path: str | None = None) -> StepFailed:
    """The error that tells of a defect of our own: what broke, how and where."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{frame.filename.rpartition('dragoman/')[2]}:{frame.lineno}"
    return StepFailed(
        f"{what} broke: {type(error).__name__}: {error} ({place})",
        path=path,
        hint="This is a defect of dragoman; please report it",
    )


def in_language(step: Step, language: str | None) -> Step:
    """The step with its report in the language that the settings state, whatever the page says."""
    if language is None or not isinstance(step.item, Report):
        return step
    return replace(step, item=msgspec.structs.replace(step.item, language=language))


def chunks(items: Iterator[Found | Failure], size: int) -> Iterator[list[Found | Failure]]:
    """The items, some at a time."""
    some: list[Found | Failure] = []
    for item in items:
        some.append(item)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
