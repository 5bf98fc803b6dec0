"""What of a coded event tells whether another event is the same happening, and the keys under which to look for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import msgspec

from dragoman.records import Actor, Casualties, Event, Place

from .marks import mark
from .meant import UNCLEAR, beside, counted, counted_next, deed, meant
from .told import Told
from .tuning import Tuning, family, tuning

Party = tuple[str, str, str]
"""Entity, code and foremost sector of an actor; empty where there is none."""

Spot = tuple[str, str, str, str, float, float]
"""Folded name, kind, country, folded name of the first-level division, latitude and longitude (360 for none)."""

Toll = tuple[str, int, int]
"""What befell how many: the field of `Casualties`, least and most (-1: open)."""

Block = tuple[int, str]
"""A key under which events are looked for: a day as an ordinal, from which on it stands for some days, and a name."""

VAGUE = 3
"""A report's own date stands for that many days before it, too."""
COUNTED = 7
"""A toll that is told without doer or day may be of an attack so many days before it."""
WIDE = 31
"""An interval of more days than this is only compared with the very same one."""
STEP = 3
"""Days in one block."""
MONTH = 30
"""Days in a wide block."""
SLACK = 2
"""Days by which two dated intervals may fail to meet and still be one happening's."""

_TOLLS = ("killed", "injured", "detained", "displaced", "missing")
_AREAS = frozenset({"country", "admin1", "region", "water", "continent"})
_WHOLE = frozenset({"country", "continent"})
_FOUGHT = frozenset({"ASSAULT"})
_SOMEWHERE = re.compile(r"\b(?:in|at|near|off|outside) ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})")
_COUNTED_FOR = re.compile(r"\b(?:in|at|near|off|outside|for|from|of) ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})")
_WORD = re.compile(r"[^\W\d_][\w'-]{2,}")
_MOST_WORDS = 24
_MOST_NEAR = 6
_MOST_READ = 12
_NOWHERE = 360.0


