"""How well events of several reports are joined to happenings: pairwise precision, recall and F1 on own examples.

    python evals/happenings.py                         # both halves
    python evals/happenings.py --half develop --wrong  # and each pair that is joined or parted wrongly

evals/happenings/*.jsonl holds small sets of reports, one a line; each sentence has the type of its main event and the
number of the happening that it tells of. The reports are coded by the real coder; a sentence in which it finds no event
is counted as uncoded, and no pair is made with it. "each" links every set by itself; "together" links all sets of a
half as one record, where events of different sets are different happenings.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.coding import Coder, coder
from dragoman.linking.happenings import link
from dragoman.linking.same import score
from dragoman.linking.told import Told
from dragoman.linking.traits import traits
from dragoman.records import Event, Report

HERE = Path(__file__).parent / "happenings"

Row = dict[str, Any]


class Item(NamedTuple):
    """One coded event and the happening that it should be of."""

    told: Told
    event: Event
    truth: str

    @property
    def key(self) -> tuple[str, str]:
        """The report's and the event's id."""
        return self.told.report, self.event.id


def read(half: str) -> list[Row]:
    """The sets of a half."""
    with (HERE / f"{half}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def code(case: Row, with_: Coder) -> tuple[list[Item], int]:
    """The main event of each sentence of a set, and how many sentences have none."""
    found: list[Item] = []
    uncoded = 0
    for row in case["reports"]:
        text = "\n\n".join(sentence["text"] for sentence in row["sentences"])
        name = f"{case['id']}{row['id']}"
        coded = with_.code(Report(id=name, text=text, published=row["published"], language="en"))
        told = Told(coded=coded, known=row["published"], origin=name)
        at = 0
        for sentence in row["sentences"]:
            end = at + len(sentence["text"])
            inside = [event for event in coded.events if at <= event.trigger.start < end]
            main = next((event for event in inside if event.type == sentence["type"]), inside[0] if inside else None)
            if main is None:
                uncoded += 1
            else:
                found.append(Item(told, main, f"{case['id']}/{sentence['happening']}"))
            at = end + 2
    return found, uncoded


def pairs(items: list[Item], wrong: list[tuple[Item, Item, bool]] | None = None) -> tuple[int, int, int]:
    """Pairs joined rightly, joined in all, and to be joined; wrong ones are added to `wrong` with whether joined."""
    found = link((item.told, item.event) for item in items)
    right = joined = due = 0
    for one, other in combinations(items, 2):
        is_joined, is_due = found[one.key] == found[other.key], one.truth == other.truth
        right += is_joined and is_due
        joined += is_joined
        due += is_due
        if wrong is not None and is_joined != is_due:
            wrong.append((one, other, is_joined))
    return right, joined, due


def figures(counts: Iterable[tuple[int, int, int]]) -> str:
    """Precision, recall and F1 of summed counts."""
    right, joined, due = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / max(joined, 1), right / max(due, 1)
    f1 = 2 * right / max(joined + due, 1)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({right} right, {joined} joined, {due} due)"


def tell(one: Item, other: Item, joined: bool) -> None:
    """Print a pair that is wrong, with its score."""
    a, b = traits(one.told, one.event), traits(other.told, other.event)
    print(f"{'JOINED' if joined else 'PARTED'} {score(a, b):.2f} {one.truth} {other.truth}")
    for item, seen in ((one, a), (other, b)):
        where = seen.place[:4] if seen.place else None
        print(f"   {seen.family} {seen.mode} {seen.status} {seen.sources} > {seen.targets} {where} {seen.tolls}")
        print(f"      {item.event.date and item.event.date.value} {seen.words}: {item.event.sentence.text}")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("develop", "measure"), action="append")
    parser.add_argument("--wrong", action="store_true", help="print the pairs that are wrong (develop only)")
    asked = parser.parse_args()
    for half in asked.half or ("develop", "measure"):
        with_ = coder()
        cases = [code(case, with_) for case in read(half)]
        wrong: list[tuple[Item, Item, bool]] = []
        each = figures([pairs(items) for items, _ in cases])
        together = figures([pairs([item for items, _ in cases for item in items], wrong)])
        print(f"{half:8} each      {each}; {sum(uncoded for _, uncoded in cases)} sentences uncoded")
        print(f"{half:8} together  {together}")
        if asked.wrong and half == "develop":
            for one, other, joined in wrong:
                tell(one, other, joined)


if __name__ == "__main__":
    main()
