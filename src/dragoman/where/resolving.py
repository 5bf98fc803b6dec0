"""Which of the places that share a name is meant: containment, company, population and nearness, weighed together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import cos, log10, radians, sin
from typing import TYPE_CHECKING

from dragoman.codebooks import states

from .contexts import contexts
from .gazetteer import Entry
from .names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from dragoman.reading import Reading

    from .spotting import Spot

MAX_CANDIDATES = 40  # of one name, the most populous first; the rest have never been what a report meant
MAX_COMPARED = 1200  # candidates that are compared with each other at once
_NEAR, _COUNTRY, _DIVISION, _HOME = 3.0, 3.0, 1.5, 1.5  # the most that company adds to a score
_SHARED = 2.0  # less for Georgia the country, since Georgia the state is as well known
_POPULATION = 1.0  # score of each power of ten of inhabitants
_STATE, _FORMER = 9.5, 7.0  # of a state, and of one that is no more: Zanzibar is the island
_SEAT = 3_000  # inhabitants of a town of unknown size: GeoNames' list has those alone that are seats of a division
_HELD, _SIBLING = 6.0, 3.0  # what a neighbour adds that holds the place, or is of its kind
_CLOSE = 4  # tokens between neighbours at most
_METROPOLIS = 0.4  # more for a city of a million
_CURATED_DIVISION = 1.5  # more for a division that the overlay lists, such as the states of the United States
# A name alone is rather the city's; before "province" it is the division's, after "the town of" the city's again.
_SORT = {
    ("", "admin1"): -0.6,
    ("", "admin2"): -1.0,
    ("division", "admin1"): 0.6,
    ("division", "admin2"): 0.3,
    ("division", "city"): -1.5,
    ("settlement", "admin1"): -2.0,
    ("settlement", "admin2"): -2.0,
    ("settlement", "city"): 0.5,
}
NEAR_KM = 120.0  # distance at which nearness has fallen to 1/e
UNLISTED = 0.3  # confidence of a place that no gazetteer has: a name, and nowhere to put it
_EXACT = {"city": 1.0, "facility": 1.0, "admin2": 0.8, "admin1": 0.4, "region": 0.4}  # how well a point tells where
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place a name stands for, or None if the gazetteer has none; `confidence` in [0, 1]."""

    entry: Entry | None
    confidence: float


@dataclass(slots=True)
class _Group:
    """All mentions of one name in a report: they mean the same place."""

    entries: tuple[Entry, ...]
    spots: list[int]
    scores: list[float]


def resolve(reading: Reading, spots: Sequence[Spot], home: Sequence[str] = ()) -> list[Resolved]:
    """The place of each spot, in order; `home` are countries (ISO 3166-1 alpha-3) that the source writes from."""
    decided = [Resolved(None, UNLISTED)] * len(spots)
    for batch in _batches(_groups(spots)):
        score = _scores(reading, spots, batch, home)
        _decide(spots, batch, score, decided)
    return decided


def _batches(groups: Sequence[_Group]) -> Iterator[list[_Group]]:
    """The names in text order, so many together that their candidates can all be compared with each other."""
    batch: list[_Group] = []
    size = 0
    for group in groups:
        if batch and size + len(group.entries) > MAX_COMPARED:
            yield batch
            batch, size = [], 0
        batch.append(group)
        size += len(group.entries)
    if batch:
        yield batch


def _scores(
    reading: Reading, spots: Sequence[Spot], groups: Sequence[_Group], home: Sequence[str]
) -> NDArray[np.float64]:
    """The score of every candidate of a batch, name after name: prior, containment and the company of other names."""
    import numpy as np

    owner = np.array([number for number, group in enumerate(groups) for _ in group.entries])
    entries = [entry for group in groups for entry in group.entries]
    prior = np.array([score for group in groups for score in group.scores])
    prior += _neighbours(reading, spots, groups, owner, len(entries))
    if home:
        prior += np.array([_HOME if entry.country in home else 0.0 for entry in entries])
    near, same_country, same_division = _relations(entries, owner)
    score = prior
    for _ in range(2):  # the second time with what the first found likely
        chance = _softmax(score, owner)
        score = (
            prior
            + _NEAR * _support(near, chance, owner, 0.5)
            + _COUNTRY * _support(same_country, chance, owner, 1.0)
            + _DIVISION * _support(same_division, chance, owner, 0.5)
        )
    return np.asarray(score)


