"""Ten thousand chances issued and resolved in a kept record: are they better than the base rate, and calibrated?

    python evals/ledger.py [--chances N] [--seed N] [--json] [--svg FILE]

Made-up peace processes sign documents at rates of their own that drift, and that a document raises for some months.
Month by month what has happened is resolved in the ledger of a real record (SQLite, on the disk), and new chances are
issued by the model of peace processes (`dragoman.chances.peace`), which knows nothing but the documents up to then; a
third of the questions are asked again two and four months later, a made-up person answers some, some are void, some
withdrawn. Then the ledger is scored, and its lines are edited behind its back, one at a time.

- `chances`, `questions`: issued, and resolved; `skill`: 1 less the Brier score over that of the base rate issued beside
  each chance, `skill_low` the lower end of its 95 % interval; `table_skill` the same beside the five-cell table;
- `calibrated`: 1 less the expected calibration error;
- `no_look_ahead`: of the months tried, the share in which the same chances come from documents cut off at that month;
- `edits_found`: of the lines edited, the share that `verify` names.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from dragoman.chances import reliability, track
from dragoman.chances.entries import AnyEntry, Forecast, Resolved, Void, Withdrawn
from dragoman.chances.history.pax import Document
from dragoman.chances.history.ucdp import Conflict
from dragoman.chances.logit import Floats, expit, logit
from dragoman.chances.months import first_of, last_day, name_of, on, shifted
from dragoman.chances.panel import FIRST_YEAR, Panel, panel
from dragoman.chances.past import Past, between
from dragoman.chances.peace import Walk
from dragoman.chances.scores import Scores, scores
from dragoman.chances.targets import TARGETS, Target
from dragoman.records import Chance
from dragoman.store import KeptRecord
from dragoman.store.ledger import Ledger

PROCESSES, ISSUING, LAST = 48, 2004, 2017  # made-up processes; the year of the first chance; the last with documents
BARS = {"chances": 10_000, "skill_low": 0.0, "calibrated": 0.95, "no_look_ahead": 1.0, "edits_found": 1.0}
"""What must be reached: better than the base rate beyond chance, a calibration error of .05 at most, edits found."""
STAGES = ("Pre", "Cea", "Ren", "SubPar", "SubComp", "Imp")
SHARES = (0.40, 0.22, 0.06, 0.14, 0.06, 0.12)
_EDITS, _TRIED = 40, 2  # lines edited; months in which the model is run again on what was known then
_PERSON = "a person"


def main(arguments: list[str]) -> int:
    """Run the simulation; returns 1 where a bar is missed."""
    options = _options(arguments)
    figures, found = measure(options.chances, options.seed)
    if options.svg:
        options.svg.write_text(reliability.svg(found, "Reliability of simulated chances"), "utf-8")
    if options.json:
        print(json.dumps(figures))
    else:
        print("\n".join([*track.lines(found), "", *reliability.text(found), ""]))
        for name, value in figures.items():
            print(f"{name:16} {value:.4f}" + (f"  at least {BARS[name]:g}" if name in BARS else ""))
    return int(any(figures[name] < bar for name, bar in BARS.items() if name != "chances" or options.chances >= bar))


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chances", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--svg", type=Path)
    return parser.parse_args(arguments)


def measure(count: int = 10_000, seed: int = 1) -> tuple[dict[str, float], Scores]:
    """The figures, and the scores they were taken from."""
    began = time.monotonic()
    world = World(seed)
    with tempfile.TemporaryDirectory() as folder, KeptRecord(Path(folder, "record.db")) as record:
        play(world, record.ledger, count, seed)
        head = record.ledger.head()
        book = record.ledger.book()
        found = scores(book)
        whole = record.ledger.verify(head)
        edits = edits_found(record, seed) if whole.holds and not book.passed else 0.0
    skill, ece = found.whole.skill, found.whole.ece
    beside = {one.other: one for one in found.against}
    assert skill is not None and ece is not None and skill.low is not None, "too few questions"
    table = beside["table"].skill
    assert table is not None
    return {
        "chances": float(sum(len(one.chances()) for one in book.questions.values() if one.outcome is not None)),
        "questions": float(found.whole.questions),
        "skill": skill.value,
        "skill_low": skill.low,
        "table_skill": table.value,
        "calibrated": 1 - ece.value,
        "no_look_ahead": no_look_ahead(world, seed),
        "edits_found": edits,
        "seconds": time.monotonic() - began,
    }, found


# The world


class World:
    """Made-up conflicts and their documents, and what the model of peace processes says of each month."""

    def __init__(self, seed: int) -> None:
        self.first, self.last = first_of(FIRST_YEAR), first_of(LAST) + 11
        years = frozenset(range(FIRST_YEAR - 2, LAST + 1))
        self.conflicts = [Conflict(number, years, None) for number in range(1, PROCESSES + 1)]
        self.documents = list(self._signed(np.random.default_rng(seed)))
        self.pasts = {
            one.id: Past((document.day, document.stage) for document in self.documents if one.id in document.conflicts)
            for one in self.conflicts
        }
        self.model = Model(panel(self.conflicts, self.documents, self.first, self.last))

    def _signed(self, rng: np.random.Generator) -> Iterator[Document]:
        """Documents, by month: the log of a process's rate wanders about its own level, which wanders with all."""
        level = rng.normal(-2.6, 0.7, PROCESSES)
        wander, warm = np.zeros(PROCESSES), np.zeros(PROCESSES)
        common, number = 0.0, 0
        for month in range(self.first, self.last + 1):
            common += rng.normal(0, 0.03)
            wander = 0.93 * wander + rng.normal(0, 0.35, PROCESSES)
            signed = rng.poisson(np.minimum(np.exp(level + wander + common) + 0.12 * warm, 4))
            warm = 0.75 * warm + signed
            for process in np.flatnonzero(signed):
                for _ in range(signed[process]):
                    number += 1
                    day = int(rng.integers(last_day(month - 1) + 1, last_day(month) + 1))
                    stage = str(rng.choice(STAGES, p=SHARES))
                    yield Document(number, f"document {number}", day, stage, False, 0, "", (int(process) + 1,))

    def came(self, conflict: int, target: Target, after: int, until: int) -> int | None:
        """The day of the first document of a kind after a day and not after another."""
        days = self.pasts[conflict].of(target.stages)
        return int(days[days.searchsorted(after, side="right")]) if between(days, after, until) else None


