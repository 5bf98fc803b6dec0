"""Several processes write and read one record at once: nothing is lost, and nobody sees half a batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dragoman.store import KeptRecord
from dragoman.store.dump import dump

from ..store.crashing import assert_equal, complete, material, side_by_side, undisturbed


def test_three_writers_and_two_readers(place: Callable[[], str], tmp_path: Path) -> None:
    where = place()
    seen = list(side_by_side(where, tmp_path))
    assert all(one["rounds"] >= 3 and one["reports"] == sum(map(len, material())) for one in seen)
    with KeptRecord(where) as record:
        complete(record)
        assert_equal(dump(record.backend), undisturbed(len(material())))
