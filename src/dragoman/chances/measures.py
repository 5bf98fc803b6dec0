"""The bare maths of scores: Brier and log scores, calibration by bins, and intervals from whole clusters drawn anew."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CLIP = 1e-4
"""Log scores take a chance nearer to 0 or 1 than this for this: one wrong certainty would cost an infinity."""
BINS = 10
DRAWS = 2000
_SOME = 200  # draws that are worked out together, so that thousands of clusters fit into memory
_Z = 1.959964  # of a two-sided 95 % interval


def brier(p: ArrayLike, y: ArrayLike) -> Floats:
    """(p - y)^2: from 0 to 1, lower is better (Brier 1950, for one event)."""
    found: Floats = (np.asarray(p, dtype=np.float64) - np.asarray(y, dtype=np.float64)) ** 2
    return found


def log_loss(p: ArrayLike, y: ArrayLike) -> Floats:
    """-ln of the probability given to what happened (Good 1952), clipped by `CLIP`; lower is better."""
    given = np.where(np.asarray(y, dtype=bool), p, 1 - np.asarray(p, dtype=np.float64))
    found: Floats = -np.log(np.clip(given, CLIP, 1 - CLIP))
    return found


def bins(p: Floats, count: int = BINS) -> tuple[Ints, Floats]:
    """The bin of each chance, and the edges: as many chances in each as can be, the same value never in two.

    Bins are cut at quantiles, open below and closed above, and merged where an edge comes twice; `count` different
    values or fewer are a bin each. (The definition of the open benchmark of peace forecasts.)
    """
    values = np.unique(p)
    if values.size <= count:
        return np.searchsorted(values, p).astype(np.int64), np.append(values[:1], values)
    edges = np.unique(np.quantile(p, np.linspace(0, 1, count + 1)))
    return np.maximum(np.searchsorted(edges, p, side="left") - 1, 0).astype(np.int64), edges


def ece(p: Floats, y: Floats, weights: Floats) -> float:
    """Expected calibration error: how far chances lie from what came true, in the bins of `bins`, weighted."""
    of, _ = bins(p)
    gap = np.abs(np.bincount(of, weights * (p - y)))
    return float(gap.sum() / weights.sum())


def wilson(share: float, cases: float) -> tuple[float, float]:
    """The 95 % interval of a share of some cases (Wilson 1927)."""
    if cases <= 0:
        return 0.0, 1.0
    z2 = _Z**2 / cases
    middle = (share + z2 / 2) / (1 + z2)
    half = _Z / (1 + z2) * np.sqrt(share * (1 - share) / cases + z2 / (4 * cases))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def sums(columns: Floats, clusters: Ints) -> Floats:
    """(clusters, columns) sums of (rows, columns)."""
    found = np.zeros((int(clusters.max()) + 1 if clusters.size else 0, columns.shape[1]))
    np.add.at(found, clusters, columns)
    return found


def interval(
    of_clusters: Floats, statistic: Callable[[Floats], Floats], draws: int = DRAWS, seed: int = 0
) -> tuple[float, float] | None:
    """The 95 % interval of a statistic of sums, by drawing whole clusters with replacement (Efron's percentile
    bootstrap; Field and Welsh 2007 for clusters).

    Args:
        of_clusters: (clusters, columns) sums.
        statistic: (draws, columns) totals to (draws,) values.
        draws: how many.
        seed: of the draws: the same sums give the same interval.

    Returns:
        Its ends; None of fewer than two clusters, which tell nothing of others.
    """
    count = len(of_clusters)
    if count < 2:
        return None
    rng = np.random.default_rng(seed)
    found = []
    for begun in range(0, draws, _SOME):
        times = rng.multinomial(count, np.full(count, 1 / count), size=min(_SOME, draws - begun))
        with np.errstate(divide="ignore", invalid="ignore"):
            found.append(statistic(times @ of_clusters))
    values = np.concatenate(found)
    values = values[np.isfinite(values)]
    if not values.size:
        return None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
