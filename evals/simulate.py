"""Simulate the reporting of scripted talks and fighting, and measure what the record recovers of them.

    python evals/simulate.py --bank develop|practice|trial|rehearse|measure [--only SCRIPT ...] [--seed N] [--json]
    python evals/simulate.py --bank develop|practice|trial|rehearse|measure --write DIR

The first codes the reports, keeps the record and prints its figures per script and over all; the second writes
DIR/SCRIPT/reports.jsonl and DIR/SCRIPT/truth.json. `develop`, `practice`, `trial` and `rehearse`, worded apart from
each other, may be read when the tool is improved; `measure` is worded and scripted apart and is not to be read by those
who write its rules.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulator.recovering import recover
from simulator.scoring import Figures, contradictions_kept, score_happenings, score_rounds, score_stages, sources_lost
from simulator.scripts import Script, scripts
from simulator.telling import Newsroom
from simulator.truth import Truth, truth

BARS = {
    "rounds_recall": 0.95,
    "rounds_f1": 0.95,
    "stage_right": 0.90,
    "venue_right": 0.95,
    "mediator_right": 0.95,
    "happenings_f1": 0.85,
    "contradictions_kept": 1.0,
}
"""What the kept record is to reach over all scripts of `measure`; and no source lost."""


def main(arguments: list[str]) -> int:
    """Write or measure what was asked for; returns the exit code."""
    options = _options(arguments)
    chosen = [script for script in scripts(options.bank) if not options.only or script.name in options.only]
    if options.write:
        for script in chosen:
            reports, told = simulate(script, options.bank, options.seed)
            folder = options.write / script.name
            folder.mkdir(parents=True, exist_ok=True)
            lines = [json.dumps(report, ensure_ascii=False) for report in reports]
            (folder / "reports.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
            (folder / "truth.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
            print(f"{script.name:32} {len(reports):4} reports, {len(told['happenings']):3} happenings")
        return 0
    figures = figures_of(chosen, options.bank, options.seed)
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        _show(figures)
    return 0


def figures_of(chosen: Sequence[Script], bank: Any, seed: int = 0) -> dict[str, Figures]:
    """The figures of each of these scripts by its name, and of all of them as "all"."""
    found = {script.name: measure(script, bank, seed) for script in chosen}
    return {**found, "all": overall(list(found.values()))}


def simulate(script: Script, bank: Any, seed: int = 0) -> tuple[list[dict[str, str]], Truth]:
    """The reports of a script, in order of publication, and its truth."""
    stories = Newsroom(script, bank, seed).run()
    return [story.report() for story in stories], truth(script, stories)


def measure(script: Script, bank: Any, seed: int = 0) -> Figures:
    """All figures of one script."""
    reports, told = simulate(script, bank, seed)
    found = recover(reports)
    processes = found.processes_as_of(told["end"])
    figures: Figures = {"reports": float(len(reports))}
    figures |= score_rounds(told, processes)
    figures |= score_stages(told, found.processes_as_of)
    figures |= score_happenings(told, found.happenings, found.coded)
    figures["sources_lost"] = float(sources_lost(found.happenings, found.coded))
    figures |= contradictions_kept(told, found.happenings, processes, found.coded)[0]
    return figures


def overall(each: list[Figures]) -> Figures:
    """The mean over scripts, each counting alike; counts (of 1 and more by nature) are summed."""
    names = list(dict.fromkeys(name for figures in each for name in figures))
    summed = {"reports", "rounds", "rounds_recovered", "stage_days", "events_matched", "happenings_told"}
    summed |= {"sources_lost", "contradictions"}
    total: Figures = {}
    for name in names:
        values = [figures.get(name, 0.0) for figures in each]
        total[name] = sum(values) / (1 if name in summed or ":" in name else len(each))
    return total


def _show(figures: Mapping[str, Figures]) -> None:
    for script, values in figures.items():
        print(script)
        for name, value in values.items():
            bar = BARS.get(name) if script == "all" else None
            verdict = "" if bar is None else f"  bar {bar:.2f}  {'ok' if value >= bar else 'BELOW'}"
            print(f"  {name:32} {value:8.0f}" if value == int(value) > 1 else f"  {name:32} {value:8.3f}{verdict}")


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bank", choices=["develop", "practice", "trial", "rehearse", "measure"], default="develop")
    parser.add_argument("--only", nargs="+", metavar="SCRIPT", help="names of scripts")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", type=Path, metavar="DIR", help="write reports and truth instead of measuring")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
