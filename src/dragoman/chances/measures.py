"""The bare maths of scores: Brier and log scores, and calibration by bins."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CLIP = 1e-4
"""Log scores take a chance nearer to 0 or 1 than this for this: one wrong certainty would cost an infinity."""
BINS = 10


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
