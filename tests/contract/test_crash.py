"""A process that writes is killed at any moment: what it has acknowledged is there, and nothing is half there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..store.crashing import kill, prepared, verify
from .conftest import schema


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_writer_loses_nothing_in_a_file(tmp_path: Path, seed: int) -> None:
    where = str(tmp_path / "record.db")
    verify(where, kill(where, prepared(tmp_path), seed))


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_client_loses_nothing_on_a_server(server: str, tmp_path: Path, seed: int) -> None:
    where = schema(server)
    verify(where, kill(where, prepared(tmp_path), seed))


def test_killed_twice_and_gone_on(place: Callable[[], str], tmp_path: Path) -> None:
    where = place()
    path = prepared(tmp_path)
    first, second = kill(where, path, 11), kill(where, path, 12)
    second.acknowledged = sorted({*first.acknowledged, *second.acknowledged})
    verify(where, second)
