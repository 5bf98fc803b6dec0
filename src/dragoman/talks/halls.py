"""Halls: where a round is held, by what is told of its plan and of its meeting, and where it was moved from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.codebooks import states

from .tellings import MEETING, Chronicle, Telling

_NO_PLACE = frozenset({"refused", "denied", "demanded", "offered", "rejected", "violated"})
_BESIDE = frozenset({"attended", "stayed_away", "signed"})  # tell of a place only where nothing else does


@dataclass(slots=True)
class Halls:
    """The venue of a round and those it was moved from, by who tells of each: of a meeting there, or of a plan."""

    parties: tuple[str, ...]
    chronicle: Chronicle
    venue: str | None = None
    earlier: list[str] = field(default_factory=list)
    country: dict[str, str] = field(default_factory=dict)
    """Of each place told, the code of its state."""
    _told: dict[bool, dict[str, dict[str, int]]] = field(default_factory=lambda: {True: {}, False: {}})

    def take(self, told: Telling, *, held: bool, off: bool) -> None:
        """Fold where a move tells that it is; `held` is whether the sides have met by now, `off` that they will not."""
        move = told.move
        name = move.venue or _state_name(move.venue_country, self.parties)
        if move.moved_from and move.moved_from not in self.earlier and move.moved_from != name:
            self.earlier.append(move.moved_from)
            self.chronicle.log(told, "earlier_venues", move.moved_from, "moved from there")
        if name is None or move.kind in _NO_PLACE:
            return
        met = move.kind in MEETING
        if off and met:
            return  # another meeting, told again
        if move.kind in _BESIDE and self.venue is not None:
            return
        met = met and held
        if move.venue_country:
            self.country[name] = move.venue_country
        at = self._told[met].setdefault(name, {})
        if not met:  # the latest plan stands
            self._told[met][name] = at = dict(self._told[met].pop(name))
        at[told.origin] = 1
        if move.kind == "moved" and name in self.earlier:
            self.earlier.remove(name)
        best = self._best()
        if best != self.venue:
            left = self.venue if move.kind == "moved" else None
            if left is not None and left not in self.earlier and not _is_state(left):
                self.earlier.append(left)
            why = "moved there" if move.kind == "moved" else "where it met" if met else "where it is to meet"
            self.venue = best
            self.chronicle.log(told, "venue", best, why)
        self.chronicle.note("venue", move)

    def _best(self) -> str | None:
        """The venue: of a meeting the most told, of a plan the latest; a city before a country, none that was left."""

        def rank(item: tuple[str, dict[str, int]]) -> tuple[bool, bool, int]:
            name, origins = item
            return name not in self.earlier, not _is_state(name), len(origins)

        met = self._told[True]
        if met:
            best = max(met.items(), key=rank)
            if not _is_state(best[0]) and best[0] not in self.earlier:
                return best[0]
        plans = list(self._told[False].items())
        for wanted in (False, True):
            for name, _ in reversed(plans):
                if name not in self.earlier and _is_state(name) is wanted:
                    return name
        return max(met.items(), key=rank)[0] if met else (plans[-1][0] if plans else None)


@lru_cache(maxsize=4096)
def _state_name(code: str | None, parties: tuple[str, ...]) -> str | None:
    state = states().get(code) if code else None
    return state.name if state is not None and code not in parties else None


@lru_cache(maxsize=4096)
def _is_state(name: str) -> bool:
    """Whether a name is a state's and no city's: Zanzibar was one, and is a town."""
    return any(state.name == name and state.end is None for state in states().all())
