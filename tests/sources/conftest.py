"""The web server of the tests of the client, for those sources that fetch."""

from __future__ import annotations

import pytest

from tests.net.server import serving


@pytest.fixture
def web():
    with serving() as found:
        yield found
