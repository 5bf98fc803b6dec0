"""What the coder makes of labelled sentences: its candidates with the truth beside them, and figures of that.

python -m training.measuring [--no-model] [FILE ...]        # default: training/held_out.txt
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.coding import Pipeline, Settings, coder, standard_steps
from dragoman.records import Report
from dragoman.what.coder import Weighed
from dragoman.what.coder import coder as what_coder
from dragoman.what.joining import words_at
from dragoman.what.syntax import Syntax
from dragoman.what.writing import Writer

from .sentences import HELD_OUT, Labelled, LabelledSentence, load

NEAR = 4  # tokens between a trigger as written down and as found that still tell of one act
CLASSES = {"happened": "yes", "ongoing": "yes", "ended": "yes", "refused": "no", "denied": "no", "failed": "no"}
BINS = 10


@dataclass(slots=True)
class Case:
    """A candidate with its features: is an act told near it, is such an act told, is all of it right?"""

    features: dict[str, float]
    near: bool
    told: bool
    right: bool
    confidence: float | None
    sentence: int


def cases(sentences: Sequence[LabelledSentence], *, model: bool) -> tuple[list[Case], int]:
    """The candidates of sentences, and how many events the sentences hold."""
    reader = coder(Settings(model=model))
    steps = Pipeline([step for step in standard_steps(reader.reader, model=model) if step.name != "what"])
    found: list[Case] = []
    for number, sentence in enumerate(sentences):
        report = Report(id=sentence.where, text=sentence.text)
        with reader.reader.zone():
            work = steps.run({"report": report})
            syntax = Syntax(work["reading"].doc)
            writer = Writer(work["reading"], syntax, work["places"], work["dates"], work["statements"])
            weighed = [
                one
                for _, _, many in what_coder().weigh(work["reading"], work["cast"], writer, work["meaning"])
                for one in many
            ]
            found += _labelled(syntax, sentence, weighed, number)
    return found, sum(len(sentence.events) for sentence in sentences)


def _labelled(syntax: Syntax, sentence: LabelledSentence, weighed: list[Weighed], number: int) -> Iterator[Case]:
    """Each candidate with the truth; an event written down is found once, by the candidate nearest to its trigger."""
    starts = [token.idx for token in syntax.doc]
    at = {i: max(k for k, start in enumerate(starts) if start <= e.start) for i, e in enumerate(sentence.events)}
    pairs = sorted(
        (min(abs(at[i] - k) for k in words_at(w.candidate.act)), j, i)
        for j, w in enumerate(weighed)
        for i, event in enumerate(sentence.events)
        if w.candidate.act.type == event.type
    )
    matched: dict[int, int] = {}
    for apart, j, i in pairs:
        if apart <= NEAR and j not in matched and i not in matched.values():
            matched[j] = i
    for j, one in enumerate(weighed):
        event = sentence.events[matched[j]] if j in matched else None
        near = any(abs(at[i] - k) <= NEAR for i in at for k in words_at(one.candidate.act))
        right = event is not None and _is_right(one, event)
        yield Case(one.features, near, event is not None, right, one.confidence, number)


def _is_right(one: Weighed, event: Labelled) -> bool:
    """Whether a reader would let the record stand: did it happen, who did it, to whom."""
    act = one.candidate.act
    if CLASSES.get(act.status or "happened", "open") != CLASSES.get(str(event.status), "open"):
        return False
    sources, targets = ([m.actor.code for m in side] for side in (act.sources, act.targets))
    if event.reciprocal or act.reciprocal:
        return _agree([*sources, *targets], [*event.sources, *event.targets])
    return _agree(sources, event.sources) and _agree(targets, event.targets)


def _agree(coded: Iterable[str | None], wanted: Iterable[str]) -> bool:
    """Whether no country is named that took no such part; the words may not tell the country of somebody who did."""
    got = {code[:3] for code in coded if code}
    countries = {code[:3] for code in wanted}
    return not got or "---" in countries or bool(got & countries)


def measured(found: list[Case], events: int) -> dict[str, float]:
    """Precision and recall of kept candidates, and how far their confidence is off."""
    kept = [case for case in found if case.confidence is not None]
    told = sum(case.told for case in kept)
    precision, recall = told / max(1, len(kept)), told / max(1, events)
    return {
        "events": events,
        "kept": len(kept),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "all_right": round(sum(case.right for case in kept) / max(1, len(kept)), 4),
        "mean_confidence": round(sum(case.confidence or 0.0 for case in kept) / max(1, len(kept)), 4),
        "calibration_error": round(calibration_error(kept), 4),
        "brier": round(sum(((case.confidence or 0.0) - case.right) ** 2 for case in kept) / max(1, len(kept)), 4),
    }


def calibration_error(kept: Sequence[Case]) -> float:
    """Expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
    return sum(len(part) / len(kept) * abs(said - was) for part, said, was in bins(kept))


def bins(kept: Sequence[Case]) -> Iterator[tuple[list[Case], float, float]]:
    """Cases of like confidence, their mean confidence and the share that is right."""
    for k in range(BINS):
        part = [case for case in kept if min(BINS - 1, int((case.confidence or 0.0) * BINS)) == k]
        if part:
            yield (
                part,
                sum(case.confidence or 0.0 for case in part) / len(part),
                sum(case.right for case in part) / len(part),
            )


def main(arguments: list[str]) -> int:
    """Print the figures; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=[HELD_OUT])
    parser.add_argument("--no-model", action="store_true")
    options = parser.parse_args(arguments)
    print(json.dumps(measured(*cases(load(options.files), model=not options.no_model)), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
