"""What the tests of who share: the cast of a text, and one mention of it."""

from __future__ import annotations

import pytest

from dragoman.who import Cast, Mention, find_actors


@pytest.fixture
def cast(reader, report):
    def make(text: str, published: str | None = "2024-05-07", **fields: str) -> Cast:
        return find_actors(reader.read(report(text, published, **fields)))

    return make


@pytest.fixture
def mention(cast):
    """The mention with exactly these words, the n-th of them."""

    def make(text: str, words: str, published: str | None = "2024-05-07", nth: int = 0) -> Mention:
        mentions = cast(text, published).mentions
        found = [each for each in mentions if each.actor.text == words]
        assert len(found) > nth, f"{words!r} not among {[each.actor.text for each in mentions]}"
        return found[nth]

    return make