def _groups(spots: Sequence[Spot]) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for number, found in enumerate(spots):
        if not found.entries:
            continue
        key = (fold(found.name), found.sort)
        if key not in groups:
            ranked = _rank(found.entries, found.sort)
            groups[key] = _Group(tuple(entry for _, entry in ranked), [], [score for score, _ in ranked])
        groups[key].spots.append(number)
    return list(groups.values())


def _rank(entries: Sequence[Entry], sort: str) -> list[tuple[float, Entry]]:
    """The candidates of a name with their priors, best first; a state that shares its name with a division is open."""
    shared = any(entry.curated and entry.kind == "admin1" for entry in entries)
    priors = [_prior(entry, sort) - (_SHARED if shared and entry.kind == "country" else 0.0) for entry in entries]
    order = sorted(range(len(entries)), key=lambda index: -priors[index])
    return [(priors[index], entries[index]) for index in order[:MAX_CANDIDATES]]


def _prior(entry: Entry, sort: str) -> float:
    """How likely a place is before the report is read, on a log scale: states, then curated names, then size."""
    seat = entry.kind == "city" and not entry.curated and not entry.population
    score = _POPULATION * log10((_SEAT if seat else entry.population) + 300)
    if entry.kind == "city" and entry.population > 1_000_000:
        score += _METROPOLIS
    if entry.kind == "country":
        score = _STATE if _stands(entry.country) else _FORMER
    elif entry.kind in ("continent", "region", "water", "facility"):
        score = max(score, 7.5)
    elif entry.curated:
        score = max(score, 5.5) + (_CURATED_DIVISION if entry.kind == "admin1" else 0.5)
    score += _SORT.get((sort, entry.kind), 0.0)
    if entry.alias and entry.kind != "country":
        score -= 0.4 if entry.curated else 1.2
    return score


@cache
def _stands(iso3: str) -> bool:
    state = states().get(iso3)
    return state is None or state.end is None


def _neighbours(
    reading: Reading, spots: Sequence[Spot], groups: Sequence[_Group], owner: NDArray[np.int64], size: int
) -> NDArray[np.float64]:
    """What a name's neighbour says of it: "Paris, Texas" is held by it, "Texas, Ohio and Utah" are of one kind."""
    import numpy as np

    bonus = np.zeros(size)
    first = np.searchsorted(owner, np.arange(len(groups)))
    group_of = {number: at for at, group in enumerate(groups) for number in group.spots}
    words = contexts()
    for number in sorted(group_of):
        at, other = group_of[number], group_of.get(number + 1)
        if other is None or other == at:
            continue
        joint = between(reading, spots[number], spots[number + 1])
        mine, theirs = groups[at].entries, groups[other].entries
        siblings = joint in words.list_joints and [
            (one, two) for one, small in enumerate(mine) for two, large in enumerate(theirs) if _siblings(small, large)
        ]
        if siblings:
            pairs, worth = siblings, (_SIBLING, _SIBLING)
        elif joint in words.joints:
            held = _HELD if joint in (",", "(") else _HELD / 2
            pairs = [(i, j) for i, small in enumerate(mine) for j, large in enumerate(theirs) if _holds(large, small)]
            worth = (held, held / 2)
        else:
            continue
        for one, two in pairs:
            bonus[first[at] + one] = max(bonus[first[at] + one], worth[0])
            bonus[first[other] + two] = max(bonus[first[other] + two], worth[1])
    return bonus


def between(reading: Reading, inner: Spot, outer: Spot) -> str | None:
    """The words between two names that follow each other closely, None if they do not."""
    if not 0 < outer.first - inner.last <= _CLOSE:
        return None
    return reading.doc[inner.last : outer.first].text.strip().lower()


