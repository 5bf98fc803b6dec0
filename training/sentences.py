"""The labelled sentences: their format (README.md), read and checked.

python training/sentences.py [FILE ...]       # check these files (default: all), count labels, list what is wrong
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dragoman.codebooks import plover
from dragoman.records import Status

FOLDER = Path(__file__).parent / "sentences"
HELD_OUT = FOLDER.parent / "held_out.txt"
UNSEEN = FOLDER.parent / "unseen"
CALIBRATION = ("reports.txt", "reports_general.txt")  # running reports, kept from training to fit the joining on
EVERYDAY = ("nothing_nature.txt", "nothing_play.txt", "nothing_politics.txt", "nothing_voice.txt")
FIFTH = 5  # of the everyday files every fifth line is kept from training too
STATUSES = get_args(Status)
KINDS = frozenset(
    [
        "accident",
        "weather",
        "sport",
        "markets",
        "business",
        "culture",
        "science",
        "health",
        "crime",
        "history",
        "metaphor",
        "opinion",
        "description",
        "name",
        "biography",
        "figures",
        "reporting",
    ]
)
_MARK = re.compile(r"\{(!?)([^{}\s]+)\}")
_SIDE = re.compile(r"-|[A-Z]{3}(?:[A-Z]{3})?|---(?:[A-Z]{3})?")
_MOST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Labelled:
    """An event of a sentence, or a word that is none (`type` "NONE"); offsets are into the sentence's text."""

    start: int
    end: int
    type: str
    mode: str | None = None
    status: str | None = None
    contexts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    reciprocal: bool = False


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence with its events and its misleading words; `kind` where it has no event."""

    text: str
    marks: tuple[Labelled, ...]
    kind: str | None
    where: str

    @property
    def events(self) -> tuple[Labelled, ...]:
        """The marks that are events."""
        return tuple(mark for mark in self.marks if mark.type != "NONE")


def kept_out(sentence: LabelledSentence) -> bool:
    """Whether a sentence is kept from training, to fit the joining on."""
    name, _, line = sentence.where.rpartition(":")
    return name in CALIBRATION or (name in EVERYDAY and int(line) % FIFTH == 0)


class BadLine(ValueError):
    """A line that does not fit the format; the message holds file and line."""


def load(paths: list[Path] | None = None) -> list[LabelledSentence]:
    """The sentences of files (default: all of the folder), in the order of names and lines.

    Raises:
        BadLine: a line does not fit the format.
    """
    found = []
    for where, line in lines(paths):
        found.append(parse(line, where))
    return found


def lines(paths: list[Path] | None = None) -> Iterator[tuple[str, str]]:
    """Each line that is no comment, with where it stands."""
    for path in paths or sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield f"{path.name}:{number}", line


def parse(line: str, where: str) -> LabelledSentence:
    """One line as a labelled sentence.

    Raises:
        BadLine: it does not fit the format.
    """

    def wrong(why: str) -> BadLine:
        return BadLine(f"{where}: {why}: {line[:100]}")

    labels, bar, marked = line.partition(" | ")
    if not bar:
        raise wrong("no ' | ' between labels and sentence")
    marked = marked.strip()
    text, spans = "", []
    at = 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        spans.append((len(text), len(text) + len(found[2]), bool(found[1])))
        text += found[2]
        at = found.end()
    text += marked[at:]
    if "{" in text or "}" in text:
        raise wrong("a brace that marks no single word")
    if len(text.split()) > _MOST_WORDS:
        raise wrong("too long")
    parts = labels.split()
    if parts[0] == "NONE":
        if len(parts) != 2 or parts[1] not in KINDS:
            raise wrong(f"NONE needs one kind of {', '.join(sorted(KINDS))}")
        return LabelledSentence(text, tuple(Labelled(a, b, "NONE") for a, b, _ in spans), parts[1], where)
    events = [part.split() for part in labels.split(" ; ")]
    if len(events) != sum(not none for _, _, none in spans):
        raise wrong(f"{len(events)} events but {sum(not none for *_, none in spans)} triggers")
    marks, left = [], iter(events)
    for start, end, none in spans:
        marks.append(Labelled(start, end, "NONE") if none else _event(start, end, next(left), wrong))
    return LabelledSentence(text, tuple(marks), None, where)


def _event(start: int, end: int, labels: list[str], wrong: Callable[[str], BadLine]) -> Labelled:
    if len(labels) != 5:
        raise wrong(f"an event has five labels, this one {len(labels)}: {' '.join(labels)!r}")
    type_, mode, status, contexts, sides = labels
    if type_ not in plover().types:
        raise wrong(f"no type {type_!r}")
    if mode != "-" and mode not in plover().types[type_].modes:
        raise wrong(f"{type_} has no mode {mode!r}")
    if status not in STATUSES:
        raise wrong(f"no status {status!r}")
    named = () if contexts == "-" else tuple(contexts.split(","))
    if unknown := [context for context in named if context not in plover().contexts]:
        raise wrong(f"no context {unknown[0]!r}")
    reciprocal = "<>" in sides
    both = sides.split("<>") if reciprocal else sides.split(">")
    if len(both) != 2 or not all(_SIDE.fullmatch(one) for side in both for one in side.split(",")):
        raise wrong(f"sides must be like KENGOV>UGA, not {sides!r}")
    sources, targets = (() if side == "-" else tuple(side.split(",")) for side in both)
    return Labelled(start, end, type_, None if mode == "-" else mode, status, named, sources, targets, reciprocal)


def main(arguments: list[str]) -> int:
    """Check and count; returns the exit code."""
    bad, good, seen = [], [], Counter[str]()
    for where, line in lines([Path(name) for name in arguments] or None):
        try:
            one = parse(line, where)
        except BadLine as error:
            bad.append(str(error))
            continue
        good.append(one)
        seen[one.text] += 1
    bad += [f"written {n} times: {text[:80]}" for text, n in seen.items() if n > 1]
    print(
        f"{len(good)} sentences, {sum(s.kind is not None for s in good)} without an event, "
        f"{sum(len(s.events) for s in good)} events"
    )
    for what, counted in (
        ("kind", Counter(s.kind for s in good if s.kind)),
        ("type", Counter(e.type for s in good for e in s.events)),
        ("mode", Counter(f"{e.type}.{e.mode}" for s in good for e in s.events if e.mode)),
        ("status", Counter(e.status for s in good for e in s.events)),
        ("type x status", Counter(f"{e.type}.{e.status}" for s in good for e in s.events)),
        ("context", Counter(c for s in good for e in s.events for c in e.contexts)),
        ("country", Counter(c[:3] for s in good for e in s.events for c in e.sources + e.targets)),
        ("first word", Counter(s.text.split()[0] for s in good)),
    ):
        print(f"{what}: " + ", ".join(f"{name} {n}" for name, n in counted.most_common(60)))
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
