"""What the claims about speed and memory rest on.

    python benchmarks/throughput.py [REPORTS.jsonl] [--rounds 3] [--memory] [--times 10]

Speed: the same reports through raw `nlp.pipe` and through `dragoman code`'s own code path (coding and writing JSON
lines), in turn, in one process, after a warm-up; the ratio of words a second is printed for each round and as a median.
Memory (--memory): the peak of a `dragoman code` process on the reports once and ten times over.
Without a file the example reports are used, repeated.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from dragoman.engines import code_all
from dragoman.exports import writer
from dragoman.reading import model
from dragoman.records import CodedReport, Report
from dragoman.sources import read_all

EXAMPLES = Path(__file__).parent.parent / "examples"


def main(arguments: list[str]) -> int:
    """Measure and print; returns 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args(arguments)
    reports = _reports(options.reports)
    ok = _speed(reports, options.rounds)
    if options.memory:
        ok = _memory(reports, options.times) and ok
    return 0 if ok else 1


def _reports(path: Path | None) -> list[Report]:
    found = [item for item in read_all([path or EXAMPLES]) if isinstance(item, Report)]
    return found if path else [msgspec.structs.replace(one, id=f"{one.id}-{n}") for n in range(50) for one in found]


def _speed(reports: list[Report], rounds: int) -> bool:
    words = sum(len(report.text.split()) for report in reports)
    _code(reports[:5])
    ratios = []
    for number in range(rounds):
        raw, ours = _raw(reports), _code(reports)
        ratios.append(raw / ours)
        print(
            f"round {number + 1}: {words:,} words; raw nlp.pipe {words / raw:,.0f} words/s, "
            f"dragoman {words / ours:,.0f} words/s, ratio {raw / ours:.3f}",
            flush=True,
        )
    ratio = statistics.median(ratios)
    print(f"median ratio to raw nlp.pipe: {ratio:.3f} (claimed: at least 0.5)")
    return ratio >= 0.5


def _raw(reports: list[Report]) -> float:
    nlp = model.load()
    began = time.perf_counter()
    for _ in nlp.pipe(report.text for report in reports):
        pass
    return time.perf_counter() - began


def _code(reports: list[Report]) -> float:
    began = time.perf_counter()
    out = writer("jsonl", io.BytesIO())
    for coded in code_all(reports):
        assert isinstance(coded, CodedReport), coded
        out.add(coded)
    out.finish()
    return time.perf_counter() - began


def _memory(reports: list[Report], times: int) -> bool:
    once, many = _peak(reports, 1), _peak(reports, times)
    growth = many / once
    print(f"peak memory: {once:.0f} MB on the reports once, {many:.0f} MB {times} times over, ratio {growth:.3f}")
    return growth < 1.1


def _peak(reports: list[Report], times: int) -> float:
    """Peak resident megabytes of a `dragoman code` process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "reports.jsonl")
        with path.open("w", encoding="utf-8") as stream:
            for number in range(times):
                for report in reports:
                    row = {"id": f"{report.id}-{number}", "text": report.text, "published": report.published}
                    stream.write(json.dumps(row) + "\n")
        code = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        command = [sys.executable, "-m", "dragoman", "code", str(path), "--output", str(Path(folder, "coded.jsonl"))]
        done = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    kilobytes = int(done.stdout.split()[-1])
    return kilobytes / 1024 if sys.platform != "darwin" else kilobytes / 1024**2


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main(sys.argv[1:]))
