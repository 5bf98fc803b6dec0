"""Shape: who helps a round along, in which format the sides meet and at which level, by independent sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.records import Delegation, Evidence
from dragoman.records.kept import Format, Level

from .levels import lowest
from .tellings import Chronicle, Telling, evidence_of, most

_SLIPS = 6  # a helper told by this many times fewer sources than another is taken for a slip of reading
_SIDES = 2  # of as many who leads must be told for a round's level
_SURE = 3  # and one told by so many is none


@dataclass(slots=True)
class Helpers:
    """Those who mediate or host a round, each with the independent sources that tell so."""

    role: str
    parties: tuple[str, ...]
    chronicle: Chronicle
    origins: dict[str, set[str]] = field(default_factory=dict)

    def take(self, told: Telling, keys: Sequence[str]) -> None:
        """Fold who helps by a move."""
        for key in keys:
            if key in self.parties:
                continue
            if key not in self.origins:
                self.chronicle.log(told, self.role, key, "named as such")
            self.origins.setdefault(key, set()).add(told.origin)
            self.chronicle.note(self.role, told.move)

    def inherit(self, other: Helpers, at_home: str | None) -> None:
        """Take those of the round before; where one of them is at home, that one alone."""
        for key, origins in other.origins.items():
            if at_home not in other.origins or key == at_home:
                self.origins.setdefault(key, set()).update(origins)
        self.chronicle.evidence[self.role] = list(other.chronicle.evidence.get(self.role, ()))

    def ranked(self) -> list[str]:
        """Those told by most sources first; persons only where nobody else is told."""
        top = max(map(len, self.origins.values()), default=0)
        found = [key for key, origins in self.origins.items() if len(origins) >= min(_SURE, top / _SLIPS)]
        if any(not key.startswith("person:") for key in found):  # who came for one of them
            found = [key for key in found if not key.startswith("person:")]
        return sorted(found, key=lambda key: (-len(self.origins[key]), key))


@dataclass(slots=True)
class _Seat:
    """One who is told to lead for a party: by whom, by which office, where."""

    origins: set[str] = field(default_factory=set)
    level: Level | None = None
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(slots=True)
class Shape:
    """The format and the level that most independent sources tell; leaders at the table count before other words.

    What nobody calls otherwise is direct once two sides have met, and of more than two sides multilateral.
    """

    parties: tuple[str, ...]
    chronicle: Chronicle
    format: Format | None = None
    level: Level | None = None
    delegations: dict[str, Delegation] = field(default_factory=dict)
    _formats: dict[Format, set[str]] = field(default_factory=dict)
    _levels: dict[Level, set[str]] = field(default_factory=dict)
    _untold: dict[Level, set[str]] = field(default_factory=dict)
    _seats: dict[str, dict[str, _Seat]] = field(default_factory=dict)

    def take(self, told: Telling, *, held: bool) -> None:
        """Fold what a move tells of format, level and leaders; `held` is whether the sides have met by now."""
        self._format(told, held)
        self._leaders(told)
        self._level(told)

    def _format(self, told: Telling, held: bool) -> None:
        move = told.move
        if move.format is not None and move.kind != "refused":
            wide = move.format == "multilateral" and len(self.parties) == 2
            if not wide:  # three were taken for parties, and one of them only helps
                self._formats.setdefault(move.format, set()).add(told.origin)
                self.chronicle.note("format", move)
        formats: Mapping[Format, set[str]] = self._formats
        if len(self.parties) > 2:
            formats = {name: origins for name, origins in formats.items() if name != "direct"}
        shape: Format | None = most(formats)
        if shape == "shuttle" and (other := most({name: told for name, told in formats.items() if name != shape})):
            shape = shape if len(formats[shape]) > len(formats[other]) else other  # some only shuttle beside the talks
        if shape is None and held:
            shape = "multilateral" if len(self.parties) > 2 else "direct"
        if shape != self.format and shape is not None:
            self.format = shape
            why = "told so most" if formats else "the sides met, and nobody says otherwise"
            self.chronicle.log(told, "format", shape, why)

    def _leaders(self, told: Telling) -> None:
        """Who leads for a party: whom most independent sources name, of as many the last; else by which office."""
        move = told.move
        named = move.leaders or ({move.by: ""} if move.kind == "attended" and move.by and move.level else {})
        for party, leader in named.items():
            if party not in self.parties:
                continue
            self.chronicle.note("level", move)
            seats = self._seats.setdefault(party, {})
            seat = seats.pop(leader, None) or _Seat()
            seat.origins.add(told.origin)
            seat.level = move.level or seat.level
            seat.evidence.append(evidence_of(move))
            seats[leader] = seat
            best, held = max(reversed(seats.items()), key=lambda one: (one[0] != "", len(one[1].origins)))
            kept = self.delegations.get(party)
            if best and (kept is None or kept.leader != best):
                self.chronicle.log(told, f"delegation of {party}", best, "named as its leader")
            level = held.level or (seats[""].level if "" in seats else None)
            self.delegations[party] = Delegation(party=party, leader=best or None, level=level, evidence=held.evidence)

    def _level(self, told: Telling) -> None:
        """The lowest level of those who lead; where nobody tells who does, the one that most sources tell.

        Where one side's leader is known at most, those count who are told to lead and not for whom.
        """
        move = told.move
        seated = move.kind == "attended" and move.by in self.parties
        if move.level is not None and not move.leaders and not seated:
            levels = self._untold if move.kind == "attended" else self._levels
            levels.setdefault(move.level, set()).add(told.origin)
            self.chronicle.note("level", move)
        led = [seat.level for seat in self.delegations.values() if seat.level is not None]
        untold = most(self._untold)
        if len(led) < _SIDES and untold is not None:
            led.append(untold)
        best = lowest(led) or most(self._levels)
        if best is not None and best != self.level:
            self.level = best
            self.chronicle.log(told, "level", best, "who leads the sides" if led else "told so most")
