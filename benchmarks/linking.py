"""Copies and stories: documents a second on one core, with the figures of quality beside them.

    python benchmarks/linking.py [--documents N]

Documents are written by evals/newsroom.py (about 280 words each) and all lie in one window of days. What is timed: a
fingerprint and its look-up (copies); a wording, its choice of a thread among all before it, and telling the threads
apart at the end (stories). Seconds are this process's own, as other processes may share the core.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evals"))

from copies import measure
from dragoman.linking.stories import StoryIndex, parts
from dragoman.linking.wording import packed, wording
from dragoman.records import Report
from newsroom import Newsroom


def stories(count: int, seed: int) -> dict[str, float]:
    """Milliseconds a report for its wording, its thread with up to `count` in sight, and the parts of the threads."""
    reports = [Report(id=d.id, text=d.text) for d in Newsroom(seed).documents(count)[:count]]
    wording(reports[0])  # the tables are loaded
    began = time.process_time()
    wordings = [wording(report) for report in reports]
    worded = time.process_time()
    index = StoryIndex()
    threads: dict[int, list[int]] = {}
    half = worded
    for i, one in enumerate(wordings):
        if i == count // 2:
            half = time.process_time()
        threads.setdefault(index.add("2025-03-01", one), []).append(i)
    threaded = time.process_time()
    told = sum(len(set(parts([wordings[i] for i in thread]))) for thread in threads.values())
    ended = time.process_time()
    return {
        "reports": count,
        "wording_ms": round(1000 * (worded - began) / count, 3),
        "thread_ms": round(1000 * (threaded - worded) / count, 3),
        "thread_ms_second_half": round(1000 * (threaded - half) / (count - count // 2), 3),
        "parts_ms": round(1000 * (ended - threaded) / count, 3),
        "threads": len(threads),
        "largest_thread": max(map(len, threads.values())),
        "stories": told,
        "bytes_a_wording": round(sum(len(packed(report)) for report in reports) / count),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    given = parser.parse_args()
    for name, figures in (("copies", measure(given.documents, 5)), ("stories", stories(given.documents // 2, 5))):
        print(name)
        for figure, value in figures.items():
            print(f"  {figure:24} {value:>12,}")


if __name__ == "__main__":
    main()
