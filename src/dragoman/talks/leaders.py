"""Leaders: who leads a party's delegation and by which office, told beside the steps of talks or in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.records import Actor, Move
from dragoman.records.kept import Level

from .details import number_in
from .levels import level_of, level_of_leader, lowest
from .offices import led_by_offices
from .page import Page
from .roles import Roles
from .scene import Scene
from .seats import Seats
from .words import A, compiled, table

_SIDE = (
    r"(?:(?:the|a|an|its|their) )?(?:[\w-]+ ){0,2}?(?:<S>(?:'s?)?(?: own)?(?: [\w-]+){0,2}? <TEAM>"
    r"|<TEAM> (?:of|from|for|sent by) (?:the )?<S>|<T>)"
)
_SLOT = re.compile(r"<([SXYTR])>")
_SEATED = re.compile(r"\b(?:delegation|team|side|negotiators)$", re.IGNORECASE)
_CHIEF = re.compile(
    r"\b(?:chief|lead|head|top|main|principal) (?:peace )?(?:negotiator|delegate)\b"
    r"|\b(?:head|leader|chief) of (?:.{0,40} )?(?:delegation|team|negotiators)\b",
    re.IGNORECASE,
)
_TWICE = re.compile(rf"({A})(,?) ({A})(,?)")
_OFFICE = re.compile(r"(?:[\w'-]+ ){1,6}$")
_BEFORE_OFFICE = re.compile(
    r".*\b(?:by|is|was|and|met|with|under|be|sits|sat|as|for|named|appointed)\b ", re.IGNORECASE
)
_APPOSED = re.compile(r", ((?:the |its |their |a |an )?[a-z][\w' -]{3,50}?)(?=[,.;]|$)")
_FORENAME = re.compile(r"(?:(?<=\S )[A-Z][\w'-]+ )+$")
_NEGOTIATES = re.compile(r"\b(?:negotiator|delegate)\b", re.IGNORECASE)
_PAIR = 2
_MEETINGS = frozenset({"convened", "ongoing", "concluded", "adjourned"})


@dataclass(frozen=True, slots=True)
class _Lead:
    """One who leads: for which party (None: untold), by what name ("": untold) and office, in [start, end)."""

    party: str | None
    name: str
    level: Level | None
    start: int
    end: int


def find_leaders(page: Page, seats: Seats, scene: Scene, roles: Roles, steps: Sequence[Move]) -> Iterator[Move]:
    """Who leads a delegation of the talks that a sentence is of, one move for each: "attended", by the party.

    A leader of whom no words tell for which party tells the level alone.
    """
    if _hint().search(scene.text) is None:
        return
    parties = sorted({key for step in steps for key in step.parties}.intersection(seats.principal) or seats.principal)
    found: dict[str | None, _Lead] = {}
    meeting = any(step.kind in _MEETINGS for step in steps)
    told: list[_Lead] = []
    if any(map(_is_person, scene.actors.values())):
        told += _Reader(page, scene, parties).all(roles, meeting=meeting)
    told += (_Lead(led.party, "", led.level, led.start, led.end) for led in led_by_offices(page, scene, parties))
    for lead in sorted(told, key=lambda lead: lead.party is None):
        if not lead.name or lead.name not in {one.name for one in found.values()}:
            found.setdefault(lead.party, lead)
    named = {lead.name for lead in found.values() if lead.party is not None and lead.name}
    untold = (lead for lead in told if lead.party is None and lead.name not in named)
    levels = [lead.level for lead in untold if lead.level is not None]
    for lead in found.values():
        if lead.party is None and (len(found) > _PAIR or not levels):
            continue
        fields = page.fields(scene, parties) | {
            "by": lead.party,
            "leaders": {lead.party: lead.name} if lead.party is not None and lead.name else {},
            "level": lead.level if lead.party is not None else lowest(levels),
            "number": number_in(scene, (0, len(scene.masked)), lead.start, lead.end),
            "said_by": page.speaker(scene, lead.start),
        }
        yield Move(id="", kind="attended", words=scene.span(lead.start, lead.end), **fields)


class _Reader:
    """The leaders of some parties in a sentence; somebody named twice, "the envoy, X", counts as one mention."""

    def __init__(self, page: Page, scene: Scene, parties: Sequence[str]) -> None:
        self._page, self._scene, self._parties = page, scene, parties
        self._offices = {char: [actor.text] for char, actor in scene.actors.items()}
        self._text = _TWICE.sub(self._once, scene.masked)

    def _once(self, match: re.Match[str]) -> str:
        one, other = match[1], match[3]
        actor = self._scene.actors[one]
        if not _is_person(actor) or actor.entity != self._scene.actors[other].entity:
            return match.group()
        self._offices[other] += self._offices[one]
        return other + ("" if match[2] else match[4])

    def all(self, roles: Roles, *, meeting: bool) -> Iterator[_Lead]:
        """The leaders, surest first; `meeting` is whether the sentence tells of one."""
        first: _Lead | None = None
        for lead in self._told():
            if lead.party is None:
                yield lead
            elif lead.party in self._parties:
                first = first if first is not None else lead
                yield lead
        if len(self._parties) == _PAIR or first is None:
            other = next((key for key in self._parties if first is not None and key != first.party), None)
            yield from self._others(first, other)
        if meeting:
            yield from self._met(roles)

    def _told(self) -> Iterator[_Lead]:
        party_of, actors = self._page.belonging, self._scene.actors
        for way in _ways("ways"):
            for match in way.finditer(self._text):
                leader, named, kind = _slots(match)
                if not _is_person(actors[leader]) or self._is_void(match):
                    continue
                if kind == "t" and _SEATED.search(actors[named].text) is None:
                    continue
                if kind == "r" and (_is_person(actors[named]) or _CHIEF.search(actors[named].text) is None):
                    continue
                party = party_of(actors[named or leader])
                yield self._lead(leader, party, match)
        for char in re.findall(A, self._text):  # "chief negotiator X", or "X, head of the team"
            if _is_person(actors[char]) and any(map(_CHIEF.search, self._offices[char])):
                yield self._lead(char, party_of(actors[char]))

    def _others(self, first: _Lead | None, other: str | None) -> Iterator[_Lead]:
        """Who leads the other side, told beside the leader of the first; of no side where that one's is not told."""
        party_of, actors = self._page.belonging, self._scene.actors
        for way in _ways("other"):
            for match in way.finditer(self._text):
                leader, named, _ = _slots(match)
                known = party_of(actors[named or leader])
                if _is_person(actors[leader]) and known in (other, None) and not self._is_void(match):
                    yield self._lead(leader, other, match)

    def _met(self, roles: Roles) -> Iterator[_Lead]:
        """Two persons who meet, each of a party: they lead; of two sides who is not one's is the other's."""
        actors = self._scene.actors
        for match in _ways("met")[0].finditer(self._text):
            pair = [char for char in match.groupdict().values() if char]
            helped = any(char in roles.mediators or char in roles.speakers for char in pair)
            if helped or not all(_is_person(actors[char]) for char in pair):
                continue
            keys = {self._page.belonging(actors[char]): char for char in pair}
            if len(keys) == _PAIR and None in keys and len(self._parties) == _PAIR:
                (left,) = set(self._parties) - set(keys) if len(set(self._parties) - set(keys)) == 1 else (None,)
                keys[left] = keys[None]
            told = {key: char for key, char in keys.items() if key in self._parties and key is not None}
            if len(told) == _PAIR and re.search(A, self._text[: match.start()]) is None:
                for key, char in told.items():
                    yield self._lead(char, key, match)

    def _is_void(self, match: re.Match[str]) -> bool:
        return _void().search(self._text, max(0, match.start() - 12), match.end()) is not None

    def _lead(self, char: str, party: str | None, match: re.Match[str] | None = None) -> _Lead:
        """A leader with the level of the office in the name, before it, or after a comma."""
        at = self._text.find(char)
        forename = _FORENAME.search(self._text, 0, at)
        before = _OFFICE.search(self._text, max(0, at - 60), at)
        apposed = _APPOSED.match(self._text, at + 1)
        said = [*self._offices[char], _BEFORE_OFFICE.sub("", before.group()) if before else ""]
        said.append(apposed[1] if apposed else "")
        level = next((known for words in said if (known := level_of(words))), None)
        level = level or self._page.belonging.office(self._scene.actors[char])
        level = level or next((known for words in said if (known := level_of_leader(words))), None)
        words = match.group() if match is not None else char
        if level is None and _NEGOTIATES.search(" ".join((words, *said))):
            level = "envoys"
        name = self._scene.actors[char].name
        if forename is not None and level_of(forename.group()) is None and " " not in name:
            name = forename.group() + name
        places = sorted(self._scene.masked.find(one) for one in {char, *re.findall(A, words)})
        return _Lead(party, name, level, places[0], places[-1] + 1)


