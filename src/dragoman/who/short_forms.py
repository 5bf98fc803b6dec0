"""Short forms of names that a report tells the meaning of, or that its countries do: "SNA" of Syria or of Somalia."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codebooks import groups

from .names import Known, known_group
from .tables import manners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .scene import Atom, Scene

_SHORT = re.compile(r"[A-Z][A-Z&.-]{0,6}[A-Z]\.?")
_KEY = re.compile(r"[A-Z]{3,5}")
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\(.*?\)")
_ARMED = frozenset({"REB", "PRM", "UAF", "MIL"})
_NAMING = ("state", "body", "group", "other", "area")


def short_forms(scene: Scene) -> Iterator[tuple[int, tuple[Known, ...]]]:
    """The tokens that are the short form of a name, and what each stands for.

    It is what the report spells out before brackets, "the Syrian National Army (SNA)". Else it is the group whose
    usual short form that is, where the report names it in full, or is about its country, and about that of no other
    of the same short form.

    Args:
        scene: a report, its full names found and its countries weighed.
    """
    spelt = dict(_spelt_out(scene))
    usual = _usual()
    meant: dict[str, tuple[Known, ...]] = {}
    for at, word in enumerate(scene.text):
        if at in scene.atom_at or not _SHORT.fullmatch(word):
            continue
        if word not in meant:
            meant[word] = spelt.get(word) or _of_country(scene, usual.get(word, ()))
        if meant[word]:
            yield at, meant[word]


def _spelt_out(scene: Scene) -> Iterator[tuple[str, tuple[Known, ...]]]:
    text = scene.text
    for atom in scene.atoms:
        inside = text[atom.last : atom.last + 3]
        if len(inside) != 3 or inside[0] != "(" or inside[2] != ")" or not _SHORT.fullmatch(inside[1]):
            continue
        if not atom.bound and atom.best.kind in _NAMING and _abbreviates(inside[1], atom, scene):
            yield inside[1], atom.known


def _abbreviates(short: str, atom: Atom, scene: Scene) -> bool:
    """Whether the letters of a short form begin words of a name: no "Israel (IDF)"."""
    initials = [word[:1].upper() for word in _WORD.findall(" ".join(scene.text[atom.first : atom.last]))]
    return sum(letter in initials for letter in short if letter.isalpha()) >= 2


def _of_country(scene: Scene, meant: Iterable[tuple[Known, ...]]) -> tuple[Known, ...]:
    """The one of several groups that a report names in full, else the one of a country that it tells of.

    Of a report that names no country it is the only armed group that is called so.
    """
    in_use = [used for known in meant if (used := tuple(one for one in known if one.used(scene.day)))]
    told = {atom.best.entity for atom in scene.atoms}
    named = [known for known in in_use if known[0].entity in told]
    found = named or [known for known in in_use if scene.weights[known[0].code or ""] > 0]
    if not found and not any(scene.weights.values()):
        found = [known for known in in_use if _ARMED.intersection(known[0].sectors)]
    return found[0] if len(found) == 1 else ()


@cache
def _usual() -> Mapping[str, tuple[tuple[Known, ...], ...]]:
    """The groups by a short form that is none of their aliases, because elsewhere it is something else's.

    The tables' keys have it ("MLI-FLA"): where its letters are those that the words of a name begin with, in whatever
    order, it is the short form of the name in some language.
    """
    small = manners().classes["particles"]
    found: dict[str, list[tuple[Known, ...]]] = {}
    for group in groups().all():
        short = group.entity.partition("-")[2]
        if not _KEY.fullmatch(short) or short in group.aliases:
            continue
        for name in (group.name, *group.aliases):
            words = [word for word in _WORD.findall(_ASIDE.sub("", name)) if word.lower() not in small]
            if sorted(word[0].upper() for word in words) == sorted(short):
                found.setdefault(short, []).append(known_group(group))
                break
    return {short: tuple(meant) for short, meant in found.items()}
