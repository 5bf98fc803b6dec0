"""A turn of a feed: what it lists that is new or has changed, as pages or in its own words."""

from __future__ import annotations

import time
from collections.abc import Iterator

from dragoman.errors import DragomanError
from dragoman.records import Failure
from dragoman.sources import report_from
from dragoman.sources.feeds import FeedItem, items

from .settings import Feed
from .state import DAY, Known, State, short
from .turn import Means, Patience, Step, fetched, in_language, noting, uncoded


def turn(source: Feed, state: State, means: Means) -> Iterator[Step]:
    """Look at a feed once.

    Raises:
        InputError: it cannot be had, or is no feed.
    """
    now = means.clock()
    begun = time.monotonic()
    again = state.asks(now)  # an item is to be asked for again, so its address is needed
    answer = means.client.get(
        source.url, etag=None if again else state.etag, last_modified=None if again else state.last_modified
    )
    seconds = round(time.monotonic() - begun, 3)
    if answer.unchanged:
        yield Step(told={"what": "unchanged", "url": answer.url, "seconds": seconds})
        return
    listed = [_marked(item) for item in items(answer.body, answer.url, charset=answer.charset)]
    wanted = [(key, item, digest) for key, item, digest in listed if _new(state, key, digest, now)]
    taken = wanted[: source.limit]
    told = {"url": answer.url, "bytes": answer.size, "items": len(listed), "new": len(wanted)}
    yield Step(told={"what": "fetched", **told, "seconds": seconds})
    patience, left = Patience(), 0
    for key, item, digest in taken:
        if item.url is not None and not patience.has(item.url):
            left += 1
            continue
        step = _item(source, state.items.get(key), means, key, item, digest)
        patience.saw(item.url or "", step)
        yield in_language(step, source.language)
    keys = {key for key, _, _ in listed}

    def note(after: State) -> None:
        after.listed(keys, now)
        after.more = len(taken) < len(wanted)
        # A list of which something was left must come again, though it has not changed.
        whole = not (left or after.more)
        after.etag, after.last_modified = (answer.etag, answer.last_modified) if whole else (None, None)

    yield Step(note=note)


def _marked(item: FeedItem) -> tuple[str, FeedItem, str]:
    words = (item.url, item.title, item.published, item.updated, item.summary, item.text)
    return short(item.id), item, short(*words)


def _new(state: State, key: str, digest: str, now: float) -> bool:
    known = state.items.get(key)
    return known is None or known.digest != digest or not known.waits(now)


def _item(source: Feed, known: Known | None, means: Means, key: str, item: FeedItem, digest: str) -> Step:
    if source.full and item.found is not None:
        again = float(source.again) if source.again else None
        return fetched(means, item.found, key, known, digest, source.every, again)
    done = noting(key, Known(int(means.clock() // DAY), digest))
    name = item.url or f"{source.where}#{item.id}"
    try:
        row = {"id": name, "text": item.text or item.summary or "", "title": item.title, "url": item.url}
        about = {"published": item.published or item.updated, "source": item.source, "language": item.language}
        later = uncoded(means, key, known, digest, source.every)
        return Step(report_from({**row, **about}, path=name), done, otherwise=later)
    except DragomanError as error:
        return Step(Failure.of(error, name), done)
