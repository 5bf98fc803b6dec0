"""Stories: how well reports are grouped, on pairs of stories of our own that are easily taken for one another.

    python evals/stories.py [--shuffles N] [--show]

`bcubed_f1` (Bagga and Baldwin 1998) of all reports of stories/pairs.txt together, without their dates as with them;
`shuffled` its mean over orders drawn by seed, for reports without a date have no order of their own.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from dragoman.linking.stories import Seen, stories_of
from dragoman.linking.wording import wording
from dragoman.records import Report

PAIRS = Path(__file__).parent / "stories" / "pairs.txt"


@dataclass(frozen=True)
class Told:
    """One report, its date or "", and the story it is of."""

    story: str
    known: str
    text: str


def read(path: Path = PAIRS) -> list[Told]:
    """The reports in the order of the file."""
    told, topic, story = [], "", ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            topic = line[3:]
        elif line.startswith("# "):
            story = f"{topic}/{line[2:]}"
        elif line.strip():
            known, text = (line[:10], line[11:]) if line[:4].isdigit() else ("", line)
            told.append(Told(story, known, text))
    return told


def bcubed(want: list[str], got: list[str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of a grouping."""
    wanted: dict[str, set[int]] = defaultdict(set)
    given: dict[str, set[int]] = defaultdict(set)
    for i, (a, b) in enumerate(zip(want, got, strict=True)):
        wanted[a].add(i)
        given[b].add(i)
    both = [len(wanted[a] & given[b]) for a, b in zip(want, got, strict=True)]
    precision = sum(n / len(given[b]) for n, b in zip(both, got, strict=True)) / len(got)
    recall = sum(n / len(wanted[a]) for n, a in zip(both, want, strict=True)) / len(want)
    return precision, recall, 2 * precision * recall / (precision + recall)


def grouped(told: list[Told]) -> list[str]:
    """The story of each report."""
    seen = [Seen(f"{i:04d}", t.known, wording(Report(id="", text=t.text))) for i, t in enumerate(told)]
    return stories_of(seen)


def measure(shuffles: int = 10) -> dict[str, float]:
    """The figures."""
    told = read()
    undated = [replace(one, known="") for one in told]
    shuffled = []
    for seed in range(shuffles):
        order = list(undated)
        Random(seed).shuffle(order)
        shuffled.append(bcubed([one.story for one in order], grouped(order))[2])
    dated = bcubed([one.story for one in told], grouped(told))
    plain = bcubed([one.story for one in undated], grouped(undated))
    return {
        "reports": len(told),
        "bcubed_precision": round(dated[0], 4),
        "bcubed_recall": round(dated[1], 4),
        "bcubed_f1": round(dated[2], 4),
        "bcubed_f1_undated": round(plain[2], 4),
        "shuffled": round(sum(shuffled) / max(1, len(shuffled)), 4),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shuffles", type=int, default=10)
    parser.add_argument("--show", action="store_true", help="what was put together")
    options = parser.parse_args()
    for name, value in measure(options.shuffles).items():
        print(f"{name:20} {value:>10,}")
    if options.show:
        groups: dict[str, list[Told]] = defaultdict(list)
        for one, story in zip(told := read(), grouped(told), strict=True):
            groups[story].append(one)
        for members in groups.values():
            print()
            for one in members:
                print(f"  {one.story:20} {one.text[:90]}")


if __name__ == "__main__":
    main()
