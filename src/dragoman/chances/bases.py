"""Which reference class a chance starts from: that of processes in which as much was signed lately."""

from __future__ import annotations

from datetime import date

from .classes import Case, ReferenceClass, carried, for_any, for_deaths, for_documents, for_live, shrunk, sources
from .issuing import Base
from .months import shifted
from .questions import Question
from .situation import Situation

_TALKS = frozenset({"round", "ceasefire", "agreement"})


def base_for(question: Question, situation: Situation) -> Base:
    """What the chance of a question starts from.

    Of talks: where what was signed is known, the class of processes with as many documents; where only reports tell of
    some, at least that of as many in the last year; else that of all live processes, for talks are told of; and where
    nothing has been told for two years, that of all conflicts lately active. Of deaths, which no report counts: the
    class of all months with enough of them to tell.
    """
    if question.template not in _TALKS:
        return of_class(for_deaths(0, question.template), question.days)
    at = date.fromisoformat(situation.at[:10]).toordinal()
    n12, n60 = (sum(shifted(at, -months) < day <= at for day in situation.documents) for months in (12, 60))
    if n12 or situation.whole:
        return of_class(for_documents(n12, n60, question.template, question.days), question.days)
    found = (for_any if situation.silent else for_live)(question.template, question.days)
    return of_class(found, question.days)


def of_class(found: ReferenceClass, days: int) -> Base:
    """A reference class, shrunk to its wider one and carried to a horizon near its own."""
    p, low, high = (carried(one, found.days, days) for one in shrunk(found))
    return Base(
        key=found.key,
        says=found.says,
        p=p,
        low=low,
        high=high,
        n=found.n,
        cases=tuple(f"{case.name} {case.year} ({_came(case)})" for case in found.cases),
        source="; ".join(f"{sources()[key].name}, to {sources()[key].until}" for key in found.sources),
        proxy=found.proxy,
        of=f"{found.n:,} {found.unit} of {found.clusters:,} {found.of}",
    )


def _came(case: Case) -> str:
    """How often it came, of how many times that a name was watched: most are watched month by month."""
    if case.of > 1:
        return f"{case.came} of {case.of}"
    return "yes" if case.came else "no"
