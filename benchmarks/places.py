"""What the claims about the gazetteer and the room of places rest on.

    python benchmarks/places.py [REPORTS.jsonl] [--rounds 3]

In a process of its own: seconds from the first question until the gazetteer answers, and by how many megabytes the
process has grown. Then the same reports through the whole pipeline and through the step "where" alone on what went
before it: the share of a run's time that places take. Claimed: under 0.3 s, under 150 MB, under 15 %.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from dragoman.coding import Settings, coder, standard_steps
from dragoman.records import Report
from dragoman.sources import read_all

EXAMPLES = Path(__file__).parent.parent / "examples"
SECONDS, MEGABYTES, SHARE = 0.3, 150.0, 0.15

_LOAD = """
import resource, sys, time
import numpy
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.perf_counter()
from dragoman.where.gazetteer import gazetteer
assert gazetteer().lookup("Goma")
taken = time.perf_counter() - began
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(taken, grown / (1024 if sys.platform != "darwin" else 1024**2))
"""


def main(arguments: list[str]) -> int:
    """Measure and print; returns 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    loads = [_loaded() for _ in range(options.rounds)]
    seconds, megabytes = statistics.median(s for s, _ in loads), statistics.median(m for _, m in loads)
    print(f"gazetteer: {seconds:.3f} s (claimed: under {SECONDS}), {megabytes:.0f} MB (under {MEGABYTES:.0f})")
    reports = [item for item in read_all([options.reports or EXAMPLES]) if isinstance(item, Report)]
    shares = [_share(reports) for _ in range(options.rounds)]
    share = statistics.median(shares)
    print(f"places: {share:.1%} of the time of a run (claimed: under {SHARE:.0%})")
    return 0 if seconds < SECONDS and megabytes < MEGABYTES and share < SHARE else 1


def _loaded() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", _LOAD], check=True, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def _share(reports: list[Report]) -> float:
    """The time of the step "where" as a share of all steps' together."""
    reader = coder(Settings()).reader
    steps = standard_steps(reader, model=True)
    spent = dict.fromkeys((step.name for step in steps), 0.0)
    _through(reports[:2], reader, steps, dict(spent))
    _through(reports, reader, steps, spent)
    return spent["where"] / sum(spent.values())


def _through(reports: list[Report], reader, steps, spent: dict[str, float]) -> None:  # type: ignore[no-untyped-def]
    for report in reports:
        with reader.zone():
            work = {"report": report}
            for step in steps:
                began = time.perf_counter()
                work[step.gives] = step.run(*(work[need] for need in step.needs))
                spent[step.name] += time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
