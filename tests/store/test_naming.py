"""What the record calls an actor hangs on who it is, not on the words of the report that came first."""

from __future__ import annotations

import pytest

from dragoman.records import Actor
from dragoman.store.naming import called


@pytest.mark.parametrize(
    ("entity", "name", "expected"),
    [
        ("state:KEN", "Kenyan", "Kenya"),
        ("gov:KEN", "the authorities in Nairobi", "Government of Kenya"),
        ("role:KEN:GOV:prime-minister", "No prime minister", "prime minister"),
        ("role::CVL:people", "1,200 people", "people"),
        ("person:amina-otieno", "Amina Otieno", "Amina Otieno"),
        ("group:of-no-book", "River Front", "River Front"),
        ("state:ZZZ", "Nowhere", "Nowhere"),
        ("role::", "someone", "someone"),
    ],
)
def test_the_name_is_the_entitys(entity: str, name: str, expected: str) -> None:
    assert called(Actor(start=0, end=len(name), text=name, name=name, entity=entity)) == expected
