"""One report laid out for finding actors: its words as plain arrays, the known names on them, its day and countries."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from dragoman.codebooks import states

from .gender import of_name
from .names import Hit, Known
from .people import LATEST
from .short_forms import short_forms
from .spelling import singular

if TYPE_CHECKING:
    from dragoman.reading import Reading

    from .names import Names

INHERITING = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY", "REB"})
"""The sectors that belong to some country, so that a role without one is taken to be of the report's own."""
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
MODIFYING = frozenset({"compound", "amod", "nmod", "npadvmod", "quantmod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AFTER = re.compile(r"[-‐–](\w+)")
_BEFORE = re.compile(r"(\w+)[-‐–]\Z")
_PLACING = ("based", "run", "owned")  # a "Kenya-based" charity is of Kenya; "-backed", "-led" tell nothing of whose
_OPENING = 4  # sentences
_BARE = 8  # tokens
_ASIDE = ("to", "with", "against", "from", "on", "toward", "towards", "into", "for")
_AGAINST = frozenset({"pro", "anti", "non", "post", "pre", "inter", "intra", "trans", "mid", "un"})


@dataclass(frozen=True, slots=True)
class Atom:
    """A known name on tokens [first, last). `bound` when a hyphen makes it part of another word ("Libya-backed")."""

    first: int
    last: int
    start: int
    end: int
    known: tuple[Known, ...]
    bound: bool

    @property
    def best(self) -> Known:
        """The foremost thing the name stands for."""
        return self.known[0]

    def of(self, *kinds: str) -> Known | None:
        """What the name stands for of these kinds, if anything."""
        return next((known for known in self.known if known.kind in kinds), None)


@dataclass(frozen=True)
class Scene:
    """The arrays are indexed by token; `atom_at` gives the name on a token, `day` the report's day or LATEST."""

    reading: Reading
    day: date
    start: list[int]
    text: list[str]
    low: list[str]
    stem: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    entity: list[str]
    sentence: list[int]
    atoms: tuple[Atom, ...]
    atom_at: dict[int, Atom]
    weights: Counter[str] = field(default_factory=Counter)

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of a token with one of these relations."""
        dep = self.dep
        return next((kid for kid in self.kids[token] if dep[kid] in deps), None)

    def bounds(self, token: int) -> tuple[int, int]:
        """The tokens [first, last) of the sentence that holds a token."""
        sentence = self.reading.sentences[self.sentence[token]]
        return sentence.first, sentence.last

    def words(self, first: int, last: int) -> str:
        """The text of tokens [first, last)."""
        return self.reading.span_of(first, last).text

    @cached_property
    def bare(self) -> bool:
        """Whether the report is no more than a few words without a verb: somebody's name or description to look up."""
        finite = ("VBD", "VBZ", "VBP", "MD")
        return len(self.text) <= _BARE and not any(tag in finite for tag in self.tag)

    def main_country(self) -> str | None:
        """The country that the report is about, when one clearly leads."""
        top = self.weights.most_common(2)
        if not top or top[0][1] < 2:
            return None
        total = sum(self.weights.values())
        return top[0][0] if top[0][1] >= 0.6 * total else None


def lay_out(reading: Reading, names: Names) -> Scene:
    """The scene of a reading."""
    doc = reading.doc
    day = _day(reading.report.published)
    tokens = list(doc)
    text = [token.text for token in tokens]
    tag = [token.tag_ for token in tokens]
    head = [token.head.i for token in tokens]
    kids: list[list[int]] = [[] for _ in text]
    for index, above in enumerate(head):
        if above != index:
            kids[above].append(index)
    low = [word.lower().replace("’", "'") for word in text]
    stem = [singular(word) if tag[i] in ("NNS", "NNPS", "NNP") else word for i, word in enumerate(low)]
    sentence = [0] * len(text)
    for each in reading.sentences:
        sentence[each.first : each.last] = [each.index] * (each.last - each.first)
    entity = [token.ent_type_ for token in tokens]
    layout = _Layout([token.idx for token in tokens], text, tag, entity)
    atoms = tuple(_atoms(reading, names, day, layout))
    table = {index: atom for atom in atoms for index in range(atom.first, atom.last)}
    scene = Scene(
        reading,
        day,
        layout.starts,
        text,
        low,
        stem,
        tag,
        [token.dep_ for token in tokens],
        head,
        kids,
        entity,
        sentence,
        atoms,
        table,
    )
    _weigh(scene, names)
    scene = _with_short_forms(scene)
    _tell_apart(scene)
    return scene


def _day(published: str | None) -> date:
    """The report's day; the middle of the year where `published` gives no more than a year."""
    text = published or ""
    try:
        if match := _ISO.match(text):
            return date.fromisoformat(match.group())
    except ValueError:
        return LATEST
    year = _YEAR.search(text)
    return date(int(year.group()), 7, 1) if year else LATEST


class _Layout(NamedTuple):
    """What deciding on a name takes: each token's first character, text, tag and entity label."""

    starts: list[int]
    text: list[str]
    tag: list[str]
    entity: list[str]


def _atoms(reading: Reading, names: Names, day: date, layout: _Layout) -> list[Atom]:
    starts = layout.starts
    source = reading.text
    found: list[Atom] = []
    for hit in names.find(source):
        first = bisect_right(starts, hit.start) - 1
        last = bisect_right(starts, hit.end - 1)
        known = _in_use(hit, day)
        if first < 0 or not known or _in_a_name(source, hit, layout, first, last):
            continue
        found.append(Atom(first, last, hit.start, hit.end, known, _bound(source, hit.start, hit.end)))
    return found


def _bound(source: str, start: int, end: int) -> bool:
    """Whether a hyphen makes a name part of another word."""
    after = _AFTER.match(source, end)
    word = after.group(1) if after else ""
    before = _BEFORE.search(source, max(0, start - 12), start)
    ahead = before is not None and before.group(1).lower() in _AGAINST
    return ahead or (bool(word) and word[0].islower() and word not in _PLACING)


def _with_short_forms(scene: Scene) -> Scene:
    """With an atom for each short form of a name that the codebooks do not have as it stands."""
    source = scene.reading.text
    short: dict[int, Atom] = {}
    for at, known in short_forms(scene):
        start = scene.start[at]
        end = start + len(scene.text[at])
        short[at] = Atom(at, at + 1, start, end, known, _bound(source, start, end))
    if not short:
        return scene
    atoms = sorted((*scene.atoms, *short.values()), key=lambda atom: atom.first)
    return replace(scene, atoms=tuple(atoms), atom_at={**scene.atom_at, **short})


def _in_use(hit: Hit, day: date) -> tuple[Known, ...]:
    if len(hit.known) == 1:
        return hit.known
    used = tuple(known for known in hit.known if known.used(day))
    return used or hit.known


def _in_a_name(source: str, hit: Hit, layout: _Layout, first: int, last: int) -> bool:
    """Whether a name is part of a longer one: "Jordan" in "Jordan Petrov", "Juan Carlos" in "Juan Carlos Soto"."""
    starts, text, tag, entity = layout
    if hit.known[0].kind == "person":
        if last >= len(text) or source[hit.end : starts[last]] != " " or not text[last][0].isupper():
            return False
        tagged = entity[last] == "PERSON" and entity[last - 1] == "PERSON"
        return tagged or (tag[last] == "NNP" and entity[last] in ("PERSON", "") and bool(of_name((text[last - 1],))))
    if entity[first] != "PERSON" or (first and text[first - 1] in ("to", "for", "of", "in", "from")):
        return False
    after = last < len(text) and entity[last] == "PERSON" and text[last][0].isupper() and text[last] != "'s"
    before = first > 0 and entity[first - 1] == "PERSON" and text[first - 1][0].isupper()
    joined = after and source[hit.end : starts[last]] == " "
    return joined or (before and source[starts[first] - 1 : starts[first]] == " ")


def _tell_apart(scene: Scene) -> None:
    """Names of a state and of another's region ("Georgia"): the region when only the other is spoken of."""
    company: dict[str, set[str | None]] = {}
    for atom in scene.atoms:
        state, area = atom.of("state"), atom.of("area")
        if state is None or area is None or not state.code or not area.code or state.code == area.code:
            continue
        if area.name not in company:
            company[area.name] = {other.best.code for other in scene.atoms if other.known != atom.known}
        others = company[area.name]
        if area.code in others and state.code not in others:
            told = replace(atom, known=(area, *(known for known in atom.known if known != area)))
            scene.weights[state.code] -= 1
            scene.weights[area.code] += 1
            scene.atom_at.update(dict.fromkeys(range(told.first, told.last), told))


def _weigh(scene: Scene, names: Names) -> None:
    """Count what each country is spoken of; where a report opens, and as what acts or is acted in, it counts double."""
    book = states()
    for atom in scene.atoms:
        known = atom.best
        seat = _AFTER.match(scene.reading.text, atom.end)
        if seat and seat.group(1) == "based":
            continue  # where a charity or a website sits is not what the report is about
        if known.code in book and known.kind != "person" and known.code and not atom.bound:
            head = atom.last - 1
            aside = scene.dep[head] in ("dobj", "poss") or (
                scene.dep[head] == "pobj" and scene.low[scene.head[head]] in _ASIDE
            )
            scene.weights[known.code] += 2 if scene.sentence[atom.first] < _OPENING and not aside else 1
    for hit in names.find(scene.reading.report.title or ""):
        if hit.known[0].code in book and hit.known[0].kind != "person":
            scene.weights[hit.known[0].code or ""] += 2
