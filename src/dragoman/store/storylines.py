"""Stories in the record: threads drawn in canonical order, told apart at each moment by what was known then.

A thread is drawn on from the first report that came late, or is new, until the threads are what they were before. The
stories of a thread change as it grows, so each version has a span of time for each story that it was part of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from dragoman.linking.stories import MOST, WINDOW, StoryIndex, parts, story_id
from dragoman.linking.wording import Wording

from .backend import STILL, Backend, Row
from .log import Log


class _Version(NamedTuple):
    seq: int
    id: str
    digest: str
    known: str
    until: str
    story: str | None
    thread: str | None
    wording: bytes

    @property
    def order(self) -> tuple[str, str, str]:
        return self.known, self.id, self.digest


_VERSION = (
    "SELECT r.seq, r.id, r.digest, r.known, r.until, r.story, r.thread, m.wording FROM reports r"
    " JOIN marks m ON m.seq = r.seq"
)
_ORDER = "ORDER BY r.known, r.id, r.digest"
_HELD = 20_000  # versions out of sight that may be held


class Storylines:
    """Draws threads and tells their stories apart; what is in sight is kept from one chunk to the next."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._index = StoryIndex()
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._last: tuple[str, str, str] | None = None
        self._most = 0

    def settle(self, rows: Sequence[Row], log: Log) -> None:
        """Bring threads and stories up to date for these rows: (seq, id, digest, known, until, ...), new or changed."""
        begin = min((row[3], row[1], row[2]) for row in rows)
        end = max((row[3], row[1], row[2]) for row in rows)
        touched = {row[0] for row in rows}
        changed = self._threads(begin, end, touched)
        for thread, since in sorted(changed.items()):
            self._stories(thread, since, log)

    # Threads

    def _threads(self, begin: tuple[str, str, str], end: tuple[str, str, str], touched: set[int]) -> dict[str, str]:
        """Draw the threads on from `begin`; {thread: the moment from which its stories may be others}."""
        if self._last is None or begin <= self._last or len(self._index) > self._most:
            self._look_back(begin)
        changed: dict[str, str] = {}
        moved: list[tuple[str, int]] = []
        horizon = _later(end[0])
        for version in self._from(begin, end):
            if version.known > horizon:
                self._last = None  # what follows is as it was, and is not in sight of the index
                break
            number = self._index.add(version.known, Wording.from_bytes(version.wording))
            if number == len(self._names):
                founder = f"{version.id}\x1f{version.digest}".encode("utf-8", "surrogatepass")
                self._name(sha256(founder).hexdigest()[:16])
            thread = self._names[number]
            self._last = version.order
            if thread != version.thread:
                horizon = max(horizon, _later(version.known))
                moved.append((thread, version.seq))
                if version.thread is not None:
                    _earlier(changed, version.thread, version.known)
            if thread != version.thread or version.seq in touched:
                _earlier(changed, thread, version.known)
        self._backend.many("UPDATE reports SET thread = ? WHERE seq = ?", moved)
        return changed

    def _name(self, thread: str) -> int:
        self._numbers[thread] = len(self._names)
        self._names.append(thread)
        return self._numbers[thread]

    def _look_back(self, begin: tuple[str, str, str]) -> None:
        """Begin anew with what is in sight of `begin`: all that was drawn before it and not too long ago.

        Done now and then, or the memory that it takes would grow with the record.
        """
        self._index = StoryIndex()
        self._names, self._numbers = [], {}
        first = (date.fromisoformat(begin[0][:10]) - timedelta(days=WINDOW)).isoformat()
        sql = f"{_VERSION} WHERE r.known >= ? AND r.known <= ? AND r.thread IS NOT NULL {_ORDER}"
        for row in self._backend.rows(sql, (first, begin[0])):
            version = _Version(*row)
            if version.order < begin and version.thread is not None:
                number = self._numbers.get(version.thread)
                if number is None:
                    number = self._name(version.thread)
                self._index.add(version.known, Wording.from_bytes(version.wording), number)
        self._last = None
        self._most = 2 * len(self._index) + _HELD

    def _from(self, begin: tuple[str, str, str], end: tuple[str, str, str]) -> Iterator[_Version]:
        """The versions from `begin` to `end`, then those after it that were drawn before; some hundred at a time."""
        sql = f"{_VERSION} WHERE r.known >= ? AND r.known <= ? {_ORDER}"
        for row in self._backend.rows(sql, (begin[0], end[0])):
            version = _Version(*row)
            if begin <= version.order <= end or (version.order > end and version.thread is not None):
                yield version
        at = end[0]
        last = self._backend.rows(
            "SELECT known FROM reports WHERE origin IS NOT NULL ORDER BY known DESC, id DESC, digest DESC LIMIT 1"
        )
        while last and at < last[0][0]:
            days = (at, _later(at))
            yield from (
                _Version(*row)
                for row in self._backend.rows(
                    f"{_VERSION} WHERE r.known > ? AND r.known <= ? AND r.origin IS NOT NULL AND r.thread IS NOT NULL"
                    f" {_ORDER}",
                    days,
                )
            )
            at = days[1]

    # Stories

    def _stories(self, thread: str, since: str, log: Log) -> None:
        """Tell the stories of a thread apart at every moment from `since` on."""
        members = [_Version(*row) for row in self._backend.rows(f"{_VERSION} WHERE r.thread = ? {_ORDER}", (thread,))]
        # Reports are told apart a hundred at a time, so what was complete before the change need not be looked at.
        place = bisect_left([member.known for member in members], since)
        for start in range(place // MOST * MOST, len(members), MOST):
            self._block(members[start : start + MOST], since, log)

    def _block(self, members: Sequence[_Version], since: str, log: Log) -> None:
        wordings = {member.seq: Wording.from_bytes(member.wording) for member in members}
        moments = sorted({member.known for member in members if member.known >= since})
        spans: dict[int, list[list[str]]] = {member.seq: self._before(member, since) for member in members}
        for moment in moments:
            there = [member for member in members if member.known <= moment]
            firsts = parts([wordings[member.seq] for member in there])
            for member, first in zip(there, firsts, strict=True):
                story = story_id(there[first].id)
                told = spans[member.seq]
                if not told or told[-1][2] != story:
                    if told:
                        told[-1][1] = moment
                    told.append([moment, STILL, story])
        for member in members:
            told = spans[member.seq]
            if told:
                told[-1][1] = member.until
            until = member.until
            self._write(member, [(since, min(till, until), story) for since, till, story in told if since < until], log)

    def _before(self, member: _Version, since: str) -> list[list[str]]:
        """What is kept of the time before the change."""
        rows = self._backend.rows(
            "SELECT since, till, story FROM story_spans WHERE seq = ? AND since < ? ORDER BY since", (member.seq, since)
        )
        return [list(row) for row in rows]

    def _write(self, member: _Version, told: Sequence[Sequence[str]], log: Log) -> None:
        self._backend.run("DELETE FROM story_spans WHERE seq = ?", (member.seq,))
        self._backend.many(
            "INSERT INTO story_spans (seq, since, till, story, known) VALUES (?, ?, ?, ?, ?)",
            [(member.seq, *span, member.known) for span in told],
        )
        story = told[-1][2] if told else None
        if story != member.story:
            self._backend.run("UPDATE reports SET story = ? WHERE seq = ?", (story, member.seq))
            if member.story is not None:
                log.add("story", str(story), report=member.id, before=member.story)


def _earlier(changed: dict[str, str], thread: str, known: str) -> None:
    changed[thread] = min(changed.get(thread, known), known)


def _later(known: str) -> str:
    """The last moment at which something can be in sight of what was known then."""
    return (date.fromisoformat(known[:10]) + timedelta(days=WINDOW)).isoformat() + STILL
