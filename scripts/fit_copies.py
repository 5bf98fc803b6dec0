"""Fits src/dragoman/linking/data/copies.toml: what tells copies from look-alikes, on the newsroom that never was.

    python scripts/fit_copies.py

A logistic regression on the pairs within the clusters of evals/newsroom.py with seeds that evals/copies.py does not
measure on. The same vocabulary gives the same weights.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "evals"))

from dragoman.linking import copies  # noqa: E402
from newsroom import Newsroom  # noqa: E402

OUT = ROOT / "src/dragoman/linking/data/copies.toml"
NAMES = ("p1", "p2", "n1", "n2", "w1", "w2", "t1", "t2", "p1n1", "w1n1", "w2n2", "w1n2", "few", "many")
SEEDS = (11, 12, 13)
DOCUMENTS = 12_000
RIDGE = 1e-2


def pairs(seed: int) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Features of each pair within a cluster, and whether it is of copies."""
    clusters = defaultdict(list)
    for document in Newsroom(seed).documents(DOCUMENTS):
        clusters[document.cluster].append((document.family, copies._opened(copies.fingerprint(document.text))))
    rows, labels = [], []
    for members in clusters.values():
        for (family, a), (other, b) in combinations(members, 2):
            values = copies.features(a, b)
            if values is not None:
                rows.append(values)
                labels.append(family == other)
    return rows, labels


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression by Newton's method, for columns of mean 0, deviation 1; last the bias."""
    x = np.column_stack([x, np.ones(len(x))])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + RIDGE * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Fit and write."""
    rows, labels = [], []
    for seed in SEEDS:
        more, which = pairs(seed)
        rows += more
        labels += which
    x, y = np.array(rows), np.array(labels, dtype=float)
    mean, spread = x.mean(0), x.std(0)
    weights = fitted((x - mean) / spread, y)
    plain = weights[:-1] / spread
    lines = [
        "# What tells copies from look-alikes (linking/copies.py); made by scripts/fit_copies.py",
        f"# {len(y):,} pairs, {int(y.sum()):,} of copies",
        f"bias = {weights[-1] - float(plain @ mean):.4f}",
        "",
        "[weights]",
        *(f"{name} = {value:.4f}" for name, value in zip(NAMES, plain, strict=True)),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(OUT.read_text("utf-8"))


if __name__ == "__main__":
    main()
