"""Everyday sentences in which nothing is to be coded (quiet.txt): how many are left alone.

    python evals/quiet.py [--show] [FILE]        # quiet.txt, or quiet_blind.txt, to which no rule was fitted

The sentences tell of sport, markets, culture, weather and science in words that politics and war use too. Figures:
`quiet`, the share without an event (1 minus the rate of false alarms), and the same of each field.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).parent / "quiet.txt"


def sentences(path: Path = HERE) -> list[tuple[str, str]]:
    """The field and text of each sentence; a line "# sport" begins a field."""
    found, name = [], ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            name = line.lstrip("# ").strip()
        elif line.strip():
            found.append((name, line.strip()))
    return found


def alarms(path: Path = HERE) -> list[tuple[str, str, str]]:
    """The field and text of each sentence that is coded, and what as."""
    from dragoman.coding import coder
    from dragoman.records import Report

    run = coder().code
    found = []
    for name, text in sentences(path):
        events = run(Report(id="quiet", text=text, language="en")).events
        if events:
            told = "; ".join(f"{event.type} {event.trigger.text!r} {event.confidence}" for event in events)
            found.append((name, text, told))
    return found


def measure(path: Path = HERE) -> dict[str, float]:
    """The shares left alone, in [0, 1]."""
    return _shares([name for name, _, _ in alarms(path)], path)


def _shares(coded: list[str], path: Path) -> dict[str, float]:
    names = [name for name, _ in sentences(path)]
    shares = {name: 1 - coded.count(name) / names.count(name) for name in dict.fromkeys(names)}
    return {"quiet": 1 - len(coded) / len(names), **shares}


def main(arguments: list[str]) -> int:
    """Print the shares, with --show the sentences that are coded as well; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("file", type=Path, nargs="?", default=HERE)
    options = parser.parse_args(arguments)
    found = alarms(options.file)
    if options.show:
        for name, text, told in found:
            print(f"{name}: {text}\n    {told}")
    for name, share in _shares([name for name, _, _ in found], options.file).items():
        print(f"{name:10} {share:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
