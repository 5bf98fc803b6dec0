"""Coded events of real reports that somebody has read and judged (judged.csv).

    python evals/judged.py                                     # the share that is right
    python evals/judged.py --sample 200 CODED.jsonl            # events to judge, as rows to fill in
    python evals/judged.py --again CODED.jsonl                 # what became of the judged events in a newer output

judged.csv holds facts only: the id of the report, where the trigger begins, the type, whether the event is right (type,
status, sources and targets as a reader of the sentence would have them) and, where it is not, why. The text stays where
it is published.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "judged.csv"
COLUMNS = ("report", "start", "type", "right", "why")

Row = dict[str, Any]


def read(path: Path = HERE) -> list[dict[str, str]]:
    """The judged events."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def share(rows: list[dict[str, str]]) -> tuple[float, float, float]:
    """The share that is right, and its 95 % interval (Wilson 1927)."""
    n, right = len(rows), sum(row["right"] == "yes" for row in rows)
    p, z = right / n, 1.96
    middle, wide = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, (middle - wide) / (1 + z * z / n), (middle + wide) / (1 + z * z / n)


def coded(path: Path) -> list[tuple[Row, Row]]:
    """Each event of a coded file with its report."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [(record["report"], event) for record in records for event in record["events"]]


def sample(path: Path, n: int, seed: int) -> None:
    """Print events drawn at random, as rows to fill in."""
    drawn = coded(path)
    random.Random(seed).shuffle(drawn)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*COLUMNS, "event", "sentence"])
    for report, event in drawn[:n]:
        writer.writerow([report["id"], event["trigger"]["start"], event["type"], "", "", _told(event), _line(event)])


def _told(event: Row) -> str:
    def side(actors: list[Row]) -> str:
        return ", ".join(f"{actor['text']} [{actor['code'] or '-'}]" for actor in actors) or "?"

    who, whom = side(event["sources"]), side(event["targets"])
    return f"{event['mode'] or ''} {event['status']} {event['trigger']['text']!r}: {who} > {whom}"


def _line(event: Row) -> str:
    return " ".join(event["sentence"]["text"].split())


def again(path: Path, rows: list[dict[str, str]]) -> None:
    """Print how many of the judged events are still coded, right and wrong ones."""
    there = {(str(report["id"]), event["trigger"]["start"], event["type"]) for report, event in coded(path)}
    for verdict in ("yes", "no"):
        asked = [row for row in rows if row["right"] == verdict]
        held = sum((row["report"], int(row["start"]), row["type"]) in there for row in asked)
        print(f"right = {verdict}: {held} of {len(asked)} are still coded")


def main(arguments: list[str]) -> int:
    """Do what was asked; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("coded", type=Path, nargs="?")
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args(arguments)
    if (options.sample or options.again) and options.coded is None:
        parser.error("name the coded file")
    if options.sample:
        sample(options.coded, options.sample, options.seed)
        return 0
    rows = read()
    if options.again:
        again(options.coded, rows)
    right, low, high = share(rows)
    print(f"{len(rows)} judged, {right:.3f} right (95 % interval {low:.3f} to {high:.3f})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
