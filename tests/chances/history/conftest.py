"""A web server that publishes tables."""

from __future__ import annotations

import pytest

from tests.net.server import serving


@pytest.fixture
def web():
    with serving() as found:
        yield found
