"""Measure Dragoman and hold its floors.

    python evals/run.py [--gold FOLDER] [--score FOLDER] [--history FOLDER] [--only NAME ...] [--raise]

The project's own (evals/cases, quiet*.txt, stances, references, simulator, ledger, training/unseen) are measured
always; with a folder of published tables (--history, or DRAGOMAN_HISTORY) chances are backtested on them. With
a folder of gold files and one of scorers (options, or DRAGOMAN_GOLD and DRAGOMAN_SCORE) the figures of floors.toml are
measured on them too, and every output is checked whole: no report lost, every offset true, every line valid against
the schema. Exit code 1 when a figure is below its floor; --raise writes figures that are above their floors into
floors.toml.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"


def main(arguments: list[str]) -> int:
    """Measure what was asked for and compare; returns the exit code."""
    options = _options(arguments)
    floors: dict[str, dict[str, Any]] = tomllib.loads(FLOORS.read_text("utf-8"))
    below = 0
    seen: dict[str, dict[str, float]] = {}
    for name, wanted in floors.items():
        if options.only and name not in options.only:
            continue
        began = time.monotonic()
        figures = _measure(name, wanted, options)
        if figures is None:
            print(f"{name:24} not measured: no folder given")
            continue
        seen[name] = figures
        for figure, floor in wanted.items():
            if figure == "task":
                continue
            value = figures[figure]
            ok = value >= floor
            below += not ok
            print(f"{name:24} {figure:28} {value:.4f}  floor {floor:.4f}  {'ok' if ok else 'BELOW'}")
        print(f"{'':24} ({time.monotonic() - began:.0f} s)", flush=True)
    if options.raise_:
        _raise(floors, seen)
    print(f"{below} below their floors" if below else "All floors hold.")
    return 1 if below else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=_from_environment("DRAGOMAN_GOLD"))
    parser.add_argument("--score", type=Path, default=_from_environment("DRAGOMAN_SCORE"))
    parser.add_argument("--history", type=Path, default=_from_environment("DRAGOMAN_HISTORY"))
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--raise", dest="raise_", action="store_true")
    return parser.parse_args(arguments)


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None


def _measure(name: str, wanted: dict[str, Any], options: argparse.Namespace) -> dict[str, float] | None:
    if name == "own":
        from cases import measure

        return measure(HERE / "cases")
    if name == "quiet":
        import quiet

        return {**quiet.measure(), "unseen": quiet.measure(HERE / "quiet_unseen.txt")["quiet"]}
    if name == "unseen":
        return _unseen()
    if name == "stances":
        import stances

        return _together(dict(stances.measured(sorted(stances.FOLDER.glob("*.txt")), model=True)))
    if name == "references":
        import references

        return _together(dict(references.measured(sorted(references.FOLDER.glob("*.txt")), model=False)))
    if name == "simulated":
        return _simulated()
    if name == "ledger":
        import ledger

        return ledger.measure()[0]
    if name == "peace":
        import peace

        return peace.figures(options.history) if options.history is not None else None
    if options.gold is None or options.score is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        gold, scorer = options.gold / f"{name}.jsonl", options.score / "score.py"
        return _gold(str(wanted["task"]), gold, scorer, Path(folder))


def _together(files: dict[str, Any]) -> dict[str, float]:
    """The figures of several files of a kind as "FILE.figure"."""
    return {f"{name}.{figure}": value for name, one in files.items() for figure, value in one.figures().items()}


def _simulated() -> dict[str, float]:
    """What the record recovers of the simulator's bank that nobody looks at when rules are made."""
    import simulate
    from simulator.scripts import scripts

    return simulate.figures_of(scripts("measure"), "measure")["all"]


def _unseen() -> dict[str, float]:
    """The figures of labelled sentences on which nothing was trained, fitted or chosen; `trust` is 1 minus the ECE."""
    sys.path.insert(0, str(HERE.parent))
    from training.measuring import cases, measured
    from training.sentences import UNSEEN, load

    figures = measured(*cases(load(sorted(UNSEEN.glob("*.txt"))), model=True))
    return {**figures, "trust": 1 - figures["calibration_error"]}


def _gold(task: str, gold: Path, scorer: Path, folder: Path) -> dict[str, float]:
    """Prepare, code and score one gold file with the public command, and check the output whole."""
    reports, coded = folder / "reports.jsonl", folder / "coded.jsonl"
    with reports.open("wb") as stream:
        subprocess.run([sys.executable, scorer, "prepare", task, gold], check=True, stdout=stream)
    workers = str(min(4, os.cpu_count() or 1))
    command: list[str | Path] = [sys.executable, "-m", "dragoman", "code", reports]
    command += ["--output", coded, "--workers", workers, *(["--stories"] if task == "stories" else [])]
    subprocess.run([*command, "--failures", folder / "failures.jsonl"], check=True)
    from integrity import check

    check(reports, coded)
    answer = subprocess.run([sys.executable, scorer, "score", task, gold, coded], check=True, capture_output=True)
    return _flat(json.loads(answer.stdout))


def _flat(answer: dict[str, Any], prefix: str = "") -> dict[str, float]:
    figures: dict[str, float] = {}
    for key, value in answer.items():
        if isinstance(value, dict):
            figures |= _flat(value, f"{prefix}{key}.")
        elif isinstance(value, (int, float)):
            figures[f"{prefix}{key}"] = float(value)
    return figures


def _raise(floors: dict[str, dict[str, Any]], seen: dict[str, dict[str, float]]) -> None:
    """Write each figure that is above its floor in place of it, rounded down to three digits."""
    section, lines = "", []
    for line in FLOORS.read_text("utf-8").splitlines():
        if match := re.fullmatch(r'\["?([^"\]]+)"?\]', line):
            section = match.group(1)
        elif (match := re.fullmatch(r'("?)([\w.]+)\1 = [\d.]+', line)) and section in seen:
            figure = match.group(2)
            floor = max(float(floors[section][figure]), int(seen[section][figure] * 1000) / 1000)
            line = f"{line.split(' = ')[0]} = {floor:.3f}"  # noqa: PLW2901 - the line rewritten is the point
        lines.append(line)
    FLOORS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
