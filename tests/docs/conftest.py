"""A folder to run a page's blocks in: it holds a copy of examples/, as a clone of the repository does."""

from __future__ import annotations

import shutil

import pytest
from page_blocks import ROOT


@pytest.fixture
def clone(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path
