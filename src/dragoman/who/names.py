"""Every name the codebooks know, found in a text in one pass: states, bodies, groups, people, regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from dragoman.codebooks import groups, international, states

from .codes import actor_code, group_code
from .people import people
from .spelling import plain, slug
from .tables import rows

if TYPE_CHECKING:
    import ahocorasick

    from dragoman.codebooks.groups import Group

KnownKind = Literal["state", "adjective", "demonym", "capital", "seat", "area", "body", "group", "person", "other"]

_RANK: dict[KnownKind, int] = {
    "state": 0,
    "seat": 1,
    "capital": 2,
    "adjective": 3,
    "demonym": 4,
    "body": 5,
    "group": 6,
    "person": 7,
    "area": 8,
    "other": 9,
}
_STATE_KINDS: dict[str, KnownKind] = {
    "adjective": "adjective",
    "demonym": "demonym",
    "demonym_plural": "demonym",
    "capital": "capital",
    "seat": "seat",
}
_AREA_KINDS: dict[str, KnownKind] = {"area": "area", "adjective": "adjective", "other": "other"}
_SHOUTED = 5  # letters; a shorter name in capitals is more likely an acronym of something else


@dataclass(frozen=True, slots=True)
class Known:
    """One thing a name can stand for; in use in [start, end), where known. `key` is the name of a person."""

    kind: KnownKind
    entity: str
    name: str
    code: str | None
    sectors: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None

    def used(self, on: date) -> bool:
        """Whether the name was in use on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at characters [start, end) of a text, and all that it can stand for."""

    start: int
    end: int
    known: tuple[Known, ...]


class Names:
    """The automaton over all names. Build it once; `find` is linear in the length of the text."""

    def __init__(self) -> None:
        import ahocorasick

        entries: dict[str, list[Known]] = {}
        for text, known in _all():
            for shape in dict.fromkeys((text, text.upper() if len(text) >= _SHOUTED else text)):
                seen = entries.setdefault(plain(shape), [])
                if known not in seen:
                    seen.append(known)
        automaton: Any = ahocorasick.Automaton()
        for text, found in entries.items():
            automaton.add_word(text, (len(text), tuple(sorted(found, key=lambda known: _RANK[known.kind]))))
        automaton.make_automaton()
        self._automaton: ahocorasick.Automaton = automaton

    def find(self, text: str) -> list[Hit]:
        """The longest known names at word borders, from left to right, none inside another."""
        text = plain(text)
        found: list[Hit] = []
        size = len(text)
        for last, (length, known) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if (start and text[start - 1].isalnum()) or (end < size and (text[end].isalnum() or text[end] == "$")):
                continue
            while found and found[-1].start >= start:
                found.pop()
            if found and found[-1].end > start:
                if found[-1].end - found[-1].start >= length:
                    continue
                found.pop()
            found.append(Hit(start, end, known))
        return found


def _all() -> Iterator[tuple[str, Known]]:
    yield from _of_states()
    for body in international().all():
        sectors = (body.sector,) if body.sector else ()
        kind = body.kind or "IGO"
        known = Known("body", f"{kind.lower()}:{slug(body.name)}", body.name, actor_code(body.code, kind), sectors)
        for text in (body.name, *body.aliases):
            yield text, known
    for group in groups().all():
        for text in (group.name, *group.aliases):
            for each in known_group(group):
                yield text, each
    for person in people().all():
        for text in person.full_names:
            yield text, Known("person", person.entity, person.name, None)
    for row in rows("areas"):
        code = row["code"] or None
        yield row["name"], Known(_AREA_KINDS[row["kind"]], f"area:{slug(row['name'])}", row["name"], code)


def known_group(group: Group) -> tuple[Known, ...]:
    """What the name of a group stands for: the group, once for each side that it has been on."""
    entity = group.entity if ":" in group.entity else f"group:{group.entity}"
    code = group_code(group.iso3, group.sectors)
    known = Known("group", entity, group.name, code, group.sectors, group.start, group.end)
    stood = _standings().get(group.entity, ())
    return tuple(replace(known, sectors=sectors, start=start, end=end) for start, end, sectors in stood) or (known,)


def _of_states() -> Iterator[tuple[str, Known]]:
    book = states()
    for name in book.names():
        state = book.get(name.iso3)
        if state is None:
            continue
        kind = _STATE_KINDS.get(name.kind, "state")
        sectors: tuple[str, ...] = ()
        entity = f"state:{state.iso3}"
        title = state.name
        if kind in ("capital", "seat"):
            sectors = (name.sector or "GOV",)
            entity = f"gov:{state.iso3}" if sectors == ("GOV",) else f"role:{state.iso3}:{sectors[0]}:{slug(name.text)}"
            title = f"Government of {state.name}" if sectors == ("GOV",) else name.text
        yield name.text, Known(kind, entity, title, state.iso3, sectors, name.start, name.end)


@cache
def _standings() -> dict[str, list[tuple[date | None, date | None, tuple[str, ...]]]]:
    """The groups that changed sides or took power, with what they were from and until when."""
    table: dict[str, list[tuple[date | None, date | None, tuple[str, ...]]]] = {}
    for row in rows("standings"):
        start, end = (date.fromisoformat(row[key]) if row[key] else None for key in ("start", "end"))
        table.setdefault(row["group"], []).append((start, end, tuple(row["sectors"].split(";"))))
    return table


@cache
def names() -> Names:
    """The automaton over the codebooks, built on first use."""
    return Names()
