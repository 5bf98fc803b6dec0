"""Talks told by hand: moves, rounds, processes and situations, for the tests of what chances are made of."""

from __future__ import annotations

from typing import Any

from dragoman.chances.questions import Question, ask
from dragoman.chances.situation import Situation
from dragoman.records import Evidence, Move, Process, Round, Span

PAIR = ("ERI", "ETH")
NAMES = {"ERI": "Eritrea", "ETH": "Ethiopia", "KEN": "Kenya", "QAT": "Qatar"}
AT = "2031-03-20"


def move(kind: str, first: str | None = AT, *, report: str = "r1", **fields: Any) -> Move:
    """A dated move of both parties; the words stand at `at`."""
    at = fields.pop("at", 0)
    words = Span(start=at, end=at + 5, text="words")
    given = {"parties": list(PAIR), "names": NAMES, "dated": True, "last": first} | fields
    return Move(id="m", kind=kind, report=report, first=first, words=words, sentence=words, **given)


def told(*reports: str) -> list[Evidence]:
    """The same words in each of some reports."""
    return [Evidence(report=one, start=10, end=20) for one in reports]


def round_(stage: str = "convened", first: str | None = "2031-03-10", **fields: Any) -> Round:
    """A round of both parties."""
    given = {"id": "t-r1", "parties": list(PAIR)} | fields
    return Round(stage=stage, first=first, **given)


def process(*rounds: Round, parties: tuple[str, ...] = PAIR, **fields: Any) -> Process:
    """Talks of some parties."""
    return Process(id="t-1", parties=sorted(parties), names=NAMES, rounds=list(rounds), **fields)


def situation(*rounds: Round, moves: tuple[Move, ...] = (), at: str = AT, **fields: Any) -> Situation:
    """Where both parties stand."""
    return Situation(process(*rounds), moves, at, **fields)


def question(template: str = "ceasefire", days: int = 90, asked: str = AT) -> Question:
    """A question of both parties."""
    return ask(template, {key: NAMES[key] for key in PAIR}, asked, days)
