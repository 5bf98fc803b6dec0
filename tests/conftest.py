"""What tests share: one reader, and reports made in a line."""

from __future__ import annotations

import pytest

from dragoman.reading import Reader
from dragoman.records import Report


@pytest.fixture(scope="session", autouse=True)
def _no_tables_of_one_s_own(tmp_path_factory: pytest.TempPathFactory):
    """What a developer has added with `dragoman actors` must not change a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAGOMAN_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def report():
    def make(text: str, published: str | None = "2024-05-07", **fields: str) -> Report:
        return Report(id=fields.pop("id", "test"), text=text, published=published, **fields)

    return make