class Model:
    """The chances of all conflict-months of a panel: p, the base rate and the table's, each as of its January."""

    def __init__(self, rows: Panel) -> None:
        self.rows = rows
        self.place = {
            pair: row for row, pair in enumerate(zip(rows.conflicts.tolist(), rows.months.tolist(), strict=True))
        }
        self.said = {target.name: _walked(rows, target) for target in TARGETS}

    def of(self, conflict: int, month: int, target: Target, share: float = 1.0) -> tuple[float, float, float, int]:
        """p, base, table and cases of a target, or of the last `share` of its window, as if hazards were even."""
        p, base, table, cases = self.said[target.name][self.place[conflict, month]].tolist()
        return *(1 - (1 - one) ** share for one in (p, base, table)), int(cases)


def _walked(rows: Panel, target: Target) -> Floats:
    """(rows, 4) of p, base, table and cases; NaN before there are any."""
    walk = Walk(rows, target)
    values = walk.values()
    found = np.full((len(rows), 4), np.nan)
    for year in range(ISSUING, int(rows.months.max()) // 12 + 1):
        model = walk.fitted(year)
        here = np.flatnonzero(rows.months // 12 == year)
        if model is not None:
            found[here, 0] = model.chance(values[here])
            found[here, 1] = model.base
            found[here, 2] = np.array(model.rates)[rows.cells[here]]
            found[here, 3] = model.cases
    return found


def no_look_ahead(world: World, seed: int) -> float:
    """The share of some months in which the model says the same when it is given nothing of what came later."""
    months = np.random.default_rng(seed).choice(
        np.arange(first_of(ISSUING + 2), world.last - 12), _TRIED, replace=False
    )
    same = 0
    for month in months.tolist():
        known = [document for document in world.documents if document.day <= last_day(month)]
        model = Model(panel(world.conflicts, known, world.first, month))
        asked = [(one.id, target) for one in world.conflicts for target in TARGETS]
        same += all(np.allclose(model.of(c, month, t), world.model.of(c, month, t)) for c, t in asked)
    return same / _TRIED


# The record


@dataclass
class _Open:
    """A question that is open: what it asks, since when, and how often it has been answered."""

    id: str
    conflict: int
    target: Target
    asked: int
    until: int
    last: bool = False
    given: int = 0


@dataclass
class _Play:
    """What the months of the simulation share."""

    world: World
    ledger: Ledger
    count: int
    rng: np.random.Generator
    issued: int = 0
    open: list[_Open] = field(default_factory=list)


def play(world: World, ledger: Ledger, count: int, seed: int) -> None:
    """Issue `count` chances, month by month, and resolve all their questions."""
    game = _Play(world, ledger, count, np.random.default_rng(seed + 1))
    for month in range(first_of(ISSUING), world.last + 1):
        today = last_day(month)
        ledger.append(_resolutions(game, today))
        ledger.issue(_chances(game, month), at=_iso(today))
        ledger.append(_others(game, today))
        if game.issued >= count and not game.open:
            return
    raise RuntimeError(f"only {game.issued} chances, {len(game.open)} questions open, in the years of the simulation")


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _resolutions(game: _Play, today: int) -> list[AnyEntry]:
    """How questions have ended by today."""
    ended: list[AnyEntry] = []
    still = []
    for one in game.open:
        came = game.world.came(one.conflict, one.target, one.asked, min(one.until, today))
        if came is not None:
            ended.append(Resolved(at=_iso(today), by="simulation", question=one.id, outcome=True, on=_iso(came)))
        elif one.until < today:
            ended.append(Resolved(at=_iso(today), by="simulation", question=one.id, outcome=False))
        else:
            still.append(one)
    game.open = still
    return ended


def _chances(game: _Play, month: int) -> list[Chance]:
    """Those of open questions that are asked again, and of new ones: of each process another target each month."""
    found = []
    for one in game.open:
        gone = month - on(one.asked)
        if one.target.months == 6 and gone in (2, 4) and not one.last and game.issued < game.count:
            found.append(_chance(game, one, month, (6 - gone) / 6))
    for conflict in game.world.conflicts:
        if game.issued >= game.count:
            break
        target = TARGETS[(month + conflict.id) % len(TARGETS)]
        today = last_day(month)
        name = f"{target.name} {conflict.id} {name_of(month)}"
        asked = _Open(name, conflict.id, target, today, shifted(today, target.months))
        game.open.append(asked)
        found.append(_chance(game, asked, month, 1.0))
    return found


def _chance(game: _Play, asked: _Open, month: int, share: float) -> Chance:
    p, base, table, cases = game.world.model.of(asked.conflict, month, asked.target, share)
    low, high = expit(logit(p) + np.array([-0.5, 0.5])).tolist()
    asked.given += 1
    game.issued += 1
    today = last_day(month)
    return Chance(
        id=f"{asked.id} {asked.given}",
        question=asked.id,
        template=asked.target.name,
        parties=[f"G{asked.conflict:02}", f"R{asked.conflict:02}"],
        horizon_days=asked.until - today,
        issued=_iso(today),
        deadline=_iso(asked.until),
        p=p,
        low=min(low, p),
        high=max(high, p),
        base=base,
        base_n=cases,
        table=table,
        model="peace",
        data="simulation",
    )


def _others(game: _Play, today: int) -> list[AnyEntry]:
    """What a person says of some of today's questions, and some that are withdrawn, or void."""
    entries: list[AnyEntry] = []
    for one in game.open:
        if one.asked != today:
            continue
        chosen = game.rng.random()
        if chosen < 0.1:
            p, *_ = game.world.model.of(one.conflict, on(today), one.target)
            p = float(expit(logit(p) + game.rng.normal(0, 0.7)))
            entries.append(Forecast(at=_iso(today), by=_PERSON, question=one.id, p=p))
        elif chosen < 0.105:
            one.last = True
            entries.append(Withdrawn(at=_iso(today), by="simulation", question=one.id, why="asked by mistake"))
        elif chosen < 0.11:
            game.issued -= 1  # what is void is not resolved
            entries.append(Void(at=_iso(today), by="simulation", question=one.id, why="the parties are one now"))
    void = {entry.question for entry in entries if isinstance(entry, Void)}
    game.open = [one for one in game.open if one.id not in void]
    return entries


def edits_found(record: KeptRecord, seed: int) -> float:
    """The share of edited lines that are named: one digit of a line is another, in the database itself."""
    backend, rng = record.backend, np.random.default_rng(seed)
    named = 0
    for n in rng.integers(1, record.ledger.head().n + 1, _EDITS).tolist():
        ((body,),) = backend.rows("SELECT body FROM ledger WHERE n = ?", (n,))
        digits = [place for place, sign in enumerate(bytes(body)) if chr(sign).isdigit()]
        place = int(rng.choice(digits))
        edited = bytearray(body)
        edited[place] = ord("0") + (edited[place] - ord("0") + 1) % 10
        backend.run("UPDATE ledger SET body = ? WHERE n = ?", (bytes(edited), n))
        found = record.ledger.verify()
        named += not found.holds and found.broken == n
        backend.run("UPDATE ledger SET body = ? WHERE n = ?", (bytes(body), n))
    return named / _EDITS if record.ledger.verify().holds else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
