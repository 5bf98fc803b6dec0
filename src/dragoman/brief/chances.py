"""CHANCES: what may come of the talks that the reports tell of, each beside its base rate, with what moved it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from dragoman.chances.own import History
from dragoman.chances.standing import Issued, issued, situations
from dragoman.chances.words import percent, word_for
from dragoman.records import Evidence, Span

from .model import Line, Ref
from .page import Page

_ASKED = {
    "round": "a further round",
    "ceasefire": "a ceasefire declared or agreed",
    "agreement": "a signed agreement",
}
_DRIVERS = 4


def chances_lines(pages: list[Page], history: History | None = None) -> list[Line]:
    """The lines of the section: for each pair of parties a line a question; `history` are published tables, if kept."""
    by_id = {page.report.id: page for page in pages}
    lines: list[Line] = []
    # A line tells days from the report's own, so the brief of a report without one is the same whenever it is made.
    today = datetime.now(UTC).date().isoformat()
    for situation in situations([(page.report, page.coded) for page in pages], today):
        lines += [_line(one, by_id) for one in issued(situation, history=history)]
    return lines


def _line(one: Issued, pages: dict[str, Page]) -> Line:
    chance, question = one.chance, one.question
    drivers = sorted(chance.adjustments, key=lambda moved: -abs(moved.log_odds))[:_DRIVERS]
    why = "; ".join(f"{moved.reason} ({'+' if moved.log_odds > 0 else '−'})" for moved in drivers)
    base = f"base rate {percent(one.base.p)} of {one.base.of}"
    label = " – ".join(question.names)
    return Line(
        label=label[:1].upper() + label[1:],
        text=f"{_ASKED[question.template]} within {question.days} days: {percent(chance.p)}"
        f" ({percent(chance.low)} to {percent(chance.high)}) · {base}{' · ' + why if why else ''}",
        note=word_for(chance.p),
        refs=list(_refs(one, pages)),
    )


def _refs(one: Issued, pages: dict[str, Page]) -> Iterator[Ref]:
    """The sentences that what moved a chance rests on, each once."""
    seen: dict[tuple[int, int], Ref] = {}
    for moved in one.chance.adjustments:
        for evidence in moved.evidence:
            page = pages.get(evidence.report)
            if page is not None and evidence.start is not None:
                ref = page.ref(evidence.start, _span(page, evidence))
                seen.setdefault((ref.report, ref.number), ref)
    yield from (seen[key] for key in sorted(seen))


def _span(page: Page, evidence: Evidence) -> Span | None:
    if evidence.start is None or evidence.end is None:
        return None
    return Span(start=evidence.start, end=evidence.end, text=page.report.text[evidence.start : evidence.end])
