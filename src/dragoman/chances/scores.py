"""How good past chances were: Brier and log scores beside what is easy to say, calibration, and by band and template.

What counts, and how much. A question counts once it is resolved; void ones and such as nobody has resolved do not, and
how many there are is told; a withdrawn question that is resolved counts like any other, so that nothing can be hidden
by withdrawing it. A chance given on or after the day on which the question came true counts nothing.

Several chances of one question: its first counts 1; each later one counts the share of the question's time (from the
first to the deadline) that has passed since the one before, so all later ones together count at most 1 more, and the
second of a day nothing. What a chance counts is so settled when it is given. The daily average of forecasting
tournaments (the chance that stands on each day until the question closes; Mellers et al. 2014) is not used: questions
close when they come true, so the days of those that do are fewer, and a calibrated chance given once would look too
high. Questions of one pair of parties hang together, and so do windows that overlap: intervals draw whole pairs anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

import msgspec
import numpy as np

from dragoman.records import Chance

from .book import Book, Given, Standing
from .intervals import interval, sums, wilson
from .measures import BINS, Floats, Ints, bins, brier, log_loss

ENOUGH = 30
"""Resolved questions below which a score is too few to say (design, chances)."""
BANDS = 10


class Estimate(msgspec.Struct, frozen=True):
    """A figure and its 95 % interval; no interval where there is one pair of parties only."""

    value: float
    low: float | None = None
    high: float | None = None


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Chances between two edges: how many, of how many questions, their mean, and the share that came true.

    `came_low` and `came_high` are Wilson's 95 % interval with each question as one case.
    """

    low: float
    high: float
    chances: int
    questions: int
    said: float
    came: float
    came_low: float
    came_high: float

    @property
    def enough(self) -> bool:
        """Whether there are questions enough to say something."""
        return self.questions >= ENOUGH


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The scores on some of the questions; null where there are too few. Skill is 1 less score over the other's."""

    name: str
    questions: int
    chances: int
    pairs: int
    came: float | None = None
    brier: Estimate | None = None
    log: Estimate | None = None
    base_brier: Estimate | None = None
    base_log: Estimate | None = None
    skill: Estimate | None = None
    log_skill: Estimate | None = None
    ece: Estimate | None = None

    @property
    def enough(self) -> bool:
        """Whether there are questions enough to say something."""
        return self.questions >= ENOUGH


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """One forecaster beside another on the same questions.

    `other` is "base rate" or "table" (issued beside each chance), or whoever else gave chances: then what both stood by
    is taken whenever either spoke, so that neither gains by having spoken later. `difference` of Brier scores below 0:
    the first is better.
    """

    other: str
    questions: int
    chances: int
    brier: Estimate | None = None
    other_brier: Estimate | None = None
    difference: Estimate | None = None
    skill: Estimate | None = None


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of how good one forecaster's chances were; `late` are those that came too late to count."""

    forecaster: str
    whole: Part
    against: list[Against]
    bands: list[Bin]
    bins: list[Bin]
    templates: list[Part]
    status: dict[Literal["open", "resolved", "void", "withdrawn"], int]
    late: int


class _Row(msgspec.Struct, frozen=True):
    """A chance that counts, beside what else was known by then of its question."""

    standing: Standing
    given: Given
    weight: float
    p: float
    y: float
    base: float
    table: float | None


def scores(
    book: Book, forecaster: str = "dragoman", *, template: str | None = None, parties: Iterable[str] = ()
) -> Scores:
    """The scores of a forecaster on the resolved questions of a ledger.

    Args:
        book: the ledger.
        forecaster: "dragoman", or the name of a person, crowd or model that gave chances.
        template: only questions of this template.
        parties: only questions of all of these.
    """
    asked = [one for one in book.of(parties=parties) if template in (None, one.template) and one.of(forecaster)]
    rows, late = _rows(asked, forecaster)
    status: dict[Literal["open", "resolved", "void", "withdrawn"], int] = dict.fromkeys(
        ("open", "resolved", "void", "withdrawn"), 0
    )
    for one in asked:
        status[one.status] += 1
    names = sorted({row.standing.template for row in rows})
    p = np.array([row.p for row in rows])
    of, edges = bins(p, BINS) if rows else (np.zeros(0, dtype=np.int64), p)
    tenths = np.array([_band(one) for one in p.tolist()], dtype=np.int64)
    return Scores(
        forecaster=forecaster,
        whole=_part("all", rows),
        against=_all_against(asked, rows, forecaster),
        bands=_bins(rows, tenths, np.linspace(0, 1, BANDS + 1)),
        bins=_bins(rows, of, edges),
        templates=[_part(name, [row for row in rows if row.standing.template == name]) for name in names],
        status=status,
        late=late,
    )


