"""Fit how syntax and meaning are joined, and how far the confidence can be trusted.

    python -m training.combine [--rounds 2] [--figure docs/models/reliability.svg] [--check]

Runs the whole coder over the sentences kept from training, labels each candidate act by the events written down for
its sentence, fits the two logistic models of dragoman.what.joining (with the network and without) and writes them to
src/dragoman/what/data/joining.toml. Then measures on training/unseen, on which nothing was fitted or chosen. With
--check nothing is written; the figures of what is shipped are measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
from matplotlib.figure import Figure
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from dragoman.what import joining

from .measuring import Case, bins, cases, measured
from .sentences import HELD_OUT, UNSEEN, kept_out, load

OUT = Path(joining.__file__).parent / "data" / "joining.toml"
KNOTS = 15
LEAST = {"rules": 0.15, "network": 0.6}
"""The least probability that there is an act at all. What the rules propose has passed relevance and is right more
often on news than on the sentences fitted on."""
SURE = {
    "few": {"rules": 0.0, "network": 0.2},
    "report": {"rules": 0.35, "network": 0.8},
    "general": {"rules": 0.6, "network": 0.9},
}
"""The least confidence by what an act is told in; a text of few sentences may be a headline or the row of a table."""


# ---------------------------------------------------------------- fitting


def fitted(found: list[Case], *, joined: bool) -> dict[str, Any]:
    """The two models of one way of coding."""
    names = sorted({name for case in found for name in case.features} - {"bias"})
    x = numpy.array([[case.features.get(name, 0.0) for name in names] for case in found])
    near = numpy.array([case.near for case in found])
    keep = LogisticRegression(C=0.5, max_iter=2000).fit(x, near)
    chance = cross_val_predict(LogisticRegression(C=0.5, max_iter=2000), x, near, cv=8, method="predict_proba")[:, 1]
    wanted = LEAST if joined else dict.fromkeys(LEAST, 0.0)  # the rules alone have decided before
    origins = ["network" if case.features["network"] else "rules" for case in found]
    kept = chance >= numpy.array([wanted[origin] for origin in origins])
    right = numpy.array([case.right for case in found])[kept]
    some = x[kept]
    model = LogisticRegression(C=0.2, max_iter=2000).fit(some, right)
    raw = cross_val_predict(LogisticRegression(C=0.2, max_iter=2000), some, right, cv=8, method="predict_proba")[:, 1]
    line = IsotonicRegression(y_min=0.03, y_max=0.97, out_of_bounds="clip").fit(raw, right)
    return {
        "least": wanted,
        "sure": SURE,
        "keep": {"weights": _weights(keep, names)},
        "right": {"weights": _weights(model, names), "knots": _knots(line, raw)},
    }


def _weights(model: LogisticRegression, names: list[str]) -> dict[str, float]:
    weights = dict(zip(names, (round(float(w), 3) for w in model.coef_[0]), strict=True))
    return {"bias": round(float(model.intercept_[0]), 3), **weights}


def _knots(line: IsotonicRegression, raw: numpy.ndarray) -> list[tuple[float, float]]:
    """The isotonic steps as few points, each the middle of a like share of the cases."""
    order = numpy.sort(raw)
    cut = [float(part.mean()) for part in numpy.array_split(order, KNOTS)]
    return [(round(x, 3), round(float(y), 3)) for x, y in zip(cut, line.predict(cut), strict=True)]


def written(tables: dict[str, dict[str, Any]]) -> str:
    """The tables as TOML."""
    lines = ["# Fitted by training/combine.py; not to be edited by hand."]
    for way, models in tables.items():
        lines.append(f"\n[{way}.least]")
        lines += [f"{origin} = {least}" for origin, least in models["least"].items()]
        lines.append(f"\n[{way}.sure]")
        for setting, asked in models["sure"].items():
            lines.append(f"{setting} = {{{', '.join(f'{origin} = {least}' for origin, least in asked.items())}}}")
        for name in ("keep", "right"):
            model = models[name]
            lines.append(f"\n[{way}.{name}]")
            if "knots" in model:
                lines.append("knots = [" + ", ".join(f"[{x}, {y}]" for x, y in model["knots"]) + "]")
            lines.append(f"\n[{way}.{name}.weights]")
            lines += [f"{feature} = {weight}" for feature, weight in model["weights"].items()]
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- showing


def draw(kept: Sequence[Case], path: Path) -> None:
    """A reliability diagram."""
    figure = Figure(figsize=(4.2, 4.2))
    axes = figure.subplots()
    points = [(said, was, len(part)) for part, said, was in bins(kept)]
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1)
    axes.scatter(
        [p[0] for p in points], [p[1] for p in points], s=[8 + 600 * p[2] / len(kept) for p in points], color="#1f5f8b"
    )
    axes.set(xlabel="confidence", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1), aspect="equal")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main(arguments: list[str]) -> int:
    """Fit and measure; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--figure", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    calibration = [*(sentence for sentence in load() if kept_out(sentence)), *load([HELD_OUT])]
    for _ in range(0 if options.check else options.rounds):
        # Which type a candidate is weighed as hangs on the weights themselves, hence more than one round.
        tables = {}
        for way in ("rules", "joined"):
            tables[way] = fitted(cases(calibration, model=way == "joined")[0], joined=way == "joined")
        OUT.write_text(written(tables), encoding="utf-8")
        joining.tables.cache_clear()
    unseen = load(sorted(UNSEEN.glob("*.txt")))
    figures = {}
    for way in ("rules", "joined"):
        found, events = cases(unseen, model=way == "joined")
        figures[way] = measured(found, events)
    if options.figure:
        draw([case for case in found if case.confidence is not None], options.figure)
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