def _siblings(one: Entry, other: Entry) -> bool:
    """Whether two places are members of one list: two countries, or two divisions of one country."""
    if one.kind != other.kind or one.kind not in ("country", "admin1"):
        return False
    return one.country != other.country if one.kind == "country" else one.country == other.country


def _holds(large: Entry, small: Entry) -> bool:
    if large.country != small.country or large.row == small.row >= 0:
        return False
    if large.kind == "country":
        return small.kind != "country"
    if large.kind == "admin1":
        return small.kind != "country" and small.division == large.division >= 0
    if large.kind in ("admin2", "region"):
        return small.kind == "city" and _km(large, small) < 250
    return large.kind == "city" and small.kind in ("city", "facility") and _km(large, small) < 40


def _km(one: Entry, other: Entry) -> float:
    import math

    lat = radians(one.lat - other.lat)
    lon = radians((one.lon - other.lon + 180) % 360 - 180) * cos(radians((one.lat + other.lat) / 2))
    return _EARTH_KM * math.hypot(lat, lon)


def _relations(
    entries: Sequence[Entry], owner: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """How near, in one country and in one division any two candidates of different names are, each in [0, 1]."""
    import numpy as np

    points = np.array(
        [
            (cos(radians(e.lat)) * cos(radians(e.lon)), cos(radians(e.lat)) * sin(radians(e.lon)), sin(radians(e.lat)))
            for e in entries
        ]
    )
    exact = np.array([_EXACT.get(e.kind, 0.0) for e in entries])
    chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * points @ points.T))
    other = owner[:, None] != owner[None, :]
    near = np.exp(-chord * (_EARTH_KM / NEAR_KM)) * other * exact[:, None] * exact[None, :]
    countries = {code: number for number, code in enumerate(dict.fromkeys(e.country for e in entries if e.country), 1)}
    country = np.array([countries.get(e.country, 0) for e in entries])
    division = np.array([e.division for e in entries])
    same_country = (country[:, None] == country[None, :]) & (country[:, None] > 0) & other
    same_division = (division[:, None] == division[None, :]) & (division[:, None] >= 0) & other
    return near, same_country.astype(float), same_division.astype(float)


def _softmax(score: NDArray[np.float64], owner: NDArray[np.int64]) -> NDArray[np.float64]:
    import numpy as np

    top = np.full(int(owner[-1]) + 1, -np.inf)
    np.maximum.at(top, owner, score)
    weight = np.exp(1.5 * (score - top[owner]))
    total = np.zeros(len(top))
    np.add.at(total, owner, weight)
    return np.asarray(weight / total[owner])


def _support(
    relation: NDArray[np.float64], chance: NDArray[np.float64], owner: NDArray[np.int64], half: float
) -> NDArray[np.float64]:
    """How much the other names of the report speak for each candidate, in [0, 1): one half where `half` names do."""
    import numpy as np

    weighted = relation * chance[None, :]
    starts = np.searchsorted(owner, np.arange(int(owner[-1]) + 1))
    total = np.add.reduceat(weighted, starts, axis=1).sum(axis=1)
    return np.asarray(total / (total + half))


def _decide(
    spots: Sequence[Spot], groups: Sequence[_Group], score: NDArray[np.float64], decided: list[Resolved]
) -> None:
    """Writes each name's best candidate to all its mentions; the margin over the second best says how sure it is."""
    at = 0
    for group in groups:
        own = [float(value) for value in score[at : at + len(group.entries)]]
        at += len(own)
        order = sorted(range(len(own)), key=lambda index: (-own[index], index))
        margin = own[order[0]] - own[order[1]] if len(order) > 1 else 3.0
        confidence = min(0.98, 0.45 + 0.2 * margin)
        for number in group.spots:
            sure = confidence if spots[number].known else confidence * 0.8
            decided[number] = Resolved(group.entries[order[0]], round(sure, 3))
