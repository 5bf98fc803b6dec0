"""The simulation of the ledger: small, every figure is there, and what it measures is what it says."""

from __future__ import annotations

import numpy as np
import pytest

import ledger
from dragoman.chances import peace
from dragoman.chances.logit import Floats


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "PROCESSES", 16)
    monkeypatch.setattr(ledger, "_EDITS", 4)


def test_all_figures_of_a_small_simulation() -> None:
    figures, found = ledger.measure(500, seed=4)
    assert figures["chances"] == 500 and set(ledger.BARS) < set(figures)
    assert figures["no_look_ahead"] == figures["edits_found"] == 1
    assert found.whole.pairs == 16 and found.status["open"] == 0 and found.status["void"] > 0
    assert figures == {**ledger.measure(500, seed=4)[0], "seconds": figures["seconds"]}


def test_a_forecaster_that_knows_nothing_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def overconfident(self: peace.Fitted, values: Floats) -> Floats:
        return np.where(np.arange(len(values)) % 2 == 0, 0.9, 0.1)

    monkeypatch.setattr(peace.Fitted, "chance", overconfident)
    figures, _ = ledger.measure(500, seed=4)
    assert figures["skill"] < 0 and figures["calibrated"] < 0.8
