"""Logistic regression drawn towards coefficients that are given: small, weighted, always with an answer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS, _CLOSE = 50, 1e-8
_FAR = 30.0  # log-odds beyond which a probability is as good as certain
_LEAST = 1e-4


def logit(p: Floats | float) -> Floats:
    """The log-odds of probabilities, of those nearer to 0 or 1 than 1 in 10,000 those of that."""
    kept = np.clip(p, _LEAST, 1 - _LEAST)
    odds: Floats = np.log(kept / (1 - kept))
    return odds


def expit(odds: Floats) -> Floats:
    """The probabilities of log-odds."""
    p: Floats = 1 / (1 + np.exp(-np.clip(odds, -_FAR, _FAR)))
    return p


def fit(x: Floats, y: Floats, weights: Floats, towards: Floats, strength: Floats) -> Floats:
    """The coefficients of a logistic regression with a normal prior, by Newton's steps.

    Args:
        x: (cases, coefficients); give a column of ones for the intercept.
        y: (cases,) in [0, 1].
        weights: (cases,) what each case counts.
        towards: (coefficients,) the mean of the prior.
        strength: (coefficients,) one over its variance, above 0.

    Returns:
        (coefficients,) the mode of the posterior.
    """
    found = towards.astype(np.float64).copy()
    for _ in range(_STEPS):
        p = expit(x @ found)
        slope = x.T @ (weights * (p - y)) + strength * (found - towards)
        bend = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(strength)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if np.abs(step).max() < _CLOSE:
            break
    return found


def errors(x: Floats, weights: Floats, found: Floats, strength: Floats) -> Floats:
    """(coefficients,) standard errors of what `fit` gave: of the posterior's normal approximation at its mode."""
    p = expit(x @ found)
    bend = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(strength)
    spread: Floats = np.sqrt(np.diag(np.linalg.inv(bend)))
    return spread
