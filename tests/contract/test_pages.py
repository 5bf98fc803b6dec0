"""Pages and sortings: the same lines however many a page has and whichever way they are sorted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.errors import BadFilter
from dragoman.store import Filter, KeptRecord

from .material import many
from .shown import Fresh


def test_pages_have_no_gaps_and_no_doubles(fresh: Fresh) -> None:
    record = fresh(many(24))
    for ask, key in (
        (record.events, lambda line: (line.report.id, line.event.id)),
        (record.statements, lambda line: (line.report.id, line.statement.id)),
        (record.actors, lambda line: line.entity),
        (record.timeline, lambda line: line.id),
        (record.stories, lambda line: line.id),
    ):
        whole = [key(line) for line in ask(Filter(limit=1000)).lines]
        paged = [key(line) for at in range(0, len(whole) + 2, 2) for line in ask(Filter(limit=2, offset=at)).lines]
        assert paged == whole and len(set(whole)) == len(whole) > 2
        assert {ask(Filter(limit=2, offset=at)).total for at in (0, 2, 1000)} == {len(whole)}


@pytest.mark.parametrize(
    ("question", "sortings"),
    [
        ("events", ["date", "known", "confidence", "type"]),
        ("statements", ["date", "known", "speaker"]),
        ("actors", ["mentions", "reports", "name"]),
        ("timeline", ["date", "known", "sources"]),
        ("stories", ["date", "reports"]),
    ],
)
def test_sorting_up_is_sorting_down_turned_round(fresh: Fresh, question: str, sortings: list[str]) -> None:
    record = fresh(many(15))
    for name in sortings:
        asked = Filter(sort=name, limit=1000)
        down = getattr(record, question)(asked).lines
        up = getattr(record, question)(replace(asked, ascending=True)).lines
        values = [_value(question, name, line) for line in down]
        assert values == sorted(values, reverse=True)
        assert [_value(question, name, line) for line in up] == values[::-1]


def _value(question: str, sorting: str, line: Any) -> Any:
    if question == "timeline":
        return line.reports if sorting == "sources" else ""
    of = {
        "events.date": lambda: line.event.date.first,
        "events.known": lambda: line.report.known,
        "events.confidence": lambda: line.event.confidence,
        "events.type": lambda: line.event.type,
        "statements.date": lambda: line.report.published,
        "statements.known": lambda: line.report.known,
        "statements.speaker": lambda: line.statement.speaker.name,
        "actors.mentions": lambda: line.mentions,
        "actors.reports": lambda: line.reports,
        "actors.name": lambda: line.name,
        "stories.date": lambda: line.last,
        "stories.reports": lambda: len(line.reports),
    }
    return of[f"{question}.{sorting}"]()


@pytest.mark.parametrize("question", ["events", "statements", "actors", "timeline", "stories"])
def test_an_unknown_sorting_is_told(asked: KeptRecord, question: str) -> None:
    with pytest.raises(BadFilter, match="beauty") as error:
        getattr(asked, question)(Filter(sort="beauty"))
    assert "Known" in str(error.value.hint)
