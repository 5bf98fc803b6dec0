"""Halls: where a round is held, by what is told of its plan and of its meeting, and where it was moved from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.codebooks import states
from dragoman.records import Evidence, Value

from .tellings import MEETING, Chronicle, Telling, day_of, evidence_of

_NO_PLACE = frozenset({"refused", "denied", "demanded", "offered", "rejected", "violated"})
_BESIDE = frozenset({"attended", "stayed_away", "signed"})  # tell of a place only where nothing else does
_FIRM = frozenset({"accepted", "postponed"})  # tell where a round is to meet, and not where somebody would have it
_SURE = 2  # independent sources of a plan and of a meeting elsewhere, from which on it was moved though nobody says so
_RIVAL = 3  # days in which two that tell of one place left, and of different ones gone to, tell of one move


@dataclass(slots=True)
class Left:
    """A place that a round was moved from: since which day, who tells so, and who tells of meeting there after."""

    since: int
    told: bool
    """Whether it is named as left; else it is only where the round was to be when it was moved."""
    origins: set[str] = field(default_factory=set)
    again: set[str] = field(default_factory=set)

    @property
    def stands(self) -> bool:
        """Whether it was left: of meeting there after, fewer sources tell."""
        return len(self.again) <= len(self.origins)


@dataclass(slots=True)
class Plan:
    """A place where a round is to meet: by whom it is told, and as gone to instead of which other."""

    origins: dict[str, int] = field(default_factory=dict)
    instead: str | None = None
    known: int = 0
    firm: bool = False


@dataclass(slots=True)
class Halls:
    """The venue of a round and those it was moved from, by who tells of each: of a meeting there, or of a plan."""

    parties: tuple[str, ...]
    chronicle: Chronicle
    venue: str | None = None
    country: dict[str, str] = field(default_factory=dict)
    """Of each place told, the code of its state."""
    _met: dict[str, set[str]] = field(default_factory=dict)
    _plans: dict[str, Plan] = field(default_factory=dict)
    _left: dict[str, Left] = field(default_factory=dict)
    _said: dict[str, list[tuple[str, Evidence]]] = field(default_factory=dict)
    """Of each place that it is told to have met at, or to have been moved to, by whom."""

    def doubted(self) -> list[Value]:
        """The places, and no states, that somebody tells it met at or was moved to, and that are none of its venues."""
        venues = {self.venue, *self.earlier}
        return [
            _claim(name, self._said[name]) for name in sorted(self._said) if name not in venues and not _is_state(name)
        ]

    @property
    def told(self) -> set[str]:
        """All places told of it, of its plan or of its meeting."""
        return {*self._met, *self._plans, *self._left}

    @property
    def earlier(self) -> list[str]:
        """The places it was moved from, in the order in which they were first told."""
        left = [name for name in self._left if name != self.venue and self._was_left(name)]
        return left + [
            name for name, plan in self._plans.items() if name not in self._left and self._missed(name, plan)
        ]

    def take(self, told: Telling, *, held: bool, off: bool) -> None:
        """Fold where a move tells that it is; `held` is whether the sides have met by now, `off` that they will not."""
        move = told.move
        name = move.venue or _state_name(move.venue_country, self.parties)
        if move.moved_from and move.moved_from != name:
            self._leave(told, move.moved_from)
        if name is None and move.kind == "moved" and self.venue == move.moved_from:
            self.venue = self._best()  # it is not to meet there; where, is not told
        if name is None or move.kind in _NO_PLACE:
            return
        met = move.kind in MEETING
        if off and met:
            return  # another meeting, told again
        if move.kind in _BESIDE and self.venue is not None:
            return
        if move.venue_country:
            self.country[name] = move.venue_country
        if (met and held) or move.kind == "moved":
            self._said.setdefault(name, []).append((told.origin, evidence_of(move)))
        if met and held:
            self._met.setdefault(name, set()).add(told.origin)
            left = self._left.get(name)
            if left is not None and day_of(move.last) > left.since:
                left.again.add(told.origin)
        else:
            self._plan(told, name)
        best = self._best()
        if best != self.venue:
            unnamed = move.kind == "moved" and best == name and not move.moved_from
            if unnamed and self.venue is not None and not _is_state(self.venue):
                left = self._left.setdefault(self.venue, Left(day_of(told.known), told=False))
                left.origins.add(told.origin)
            why = "moved there" if move.kind == "moved" else "where it met" if met and held else "where it is to meet"
            self.venue = best
            self.chronicle.log(told, "venue", best, why)
        self.chronicle.note("venue", move)

    def _leave(self, told: Telling, name: str) -> None:
        left = self._left.get(name)
        if left is None or not left.told:
            self.chronicle.log(told, "earlier_venues", name, "moved from there")
        if left is None:
            left = self._left[name] = Left(day_of(told.known), told=True)
        left.told = True
        left.origins.add(told.origin)

    def _was_left(self, name: str) -> bool:
        """Whether it was moved from there: not where others only tell of another place gone to instead of the same."""
        left = self._left.get(name)
        if left is None or not left.stands:
            return False
        here, there = self._plans.get(self.venue or ""), self._plans.get(name)
        rivals = here is not None and there is not None and here is not there and here.instead is not None
        return left.told or not (rivals and here.instead == there.instead)  # type: ignore[union-attr]

    def _missed(self, name: str, plan: Plan) -> bool:
        """Whether it met elsewhere than several sources told that the sides had agreed to."""
        sure = plan.firm and len(plan.origins) >= _SURE and len(self._met.get(self.venue or "", ())) >= _SURE
        return sure and name != self.venue and name not in self._met and not _is_state(name)

    def _plan(self, told: Telling, name: str) -> None:
        """A plan, the latest of all; of rivals, gone to instead of one place at one time, that of most sources is."""
        move, known = told.move, day_of(told.known)
        if move.kind == "moved":
            self._left.pop(name, None)
        plan = self._plans.pop(name, None) or Plan()
        plan.origins[told.origin] = 1
        plan.known = plan.known or known
        plan.firm = plan.firm or move.kind in _FIRM
        plan.instead = move.moved_from if move.moved_from and move.moved_from != name else plan.instead
        self._plans[name] = plan
        rivals = {
            other: one
            for other, one in self._plans.items()
            if plan.instead and one.instead == plan.instead and known - one.known <= _RIVAL
        }
        if rivals:
            best = max(rivals, key=lambda other: len(rivals[other].origins))
            if len(rivals[best].origins) > len(plan.origins):
                self._plans[best] = self._plans.pop(best)

    def _best(self) -> str | None:
        """The venue: of a meeting the most told, of a plan the latest; a city before a country, none that was left."""

        def stays(name: str) -> bool:
            return not self._was_left(name)

        def rank(name: str) -> tuple[bool, bool, int]:
            return stays(name), not _is_state(name), len(self._met[name])

        most = max(self._met, key=rank, default=None)
        if most is not None and not _is_state(most) and stays(most):
            return most
        plans = list(self._plans)
        for wanted in (False, True):
            for name in reversed(plans):
                if stays(name) and _is_state(name) is wanted:
                    return name
        return most or (plans[-1] if plans else None)


def _claim(name: str, told: list[tuple[str, Evidence]]) -> Value:
    independent = len({origin for origin, _ in told})
    return Value(value={"venue": name}, evidence=[one for _, one in told], independent=independent)


@lru_cache(maxsize=4096)
def _state_name(code: str | None, parties: tuple[str, ...]) -> str | None:
    state = states().get(code) if code else None
    return state.name if state is not None and code not in parties else None


@lru_cache(maxsize=4096)
def _is_state(name: str) -> bool:
    """Whether a name is a state's and no city's: Zanzibar was one, and is a town."""
    return any(state.name == name and state.end is None for state in states().all())
