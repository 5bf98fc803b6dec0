"""Intervals of mean differences between forecasters, where rows of one country or conflict are no independent cases."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .logit import Floats

DRAWS, SEED = 2000, 6
_LEVEL = 0.95


def clustered(
    differences: Floats, clusters: NDArray[np.int64], draws: int = DRAWS, seed: int = SEED
) -> tuple[float, float]:
    """The 95 % interval of a mean, by resampling whole clusters (Cameron, Gelbach and Miller 2008, pairs bootstrap).

    The seed makes it the same each time with one version of numpy.

    Args:
        differences: (rows,) one for each row, at least one.
        clusters: (rows,) the number of each row's country or conflict, from 0 on; a number without rows is no cluster.
        draws: how often they are resampled.
        seed: of the draws.
    """
    rows = np.bincount(clusters).astype(np.float64)
    totals = np.bincount(clusters, differences)[rows > 0]
    rows = rows[rows > 0]
    taken = np.random.default_rng(seed).multinomial(rows.size, np.full(rows.size, 1 / rows.size), size=draws)
    means = (taken @ totals) / (taken @ rows)
    low, high = np.quantile(means, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    return float(low), float(high)
