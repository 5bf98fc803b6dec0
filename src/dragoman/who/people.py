"""The people the codebooks know: names, surnames, and what they were on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from dragoman.codebooks import groups, offices, roles
from dragoman.codebooks.offices import Office

from .codes import actor_code
from .spelling import plain, slug
from .tables import manners, rows

LATEST = date.max
"""The day that stands for "now": offices without an end are held."""

_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "HKG", "KHM"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person was on a day: state or body, sectors, the office held (None when none was)."""

    code: str | None
    sectors: tuple[str, ...]
    office: Office | None
    rank: int


@dataclass(frozen=True)
class Person:
    """One person of the codebook with every office, earliest first."""

    entity: str
    name: str
    names: tuple[str, ...]
    offices: tuple[Office, ...]

    @cached_property
    def full_names(self) -> tuple[str, ...]:
        """The names of more than one word."""
        return tuple(name for name in self.names if " " in name)

    @cached_property
    def surnames(self) -> tuple[str, ...]:
        """The single words that newspapers call the person by after the first mention."""
        found: dict[str, None] = {}
        family_first = bool(self.offices) and self.offices[0].iso3 in _FAMILY_FIRST
        for name in self.names:
            for word in _surnames(name, family_first):
                found[word] = None
        return tuple(found)

    def on(self, day: date) -> Standing:
        """What the person was on a day: an office held, a former official (ELI), or not yet in office (PTY)."""
        held = [office for office in self.offices if office.held(day)]
        if held:
            best = min(held, key=lambda office: (_weight(office), -_day(office)))
            code, sectors = _place(best)
            return Standing(code, sectors, best, _office(best).rank)
        if day == LATEST:
            just = [office for office in self.offices if office.end and office.end > _lately()]
        else:
            just = [office for office in self.offices if office.end and office.end <= day <= office.end + _GRACE]
        if just:
            best = min(just, key=lambda office: _office(office).rank)
            code, sectors = _place(best)
            return Standing(code, sectors, best, _office(best).rank)
        past = [office for office in self.offices if office.end is not None and office.end <= day]
        if past:
            top = min(past, key=lambda office: _office(office).rank)
            code, sectors = _place(top)
            armed = sectors[:1] if sectors and sectors[0] in _LASTING else (_FORMER,)
            return Standing(code, armed, None, _office(top).rank + 1)
        first = self.offices[0]
        code, sectors = _place(first)
        return Standing(code, sectors[:1] if sectors and sectors[0] in _LASTING else ("PTY",), None, 8)

    def is_long_gone(self, day: date) -> bool:
        """Whether every office ended so long before a day that a bare surname hardly means its holder.

        Nobody is long gone for a report of unknown age.
        """
        if day == LATEST:
            return False
        return all(office.end is not None and office.end + _FORGOTTEN <= day for office in self.offices)

    def has_just_left(self, day: date) -> bool:
        """Whether an office ended so shortly before a day that who is still called by it may be in it in fact."""
        return any(office.end is not None and office.end <= day <= office.end + _STALE for office in self.offices)


_STALE = timedelta(days=365)
_FORGOTTEN = timedelta(days=3653)
_GRACE = timedelta(days=7)
"""Reports of how an office ended, by death or dismissal, still speak of its holder."""
_UNDATED = 5  # years
_LESSER = ("vice", "deputy", "assistant", "former")
_CALLINGS = ("REL", "SOC", "JRN", "MED", "BUS", "EDU", "LAB", "AGR")
"""What a person is and not only does for a term: a cleric who opposes a government stays one."""
_LASTING = ("REB", "PRM", "UAF", "CRM", "OPP", *_CALLINGS)
_GOVERNING = (("GOV",), ("LEG",), ("JUD",))
_FORMER = "ELI"


def _weight(office: Office) -> int:
    """How prominent an office is beside others held at once: what a notable governs outweighs a party led."""
    rank = _office(office).rank
    return rank - 2 if office.role == "notable" and _place(office)[1][:1] in _GOVERNING else rank


@cache
def _lately() -> date:
    """The day from which those who left office are still in it for a report without a date.

    People are mostly written of while they hold office, so a report of unknown age speaks of a recent holder as one;
    who left longer ago than this is spoken of as a former one. Counted back from the latest term in the books.
    """
    newest = max(office.start for office in offices().all() if office.start)
    return newest - timedelta(days=365 * _UNDATED)


def _day(office: Office) -> int:
    return office.start.toordinal() if office.start else 0


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """How an office is spoken of: sectors, words, and prominence (1 the most)."""

    sectors: tuple[str, ...]
    words: tuple[str, ...]
    rank: int


@cache
def office_words() -> dict[str, OfficeWords]:
    """The offices of the people table and the words for them."""
    return {
        row["office"]: OfficeWords(
            tuple(filter(None, row["sectors"].split(";"))), tuple(row["words"].split(";")), int(row["rank"])
        )
        for row in rows("offices")
    }