def _slots(match: re.Match[str]) -> tuple[str, str, str]:
    """Who leads, who or what is named beside, and as what: s a party, t its team, r an office; "" where nobody is."""
    groups = {name[0].lower(): char for name, char in match.groupdict().items() if char is not None}
    kind = next((name for name in "str" if name in groups), "")
    return groups["x"], groups.get(kind, ""), kind


def _is_person(actor: Actor) -> bool:
    """Whether an actor is somebody by name, and not an office or a body."""
    return actor.entity.startswith("person:")


@cache
def _hint() -> re.Pattern[str]:
    return compiled(table("leaders")["hint"])


@cache
def _void() -> re.Pattern[str]:
    return compiled(table("leaders")["void"])


@cache
def _ways(name: str) -> tuple[re.Pattern[str], ...]:
    """The ways of a list, each with numbered groups: x and y who lead, s the party, t its team, r an office."""
    macros: dict[str, str] = table("leaders")["macros"]
    found = []
    for written in table("leaders")[name]:
        way = written.replace("<SP>", _SIDE)
        for macro, meant in macros.items():
            way = way.replace(f"<{macro}>", meant)
        for number in range(way.count("<")):
            way = _SLOT.sub(rf"(?P<\g<1>{number}>{A})", way, count=1)
        found.append(re.compile(rf"(?<!\w)(?:{way.replace('<A>', A)})(?!\w)", re.IGNORECASE))
    return tuple(found)
