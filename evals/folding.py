"""How talks are folded as what reports tell gets worse: moves made from a script's steps, with noise, and no text.

    python evals/folding.py [--bank develop|practice|trial] [--seeds N]

For each level of noise the share of rounds found, of those found the right venues and mediators, and the share of days
with the right stage. Noise `x` drops a share x of moves, takes the day from x, the name of a party from x / 2, and adds
x retellings and x / 10 false steps a move.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import msgspec

from dragoman.records import Move, Span
from dragoman.records.kept import MOVES
from dragoman.talks import fold
from simulator.scoring import score_rounds, score_stages
from simulator.scripts import Script, Step, scripts
from simulator.telling import Newsroom
from simulator.truth import truth

LEVELS = (0.0, 0.15, 0.3, 0.45)
FALSE = ("ongoing", "convened", "concluded", "accepted", "cancelled")
SHOWN = ("rounds_recall", "rounds_precision", "stage_right", "venue_right", "mediator_right")
KIND = {"resumed": "ongoing", "mediator": "mediated", "ceasefire": "signed"}
Told = tuple[str, str, Move]


def moves(script: Script, bank: Any, noise: float, rng: Random) -> Iterator[Told]:
    """Moves as reports would tell them: every step by each report that tells it, known when that was published."""
    for story in Newsroom(script, bank, 0).run():
        origin = story.copy_of or story.id
        if story.replaced:
            continue
        for place, sentence in enumerate(story.sentences):
            for told in sentence.tells:
                step = script.step(told.step)
                if step.round is None or KIND.get(step.kind, step.kind) not in MOVES or rng.random() < noise:
                    continue
                made = _move(script, step, story.id, place, rng, noise, again=told.again)
                known = story.published.isoformat()
                yield known, origin, made
                if rng.random() < noise / 10:
                    slip = {"kind": rng.choice(FALSE), "id": "slip", "first": known[:10], "last": known[:10]}
                    yield known, origin, msgspec.structs.replace(made, **slip, dated=rng.random() < 0.5)
                if rng.random() < noise:
                    later = (story.published + timedelta(days=rng.randint(3, 20))).isoformat()
                    again = msgspec.structs.replace(made, report=f"{story.id}-again", named=False)
                    yield later, f"{origin}-again", again


def _move(script: Script, step: Step, report: str, at: int, rng: Random, noise: float, *, again: bool) -> Move:
    plan = script.plan(step.round or "")
    sides = [party.key for party in script.sides(step.round)]
    parties = sorted(rng.sample(sides, len(sides) - 1)) if rng.random() < noise / 2 else sorted(sides)
    ahead = step.kind in ("proposed", "accepted", "postponed")
    act = script.date((step.planned if step.planned is not None else plan.planned) if ahead else step.day)
    dated = again or rng.random() >= noise
    day = (act if dated else script.date(step.day)).isoformat()
    words = Span(start=at * 100, end=at * 100 + 5, text="talks")
    kind = KIND.get(step.kind, step.kind)
    named = rng.random() < 0.3  # whether a step names who mediates; mediation always does
    return Move(
        id=step.id,
        kind=kind,  # type: ignore[arg-type]
        report=report,
        parties=parties,
        mediators=(step.mediators or plan.mediators) if named or kind == "mediated" else [],
        by=step.by,
        venue=step.venue
        or (plan.venue if step.kind != "moved" and rng.random() < 0.4 and not _left(script, step) else None),
        first=day,
        last=day,
        dated=dated,
        number=plan.number if rng.random() < 0.4 else None,
        named=rng.random() < 0.8,
        peace=True,
        document=step.document,
        words=words,
        sentence=words,
    )


def _left(script: Script, step: Step) -> bool:
    """Whether the round has been moved away from its first venue by then."""
    return any(one.kind == "moved" and one.round == step.round and one.day <= step.day for one in script.steps)


def measure(script: Script, bank: Any, noise: float, seed: int) -> dict[str, float]:
    """The figures of one script at one level of noise."""
    told = sorted(moves(script, bank, noise, Random(seed)), key=lambda one: one[0])
    facts = truth(script, Newsroom(script, bank, 0).run())

    def as_of(day: str) -> list[Any]:
        return fold(one for one in told if one[0][:10] <= day)

    return score_rounds(facts, as_of(facts["end"])) | score_stages(facts, as_of)


def main(arguments: list[str]) -> int:
    """Measure and show; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bank", choices=["develop", "practice", "trial"], default="develop")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args(arguments)
    chosen = scripts(options.bank)
    print(f"{'noise':>6}", *(f"{name:>18}" for name in SHOWN))
    for noise in LEVELS:
        found = [measure(script, options.bank, noise, seed) for script in chosen for seed in range(options.seeds)]
        print(f"{noise:6.2f}", *(f"{sum(one[name] for one in found) / len(found):18.3f}" for name in SHOWN))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
