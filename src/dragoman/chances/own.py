"""What a conflict's own history says, where published tables are kept: its reference class, its own record, the nearest
past situations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from dragoman.codebooks import states
from dragoman.records import Adjustment
from dragoman.talks import home

from .bases import of_class
from .classes import for_documents
from .history import pax, ucdp
from .issuing import Base
from .logit import Floats, logit
from .months import first_of, last_day, name_of, on
from .panel import FIRST_YEAR, Panel, panel
from .past import Past
from .peace import Fitted, Walk
from .questions import Question
from .targets import TARGETS, Target

_LATELY = 10  # years in which a conflict must have been active to be the one that talks are about
_NEAREST = 4
_STALE = 183  # days by which tables may end before the day that is asked of
_Z = 1.96
_WORTH = {
    "cea12": "as good as the table, 2004 to 2020 (docs/models/peace.md)",
    "sub12": "better than the table, 2004 to 2020 (docs/models/peace.md)",
}
"""What was shown of the model that these are from, on months after those that it was fitted on."""
_OF = {"ceasefire": "cea12", "agreement": "sub12"}
"""The target that a question is, where its horizon is the target's."""


@dataclass(frozen=True, slots=True)
class Like:
    """A past situation like the present one: of which process, when, and whether what is asked for came."""

    name: str
    month: str
    came: bool


@dataclass(frozen=True, slots=True)
class OwnBase:
    """A base made of a conflict's own history, and the situations nearest to it."""

    base: Base
    nearest: tuple[Like, ...]


