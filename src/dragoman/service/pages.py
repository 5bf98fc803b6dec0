"""A turn of a page that changes."""

from __future__ import annotations

import time
from collections.abc import Iterator

from dragoman.sources.found import Found
from dragoman.sources.pages import from_answer

from .settings import Page
from .state import Known, State
from .turn import Means, Step, asked, in_language


def turn(source: Page, state: State, means: Means) -> Iterator[Step]:
    """Look at a page once.

    Raises:
        InputError: it cannot be had, or there is no report in it.
    """
    begun = time.monotonic()
    answer = asked(means, source.url, Known(0, etag=state.etag, last_modified=state.last_modified))
    seconds = round(time.monotonic() - begun, 3)
    if answer.unchanged:
        yield Step(told={"what": "unchanged", "url": answer.url, "seconds": seconds})
        return
    yield Step(told={"what": "fetched", "url": answer.url, "bytes": answer.size, "seconds": seconds})

    def note(after: State) -> None:
        after.etag, after.last_modified = answer.etag, answer.last_modified

    yield in_language(Step(from_answer(answer, Found(url=source.url)), note), source.language)
