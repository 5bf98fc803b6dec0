"""How past chances did, in lines to read: scores beside what is easy to say, each band, each template."""

from __future__ import annotations

from .measures import CLIP
from .scores import ENOUGH, Against, Bin, Estimate, Part, Scores, band
from .words import percent

_FEW_PAIRS = 10  # clusters of which a bootstrap knows too little (Cameron, Gelbach and Miller 2008)
NOTES = (
    "Brier: (chance - outcome) squared, 0 is best, .25 is what 50 % always gets. Log: -ln of the chance given to what"
    f" happened, chances nearer to 0 or 1 than {CLIP:g} taken for that; 0 is best.",
    "Skill: 1 less the score over the other's; above 0 is better than the other. Calibration error: how far chances lie"
    " from what came true, in ten bins; 0 is best, and few questions alone make some.",
    "Intervals: 95 %, by drawing pairs of parties anew 2,000 times. A question's first chance counts 1, later ones the"
    " share of its time since the one before.",
)
"""What the figures mean, for below them."""


def lines(found: Scores) -> list[str]:
    """A forecaster's track record, line by line.

    Args:
        found: of `scores.scores`.
    """
    status = ", ".join(f"{count} {name}" for name, count in found.status.items())
    told = [f"{found.forecaster}: {_counted(found.whole)}. Questions: {status}."]
    if found.late:
        told.append(f"{found.late} chances came when it had happened already, and do not count.")
    if not found.whole.enough:
        return [*told, too_few(found.whole.questions)]
    told += _figures(found.whole)
    if found.whole.pairs < _FEW_PAIRS:
        told.append(f"Only {found.whole.pairs} pairs of parties: the intervals are narrower than they should be.")
    told += [_beside(one) for one in found.against]
    told += ["", "By band:", *(f"  {_band(one)}" for one in found.bands)]
    if len(found.templates) > 1:
        told += ["", "By kind of question:"]
        for part in found.templates:
            body = f"Brier {_of(part.brier)}, skill {_of(part.skill)}" if part.enough else too_few(part.questions)
            told.append(f"  {part.name or 'other'}: {_counted(part)}; {body}")
    return [*told, "", *NOTES]


def of_band(found: Scores, p: float) -> str:
    """How past chances in the band of a chance did, in one sentence.

    Args:
        found: the track record.
        p: the chance.
    """
    here = band(found, p)
    if here is None:
        return f"No chance of {_tenth(p)} has been resolved yet"
    if not here.enough:
        return f"Earlier chances of {_tenth(p)}: {too_few(here.questions)}"
    return f"Earlier chances: {_band(here)}"


def too_few(questions: int) -> str:
    """That there are fewer than `ENOUGH` resolved questions."""
    return f"too few to say ({questions} resolved, {ENOUGH} needed)"


def _counted(part: Part) -> str:
    pairs = "pair" if part.pairs == 1 else "pairs"
    return f"{part.chances} chances of {part.questions} resolved questions, {part.pairs} {pairs} of parties"


def _figures(part: Part) -> list[str]:
    rows = (
        ("Brier", part.brier),
        ("  of the base rate", part.base_brier),
        ("  skill", part.skill),
        ("Log", part.log),
        ("  of the base rate", part.base_log),
        ("  skill", part.log_skill),
        ("Calibration error", part.ece),
    )
    return [f"{name:20} {_of(one)}" for name, one in rows]


def _beside(one: Against) -> str:
    if one.difference is None:
        return f"Beside {one.other}: {too_few(one.questions)}"
    return (
        f"Beside {one.other}, {one.questions} questions: Brier {_of(one.brier)} and {_of(one.other_brier)},"
        f" difference {_of(one.difference)}"
    )


def _band(one: Bin) -> str:
    span = f"{round(100 * one.low)} to {round(100 * one.high)} %"
    if not one.enough:
        return f"{span}: {too_few(one.questions)}"
    came = f"{percent(one.came)} came true [{percent(one.came_low)}, {percent(one.came_high)}]"
    return f"{span}: said {percent(one.said)} on average, {came}, {one.chances} chances of {one.questions} questions"


def _tenth(p: float) -> str:
    low = min(int(p * 10 + 1e-9), 9)
    return f"{10 * low} to {10 * low + 10} %"


def _of(one: Estimate | None) -> str:
    if one is None:
        return "-"
    ends = "" if one.low is None or one.high is None else f" [{one.low:.3f}, {one.high:.3f}]"
    return f"{one.value:.3f}{ends}"
