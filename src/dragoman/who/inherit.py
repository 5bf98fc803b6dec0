"""Whose an actor is that no word beside it tells: the country the report is about, where the report supports it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codebooks import groups

from .people import LATEST
from .tables import manners, rows

if TYPE_CHECKING:
    from .roles import RoleWords
    from .scene import Scene

_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_OF_LATE = date(1990, 1, 1)
"""A report of unknown age is hardly older than this: what is read by machine was mostly written on one."""
_ENOUGH = 300  # names; where a report is set shows long before, and texts made to take long have more
_TOWARD = ("on", "upon", "to", "with", "against", "for")
"""Prepositions before whom a verb addresses: "call on", "appeal to", "plead with"."""


def country(scene: Scene, head: int | None, sectors: tuple[str, ...]) -> str | None:
    """The country of an official, soldier, rebel ... whose country is not said, or None when nothing supports one.

    That is the country the report is about, but: rebels are only of a country that is known to have had some on the
    report's day, and nobody is of the state that is said to address them ("Norway called on the rebels").

    Args:
        head: the token that heads the actor's phrase; None when it stands in no clause of its own.
        sectors: the actor's sectors.
    """
    main = scene.main_country()
    if main is None or (sectors[:1] == ("REB",) and not has_rebels(main, scene.day)):
        return None
    return None if head is not None and _addressed(scene, head, main) else main


def has_rebels(code: str, day: date) -> bool:
    """Whether the books know an armed opposition group of a country on a day; in undated reports, one of late."""
    terms = _rebellions().get(code, ())
    if day == LATEST:
        return any(end is None or end >= _OF_LATE for _, end in terms)
    return any((start is None or start <= day) and (end is None or day < end) for start, end in terms)


@cache
def _rebellions() -> dict[str, list[tuple[date | None, date | None]]]:
    table: dict[str, list[tuple[date | None, date | None]]] = {}
    for group in groups().all():
        if group.sector == "REB":
            for state in group.states:
                table.setdefault(state, []).append((group.start, group.end))
    return table


def _addressed(scene: Scene, head: int, code: str) -> bool:
    """Whether a state by its own name urges, warns, accuses ... the actor that a token heads."""
    while scene.dep[head] == "conj" and scene.head[head] < head:
        head = scene.head[head]
    above = scene.head[head]
    if scene.dep[head] == "pobj" and scene.low[above] in _TOWARD:
        verb = scene.head[above]
    elif scene.dep[head] in ("dobj", "dative"):
        verb = above
    elif scene.dep[head] == "nsubj" and scene.dep[above] in ("ccomp", "xcomp"):
        verb = scene.head[above]  # "urged the government to free them", as the parser hangs it
    else:
        return False
    subject = scene.child(verb, "nsubj")
    atom = scene.atom_at.get(subject) if subject is not None and subject != head else None
    state = atom.of("state", "capital", "seat") if atom is not None and not atom.bound else None
    if state is None or state.code != code:
        return False
    return manners().has("address_verbs", scene.reading.doc[verb].lemma_.lower())


@dataclass(frozen=True, slots=True)
class _Usual:
    """The words of bodies that newspapers name without their country, by country."""

    names: dict[str, str]
    words: dict[str, str]


@cache
def _usual() -> _Usual:
    names: dict[str, str] = {}
    words: dict[str, str] = {}
    for row in rows("usual"):
        (names if row["match"] == "whole" else words).update(dict.fromkeys(row["words"].split(";"), row["code"]))
    return _Usual(names, words)


def usual(scene: Scene, roles: RoleWords, words: Iterable[str]) -> str | None:
    """The country whose body a name without a country usually means ("the Senate"), unless the report has another's.

    Args:
        words: the phrase's words as they stand; "the congress" in small letters is no name.
    """
    named = [word for word in words if word.lower() not in ("the", "a", "an")]
    said = [word.lower() for word in named]
    if not any(word[:1].isupper() for word in named):
        return None
    table = _usual()
    code = table.names.get(" ".join(said)) or next((table.words[word] for word in said if word in table.words), None)
    return code if code and not _elsewhere(scene, roles, code) else None


def _elsewhere(scene: Scene, roles: RoleWords, code: str) -> bool:
    """Whether the report is set in another country: it names officials of one, or says that something is in one."""
    main = scene.main_country()
    if main is not None and main != code:
        return True
    for atom in scene.atoms[:_ENOUGH]:
        known = atom.best
        if known.code in (None, code) or known.kind not in ("state", "adjective", "capital", "area"):
            continue
        last = atom.last - 1
        above = scene.head[last]
        if scene.dep[last] == "pobj" and manners().has("placing", scene.low[above]):
            return True
        if scene.dep[last] in ("poss", "amod", "compound", "nmod"):
            role = roles.ending(scene, above)
            if role is not None and role[1].sector in _OFFICIAL:
                return True
    return False