class History:
    """Published tables in a folder, read when first asked.

    Args:
        folder: holds PA-X documents and UCDP conflict-years.

    Raises:
        MissingInput, UnreadableInput, BadTable: when asked, if a table cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._walks: dict[tuple[int, str], Walk] = {}
        self._panels: dict[int, Panel] = {}

    @staticmethod
    def there(folder: Path) -> bool:
        """Whether a folder holds both tables."""
        return (folder / pax.FILE).is_file() and (folder / ucdp.YEARS).is_file()

    @cached_property
    def _documents(self) -> list[pax.Document]:
        return pax.documents(self._folder / pax.FILE)

    @cached_property
    def _conflicts(self) -> Mapping[int, ucdp.Conflict]:
        return ucdp.conflicts(self._folder / ucdp.YEARS)

    @cached_property
    def _sides(self) -> Mapping[int, Mapping[int, frozenset[int]]]:
        return ucdp.sides(self._folder / ucdp.YEARS)

    def covers(self, at: str) -> bool:
        """Whether the tables reach to a day, or nearly: else that they tell of no document says nothing."""
        known = self._documents[-1].day if self._documents else 0
        return _ordinal(at) - known <= _STALE

    def conflict_of(self, parties: Iterable[str], at: str) -> int | None:
        """The UCDP conflict that the talks of some parties are about; None where none, or more than one, may be meant.

        All states among them, and the states that groups among them are of, take part in it. Of several that were
        active in the last ten years it is the one that documents were signed in. Years that are not over on day `at`
        have no say: that a conflict is active in one is told when it is over.
        """
        numbers = {one.gw for key in parties if (one := states().get(home(key))) is not None and one.gw is not None}
        found = [number for number in self._sides if numbers and numbers <= self._taking(number, at)]
        if len(found) > 1:
            found = [number for number in found if self.days(number, at)]
        return found[0] if len(found) == 1 else None

    def _taking(self, conflict: int, at: str) -> frozenset[int]:
        """The states that took part in a conflict in the ten years before a day."""
        sides, year, began = self._sides[conflict], int(at[:4]), self._conflicts[conflict].began
        known = [one for one in sides if year - _LATELY <= one < year]
        if not known and began is not None and date.fromordinal(began).year == year and began <= _ordinal(at):
            known = [year]  # it began this year: that is known
        return frozenset[int]().union(*(sides.get(one, ()) for one in known))

    def days(self, conflict: int, at: str) -> tuple[int, ...]:
        """The ordinals of the days of a conflict's documents up to a day."""
        last = _ordinal(at)
        return tuple(one.day for one in self._of(conflict) if one.day <= last)

    def _of(self, conflict: int) -> list[pax.Document]:
        return [one for one in self._documents if conflict in one.conflicts and not one.local]

    def base(self, question: Question, conflict: int) -> OwnBase | None:
        """What a question about a conflict starts from; None where the tables say nothing of it.

        A month is asked as of the end of the one before, for that is the last that is wholly known.
        """
        target = next((one for one in TARGETS if one.name == _OF.get(question.template)), None)
        if target is None or abs(question.days - 30.4 * target.months) > 10 or not self.covers(question.asked):
            return None
        month = on(_ordinal(question.asked)) - 1
        rows = self._rows(month)
        here = np.flatnonzero((rows.conflicts == conflict) & (rows.months == month))
        walk = self._walk(month, target)
        model = walk.fitted(month // 12)
        if not here.size or model is None:
            return None
        row = int(here[0])
        values = walk.values()
        past = Past((one.day, one.stage) for one in self._of(conflict))
        return OwnBase(
            self._based(question, conflict, rows, row, model, values, past),
            self._nearest(rows, row, target, values),
        )

    def _based(
        self, question: Question, conflict: int, rows: Panel, row: int, model: Fitted, values: Floats, past: Past
    ) -> Base:
        end = last_day(int(rows.months[row]))  # the class that the rate is of
        n12, n60 = past.count(end, 12), past.count(end, 60)
        shown = of_class(for_documents(n12, n60, question.template, question.days), question.days)
        rate = model.rates[int(rows.cells[row])]
        shift = float(logit(rate) - logit(shown.p))
        low, high = (float(1 / (1 + np.exp(-(logit(one) + shift)))) for one in (shown.low, shown.high))
        return Base(
            key=shown.key,
            says=f"{shown.says}; weighed as known in January {model.year}",
            p=rate,
            low=low,
            high=high,
            n=shown.n,
            of=shown.of,
            cases=shown.cases,
            source=shown.source,
            proxy=shown.proxy,
            measured=tuple(self._measured(conflict, model, values[row], _like(rows, row, values), end)),
        )

    def _measured(self, conflict: int, model: Fitted, values: Floats, like: Floats, end: int) -> Iterable[Adjustment]:
        """What the conflict's own record and how fresh its documents are move, with the dates they rest on.

        How fresh they are counts against the mean of the rows `like` it, of the same cell; what these have in common
        counts with the level.
        """
        common = float(model.drivers(like)[:, 2:].sum(axis=1).mean())
        moved = model.drivers(values[None, :])[0]
        scaled = (values - like.mean(axis=0)) / np.array(model.scales) * np.array(model.errors[1:])
        level = model.coefficients[0] + float(moved[0]) - float(values[0]) + common
        yield _adjustment(model, "how like processes went lately", level, 0.0)  # its error is that of the base rate
        against = "its own record against that of like processes"
        yield _adjustment(model, against, float(moved[1]), float(abs(scaled[1])))
        known = [one for one in self._of(conflict) if one.day <= end]
        told = f"the last of its {len(known)} documents was signed {date.fromordinal(known[-1].day)}" if known else ""
        fresh = float(moved[2:].sum()) - common
        error = float(np.sqrt((scaled[2:] ** 2).sum()))
        yield _adjustment(model, told or "no document of it is known", fresh, error)

    def _nearest(self, rows: Panel, row: int, target: Target, values: Floats) -> tuple[Like, ...]:
        """The past months of other conflicts that were most like this one, each conflict once; what came is known."""
        y = rows.outcomes[target.name]
        over = ~np.isnan(y) & (rows.months + target.months <= rows.months[row])
        known = np.flatnonzero(over & ~np.isnan(values).any(axis=1) & (rows.conflicts != rows.conflicts[row]))
        if not known.size:
            return ()
        scale = values[known].std(axis=0) + 1e-9
        apart = (((values[known] - values[row]) / scale) ** 2).sum(axis=1)
        found: dict[int, Like] = {}
        for at in known[np.argsort(apart, kind="stable")]:
            number = int(rows.conflicts[at])
            if number not in found:
                found[number] = Like(self._name(number), name_of(int(rows.months[at])), bool(y[at]))
            if len(found) == _NEAREST:
                break
        return tuple(found.values())

    def _name(self, conflict: int) -> str:
        known = self._of(conflict)
        return known[-1].process_name if known else f"UCDP conflict {conflict}"

    def _rows(self, month: int) -> Panel:
        if month not in self._panels:
            first = first_of(FIRST_YEAR)
            self._panels[month] = panel(self._conflicts.values(), self._documents, first, month)
        return self._panels[month]

    def _walk(self, month: int, target: Target) -> Walk:
        key = month, target.name
        if key not in self._walks:
            self._walks[key] = Walk(self._rows(month), target)
        return self._walks[key]


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _like(rows: Panel, row: int, values: Floats) -> Floats:
    """The values of the rows up to this one's month that are in the same cell."""
    same = (rows.cells == rows.cells[row]) & (rows.months <= rows.months[row]) & ~np.isnan(values).any(axis=1)
    found: Floats = values[same]
    return found


def _adjustment(model: Fitted, reason: str, log_odds: float, error: float) -> Adjustment:
    return Adjustment(
        reason=reason,
        log_odds=round(log_odds, 3),
        low=round(log_odds - _Z * error, 3),
        high=round(log_odds + _Z * error, 3),
        worth=_WORTH[model.target],
    )


def names(found: Sequence[Like]) -> str:
    """Like situations in words: "Chad, 2003-04: yes; ..."."""
    return "; ".join(f"{one.name}, {one.month}: {'yes' if one.came else 'no'}" for one in found)
