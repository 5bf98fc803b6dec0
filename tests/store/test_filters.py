"""What may be asked for, and what is refused: nonsense is told, never answered with nothing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import BadFilter
from dragoman.store import Filter, KeptRecord
from dragoman.store.filters import LIKE, MOST, literally

from ..contract.material import day, report, said, strike

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # other tests may keep the machine busy


@pytest.fixture(scope="module")
def small() -> Iterator[KeptRecord]:
    with KeptRecord(":memory:") as record:
        record.add_coded([report("a", strike(), said()), report("b", strike(day(3)), published=day(3))], coder="hand")
        yield record


@pytest.mark.parametrize(
    "fields",
    [
        {"first": "yesterday"},
        {"last": "2024-02-30"},
        {"first": "2024-13-01"},
        {"as_of": "soon"},
        {"as_of": "2024-03-01T25:00:00"},
        {"as_of": ""},
        {"as_of": "20240301"},
        {"first": "2024-W09-5"},
        {"status": ["done"]},
        {"limit": 0},
        {"limit": -1},
        {"limit": MOST + 1},
        {"offset": -1},
        {"box": (0.0, 50.0, 10.0, 40.0)},
        {"box": (0.0, -91.0, 10.0, 40.0)},
        {"box": (-181.0, 0.0, 10.0, 40.0)},
        {"box": (float("nan"), 0.0, 10.0, 40.0)},
        {"stance": ["angry"]},
        {"type": ["WAR"]},
    ],
    ids=str,
)
def test_nonsense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(BadFilter) as error:
        Filter(**fields)
    assert error.value.code == "D503"


@CALM
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "first": st.dates().map(str),
            "last": st.dates().map(str),
            "as_of": st.one_of(st.dates().map(str), st.datetimes().map(lambda one: one.isoformat())),
            "status": st.lists(st.sampled_from(["happened", "planned", "denied"])),
            "limit": st.integers(1, MOST),
            "offset": st.integers(0, 10**9),
            "box": st.tuples(st.floats(-180, 180), st.floats(-90, 0), st.floats(-180, 180), st.floats(0, 90)),
            "least": st.floats(0, 1),
            "cameo": st.lists(st.sampled_from(["1", "19", "036", "1951"]), max_size=2),
        },
    )
)
def test_what_makes_sense_is_answered(small: KeptRecord, fields: dict[str, Any]) -> None:
    asked = Filter(**fields)
    for page in (small.events(asked), small.statements(asked), small.timeline(asked), small.stories(asked)):
        assert len(page.lines) == max(0, min(page.total - asked.offset, asked.limit))
    assert small.stats(asked).events <= 2


@CALM
@given(st.text("ab%_\\", max_size=4), st.text("ab%_\\", max_size=4))
def test_a_name_made_literal_matches_itself_alone(name: str, other: str) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        ((found,),) = db.execute(f"SELECT ? {LIKE}", (name, literally(name)))
        ((other_found,),) = db.execute(f"SELECT ? {LIKE}", (other, literally(name)))
    assert found and bool(other_found) == (other.lower() == name.lower())
