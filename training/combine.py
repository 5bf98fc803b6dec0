"""Fit how syntax and meaning are joined, and how far the confidence can be trusted.

    python -m training.combine [--rounds 2] [--figure docs/models/reliability.svg] [--check]

Runs the whole coder over the sentences kept from training, labels each candidate act by the events written down for its
sentence, fits the two logistic models of dragoman.what.joining (with the network and without) and writes them to
src/dragoman/what/data/joining.toml. Then measures on training/held_out.txt, which nothing was fitted on. With --check
nothing is written; the figures of what is shipped are measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from matplotlib.figure import Figure
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from dragoman.coding import Pipeline, Settings, coder, standard_steps
from dragoman.records import Report
from dragoman.what import joining
from dragoman.what.coder import Weighed
from dragoman.what.coder import coder as what_coder
from dragoman.what.joining import words_at
from dragoman.what.syntax import Syntax
from dragoman.what.writing import Writer

from .sentences import HELD_OUT, Labelled, LabelledSentence, kept_out, load

OUT = Path(joining.__file__).parent / "data" / "joining.toml"
NEAR = 4  # tokens between a trigger as written down and as found that still tell of one act
CLASSES = {"happened": "yes", "ongoing": "yes", "ended": "yes", "refused": "no", "denied": "no", "failed": "no"}
BINS = 10


@dataclass(slots=True)
class Case:
    """A candidate of the coder: its features, whether such an act is told, and whether all of it is right."""

    features: dict[str, float]
    told: bool
    right: bool
    confidence: float | None
    sentence: int


# ---------------------------------------------------------------- candidates


def cases(sentences: Sequence[LabelledSentence], *, model: bool) -> tuple[list[Case], int]:
    """The candidates of sentences, and how many events the sentences hold."""
    reader = coder(Settings(model=model))
    steps = Pipeline([step for step in standard_steps(reader.reader, model=model) if step.name != "what"])
    found: list[Case] = []
    for number, sentence in enumerate(sentences):
        report = Report(id=sentence.where, text=sentence.text)
        with reader.reader.zone():
            work = steps.run({"report": report})
            syntax = Syntax(work["reading"].doc)
            writer = Writer(work["reading"], syntax, work["places"], work["dates"], work["statements"])
            weighed = [
                one
                for _, _, many in what_coder().weigh(work["reading"], work["cast"], writer, work["meaning"])
                for one in many
            ]
            found += _labelled(syntax, sentence, weighed, number)
    return found, sum(len(sentence.events) for sentence in sentences)


def _labelled(syntax: Syntax, sentence: LabelledSentence, weighed: list[Weighed], number: int) -> Iterator[Case]:
    """Each candidate with the truth; an event written down is found once, by the candidate nearest to its trigger."""
    starts = [token.idx for token in syntax.doc]
    at = {i: max(k for k, start in enumerate(starts) if start <= e.start) for i, e in enumerate(sentence.events)}
    pairs = sorted(
        (min(abs(at[i] - k) for k in words_at(w.candidate.act)), j, i)
        for j, w in enumerate(weighed)
        for i, event in enumerate(sentence.events)
        if w.candidate.act.type == event.type
    )
    matched: dict[int, int] = {}
    for apart, j, i in pairs:
        if apart <= NEAR and j not in matched and i not in matched.values():
            matched[j] = i
    for j, one in enumerate(weighed):
        event = sentence.events[matched[j]] if j in matched else None
        right = event is not None and _is_right(one, event)
        yield Case(one.features, event is not None, right, one.confidence, number)


def _is_right(one: Weighed, event: Labelled) -> bool:
    """Whether a reader would let the record stand: did it happen, who did it, to whom."""
    act = one.candidate.act
    if CLASSES.get(act.status or "happened", "open") != CLASSES.get(str(event.status), "open"):
        return False
    sources, targets = ([m.actor.code for m in side] for side in (act.sources, act.targets))
    if event.reciprocal or act.reciprocal:
        return _agree([*sources, *targets], [*event.sources, *event.targets])
    return _agree(sources, event.sources) and _agree(targets, event.targets)


def _agree(coded: Iterable[str | None], wanted: Iterable[str]) -> bool:
    """Whether no country is named that took no such part; the words may not tell the country of somebody who did."""
    got = {code[:3] for code in coded if code}
    countries = {code[:3] for code in wanted}
    return not got or "---" in countries or bool(got & countries)


# ---------------------------------------------------------------- fitting


def fitted(found: list[Case], *, joined: bool) -> dict[str, Any]:
    """The two models of one way of coding."""
    names = sorted({name for case in found for name in case.features} - {"bias"})
    x = numpy.array([[case.features.get(name, 0.0) for name in names] for case in found])
    told = numpy.array([case.told for case in found])
    keep = LogisticRegression(C=0.5, max_iter=2000).fit(x, told)
    chance = cross_val_predict(LogisticRegression(C=0.5, max_iter=2000), x, told, cv=8, method="predict_proba")[:, 1]
    least = _best_least(chance, told) if joined else 0.0  # the rules alone have decided before
    kept = chance >= least
    right = numpy.array([case.right for case in found])[kept]
    some = x[kept]
    model = LogisticRegression(C=0.5, max_iter=2000).fit(some, right)
    raw = cross_val_predict(LogisticRegression(C=0.5, max_iter=2000), some, right, cv=8, method="predict_proba")[:, 1]
    line = IsotonicRegression(y_min=0.03, y_max=0.97, out_of_bounds="clip").fit(raw, right)
    return {
        "keep": {"least": round(float(least), 3), "weights": _weights(keep, names)},
        "right": {"weights": _weights(model, names), "knots": _knots(line, raw)},
    }


def _best_least(chance: numpy.ndarray, told: numpy.ndarray) -> float:
    """The threshold with the best F1 of candidates."""

    def f1(least: float) -> float:
        got = chance >= least
        return float(2 * (got & told).sum() / (got.sum() + told.sum()))

    return max((step / 40 for step in range(8, 29)), key=f1)


def _weights(model: LogisticRegression, names: list[str]) -> dict[str, float]:
    weights = dict(zip(names, (round(float(w), 3) for w in model.coef_[0]), strict=True))
    return {"bias": round(float(model.intercept_[0]), 3), **weights}


def _knots(line: IsotonicRegression, raw: numpy.ndarray) -> list[tuple[float, float]]:
    """The isotonic steps as few points, each the middle of at least a fifteenth of the cases."""
    order = numpy.sort(raw)
    cut = [float(part.mean()) for part in numpy.array_split(order, 15)]
    return [(round(x, 3), round(float(y), 3)) for x, y in zip(cut, line.predict(cut), strict=True)]


def written(tables: dict[str, dict[str, Any]]) -> str:
    """The tables as TOML."""
    lines = ["# Fitted by training/combine.py; not to be edited by hand."]
    for way, models in tables.items():
        for name, model in models.items():
            lines.append(f"\n[{way}.{name}]")
            lines += [f"{key} = {value}" for key, value in model.items() if key == "least"]
            if "knots" in model:
                lines.append("knots = [" + ", ".join(f"[{x}, {y}]" for x, y in model["knots"]) + "]")
            lines.append(f"\n[{way}.{name}.weights]")
            lines += [f"{feature} = {weight}" for feature, weight in model["weights"].items()]
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- measuring


def measured(found: list[Case], events: int) -> dict[str, float]:
    """Precision and recall of kept candidates, and how far their confidence is off."""
    kept = [case for case in found if case.confidence is not None]
    told = sum(case.told for case in kept)
    precision, recall = told / max(1, len(kept)), told / max(1, events)
    return {
        "events": events,
        "kept": len(kept),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "all_right": round(sum(case.right for case in kept) / max(1, len(kept)), 4),
        "mean_confidence": round(sum(case.confidence or 0.0 for case in kept) / max(1, len(kept)), 4),
        "calibration_error": round(calibration_error(kept), 4),
        "brier": round(sum(((case.confidence or 0.0) - case.right) ** 2 for case in kept) / max(1, len(kept)), 4),
    }


def calibration_error(kept: Sequence[Case]) -> float:
    """Expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
    return sum(len(part) / len(kept) * abs(said - was) for part, said, was in bins(kept))


def bins(kept: Sequence[Case]) -> Iterator[tuple[list[Case], float, float]]:
    """Cases of like confidence, their mean confidence and the share that is right."""
    for k in range(BINS):
        part = [case for case in kept if min(BINS - 1, int((case.confidence or 0.0) * BINS)) == k]
        if part:
            yield (
                part,
                sum(case.confidence or 0.0 for case in part) / len(part),
                sum(case.right for case in part) / len(part),
            )


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
    calibration = [sentence for sentence in load() if kept_out(sentence)]
    for _ in range(0 if options.check else options.rounds):
        # Which type a candidate is weighed as hangs on the weights themselves, hence more than one round.
        tables = {}
        for way in ("rules", "joined"):
            tables[way] = fitted(cases(calibration, model=way == "joined")[0], joined=way == "joined")
        OUT.write_text(written(tables), encoding="utf-8")
        joining.tables.cache_clear()
    held_out = load([HELD_OUT])
    figures = {}
    for way in ("rules", "joined"):
        found, events = cases(held_out, model=way == "joined")
        figures[way] = measured(found, events)
    if options.figure:
        draw([case for case in found if case.confidence is not None], options.figure)
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