def _rows(asked: Iterable[Standing], forecaster: str) -> tuple[list[_Row], int]:
    """The chances that count, in the order of the questions; and how many came too late."""
    rows, late = [], 0
    for standing in asked:
        if standing.outcome is None or standing.ended is None:
            continue
        for given, weight in weights(standing, forecaster):
            if given.day >= standing.ended:
                late += 1
            elif weight > 0:
                beside = _issued_by(standing, given)
                y = float(standing.outcome)
                rows.append(_Row(standing, given, weight, given.p, y, beside.base, beside.table))
    return rows, late


def weights(standing: Standing, forecaster: str) -> list[tuple[Given, float]]:
    """What each chance of a question counts, in [0, 1], by nothing that was not known when it was given."""
    given = standing.of(forecaster)
    return list(zip(given, _shares([one.day for one in given], standing.deadline), strict=True))


def _shares(days: Sequence[str], deadline: str) -> list[float]:
    """1, then the share of the time from the first day to the deadline that has passed since the day before."""
    numbers = [date.fromisoformat(day).toordinal() for day in days]
    if not numbers:
        return []
    planned = max(1, date.fromisoformat(deadline).toordinal() - numbers[0])
    return [1.0, *(min(1.0, (day - before) / planned) for before, day in pairwise(numbers))]


def _issued_by(standing: Standing, given: Given) -> Chance:
    """The last chance that had been issued when this one was given; a question begins with one, so there is one."""
    past = [one.chance for one in standing.given if one.line.n <= given.line.n and one.chance is not None]
    return past[-1]


def _columns(rows: Sequence[_Row]) -> tuple[Floats, Floats, Floats, Floats, Ints]:
    """p, y, base, weights, and the number of each row's pair of parties."""
    numbers: dict[tuple[str, ...], int] = {}
    pairs = [numbers.setdefault(row.standing.parties, len(numbers)) for row in rows]
    table = np.array([(row.p, row.y, row.base, row.weight) for row in rows], dtype=np.float64).reshape(-1, 4)
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3], np.array(pairs, dtype=np.int64)


def _part(name: str, rows: Sequence[_Row]) -> Part:
    questions = len({row.standing.question for row in rows})
    p, y, base, weight, pairs = _columns(rows)
    about = {"name": name, "questions": questions, "chances": len(rows), "pairs": len(np.unique(pairs))}
    if questions < ENOUGH:
        return msgspec.convert(about, Part)
    of, _ = bins(p)
    gaps = np.zeros((len(rows), int(of.max()) + 1))
    gaps[np.arange(len(rows)), of] = weight * (p - y)
    columns = np.column_stack(
        [
            weight,
            weight * y,
            weight * brier(p, y),
            weight * log_loss(p, y),
            weight * brier(base, y),
            weight * log_loss(base, y),
            gaps,
        ]
    )
    totals = sums(columns, pairs)

    def figure(top: int, below: int = 0, skill: bool = False) -> Estimate:
        def statistic(drawn: Floats) -> Floats:
            share: Floats = drawn[:, top] / drawn[:, below]
            return 1 - share if skill else share

        return _estimate(totals, statistic)

    return Part(
        **about,  # type: ignore[arg-type]
        came=float((weight * y).sum() / weight.sum()),
        brier=figure(2),
        log=figure(3),
        base_brier=figure(4),
        base_log=figure(5),
        skill=figure(2, 4, skill=True),
        log_skill=figure(3, 5, skill=True),
        ece=_estimate(totals, lambda drawn: np.abs(drawn[:, 6:]).sum(axis=1) / drawn[:, 0]),
    )


