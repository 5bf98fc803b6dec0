"""Words for chances, on one stated scale: that of ICD 203 (Analytic Standards, US intelligence community, 2015)."""

from __future__ import annotations

SCALE = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
"""Up to which chance each word stands; a chance on a border takes the word nearer to even."""


def word_for(p: float) -> str:
    """The word for a chance in [0, 1].

    Raises:
        ValueError: it is none.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"{p} is no probability")
    below = next(word for bound, word in SCALE if p < bound or bound == 1.0)
    upto = next(word for bound, word in SCALE if p <= bound)
    return below if p < 0.5 else upto


def percent(p: float) -> str:
    """A chance as a reader sees it: whole per cents, "<1 %" and ">99 %" at the ends, for nothing is certain."""
    if p <= 0.005:
        return "<1 %"
    return ">99 %" if p >= 0.995 else f"{round(100 * p)} %"
