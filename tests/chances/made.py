"""Invented histories: deaths that come and go in a few countries, and conflicts with their documents."""

from __future__ import annotations

from datetime import date

import numpy as np

from dragoman.chances.history.deaths import DeathMonths
from dragoman.chances.history.pax import Document
from dragoman.chances.history.ucdp import Conflict

COUNTRIES = ("Aria", "Boria", "Cadia", "Doria", "Elia", "Faria")
FIRST = 1990 * 12


def deaths_made(seed=0, years=12, countries=COUNTRIES):
    """Wars that break out now and then, go on for a while and end; the first country has none."""
    draw = np.random.default_rng(seed)
    table = np.zeros((years * 12, len(countries)))
    for place in range(1, len(countries)):
        war = place > 3
        for month in range(len(table)):
            war = draw.random() < (0.95 if war else 0.03)
            table[month, place] = draw.poisson(draw.gamma(2, 40) if war else 1)
    return DeathMonths(FIRST, tuple(countries), table)


def document(number, day, *, conflicts=(1,), stage="Pre", local=False):
    return Document(
        id=number,
        name=f"Agreement {number}",
        day=date.fromisoformat(day).toordinal(),
        stage=stage,
        local=local,
        process=1,
        process_name="A process",
        conflicts=tuple(conflicts),
    )


def conflict(number=1, years=range(1991, 2005), began="1991-01-15"):
    return Conflict(number, frozenset(years), date.fromisoformat(began).toordinal() if began else None)