class Traits(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One coded event of one report, as far as it is compared; small, and serialisable by msgspec.

    `first` and `last` are days as ordinals (`date.toordinal`) between which it can have happened; `dated` whether its
    text says so; what lies ahead (`due`: its first day, else 0) is announced about the day of the report. `near` is
    what the text calls its place, or the towns that its report names where it has none; `named` the name under which
    it is looked for, `home` the country that its report names most. `again` marks "another", "second"; `back` a
    telling that points back ("the attack"): it takes what it does not tell itself from the event before it.
    `disputes` are events of the same report that the coder found to contradict this one. Of its trigger and the words
    of its sentence only the marks are kept.
    """

    report: str
    event: str
    known: str
    origin: str
    family: str
    type: str
    mode: str | None
    cameo: str
    status: str
    first: int
    last: int
    dated: bool
    due: int
    told: int
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    reciprocal: bool
    place: Spot | None
    near: tuple[str, ...]
    named: str
    home: str
    tolls: tuple[Toll, ...]
    trigger: int
    words: tuple[int, ...]
    said_by: str
    again: bool
    back: bool
    disputes: tuple[str, ...]
    sentence: int

    @property
    def key(self) -> tuple[str, str]:
        """The report's and the event's id."""
        return self.report, self.event

    @property
    def is_toll(self) -> bool:
        """Whether it is told by its dead alone, without doer or day: what somebody counted, or disputes."""
        return self.family == "force" and bool(self.tolls) and not self.dated and not self.sources

    @property
    def is_count(self) -> bool:
        """Whether it is a number of dead and no more: of an attack that its report tells, if of any."""
        return self.is_toll and self.mode is None and self.cameo == UNCLEAR and not self.again

    @property
    def is_specific(self) -> bool:
        """Whether it tells who attacked where on which day, and how many were harmed."""
        return self.family == "force" and self.dated and bool(self.sources and self.tolls) and self.place is not None

    @property
    def order(self) -> tuple[str, str, str]:
        """What the canonical order goes by: when it became known, its report, its event."""
        return self.known, self.report, self.event


def traits(told: Told, event: Event) -> Traits:
    """What of an event of a report tells whether another one is the same."""
    table = tuning()
    known = ordinal(told.known) or 1
    first, last, dated = _days(event, known)
    due = first if dated and first > known else 0
    if due:
        first, last, dated = known - VAGUE, known, False
    trigger = stem(event.trigger.text.lower())
    about = _about(table, event) if event.type in table.worded else ()
    kind = family(event.type, event.mode, event.cameo, trigger, about)
    words, again, back = _wording(table, event, numbered=kind in table.mutual)
    place, sources, targets = event.place, event.sources, event.targets
    before = None
    if back and (place is None or not dated):
        before = meant(told, event, kind)
        if before is not None:
            sources, targets = sources or before.sources, targets or before.targets
    elif not again and kind == "force" and (own := deed(told, event)) is not None:
        before, sources = own, own.sources
    elif not (dated or due or again) and kind == "force":
        before, place = counted(told, event)
        back = before is not None
    if before is not None:
        place = place or before.place
        if not dated and not due:
            first, last, dated = _days(before, known)
    if not dated and not due and (near := beside(told, event)) is not None:
        place = place or near.place
        first, last, dated = _days(near, known)
    if not dated and not due and kind == "force" and not sources and event.casualties is not None:
        first = last - COUNTED  # whose dead are counted later was attacked earlier
    named = _named(told, event, place) or (_named(told, before, before.place) if before is not None else "")
    targets = [actor for actor in targets if actor.code or actor.text.casefold() != named]  # a town is nobody
    cost = event.casualties or counted_next(told, event, kind)
    tolls = _tolls(cost) if cost is not None else ()
    return Traits(
        report=told.report,
        event=event.id,
        known=told.known,
        origin=told.origin,
        family=kind,
        type=event.type,
        mode=event.mode,
        cameo=event.cameo or "",
        status=table.status.get(event.status, "held"),
        first=first,
        last=last,
        dated=dated,
        due=due,
        told=known,
        sources=tuple(map(_party, sources)),
        targets=tuple(map(_party, targets)),
        reciprocal=event.reciprocal,
        place=_spot(place) if place is not None else None,
        near=(place.text.casefold(),) if place is not None else _near(told, event),
        named=named,
        home=_home(told),
        tolls=tolls,
        trigger=mark(trigger),
        words=tuple(map(mark, words)),
        said_by=event.said_by.entity if event.said_by is not None else "",
        again=again,
        back=back,
        disputes=tuple(event.disputed_by),
        sentence=event.sentence.start,
    )


def blocks(traits: Traits) -> list[Block]:
    """Keys of which two events share at least one if they can be the same happening; at most 8.

    A key is a family, some days, and a town, or a country or body that takes part, holds the place or is what the
    report is about. Towns have keys of thirty days, so that "last month" finds the day (countries, too, in families
    of which they see few); countries else of three days for what is dated within a week, and for numbers of dead that
    some day of the week before may have had, of thirty for the rest, which then finds only its like there.
    """
    where = _theatres(traits)
    town = f"@{traits.named}" if traits.named else ""
    if not town and traits.place is not None and traits.place[2] and traits.family in tuning().rare:
        town = f"@{traits.place[2]}"
    slack = SLACK if traits.dated else 1
    first, last = traits.first - slack, traits.last
    if last - traits.first >= WIDE:
        return [(traits.first, f"{traits.family}|{last}|{code}") for code in ([town, *where] if town else where)]
    months = range(first // MONTH, last // MONTH + 1)
    keys = [(month * MONTH, f"{traits.family}|m|{town}") for month in months] if town else []
    if last - traits.first >= 7 and not traits.is_toll:
        keys += [(month * MONTH, f"{traits.family}|m|{code}") for code in where for month in months]
    else:
        steps = range(first // STEP, last // STEP + 1)
        keys += [(step * STEP, f"{traits.family}|{code}") for code in where for step in steps]
    return keys[:8]


def happening_id(founder: Traits) -> str:
    """The id of the happening that an event founds; it depends on the event's report and id alone."""
    name = "\x1f".join(founder.key).encode("utf-8", "surrogatepass")
    return f"h-{hashlib.sha256(name).hexdigest()[:12]}"


@lru_cache(maxsize=4096)
def ordinal(day: str | None) -> int | None:
    """The ordinal of an ISO day or date-time; None where it is none."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its commonest endings, so that "shelled" meets "shelling" and "markets" meets "market"."""
    for ending in ("'s", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
            break
    if len(word) > 4 and word[-1] == "e":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "se" else word


def _days(event: Event, known: int) -> tuple[int, int, bool]:
    """Between which days it happened, and whether the text says so."""
    day = event.date
    if day is not None and day.origin == "text":
        first, last = ordinal(day.first), ordinal(day.last)
        if first is not None or last is not None:
            first, last = first or last or known, last or first or known
            return min(first, last), max(first, last), True
    own = ordinal(day.first) if day is not None else None
    return (own or known) - VAGUE, own or known, False


def _party(actor: Actor) -> Party:
    entity = actor.entity
    if entity.startswith("group:") or (entity.startswith("org:") and entity[4:5].islower()):
        entity = ":".join(entity.split(":", 2)[:2])  # a group's fighters, or its drones, are the group's
    return entity, actor.code or "", actor.sectors[0] if actor.sectors else ""


def _spot(place: Place) -> Spot:
    lat, lon = place.lat, place.lon
    placed = lat is not None and lon is not None
    return (
        place.name.casefold(),
        place.kind,
        place.country or "",
        (place.admin1 or "").casefold(),
        lat if placed and lat is not None else _NOWHERE,
        lon if placed and lon is not None else _NOWHERE,
    )


def _named(told: Told, event: Event, place: Place | None) -> str:
    """The town, or what stands where a target or a town would and is of no country: often a town of no gazetteer.

    What is attacked and has one name, no office and no country is as likely a town as a person.
    """
    if place is not None:
        return "" if place.kind in _WHOLE else place.text.casefold()
    for actor in event.targets:
        name = actor.entity.startswith("nominal:") or (
            event.type in _FOUGHT and actor.entity.startswith("person:") and " " not in actor.text
        )
        if name and actor.text[:1].isupper() and actor.code is None:
            return actor.text.casefold()
    return _after_preposition(told, event) if event.type in _FOUGHT else ""


def _after_preposition(told: Told, event: Event) -> str:
    """The name after "in", "at", "near" and the like in an event's sentence, unless it is known as something else."""
    stop = tuning().stop
    known = {actor.text.casefold() for actor in (*event.sources, *event.targets)}
    known.update(place.text.casefold() for place in told.coded.places if place.kind in _AREAS)
    where = _COUNTED_FOR if event.casualties is not None and not event.sources else _SOMEWHERE
    for found in where.finditer(event.sentence.text):
        words = found[1].split()
        while words and words[-1].lower() in stop:
            words.pop()
        name = " ".join(words).casefold()
        if words and words[0].lower() not in stop and name not in known:
            return name
    return ""


def _about(table: Tuning, event: Event) -> list[str]:
    """The stems of the words around a trigger that say what was agreed to or refused."""
    at = event.trigger.end - event.sentence.start
    near = event.sentence.text[max(0, at - 90) : at + 60].lower()
    return [table.alike.get(word, word) for word in map(stem, _WORD.findall(near))]


def _home(told: Told) -> str:
    """The country that a report names most, in its places and its actors; of equals the first."""
    named: dict[str, int] = {}
    for place in told.coded.places[:_MOST_READ]:
        if place.country:
            named[place.country] = named.get(place.country, 0) + 1
    for actor in told.coded.actors[:_MOST_READ]:
        if actor.code:
            named[actor.code] = named.get(actor.code, 0) + 1
    return max(named, key=named.__getitem__) if named else ""


def _near(told: Told, event: Event) -> tuple[str, ...]:
    """The towns that a report names, in its order, after what stands for an actor and is none of any country."""
    found: dict[str, None] = {}
    for actor in event.targets:
        if actor.entity.startswith("nominal:"):
            found.setdefault(actor.text.casefold())
    for place in told.coded.places[:_MOST_READ]:
        if place.kind not in _AREAS:
            found.setdefault(place.name.casefold())
        if len(found) >= _MOST_NEAR:
            break
    return tuple(found)


def _tolls(casualties: Casualties) -> tuple[Toll, ...]:
    counts = ((name, getattr(casualties, name)) for name in _TOLLS)
    return tuple((name, count.min, -1 if count.max is None else count.max) for name, count in counts if count)


def _wording(table: Tuning, event: Event, *, numbered: bool) -> tuple[tuple[str, ...], bool, bool]:
    """The content words of its sentence but for its trigger, place and actors of a country; "another"; "the attack".

    Where acts of a family are `numbered`, as rounds of talks are, "second" is what one is called.
    """
    text = event.sentence.text.lower()
    at = event.trigger.start - event.sentence.start
    before = text[max(0, at - 40) : at].split()
    opening = text[:48].split()[:4]
    back = bool(before) and before[-1] in table.back
    named = set() if event.place is None else set(event.place.text.lower().split())
    if numbered:
        named |= table.ordinals
    apart = [word for word in (*opening, *before[-4:]) if word in table.again and word not in named]
    again = bool(apart) and not _more_hurt(table, event, opening)
    if again:
        back = False
    elif not back and opening and opening[0] in table.back:
        back = any(word.strip(",.'") in table.acts for word in opening[1:])
    names: list[str] = []
    for actor in (*event.sources, *event.targets):
        if not actor.entity.startswith("nominal:"):
            names += (actor.text, actor.name)
    names.append(event.trigger.text)
    if event.place is not None:
        names.append(event.place.text)
    own = set(_WORD.findall(" ".join(names).lower()))
    stop = table.stop
    alike = table.alike
    stems = [stem(word) for word in _WORD.findall(text) if word not in stop and word not in own]
    found = {alike.get(word, word) for word in stems}
    return tuple(sorted(found)[:_MOST_WORDS]), again, back


def _more_hurt(table: Tuning, event: Event, opening: Sequence[str]) -> bool:
    """Whether a sentence begins with more people who were hurt, not with more attacks: "another 18 were wounded"."""
    cost = event.casualties
    if cost is None or cost.injured is None or cost.killed is not None or len(opening) < 2:
        return False
    return opening[0] in table.again and (opening[1][0].isdigit() or opening[1] in table.numbers)


def _theatres(traits: Traits) -> list[str]:
    """Countries and bodies under which an event is looked for: where it was, to whom, by whom, what else is told of."""
    found: dict[str, None] = {}
    if traits.place is not None and traits.place[2]:
        found.setdefault(traits.place[2])
    for party in (*traits.targets, *traits.sources):
        if party[1]:
            found.setdefault(party[1])
    if traits.home:
        found.setdefault(traits.home)
    return list(found)[:3] or ["-"]