def _estimate(totals: Floats, statistic: Callable[[Floats], Floats]) -> Estimate:
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(statistic(totals.sum(axis=0, keepdims=True))[0])
    ends = interval(totals, statistic)
    return Estimate(value, *ends) if ends else Estimate(value)


def _all_against(asked: Sequence[Standing], rows: Sequence[_Row], forecaster: str) -> list[Against]:
    """The base rate, the table, and whoever else gave chances of the same questions."""
    others = sorted({one.forecaster for standing in asked for one in standing.given} - {forecaster})
    found = [
        _against("base rate", [(row, row.base) for row in rows]),
        _against("table", [(row, row.table) for row in rows if row.table is not None]),
        *(_against(other, [pair for one in asked for pair in _together(one, forecaster, other)]) for other in others),
    ]
    return [one for one in found if one.chances or one.other == "base rate"]


def _together(standing: Standing, one: str, other: str) -> list[tuple[_Row, float]]:
    """What two forecasters stood by whenever either of them spoke, since both had; weighed like one's chances."""
    ended = standing.ended
    if ended is None or standing.outcome is None:
        return []
    last: dict[str, Given] = {}
    moments: list[tuple[Given, Given, Given]] = []
    for given in standing.given:
        if given.forecaster in (one, other) and given.day < ended:
            last[given.forecaster] = given
            if len(last) == 2:
                moments.append((given, last[one], last[other]))
    shares = _shares([spoken.day for spoken, _, _ in moments], standing.deadline)
    y = float(standing.outcome)
    return [
        (_Row(standing, spoken, weight, ours.p, y, 0.0, None), theirs.p)
        for (spoken, ours, theirs), weight in zip(moments, shares, strict=True)
        if weight > 0
    ]


def _against(other: str, pairs: Sequence[tuple[_Row, float]]) -> Against:
    rows = [row for row, _ in pairs]
    questions = len({row.standing.question for row in rows})
    if questions < ENOUGH:
        return Against(other=other, questions=questions, chances=len(rows))
    p, y, _, weight, parties = _columns(rows)
    theirs = np.array([q for _, q in pairs])
    totals = sums(np.column_stack([weight, weight * brier(p, y), weight * brier(theirs, y)]), parties)
    return Against(
        other=other,
        questions=questions,
        chances=len(rows),
        brier=_estimate(totals, lambda drawn: drawn[:, 1] / drawn[:, 0]),
        other_brier=_estimate(totals, lambda drawn: drawn[:, 2] / drawn[:, 0]),
        difference=_estimate(totals, lambda drawn: (drawn[:, 1] - drawn[:, 2]) / drawn[:, 0]),
        skill=_estimate(totals, lambda drawn: 1 - drawn[:, 1] / drawn[:, 2]),
    )


def _bins(rows: Sequence[_Row], of: Ints, edges: Floats) -> list[Bin]:
    """The bins that hold something."""
    p, y, _, weight, _ = _columns(rows)
    found = []
    for number in range(len(edges) - 1):
        here = np.flatnonzero(of == number)
        if here.size:
            questions = len({rows[row].standing.question for row in here.tolist()})
            came = float(np.average(y[here], weights=weight[here]))
            low, high = wilson(came, questions)
            found.append(
                Bin(
                    low=float(edges[number]),
                    high=float(edges[number + 1]),
                    chances=int(here.size),
                    questions=questions,
                    said=float(np.average(p[here], weights=weight[here])),
                    came=came,
                    came_low=low,
                    came_high=high,
                )
            )
    return found


def band(found: Scores, p: float) -> Bin | None:
    """The band of a tenth that a chance lies in; None where no earlier one lay there."""
    return next((one for one in found.bands if round(one.low * BANDS) == _band(p)), None)


def _band(p: float) -> int:
    return min(int(p * BANDS + 1e-9), BANDS - 1)  # .3 * 10 is a little less than 3
