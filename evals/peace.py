"""Backtests against the open benchmark's reference: chances of peace processes, and of deaths, on published tables.

    python evals/peace.py --history DIR [--from 2004-01] [--to 2020-12] [--json]

The reference is a five-cell table of recent documents, refilled each year from the ten years whose outcomes were known
by then, without shrinking. For each target, on all rows and on live ones (a document in 24 months): Brier of ours and
of the reference, their difference with its 95 % interval (whole conflicts drawn anew), and the calibration error in ten
bins.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from dragoman.chances.backtest_deaths import FORECASTERS, summary
from dragoman.chances.backtest_deaths import backtest as backtest_deaths
from dragoman.chances.history import pax, ucdp
from dragoman.chances.history.deaths import FILE as DEATHS
from dragoman.chances.history.deaths import deaths
from dragoman.chances.intervals import clustered
from dragoman.chances.measures import Floats, brier, ece
from dragoman.chances.months import first_of, month_of
from dragoman.chances.panel import FIRST_YEAR, Panel, known_by, panel
from dragoman.chances.peace import walk_forward
from dragoman.chances.targets import TARGETS, Target

_YEARS = 11  # of conflict-months that the reference looks back on: ten, and the one whose outcomes come in


@dataclass(frozen=True)
class Line:
    """One target on some of the rows."""

    n: int
    base: float
    brier: float
    reference: float
    difference: float
    low: float
    high: float
    ece: float


def reference(rows: Panel, target: Target, year: int) -> Floats:
    """(5,) the rates of the cells as of a January; a cell that was never seen has that of all rows."""
    y = rows.outcomes[target.name]
    past = known_by(rows, target.months, year) & (rows.months >= first_of(year - _YEARS)) & ~np.isnan(y)
    hits = np.bincount(rows.cells[past], y[past], minlength=5)
    cases = np.bincount(rows.cells[past], minlength=5)
    return np.where(cases > 0, hits / np.maximum(cases, 1), np.nanmean(y))


def measure(history: Path, first: str, last: str) -> dict[str, Line]:
    """The six lines, by target and part."""
    begun, ended = month_of(first), month_of(last)
    conflicts = ucdp.conflicts(history / ucdp.YEARS).values()
    rows = panel(conflicts, pax.documents(history / pax.FILE), first_of(FIRST_YEAR), ended)
    found = {}
    for target in TARGETS:
        given = walk_forward(rows, target, begun, ended)
        y = rows.outcomes[target.name]
        at = np.array([row for row in given if not np.isnan(y[row])], dtype=np.int64)
        p = np.array([round(given[row], 5) for row in at.tolist()])
        told = {year: reference(rows, target, year) for year in range(begun // 12, ended // 12 + 1)}
        r = np.array([told[int(rows.months[row]) // 12][rows.cells[row]] for row in at.tolist()])
        for part, kept in (("all", np.ones(at.size, dtype=bool)), ("live", rows.live[at])):
            found[f"{target.name}_{part}"] = _line(p[kept], y[at][kept], r[kept], rows.conflicts[at][kept])
    return found


def _line(p: Floats, y: Floats, r: Floats, conflicts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Line:
    ours, theirs = brier(p, y), brier(r, y)
    low, high = clustered(ours - theirs, conflicts, seed=0)
    return Line(
        n=len(p),
        base=float(y.mean()),
        brier=float(ours.mean()),
        reference=float(theirs.mean()),
        difference=float((ours - theirs).mean()),
        low=low,
        high=high,
        ece=ece(p, y, np.ones(len(p))),
    )


def figures(history: Path) -> dict[str, float]:
    """What floors hold: the gain on each line (reference less ours), how many intervals leave out 0, 1 less the
    greatest calibration error on all rows, and 1 less the Brier score of deaths."""
    lines = measure(history, "2004-01", "2020-12")
    found = {f"{name}_gain": -line.difference for name, line in lines.items()}
    found["surely_better"] = float(sum(line.high < 0 for line in lines.values()))
    found["trust"] = 1 - max(line.ece for name, line in lines.items() if name.endswith("_all"))
    whole = summary(backtest_deaths(deaths(history / DEATHS), month_of("2010-01"), month_of("2020-12")))[0]
    found["deaths"] = 1 - whole.brier[FORECASTERS[0]]
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--history", type=Path, required=True)
    parser.add_argument("--from", dest="first", default="2004-01")
    parser.add_argument("--to", dest="last", default="2020-12")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    lines = measure(given.history, given.first, given.last)
    if given.json:
        print(json.dumps({name: asdict(line) for name, line in lines.items()}))
        return
    for name, line in lines.items():
        print(
            f"{name:12} n {line.n:6,}  base {line.base:.4f}  Brier {line.brier:.4f}  reference {line.reference:.4f}"
            f"  difference {line.difference:+.4f} [{line.low:+.4f}, {line.high:+.4f}]  ECE {line.ece:.4f}"
        )


if __name__ == "__main__":
    main()
