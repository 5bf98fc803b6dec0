"""As of a day: every question is answered as by a record that was built of nothing but what was known then."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from dragoman.errors import BadFilter
from dragoman.store import Filter, KeptRecord
from dragoman.store.dump import dump

from .material import Pair, day, many, meeting, report, said, strike, versions

Fresh = Callable[..., KeptRecord]
DAYS = (0, 4, 9, 20, 41, 60)


def _pairs() -> list[Pair]:
    other = "Rain fell while the talks were remembered"
    return [
        *many(60),
        *versions(["r00003", "r00004", "r00030"]),
        report("r00007", strike(day(2), "Suva"), said(other, "Pavel Sorokin"), published=day(8), source="Herald"),
        report("x", meeting(day(30), "Doha"), published=day(9), title="Plans", language="fr"),
        report("x", meeting(day(31), "Istanbul"), published=day(15), title="Other plans", language="fr"),
        report("y", strike(day(1), "Apia", by="Qatar", to="local drivers"), published=day(3), title="Only then"),
        report("y", strike(day(1), "Apia", by="Turkey", to="Israel"), published=day(12), title="Corrected"),
    ]


@pytest.fixture
def both(fresh: Fresh, request: pytest.FixtureRequest) -> tuple[KeptRecord, KeptRecord, str]:
    """The whole record, that of what was known on a day, and the day."""
    at = day(request.param)
    pairs = _pairs()[::-1]  # what ties in a sorting stands as it came, so both come alike
    return fresh(pairs), fresh([pair for pair in pairs if (pair[0].published or "") <= at]), at


def _lines(page: Any) -> tuple[list[Any], int, Any]:
    return msgspec.to_builtins(page.lines), page.total, msgspec.to_builtins(page.coverage)


QUESTIONS: dict[str, Callable[[KeptRecord, Filter], Any]] = {
    "events": lambda record, asked: _lines(record.events(asked)),
    "statements": lambda record, asked: _lines(record.statements(asked)),
    "actors": lambda record, asked: _lines(record.actors(asked)),
    "timeline": lambda record, asked: _lines(record.timeline(asked)),
    "stories": lambda record, asked: _lines(record.stories(asked)),
    "search": lambda record, asked: _lines(record.search(asked)),
    "stats": lambda record, asked: record.stats(asked),
}


@pytest.mark.parametrize("both", DAYS, indirect=True)
def test_every_question(both: tuple[KeptRecord, KeptRecord, str]) -> None:
    whole, then, at = both
    narrow: list[dict[str, Any]] = [
        *({}, {"actor": ["UKR"]}, {"source": ["Herald"]}, {"language": "fr"}, {"first": day(3), "last": day(7)}),
        *({"actor": ["Qatar"]}, {"actor": ["drivers"]}),
    ]
    for fields in narrow:
        for name, ask in QUESTIONS.items():
            # sorted by date, because how well words fit depends on all the texts there are
            asked = Filter(limit=500, **(fields | {"text": "talks", "sort": "known"} if name == "search" else fields))
            try:
                expected = ask(then, asked)
            except BadFilter:  # nobody was called so then; somebody may be now
                with contextlib.suppress(BadFilter):
                    assert ask(whole, replace(asked, as_of=at))[1] == 0
            else:
                assert ask(whole, replace(asked, as_of=at)) == expected, (name, fields)


@pytest.mark.parametrize("both", DAYS, indirect=True)
def test_talks(both: tuple[KeptRecord, KeptRecord, str]) -> None:
    whole, then, at = both
    for parties in ((), ("RUS",), ("ISR", "group:hamas"), ("RUS", "ISR")):
        for every in (False, True):
            assert whole.talks(parties, as_of=at, every=every) == then.talks(parties, every=every)


@pytest.mark.parametrize("both", DAYS, indirect=True)
def test_everything(both: tuple[KeptRecord, KeptRecord, str]) -> None:
    whole, then, at = both
    for left, right in zip(dump(whole.backend, at), dump(then.backend), strict=True):
        assert left == right


def test_the_days_differ(fresh: Fresh) -> None:
    """Else the tests above would hold of nothing."""
    record = fresh(_pairs())
    counted = [record.stats(Filter(as_of=day(at))) for at in DAYS]
    assert len({one.events for one in counted}) >= 5 and len({one.happenings for one in counted}) >= 4
    assert len({len(record.talks(as_of=day(at), every=True)) for at in DAYS}) > 1
