"""The lexicon: trigger senses in the field's terms, read from lexicon/*.toml into an index by lemma.

A pattern is ``lemma [word ...] [+ slot ...]``. The words are particles or prepositions that belong to the trigger
("call off"); a slot is ``[role:]filler|filler`` where a filler is a lemma, ``@class`` of classes.toml, ``@any``,
``@person`` (a name), ``to-x`` (an infinitive) or ``that-x`` (a clause), and the role is the object when left out, ``s``
the subject, ``mod`` a modifier of a noun, or any preposition. A filler may carry its own role: ``s:storm|record``. The
more of a pattern the text fills, the better the sense.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Part = Literal["verb", "noun", "adjective"]
ANY, PERSON = "@any", "@person"
_GROUNDS = ("territory", "property", "media", "party", "embassy", "border")  # what is taken, closed or destroyed
_NOT_SENSES = frozenset(
    {
        "classes.toml",
        "frames.toml",
        "composition.toml",
        "contexts.toml",
        "status.toml",
        "casualties.toml",
    }
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing a sense asks of its surroundings: in this role, one of these lemmas."""

    role: str
    literals: frozenset[str]
    classed: frozenset[str]
    any: bool = False
    person: bool = False
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Sense:
    """One trigger sense: how it looks and what it means."""

    pattern: str
    part: Part
    lemma: str
    words: tuple[str, ...]
    slots: tuple[tuple[Slot, ...], ...]
    type: str | None
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    frame: str
    op: str | None
    order: int

    @property
    def is_stop(self) -> bool:
        """Whether it only says that this is no act."""
        return self.op == "none"


@dataclass(frozen=True)
class Lexicon:
    """All senses, by part of speech and lemma, and the word classes."""

    senses: tuple[Sense, ...]
    classes: dict[str, frozenset[str]]
    beings: frozenset[str]
    grounds: frozenset[str]
    weapons: frozenset[str]
    tables: dict[str, Any]
    verbs: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    adjectives: dict[str, tuple[Sense, ...]] = field(default_factory=dict)


def _folder() -> Any:
    return files(__package__).joinpath("lexicon")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_folder().joinpath(name).read_text("utf-8"))


def _words(text: str) -> list[str]:
    return [part for part in map(str.strip, text.replace("\n", " ").split(",")) if part]


def _classes(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(_words(words)) for group in table.values() for name, words in group.items()}


def _slot(text: str, classes: dict[str, frozenset[str]], pattern: str) -> tuple[Slot, ...]:
    """The alternatives of one slot, one `Slot` a role."""
    default = "obj"
    by_role: dict[str, list[str]] = {}
    for number, filler in enumerate(text.split("|")):
        role, colon, word = filler.strip().partition(":")
        if colon and number == 0 and role != "s":
            default = role
        by_role.setdefault(role if colon else default, []).append((word if colon else role).strip())
    found = []
    for role, fillers in by_role.items():
        literals: set[str] = set()
        classed: set[str] = set()
        clause, anything, person = None, False, False
        for word in fillers:
            if word == ANY:
                anything = True
            elif word == PERSON:
                person = True
            elif word.startswith("@"):
                if word[1:] not in classes:
                    raise ValueError(f"{pattern!r}: no class {word}")
                classed |= classes[word[1:]]
            elif word in ("to-x", "that-x"):
                clause = word[:-2]
            else:
                literals.add(word)
        found.append(Slot(role, frozenset(literals), frozenset(classed), anything, person, clause))
    return tuple(found)


def _subject_default(parts: list[str]) -> list[str]:
    """``s:a|b`` means that all fillers are subjects, unless a later filler names another role."""
    done = []
    for part in parts:
        if part.startswith("s:") and part.count(":") == 1:
            done.append("|".join(f if ":" in f else f"s:{f}" for f in part.split("|")))
        else:
            done.append(part)
    return done


def _senses(group: dict[str, Any], classes: dict[str, frozenset[str]], order: int) -> Iterator[Sense]:
    for key, part in (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective")):
        for pattern in _words(group.get(key, "")):
            head, *rest = [piece.strip() for piece in pattern.split(" + ")]
            lemma, *words = head.split()
            mode = group.get("mode") or None
            yield Sense(
                pattern=pattern,
                part=part,  # type: ignore[arg-type]
                lemma=lemma,
                words=tuple(words),
                slots=tuple(_slot(piece, classes, pattern) for piece in _subject_default(rest)),
                type=group.get("type"),
                mode=mode,
                cameo=group.get("cameo"),
                contexts=tuple(_words(group.get("contexts", ""))),
                frame=group.get("frame", "act"),
                op=group.get("op"),
                order=order,
            )


def _spellings(lemma: str) -> Iterable[str]:
    """A lemma in American and British spelling."""
    yield lemma
    if lemma.endswith("ize"):
        yield lemma[:-3] + "ise"


def _index(senses: Iterable[Sense], part: Part) -> dict[str, tuple[Sense, ...]]:
    table: dict[str, list[Sense]] = {}
    for sense in senses:
        if sense.part == part:
            # A noun of several words is found by its last one: "hunger-strike" under "strike".
            lemmas = {*_spellings(sense.lemma)} if part != "noun" else {sense.lemma, sense.lemma.rsplit("-", 1)[-1]}
            for lemma in sorted(lemmas):
                table.setdefault(lemma, []).append(sense)
    return {lemma: tuple(found) for lemma, found in table.items()}


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once.

    Raises:
        ValueError: a pattern names a class that does not exist.
    """
    table = _toml("classes.toml")
    classes = _classes(table)
    names = sorted(entry.name for entry in _folder().iterdir() if entry.name.endswith(".toml"))
    senses = [
        sense
        for order, name in enumerate(names)
        if name not in _NOT_SENSES
        for group in _toml(name)["group"]
        for sense in _senses(group, classes, order)
    ]
    tables = {name[:-5]: _toml(name) for name in names if name in _NOT_SENSES and name != "classes.toml"}
    return Lexicon(
        senses=tuple(senses),
        classes=classes,
        beings=frozenset(word for words in table["actors"].values() for word in _words(words)),
        grounds=frozenset().union(*(classes[name] for name in _GROUNDS)),
        weapons=classes["weapon"] | classes["military_aid"],
        tables=tables,
        verbs=_index(senses, "verb"),
        nouns=_index(senses, "noun"),
        adjectives=_index(senses, "adjective"),
    )
