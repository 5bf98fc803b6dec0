"""Turns of lists of addresses: GDELT's, and tables in files. What the record has already is not asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.records import Failure, Report
from dragoman.sources import gdelt, mediacloud
from dragoman.sources.decode import refusals
from dragoman.sources.found import Found, tidy

from .settings import Addresses, Gdelt
from .state import DAY, Known, State, short
from .turn import Means, Note, Patience, Step, chunks, fetched, in_language, noting

_CHUNK = 100  # addresses looked up in the record at a time


def gdelt_turn(source: Gdelt, state: State, means: Means) -> Iterator[Step]:
    """Look at GDELT's list once, and at those of its files that are new.

    Raises:
        InputError: the list cannot be had.
    """
    entries = [one for one in gdelt.files(means.client, source.url) if one.kind == source.files]
    new = sorted((one for one in entries if one.moment > (state.moment or "")), key=lambda one: one.moment)
    if not new:
        yield Step(told={"what": "unchanged", "url": source.where})
        return
    left = source.limit
    keys: set[str] = set()
    patience = Patience()
    for entry in new:
        listed = passed = taken = 0
        for some in chunks(gdelt.found(means.client, [entry], kinds=(source.files,)), _CHUNK):
            for failure in some:
                if isinstance(failure, Failure):
                    yield Step(failure, breaks=True)  # the file comes again in the next turn, if it is listed still
                    return
            listed += len(some)
            wanted = [one for one in some if isinstance(one, Found) and _wanted(source, one)]
            for found, key in _unknown(wanted, state, means):
                keys.add(key)
                if left <= 0 or not patience.has(found.url):
                    passed += 1
                    continue
                left, taken = left - 1, taken + 1
                step = fetched(means, found, key, None, "", source.every)
                patience.saw(found.url, step)
                # There are always more addresses where these come from: none is asked for twice.
                yield in_language(replace(step, note=_done(step, found, key, means)), source.language)
        yield Step(
            note=_up_to(entry.moment, keys, means.clock()),
            told={"what": "fetched", "url": entry.url, "items": listed, "new": taken, "passed_over": passed},
        )


def _up_to(moment: str, keys: set[str], now: float) -> Note:
    def note(after: State) -> None:
        after.moment = moment
        after.listed(keys, now)

    return note


def _wanted(source: Gdelt, found: Found) -> bool:
    host = (urlsplit(found.url).hostname or "").lower()
    if source.hosts and not _below(host, source.hosts):
        return False
    if _below(host, source.not_hosts):
        return False
    title = (found.title or "").casefold()
    return not source.words or any(word.casefold() in title for word in source.words)


def _below(host: str, names: list[str]) -> bool:
    return any(host == name.lower() or host.endswith(f".{name.lower()}") for name in names)


def list_turn(source: Addresses, state: State, means: Means) -> Iterator[Step]:
    """Look at a table of addresses once; it is read only when it has changed or something in it is to be tried again.

    Raises:
        InputError: it is gone, or no table with a column `url`.
    """
    path = Path(source.path)
    with refusals(path):
        about = path.stat()
    mark = f"{about.st_size}-{about.st_mtime_ns}"
    now = means.clock()
    if state.etag == mark and not state.asks(now):
        yield Step(told={"what": "unchanged", "path": source.where})
        return
    left, listed, more, silent = source.limit, 0, False, False
    patience = Patience()
    keys: set[str] = set()
    for some in chunks(mediacloud.found(path), _CHUNK):
        listed += len(some)
        if state.etag != mark and not state.more:  # bad rows are told once, not in each turn
            yield from (Step(row) for row in some if isinstance(row, Failure))
        found = [one for one in some if isinstance(one, Found)]
        keys.update(short(one.url) for one in found)
        if more:
            continue
        for one, key in _unknown(found, state, means):
            if left <= 0:
                more = True
                break
            if not patience.has(one.url):
                silent = True
                continue
            left -= 1
            step = fetched(means, one, key, state.items.get(key), "", source.every)
            patience.saw(one.url, step)
            if not isinstance(step.item, Failure):
                step = replace(step, note=_done(step, one, key, means))
            yield in_language(step, source.language)

    def note(after: State) -> None:
        after.listed(keys, now)
        after.more, after.etag = more, None if more or silent else mark

    told = {"what": "fetched", "path": source.where, "items": listed, "new": source.limit - left}
    yield Step(note=note, told=told)


def _unknown(found: list[Found], state: State, means: Means) -> Iterator[tuple[Found, str]]:
    """Those that are neither in the record under their own address nor known to be elsewhere or not to be had."""
    now = means.clock()
    waiting = [
        (one, key) for one in found if (known := state.items.get(key := short(one.url))) is None or not known.waits(now)
    ]
    there = means.present(one.url for one, _ in waiting)
    yield from ((one, key) for one, key in waiting if one.url not in there)


def _done(step: Step, found: Found, key: str, means: Means) -> Note:
    """A report that is in the record under the address that was listed need not be known here as well."""
    if isinstance(step.item, Report) and step.item.id == tidy(found.url):

        def note(after: State) -> None:
            after.items.pop(key, None)

        return note
    return noting(key, Known(int(means.clock() // DAY)))
