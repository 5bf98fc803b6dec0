"""Measures by how much reference classes should be shrunk: Brier of the five-cell table, walked forward.

    python scripts/measure_shrinking.py --history HISTORY

Each January the cells are filled from the ten years whose outcomes are known by then and scored on that year's months
with a document in the last 24 months; each strength is how many cases the wider class's rate counts as. What came of it
stands in docs/models/reference-classes.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.chances.history import pax, ucdp
from dragoman.chances.panel import FIRST_YEAR, Panel, known_by, panel
from dragoman.chances.survival import Rate, share
from dragoman.chances.targets import TARGETS, Target

STRENGTHS = (0.0, 5.0, 20.0, 50.0)
FIRST, LAST = 2004, 2020
TEN_YEARS = 120  # months
LEAST, MOST = 2.0, 50.0  # of the strength by moments
BOOLS = NDArray[np.bool_]


def walked(rows: Panel, target: Target) -> dict[str, float]:
    """The Brier score of each strength, and of the one by moments, over all live rows of the years."""
    outcome = rows.outcomes[target.name]
    found: dict[str, list[NDArray[np.float64]]] = {}
    for year in range(FIRST, LAST + 1):
        recent = rows.months >= year * 12 - TEN_YEARS - target.months
        past = known_by(rows, target.months, year) & recent & ~np.isnan(outcome)
        here = (rows.months // 12 == year) & rows.live & ~np.isnan(outcome)
        wide = {"live": rate(rows, outcome, past & rows.live), "all": rate(rows, outcome, past)}
        cells = {cell: rate(rows, outcome, past & (rows.cells == cell)) for cell in range(5)}
        own = {"live": moments([cells[cell] for cell in (2, 3, 4)]), "all": moments([cells[cell] for cell in (0, 1)])}
        for cell, counted in cells.items():
            which = "live" if cell > 1 else "all"
            scored = outcome[here & (rows.cells == cell)]
            for name, strength in [*((f"{one:g}", one) for one in STRENGTHS), ("moments", own[which])]:
                p = (counted.effective * counted.p + strength * wide[which].p) / (counted.effective + strength)
                found.setdefault(name, []).append((p - scored) ** 2)
    return {name: float(np.concatenate(parts).mean()) for name, parts in found.items()}


def rate(rows: Panel, outcome: NDArray[np.float64], which: BOOLS) -> Rate:
    """The rate of some rows, clustered by conflict."""
    return share([("", str(one), 1, bool(so)) for one, so in zip(rows.conflicts[which], outcome[which], strict=True)])


def moments(cells: Sequence[Rate]) -> float:
    """How many cases the wider rate counts as by what the cells vary beyond chance (Kleinman 1973)."""
    n, p = np.array([one.effective for one in cells]), np.array([one.p for one in cells])
    mean = float((n * p).sum() / n.sum())
    beyond = float(((p - mean) ** 2).mean() - (p * (1 - p) / n).mean())
    return MOST if beyond <= 0 else min(MOST, max(LEAST, mean * (1 - mean) / beyond - 1))


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--history", type=Path, required=True, help="folder with the published tables")
    history = parser.parse_args(arguments).history
    conflicts = ucdp.conflicts(history / ucdp.YEARS).values()
    rows = panel(conflicts, pax.documents(history / pax.FILE), FIRST_YEAR * 12, LAST * 12 + 11)
    for target in TARGETS:
        print(target.name, *(f"{name}: {score:.4f}" for name, score in walked(rows, target).items()), sep="  ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
