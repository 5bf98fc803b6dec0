"""How often something came within so many days, of cases that could not all be watched so long.

The product-limit estimate (Kaplan and Meier, J. Am. Stat. Assoc. 53, 1958) with censoring at the end of the data. Its
interval is Wilson's at the effective number of cases, p (1 - p) / variance: Rothman (J. Chronic Dis. 31, 1978) for
Greenwood's variance, Franco, Little, Louis and Slud (J. Surv. Stat. Methodol. 7, 2019) for that of clustered cases. The
variance is Greenwood's where each case stands for itself; where one process, conflict or country gives many, it is that
of a bootstrap over those (Davison and Hinkley 1997, section 3.8), with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .intervals import wilson
from .measures import Floats

DRAWS = 2000
SEED = 20100


@dataclass(frozen=True, slots=True)
class Spell:
    """One case, watched from a day on until something came or the data ended.

    Args:
        name: what it is called.
        cluster: the process, conflict or country that it is of.
        day: the ordinal of the day it began.
        lasted: days that it was watched, 0 or more.
        ended: whether what is asked for came on the last of them; else nobody knows when it came.
    """

    name: str
    cluster: str
    day: int
    lasted: int
    ended: bool

    def came(self, days: int) -> bool | None:
        """Whether it came within so many days; None where it was not watched so long."""
        if self.ended and self.lasted <= days:
            return True
        return False if self.lasted >= days else None


@dataclass(frozen=True, slots=True)
class Rate:
    """A share in [0, 1] with its 95 % interval, of `n` cases in `clusters`; `effective` cases tell as much."""

    p: float
    low: float
    high: float
    n: int
    clusters: int
    effective: float

    def not_so(self) -> Rate:
        """The share of the cases in which it did not come."""
        return Rate(1 - self.p, 1 - self.high, 1 - self.low, self.n, self.clusters, self.effective)


def within(spells: Sequence[Spell], days: int) -> Rate:
    """How often it came within so many days.

    Args:
        spells: one or more.
        days: 1 or more.

    Raises:
        ValueError: there are no spells.
    """
    if not spells:
        raise ValueError("a rate needs at least one case")
    came, watched = _counts(spells, days)
    p = float(_incidence(came.sum(axis=0), watched.sum(axis=0)))
    n, clusters = len(spells), len(came)
    if not 0 < p < 1:
        effective = float(clusters)  # no variance to see: what is of one cluster may be one and the same story
    elif clusters == n:
        effective = _effective(p, _greenwood(p, came.sum(axis=0), watched.sum(axis=0)), n)
    else:
        effective = _effective(p, _bootstrapped(came, watched), n) if clusters > 1 else 1.0
    low, high = wilson(p, effective)
    return Rate(p, low, high, n, clusters, effective)


def share(cases: Sequence[tuple[str, str, int, bool]]) -> Rate:
    """How often something is so, of cases (name, cluster, day, whether it is) that are all known."""
    return within([known(*case) for case in cases], 1)


def known(name: str, cluster: str, day: int, so: bool) -> Spell:
    """A case of which is known whether something is so: a spell of one day."""
    return Spell(name, cluster, day, 1, so)


def _counts(spells: Sequence[Spell], days: int) -> tuple[Floats, Floats]:
    """(clusters, days on which it came): how often it came then, and how many were being watched."""
    clusters = {name: place for place, name in enumerate(sorted({spell.cluster for spell in spells}))}
    place = np.array([clusters[spell.cluster] for spell in spells])
    lasted = np.array([spell.lasted for spell in spells])
    ended = np.array([spell.ended for spell in spells])
    times = np.unique(lasted[ended & (lasted <= days)])
    came, watched = np.zeros((2, len(clusters), times.size))
    for column, time in enumerate(times):
        np.add.at(came[:, column], place[ended & (lasted == time)], 1)
        np.add.at(watched[:, column], place[lasted >= time], 1)
    return came, watched


def _incidence(came: Floats, watched: Floats) -> Floats:
    """The product-limit estimate along the last axis; a day on which nobody is watched changes nothing."""
    lost = np.divide(came, watched, out=np.zeros_like(came), where=watched > 0)
    share_of: Floats = 1 - np.prod(1 - lost, axis=-1)
    return share_of


def _greenwood(p: float, came: Floats, watched: Floats) -> float:
    """Greenwood's variance; 0 < p < 1, so nobody's last day was everybody's."""
    return float((1 - p) ** 2 * (came / (watched * (watched - came))).sum())


def _bootstrapped(came: Floats, watched: Floats) -> float:
    """The variance over draws of as many clusters, made up for what few clusters hide of it."""
    clusters = len(came)
    draws = np.random.default_rng(SEED).multinomial(clusters, np.full(clusters, 1 / clusters), DRAWS).astype(float)
    found = _incidence(draws @ came, draws @ watched)
    return float(found.var()) * clusters / (clusters - 1)


def _effective(p: float, variance: float, n: int) -> float:
    """How many independent cases would tell as much: never more than there are."""
    return min(float(n), p * (1 - p) / variance) if variance > 0 else float(n)
