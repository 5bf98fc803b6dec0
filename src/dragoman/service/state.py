"""What is known of a source from one turn to the next, kept in the record; and when it is looked at next."""

from __future__ import annotations

import hashlib

import msgspec

from dragoman.sources.watching import Look

LONGEST = 6 * 3600.0
"""Seconds between two turns of a source that fails, at most; unless it is looked at less often anyway."""
STEEPEST = 32
"""How many times longer than usual a source that fails is left alone, at most."""
TRIES = 5
"""Times that a page is asked for, over as many turns, before it is given up."""
FORGOTTEN = 30
"""Days after which an item that is no longer listed is forgotten."""

DAY = 86400.0


class Known(msgspec.Struct, omit_defaults=True, frozen=True):
    """An item of a source.

    Attributes:
        seen: the day on which it was last listed, counted from 1970.
        digest: of what the source says of it; another one means that it has changed.
        due: when its page is to be asked for again, in seconds since 1970; None for never.
        tries: how often that has failed.
        by: the version of Dragoman that could not code it; another one may.
        etag, last_modified: validators of its page.
    """

    seen: int
    digest: str = ""
    due: float | None = None
    tries: int = 0
    by: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    def waits(self, now: float) -> bool:
        """Whether there is nothing to ask yet."""
        return self.due is None or self.due > now


class State(msgspec.Struct, omit_defaults=True):
    """All that is known of a source.

    Attributes:
        where: the address or path that the rest is about; with another one the validators mean nothing.
        turned: when its last turn ended, in seconds since 1970; None before the first.
        success: when a turn last went well.
        news: when a turn last brought a report that the record did not have.
        failures: turns that have failed in a row.
        code, why: of the last failure, of the source or of one of its items; None once a turn has gone well.
        more: whether the last turn left something for the next one.
        added: reports that it has brought in all.
        etag, last_modified: validators of its list.
        moment: up to when its lists have been read (GDELT), ISO 8601.
        items: what it has listed, by a short hash of the item's own name.
        files: what is known of the files of a folder, by path below it.
    """

    where: str = ""
    turned: float | None = None
    success: float | None = None
    news: float | None = None
    failures: int = 0
    code: str | None = None
    why: str | None = None
    more: bool = False
    added: int = 0
    etag: str | None = None
    last_modified: str | None = None
    moment: str | None = None
    items: dict[str, Known] = {}
    files: dict[str, Look] = {}

    def copy(self) -> State:
        """Another one with the same in it; what is in the dictionaries never changes itself."""
        return msgspec.structs.replace(self, items=dict(self.items), files=dict(self.files))

    def at(self, where: str) -> None:
        """The source is there now: what only held for another place is forgotten."""
        if self.where != where:
            self.where, self.etag, self.last_modified, self.moment, self.files = where, None, None, None, {}

    def upgraded(self, version: str) -> None:
        """What another version could not code is tried anew by this one."""
        for key, known in list(self.items.items()):
            if known.by is not None and known.by != version:
                self.items[key] = msgspec.structs.replace(known, due=0.0, tries=0, by=None)

    def asks(self, now: float) -> bool:
        """Whether an item's page is to be asked for, so that the list is needed even when it has not changed."""
        return any(not known.waits(now) for known in self.items.values() if known.due is not None)

    def listed(self, keys: set[str], now: float) -> None:
        """These items are listed now; those that have not been for a month are forgotten."""
        today = int(now // DAY)
        for key, known in list(self.items.items()):
            if key in keys:
                if known.seen != today:
                    self.items[key] = msgspec.structs.replace(known, seen=today)
            elif known.seen + FORGOTTEN < today:
                del self.items[key]


def decoded(text: str) -> State:
    """A state that was kept; what cannot be read any more is begun anew, which costs some questions and no report."""
    try:
        return msgspec.json.decode(text, type=State)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return State()


def encoded(state: State) -> str:
    """The state as it is kept."""
    return msgspec.json.encode(state).decode()


def wait(every: float, failures: int) -> float:
    """Seconds from the end of a turn to the next: doubled with each failure in a row after the first."""
    longest = max(every, min(LONGEST, every * STEEPEST))
    return min(longest, every * 2.0 ** min(max(failures - 1, 0), 30))


def due(state: State, every: float, now: float) -> float:
    """When the source is looked at next; `now` when at once.

    A turn that ended in the future tells of a clock that was set back.
    """
    if state.turned is None or state.turned > now or (state.more and not state.failures):
        return now
    return state.turned + wait(every, state.failures)


def tried(known: Known | None, digest: str, every: float, now: float, by: str | None = None) -> Known:
    """An item that could not be had, or not be coded `by` a version: asked for again later, and not for ever."""
    tries = (known.tries if known is not None and known.digest == digest else 0) + 1
    again = now + wait(every, tries) if tries < TRIES else None
    return Known(int(now // DAY), digest, again, tries, by)


def short(*words: str | None) -> str:
    """Twelve hex digits for some words."""
    return hashlib.blake2b("\x1f".join(word or "" for word in words).encode(), digest_size=6).hexdigest()
