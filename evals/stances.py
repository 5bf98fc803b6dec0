"""Where statements place their speakers: labelled statements of our own (evals/stances).

    python evals/stances.py                         # all files
    python evals/stances.py FILE ... --wrong        # and what is missed or made up
    python evals/stances.py --no-model

A line is `label toward[; label toward ...] | text`: the stances of the one statement in the text, or `none`. `toward`
is one of the topics or an actor in the words of the text; `-` is somebody not named. Each file was written by
somebody who saw neither the rules nor what the model is fitted on (training/stances), and is only counted here.

A stance is right when its label is and it is toward the same topic or actor; `label` asks for the label alone.
`neutral` counts like the others. Of a text every stance of every statement found is compared with every one wanted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.coding import Settings, coder
from dragoman.records import CodedReport, Report

FOLDER = Path(__file__).parent / "stances"
TOPICS = frozenset({"talks", "ceasefire", "agreement", "proposal"})

Stances = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the stances, as (label, toward), of its one statement."""

    text: str
    wanted: Stances


@dataclass(slots=True)
class Count:
    """Right, given and wanted stances; `wrong` tells of the others."""

    right: int = 0
    labels: int = 0
    given: int = 0
    wanted: int = 0
    none: int = 0
    quiet: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 with their objects, F1 of the labels alone, and the share of `none` left alone."""
        return {
            "precision": _share(self.right, self.given),
            "recall": _share(self.right, self.wanted),
            "f1": _share(2 * self.right, self.given + self.wanted),
            "label_f1": _share(2 * self.labels, self.given + self.wanted),
            "quiet": _share(self.quiet, self.none),
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def read(path: Path) -> list[Labelled]:
    """The labelled statements of a file.

    Raises:
        ValueError: a line has no bar, or a stance no object.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        labels, bar, text = line.partition(" | ")
        parts = [part.split(None, 1) for part in labels.split(";") if part.strip() != "none"]
        if not bar or any(len(part) != 2 for part in parts):
            raise ValueError(f"{path.name}:{number}: not `label toward[; ...] | text`")
        found.append(Labelled(text.strip(), {(label, toward.strip()) for label, toward in parts}))
    return found


def stances(coded: CodedReport, wanted: Stances) -> Stances:
    """The stances of a coded text, each toward the wanted words where they name the same actor."""
    words: dict[str, set[str]] = {}
    for actor in coded.actors:
        words.setdefault(actor.name, set()).add(actor.text.lower().removeprefix("the "))
    found: Stances = set()
    for statement in coded.statements:
        for stance in statement.stance:
            toward = stance.toward
            if toward not in TOPICS:
                names = {toward.lower(), *words.get(toward, ())}
                toward = next((want for _, want in sorted(wanted) if _same(want.lower(), names)), toward)
            found.add((stance.label, toward))
    return found


def _same(want: str, names: Iterable[str]) -> bool:
    want = want.removeprefix("the ")
    return any(want == name or want in name.split() or name in want.split() for name in names)


def measured(paths: Iterable[Path], *, model: bool) -> Iterator[tuple[str, Count]]:
    """The counts of each file, with its name."""
    reads = coder(Settings(model=model))
    for path in paths:
        count = Count()
        for number, one in enumerate(read(path), 1):
            coded = reads.code(Report(id=f"{path.stem}:{number}", text=one.text, published="2015-06-15"))
            _add(count, one, stances(coded, one.wanted), f"{path.stem}:{number}")
        yield path.stem, count


def _add(count: Count, one: Labelled, found: Stances, id: str) -> None:
    wanted = one.wanted
    named = {(label, toward) for label, toward in wanted if toward != "-"}
    count.wanted += len(wanted)
    count.given += len(found)
    unnamed = Counter(label for label, toward in wanted if toward == "-")
    right = found & named
    over = found - right
    for label, _ in sorted(over):
        if unnamed[label]:
            unnamed[label] -= 1
            count.right += 1
    count.right += len(right)
    count.labels += sum((Counter(label for label, _ in wanted) & Counter(label for label, _ in found)).values())
    if not wanted:
        count.none += 1
        count.quiet += not found
    if found != wanted:
        missed, made = sorted(wanted - found), sorted(found - wanted)
        count.missed.update(label for label, _ in missed)
        count.made.update(label for label, _ in made)
        count.wrong.append(f"{id} missed {missed} made {made}: {one.text}")


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(FOLDER.glob("*.txt")))
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--no-model", action="store_true")
    options = parser.parse_args(arguments)
    for name, count in measured(options.files, model=not options.no_model):
        if options.wrong:
            print("\n".join(count.wrong))
            print("missed", dict(count.missed.most_common()), "made", dict(count.made.most_common()))
        print(name, count.figures())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
