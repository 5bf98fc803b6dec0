"""Fit the stance models on training/stances and write them to src/dragoman/said/data/placing.npz.

    python -m training.stances [--folder training/stances] [--out FILE] [--folds 8]

Prints precision, recall and F1 of the labels by cross-validation. Which probability a label takes to be given is
chosen on the same folds, by the F1 of all labels. evals/stances is never read here: `python evals/stances.py`
measures on it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from dragoman.coding import Pipeline, Settings, coder, standard_steps
from dragoman.records import Report
from dragoman.said import finder
from dragoman.said.placing import LABELS, OBJECTS, Placing, Unit, ngrams, pooled
from dragoman.who.cast import Cast

FOLDER = Path(__file__).parent / "stances"
OUT = Path(__file__).parents[1] / "src" / "dragoman" / "said" / "data" / "placing.npz"
RARE = 2  # examples; an n-gram of fewer tells nothing
SHRUNK = 0.05  # what a meaning of unit variance is multiplied by, so that its 1152 numbers do not drown the words
C = 2.0
STEPS = numpy.arange(0.1, 0.6, 0.02)

Rows = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled statement: what the models look at, and its stances as (label, toward)."""

    unit: Unit
    wanted: frozenset[tuple[str, str]]


def read(folder: Path) -> list[tuple[str, frozenset[tuple[str, str]]]]:
    """The texts of the files with their stances; the format is evals/stances.py's."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            labels, _, text = line.partition(" | ")
            parts = [part.split(None, 1) for part in labels.split(";") if part.strip() != "none"]
            found.append((text.strip(), frozenset((label, toward.strip()) for label, toward in parts)))
    return found


def examples(folder: Path) -> list[Example]:
    """The examples: the one statement that is found in a text, else the whole text as if it were one."""
    reader = coder(Settings(model=True)).reader
    steps = Pipeline([step for step in standard_steps(reader, model=True) if step.name not in ("said", "what")])
    made: list[Unit] = []

    class Keeping(Placing):
        def __init__(self) -> None:  # no models are needed to see what they would look at
            pass

        def stances(self, unit: Unit):  # type: ignore[no-untyped-def]
            made.append(unit)
            return list(unit.ruled)

    found = []
    finder.placing = Keeping  # type: ignore[assignment]
    for number, (text, wanted) in enumerate(read(folder)):
        with reader.zone():
            work = steps.run({"report": Report(id=str(number), text=text, published="2015-06-15")})
            cast, meaning, reading = work["cast"], work["meaning"], work["reading"]
            made.clear()
            finder.find_statements(reading, cast, meaning)
            unit = made[0] if len(made) == 1 else _whole(reading.text, cast, meaning, made)
            found.append(Example(unit, wanted))
    return found


def _whole(text: str, cast: Cast, meaning, units: list[Unit]) -> Unit:  # type: ignore[no-untyped-def]
    rows = [judgement.pooled for _, judgement in sorted(meaning.judgements.items())]
    ruled = tuple(stance for unit in units for stance in unit.ruled)
    topics = tuple(dict.fromkeys(topic for unit in units for topic in unit.topics))
    actors = {actor.entity: (role, actor) for unit in units for role, actor in unit.actors}
    return Unit(text, pooled(rows), ruled, topics, tuple(actors.values()), None)


def base(units: list[Unit]) -> dict[str, object]:
    """Vocabulary, weights of n-grams and scale of the meaning, from the units that are fitted on."""
    counts = Counter(gram for unit in units for gram in set(ngrams(unit.text)))
    vocabulary = sorted(gram for gram, n in counts.items() if n >= RARE)
    idf = [numpy.log((1 + len(units)) / (1 + counts[gram])) + 1.0 for gram in vocabulary]
    rows = numpy.array([unit.pooled for unit in units])
    return {
        "vocabulary": "\n".join(vocabulary),
        "idf": numpy.array(idf, dtype=numpy.float32),
        "mean": rows.mean(0).astype(numpy.float32),
        "scale": (SHRUNK / (rows.std(0) + 1e-6)).astype(numpy.float32),
        "weights": numpy.zeros((len(LABELS), 1)),
        "bias": numpy.zeros(len(LABELS)),
        "least": numpy.ones(len(LABELS)),
        "object_weights": numpy.zeros((len(OBJECTS), 1)),
        "object_bias": numpy.zeros((len(OBJECTS), len(LABELS))),
    }


def targets(found: list[Example]) -> NDArray[numpy.int64]:
    """Which labels each example has."""
    return numpy.array([[int(any(label == name for label, _ in one.wanted)) for name in LABELS] for one in found])


def fit(found: list[Example]) -> dict[str, object]:
    """The tables of the models, without the probabilities asked for."""
    table = base([one.unit for one in found])
    rows = _rows(Placing(table), found)
    labels = targets(found)
    fitted = [LogisticRegression(C=C, max_iter=1000).fit(csr_matrix(rows), labels[:, i]) for i in range(len(LABELS))]
    table["weights"] = numpy.concatenate([one.coef_ for one in fitted]).astype(numpy.float32)
    table["bias"] = numpy.concatenate([one.intercept_ for one in fitted]).astype(numpy.float32)
    which = [(i, label, toward) for i, one in enumerate(found) for label, toward in sorted(one.wanted) if toward != "-"]
    aims = [OBJECTS.index(toward) if toward in OBJECTS else OBJECTS.index("actor") for _, _, toward in which]
    hot = numpy.eye(len(LABELS), dtype=numpy.float32)[[LABELS.index(label) for _, label, _ in which]]
    both = csr_matrix(numpy.concatenate([rows[[i for i, _, _ in which]], hot], axis=1))
    model = LogisticRegression(C=C, max_iter=2000).fit(both, aims)
    table["object_weights"] = model.coef_[:, : -len(LABELS)].astype(numpy.float32)
    table["object_bias"] = (model.intercept_[:, None] + model.coef_[:, -len(LABELS) :]).astype(numpy.float32)
    return table


def _rows(placing: Placing, found: list[Example]) -> Rows:
    return numpy.array([placing.features(one.unit) for one in found])


def chances(table: dict[str, object], found: list[Example]) -> NDArray[numpy.float64]:
    """The probability of each label of each example."""
    rows = _rows(Placing(table), found)
    logits = rows @ numpy.asarray(table["weights"]).T + numpy.asarray(table["bias"])
    return 1.0 / (1.0 + numpy.exp(-logits.astype(numpy.float64)))


def asked(
    given: NDArray[numpy.float64], labels: NDArray[numpy.int64]
) -> tuple[NDArray[numpy.float32], dict[str, float]]:
    """The least probability of each label, one after the other so that the F1 of all is greatest, and the figures."""
    least = numpy.full(len(LABELS), 0.3)

    def score() -> tuple[float, float, float]:
        said = given >= least
        right = float((said & (labels == 1)).sum())
        return 2 * right / (said.sum() + labels.sum()), right / max(1, said.sum()), right / labels.sum()

    for _ in range(3):
        for i in range(len(LABELS)):
            tried = []
            for step in STEPS:
                least[i] = step
                tried.append((score()[0], -abs(step - 0.3), step))
            least[i] = max(tried)[2]
    f1, precision, recall = score()
    return least.astype(numpy.float32), {"precision": precision, "recall": recall, "f1": f1}


def main(arguments: list[str]) -> int:
    """Fit, choose, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, default=8)
    options = parser.parse_args(arguments)
    found = [one for one in examples(options.folder) if one.unit.pooled is not None]
    given = numpy.zeros((len(found), len(LABELS)))
    for learn, test in KFold(options.folds, shuffle=True, random_state=20).split(found):
        given[test] = chances(fit([found[i] for i in learn]), [found[i] for i in test])
    table = fit(found)
    table["least"], figures = asked(given, targets(found))
    print(len(found), {name: round(value, 4) for name, value in figures.items()})
    print({label: round(float(least), 2) for label, least in zip(LABELS, table["least"], strict=True)})
    shrunk = {
        name: value.astype(numpy.float16) if name in ("weights", "object_weights") else value
        for name, value in table.items()
    }
    numpy.savez_compressed(options.out, **shrunk)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
