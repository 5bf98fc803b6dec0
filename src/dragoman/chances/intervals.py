"""95 % intervals: of shares, and of statistics of rows of which those of one country or pair hang together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .measures import Floats, Ints

Z95 = 1.959964
"""The normal deviate of a two-sided 95 % interval."""
DRAWS = 2000
_SOME = 200  # draws that are worked out together, so that thousands of clusters fit into memory
_SEED = 6


def wilson(share: float, cases: float) -> tuple[float, float]:
    """The interval of a share of some cases (Wilson, J. Am. Stat. Assoc. 22, 1927); they need not be a whole number."""
    if cases <= 0:
        return 0.0, 1.0
    square = Z95 * Z95 / cases
    middle = (share + square / 2) / (1 + square)
    half = Z95 / (1 + square) * float(np.sqrt(share * (1 - share) / cases + square / (4 * cases)))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def sums(columns: Floats, clusters: Ints) -> Floats:
    """(clusters, columns) sums of (rows, columns)."""
    found = np.zeros((int(clusters.max()) + 1 if clusters.size else 0, columns.shape[1]))
    np.add.at(found, clusters, columns)
    return found


def interval(
    of_clusters: Floats, statistic: Callable[[Floats], Floats], draws: int = DRAWS, seed: int = 0
) -> tuple[float, float] | None:
    """The interval of a statistic of sums, by drawing whole clusters with replacement (Efron's percentile
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


def clustered(differences: Floats, clusters: Ints, draws: int = DRAWS, seed: int = _SEED) -> tuple[float, float]:
    """The interval of the mean of a difference, by drawing whole clusters (Cameron, Gelbach and Miller 2008).

    Args:
        differences: (rows,) one for each row, at least one.
        clusters: (rows,) the number of each row's country or conflict, from 0 on; a number without rows is no cluster.
        draws: how often they are drawn anew.
        seed: of the draws.
    """
    _, place = np.unique(clusters, return_inverse=True)
    of_clusters = sums(np.column_stack([differences, np.ones(len(differences))]), place.astype(np.int64))
    found = interval(of_clusters, lambda drawn: drawn[:, 0] / drawn[:, 1], draws, seed)
    mean = float(differences.mean())
    return found if found is not None else (mean, mean)
