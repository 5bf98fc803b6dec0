"""Who sits at the table that a report tells of: its parties, and those of each step in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations

from dragoman.records import Event

from .parties import Sides, home, is_body, is_group
from .roles import Roles
from .scene import Scene
from .words import A, D, pattern

_PAIRED = re.compile(rf"(?=({A})(?:'s)?,? (?:and|with) (?:\w+ ){{0,2}}({A}))", re.IGNORECASE)
_JOINED = re.compile(
    rf"(?=({A})(?:'s)?,? (?:and|with|against|met(?: (?:on )?{D})?(?: with)?|meets(?: with)?"
    rf"|to meet(?: with)?|will meet(?: with)?"
    rf"|talk\w* (?:to|with)|negotiat\w+ with|held \w+ with|hosted|received) (?:\w+ ){{0,2}}({A}))",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"{A}(?:, (?:\w+ ){{0,2}}{A})+,? and (?:\w+ ){{0,2}}{A}")
_OPENING = re.compile(
    r"[\s\"“(]*(?:under|with|at|in|after|following|before|by|through|thanks to|despite|invited|hosted|brought|called"
    r"|urged|pressed|prompted|encouraged|pushed)\b[^,;:]*(?<!between )(?<!among )$",
    re.IGNORECASE,
)
# Who stands for the place of a meeting: "B's capital", "the C capital", "Rome saw the opening"; not who views it "as".
_SETTING = re.compile(
    r"(?:'s)? (?:(?!(?:in|of|from|to|and|or|at|the|its|left|said)\b)[\w-]+ )?"
    r"(?:capital|port city|largest city|second city)\b"
    rf"| (?:again |once more |also )?(?:saw|sees)(?: (?:on )?{D})? (?:the|a|an|no)(?! [^.;]* as\b)\b"
    rf"| (?:again |once more |also )?(?:(?:is |was )?play(?:s|ed|ing)? host"
    rf"|was(?: (?:on )?{D})? the (?:scene|setting))\b",
    re.IGNORECASE,
)
_SPOKEN_FOR = re.compile(
    r"\b(?:between|with|(?:delegat\w+|envoys?|negotiators|representatives|officials|teams?) (?:of|from))(?: the)? $",
    re.IGNORECASE,
)
_ENVOY = re.compile(r"\b(?:envoy|emissary|mediator|facilitator|go-between)\b", re.IGNORECASE)
_MET = re.compile(rf"(?=({A}) met(?: (?:on )?{D})?(?: with)? (?:\w+ ){{0,2}}({A})(?:, ({A}))?)", re.IGNORECASE)
_HELPED = 3  # what a sign that a party helps counts against its sitting at the table
_PAIR = 0.5  # what being named as two, "A and B", counts in a sentence without a word for talks
_FIGHTS = 1.5  # what an attack or an accusation between two counts for their sitting there
_MOST_FIGHTS = 4
_TWO = 2

Read = tuple[Scene, Roles]


class Seats:
    """The parties of a report's talks (`principal`, sorted) and the keys of those who help them (`helpers`).

    One party alone is the principal of a report that names no other: "X declined to send a delegation".
    """

    def __init__(self, sides: Sides, read: Sequence[Read], events: Sequence[Event]) -> None:
        self._sides = sides
        helpers: Counter[str] = Counter()
        for scene, roles in read:
            for char in (*roles.mediators, *roles.hosts, *sorted(roles.callers)):
                if key := sides(scene.actors[char]):
                    helpers[key] += 1
        self.together = False
        """Whether two parties are named in one sentence on talks."""
        self.principal = self._principal(read, events, helpers)
        named = {
            key for scene, roles in read for key in self._keys(scene, roles, (0, len(scene.masked))) if not is_body(key)
        }
        two = len(self.principal) == 2
        acting = {key for event in events for actor in event.sources if (key := sides(actor))}
        self.only = two and named - set(helpers) <= set(self.principal) <= acting
        """Whether a report tells of two who do something, and of nobody else who could sit at a table."""
        self.paired = any(
            scene.seated and self._joined(scene, pair, met=False)
            for scene, _ in read
            for pair in combinations(self.principal, 2)
        )
        """Whether two of the principal are named together as of the talks: "talks between A and B"."""
        envoys = {key for scene, _ in read for one in scene.actors.values() if (key := sides(one))} - self._acting(read)
        self.helpers = frozenset(key for key in (*helpers, *envoys) if key not in self.principal)

    def _principal(self, read: Sequence[Read], events: Sequence[Event], helpers: Counter[str]) -> tuple[str, ...]:
        """The parties that the report's talks are told of most."""
        seen: defaultdict[tuple[str, ...], float] = defaultdict(float)
        alone: Counter[str] = Counter()
        acting: set[str] = set()
        on_talks: set[str] = set()
        told = self._acting(read)
        for scene, roles in read:
            talks = scene.seated
            keys = [key for key in self._keys(scene, roles, (0, len(scene.masked))) if not is_body(key)]
            alone.update(dict.fromkeys(keys, 3 if talks else 1))
            on_talks.update(keys if talks else ())
            others = {self._sides(one) for one in scene.actors.values() if not one.entity.startswith("state:")}
            acting.update(key for key in keys if talks or key in others)
            self.together = self.together or (talks and len(keys) > 1)
            silent = {self._sides(scene.actors[char]) for char in roles.speakers}
            alone_there = len(set(keys) - silent) == _TWO  # and whoever else is named only speaks
            for pair in combinations(sorted(keys), 2):
                joined = self._joined(scene, pair, met=False)
                seen[pair] += (3 if talks else 1) + joined * (
                    2 if talks else _PAIR if len(keys) == _TWO or (alone_there and not silent & set(pair)) else 0
                )
        helping = {key for key, count in helpers.items() if count * _HELPED > alone[key]}
        alone = Counter({key: count for key, count in alone.items() if key not in helping})
        free = [pair for pair in sorted(seen) if not helping.intersection(pair)]
        if not free and alone:
            if any(is_group(key) and key in told for key in alone):  # which its own talks with its state are told of
                alone = Counter({key: count for key, count in alone.items() if key in told})
            ranked = sorted(alone, key=lambda key: (-alone[key], key))
            if len(on_talks.intersection(ranked)) == _TWO:  # each told of alone, and whoever else is, beside the talks
                ranked = [key for key in ranked if key in on_talks]
            two = len(ranked) == _TWO and not self._beside(read, ranked[0], ranked[1])
            near = ranked[-1] in acting or is_group(ranked[-1]) or self._fights(events)[tuple(sorted(ranked))] > 0
            return tuple(sorted(ranked)) if two and near else (ranked[0],)
        if not seen:
            return ()
        fights = self._fights(events)

        def score(pair: tuple[str, ...]) -> float:
            group = any(is_group(key) for key in pair)
            helped = sum(helpers[key] for key in pair)
            fought = min(fights[pair], _MOST_FIGHTS)
            return seen[pair] + _FIGHTS * fought + (2 if group else 0) - _HELPED * helped

        return self._wide(read, max(free or sorted(seen), key=score))

    def _acting(self, read: Sequence[Read]) -> set[str]:
        """The parties of whom somebody else is named than an envoy, who may have come to help, or whom a group met."""
        named = [actor for scene, _ in read for actor in scene.actors.values()]
        envoys = {actor.entity for actor in named if _ENVOY.search(actor.text)}
        acting = {key for actor in named if actor.entity not in envoys and (key := self._sides(actor))}
        for scene, _ in read:
            for match in _MET.finditer(scene.masked):
                group, *others = (self._sides(scene.actors[char]) for char in match.groups() if char)
                if group is not None and is_group(group):
                    acting.update(key for key in others if key is not None)
        return acting

    def _beside(self, read: Sequence[Read], party: str, other: str) -> bool:
        """Whether the state of a group is named only beside its talks: "the country's Red Crescent said"."""
        if not is_group(party) or home(party) != other:
            return False
        on_talks = (self._keys(scene, roles, (0, len(scene.masked))) for scene, roles in read if scene.seated)
        return not any(other in keys for keys in on_talks)

    def _fights(self, events: Sequence[Event]) -> Counter[tuple[str, ...]]:
        fights: Counter[tuple[str, ...]] = Counter()
        for event in events:
            if event.quad != 4 and event.type != "ACCUSE":
                continue
            sources = {key for actor in event.sources if (key := self._sides(actor))}
            targets = {key for actor in event.targets if (key := self._sides(actor))}
            fights.update(tuple(sorted((one, other))) for one in sources for other in targets - sources)
        return fights

    def _wide(self, read: Sequence[Read], pair: tuple[str, ...]) -> tuple[str, ...]:
        """The pair, or the three and more that sit at one table: named together with it in most sentences on talks."""
        more: Counter[str] = Counter()
        together = 0
        named = [(scene, self._keys(scene, roles, (0, len(scene.masked)))) for scene, roles in read]
        on_talks = [(scene, keys) for scene, keys in named if scene.seated and set(pair) <= set(keys)]
        for scene, keys in on_talks or named:
            if set(pair) <= set(keys):
                together += 1
                more.update(
                    key
                    for key in keys
                    if key not in pair and not is_body(key) and (is_group(key) or self._listed(scene, key, pair))
                )
        return tuple(sorted((*pair, *(key for key, count in more.items() if count * 2 >= together))))

    def _listed(self, scene: Scene, key: str, pair: tuple[str, ...]) -> bool:
        """Whether a state stands in one list with the two, "A, B and C", as a party does and a mediator does not."""
        return any(
            {self._sides(scene.actors[char]) for char in _list_in(scene.masked, match)} >= {key, *pair}
            for match in _LISTED.finditer(scene.masked)
        )

    def _list_of(self, scene: Scene, pair: tuple[str, ...], clause: tuple[int, int]) -> set[str] | None:
        """All of a list of three and more whose end the two are, "A, B and C met": nobody where one is not known."""
        for match in _LISTED.finditer(scene.masked, *clause):
            keys = [self._sides(scene.actors[char]) for char in _list_in(scene.masked, match)]
            if set(pair) <= set(keys):
                known = {key for key in keys if key is not None and not is_body(key) and key not in self.helpers}
                return known if None not in keys and len(known) > 1 else set()
        return None

    def _joined(self, scene: Scene, pair: tuple[str, ...], *, met: bool = True) -> bool:
        """Whether the two are named as "A and B", "between A and B", "A with B"."""
        return any(
            {self._sides(scene.actors[match[1]]), self._sides(scene.actors[match[2]])} == set(pair)
            for match in (_JOINED if met else _PAIRED).finditer(scene.masked)
        )

    def _keys(
        self, scene: Scene, roles: Roles, clause: tuple[int, int], beside: Collection[str] = frozenset()
    ) -> list[str]:
        """The party keys of those named in [start, end) of the sentence who neither help nor only speak."""
        keys: dict[str, None] = {}
        for char in re.findall(A, scene.masked[clause[0] : clause[1]]):
            if (
                char in beside
                or char in roles.topics
                or char in roles.mediators
                or char in roles.hosts
                or char in roles.callers
                or _is_setting(scene.masked, scene.masked.find(char))
            ):
                continue
            key = self._sides(scene.actors[char])
            if key is not None and not (char in roles.speakers and is_body(key)):
                keys.setdefault(key)
        return list(keys)

    def of(
        self,
        scene: Scene,
        roles: Roles,
        clause: tuple[int, int] | None = None,
        *,
        met: bool = False,
        beside: Collection[str] = frozenset(),
        moved: bool = False,
    ) -> tuple[list[str], bool]:
        """The parties of a step in a clause (else in the sentence), and whether the sentence names one of them.

        Two that the clause joins ("A and B", "A met B"), else those of the report's talks where one of them is named or
        nobody is; a mention of others alone is of other talks, or of none. `met`: they are who met;
        `beside`: mentions of nobody at the table, such as those of places. `moved`: they are told to meet elsewhere, so
        that a third named alone is whoever has them, or has them no longer.
        """
        principal = sorted(self.principal)
        whole = (0, len(scene.masked))
        found = self._keys(scene, roles, clause or whole, beside)
        silent = {self._sides(scene.actors[char]) for char in roles.speakers}
        keys = [
            key
            for key in found
            if not is_body(key) and key not in self.helpers and (key in principal or key not in silent)
        ]
        ours = [key for key in keys if key in principal]
        if len(ours) > 1 or (ours and len(keys) == 1):
            return principal, True
        joined = [pair for pair in combinations(sorted(keys), 2) if self._joined(scene, pair)]
        if met and joined and (more := self._list_of(scene, joined[0], clause or whole)) is not None:
            return sorted(more), True
        if ours:
            with_ours = [pair for pair in joined if ours[0] in pair]
            if met and not with_ours:
                return ([], True) if len(keys) > 2 else (sorted(keys), True)
            return (list(with_ours[0]) if with_ours else principal), True
        if joined:
            return list(joined[0]), True
        if not keys:
            return principal, any(key in principal for key in self._keys(scene, roles, whole, beside))
        return (principal, False) if sides_named(scene) or (moved and len(keys) == 1) else ([], True)


def _list_in(text: str, match: re.Match[str]) -> list[str]:
    """Those of a list, without who only opens the sentence: "under the eyes of A, B and C met"."""
    chars = re.findall(A, match.group())
    return chars[1:] if _OPENING.match(text, 0, match.start()) is not None else chars


def _is_setting(text: str, at: int) -> bool:
    """Whether a mention is only part of a place, or stands for one; a capital has envoys as its state has."""
    return _SETTING.match(text, at + 1) is not None and _SPOKEN_FOR.search(text, 0, at) is None


def sides_named(scene: Scene) -> bool:
    """Whether a sentence names the parties as "both sides", "the two governments"."""
    return pattern("both").search(scene.masked) is not None