def _office(office: Office) -> OfficeWords:
    """How an office is spoken of; an office that this room's table lacks is taken to be a minor one of government."""
    return office_words().get(office.role) or OfficeWords(("GOV",), (), 6)


@cache
def offices_like(words: str) -> tuple[str, ...]:
    """The offices that a phrase or its ending names: "house speaker" as "speaker", "vice president" as itself."""
    parts = words.split()
    for first in range(len(parts)):
        if any(part in _LESSER for part in parts[:first]):
            break
        if found := offices_called(" ".join(parts[first:])):
            return found
    return ()


@cache
def offices_called(words: str) -> tuple[str, ...]:
    """The offices that a phrase in lower case names, most prominent first."""
    table = office_words()
    first, _, rest = words.partition(" ")
    if first in ("interim", "acting", "current", "incoming", "caretaker", "outgoing", "new", "federal") and rest:
        words = rest
    return tuple(
        sorted((key for key, office in table.items() if words in office.words), key=lambda key: table[key].rank)
    )


@cache
def _place(office: Office) -> tuple[str | None, tuple[str, ...]]:
    """The code and sectors of an office's holder."""
    if office.sector:
        return actor_code(office.iso3), (office.sector,)
    if office.group:
        found = groups().by_name(office.group)
        if found:
            return actor_code(office.iso3 or found[0].iso3), found[0].sectors or _office(office).sectors
    sectors = _office(office).sectors
    if office.role == "monarch" and roles().sector(office.title) == "REL":
        sectors = ("REL",)
    said = roles().sector(office.title)
    if office.role in ("spokesperson", "group_leader", "notable"):
        sectors = (said,) if said else sectors or ("ELI",)
    if office.role == "opposition_leader" and said in _CALLINGS:
        sectors = (said, "OPP")
    return actor_code(office.iso3), sectors


def _surnames(name: str, family_first: bool) -> Iterable[str]:
    words = name.split()
    if len(words) == 1:
        yield name
        return
    if family_first:
        yield words[0]
        return
    at = len(words) - 1
    if words[at].rstrip(".").lower() in ("jr", "sr", "ii", "iii", "iv") and at > 1:
        at -= 1
    if not words[at][0].isupper() and "-" not in words[at]:
        return
    yield words[at]
    if "-" in words[at] and _particle(words[at].split("-")[0]):
        yield words[at].split("-", 1)[1]
    first = at
    while first > 1 and _particle(words[first - 1]):
        first -= 1
    if first < at:
        yield " ".join(words[first : at + 1])


def _particle(word: str) -> bool:
    return manners().has("name_particles", word.lower())


class People:
    """The people, by name and by surname."""

    def __init__(self, terms: Iterable[Office]) -> None:
        clusters: dict[str, list[Office]] = {}
        main: dict[str, str] = {}
        for office in terms:
            names = [plain(name).casefold() for name in (office.name, *office.aliases)]
            known = next((main[name] for name in names if " " in name and name in main), None)
            key = known or names[0]
            clusters.setdefault(key, []).append(office)
            main[names[0]] = key
            for name in names[1:]:
                # An alias that two people share ("George Bush") must not make one person of them.
                main.setdefault(name, key) if name.count(" ") > 0 and _own(name, names[0]) else None
        self._all: list[Person] = []
        self._named: dict[str, list[Person]] = {}
        self._surnamed: dict[str, list[Person]] = {}
        for held in clusters.values():
            names_ = tuple(dict.fromkeys(name for office in held for name in (office.name, *office.aliases)))
            ordered = tuple(sorted(held, key=_day))
            person = Person(f"person:{slug(held[0].name)}", held[0].name, names_, ordered)
            self._all.append(person)
            for name in dict.fromkeys(plain(name).casefold() for name in names_):
                self._named.setdefault(name, []).append(person)
            if all(office.role == "notable" for office in ordered):
                continue  # newspapers give the full name first; the surname alone means somebody more prominent
            for word in dict.fromkeys(plain(word) for word in person.surnames):
                self._surnamed.setdefault(word, []).append(person)
        self._entities = {person.entity: person for person in self._all}

    def all(self) -> tuple[Person, ...]:
        """Everyone, in the table's order."""
        return tuple(self._all)

    def get(self, entity: str) -> Person | None:
        """The person with that key."""
        return self._entities.get(entity)

    def named(self, name: str) -> list[Person]:
        """The people of that full name or alias; accents and case put aside."""
        return self._named.get(plain(name).casefold(), [])

    def surnamed(self, word: str) -> list[Person]:
        """The people whom newspapers call by that one word."""
        return self._surnamed.get(plain(word), [])


def _own(alias: str, name: str) -> bool:
    """Whether an alias keeps the person's own surname or first name, so that it can be taken for a spelling of it."""
    return bool(set(alias.split()) & set(name.split()))


@cache
def people() -> People:
    """The people of the codebook, built on first use."""
    return People(offices().all())
