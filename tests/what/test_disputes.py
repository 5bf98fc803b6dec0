"""Where the voices of a report contradict each other about the same event."""

from __future__ import annotations

import pytest

from dragoman.coding import Settings, coder
from dragoman.records import Report


def events(text):
    return coder(Settings(model=False)).code(Report(id="r", text=text, published="2024-05-07")).events


@pytest.mark.parametrize(
    "text",
    [
        # denied
        "Ukraine accused Russia of shelling the hospital on Monday. Russia denied shelling the hospital.",
        "The rebels said government troops had attacked Bossangoa. The army denied it had attacked Bossangoa.",
        # another doer
        "Chad said rebels shelled the market in Abeche. The rebels said soldiers shelled the market in Abeche.",
        # each the other
        "Armenia said Azerbaijan opened fire near the border. Azerbaijan said Armenian forces opened fire first.",
        # other numbers
        "The ministry said 14 people were killed in the strike on the market. "
        "The army said two people were killed in the strike on the market.",
    ],
)
def test_it_is_told_on_both(text):
    found = [event for event in events(text) if event.type == "ASSAULT"]
    one, other = found[0], found[-1]
    assert other.id in one.disputed_by
    assert one.id in other.disputed_by
    assert one.said_by != other.said_by


@pytest.mark.parametrize(
    "text",
    [
        # one voice
        "The army said rebels attacked Goma on Monday. The army said rebels attacked Goma on Friday.",
        # two places
        "The army said rebels attacked Goma. The governor said soldiers attacked Beni.",
        # at least as many
        "The army said at least two people were killed in the raid on Goma. "
        "The governor said five people were killed in the raid on Goma.",
        # words, not deeds
        "Kenya said it supported the plan. Uganda said it did not support the plan.",
    ],
)
def test_it_is_not_where_both_may_be_right(text):
    assert [event.disputed_by for event in events(text) if event.disputed_by] == []
