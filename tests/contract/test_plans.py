"""Whichever way a question goes about the tables, the answer is the same."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.store import Filter, KeptRecord, planning

from .material import day, many, versions
from .shown import Fresh

FILTERS: list[dict[str, Any]] = [
    *(
        {},
        {"actor": ["UKR"]},
        {"actor": ["UKR", "Israel"]},
        {"dyad": ("RUS", "UKR")},
        {"place": "UKR"},
        {"place": "odesa"},
    ),
    *({"type": ["ASSAULT"]}, {"status": ["happened"]}, {"box": (20.0, 40.0, 40.0, 60.0)}, {"cameo": ["19"]}),
    *(
        {"first": day(3)},
        {"last": day(5)},
        {"source": ["Herald"]},
        {"language": "en"},
        {"text": "talks"},
        {"least": 0.5},
    ),
    *({"as_of": day(4)}, {"actor": ["RUS"], "text": "shelled", "as_of": day(9)}, {"type": ["CONSULT"], "place": "QAT"}),
]
WAYS = {
    "over all": {"FEW": 0, "_NEWEST": 1},
    "in the order of an index": {"FEW": 0, "_NEWEST": 0},
    "among the newest": {"FEW": 0},
}
SORTINGS = {
    "events": ("date", "known", "confidence", "type"),
    "statements": ("date", "known", "speaker"),
    "timeline": ("date", "known", "sources"),
}


def _answers(record: KeptRecord) -> list[Any]:
    found = []
    for question, sortings in SORTINGS.items():
        for filters in FILTERS:
            for sort in sortings:
                for ascending, offset, limit in ((False, 0, 2), (True, 1, 50), (False, 900, 2)):
                    asked = Filter(**filters, sort=sort, ascending=ascending, offset=offset, limit=limit)
                    page = getattr(record, question)(asked)
                    found.append((question, filters, sort, page.total, page.lines))
    return found


@pytest.mark.parametrize("way", WAYS)
def test_every_way_gives_the_same_answer(fresh: Fresh, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    record = fresh([*many(24), *versions(["r00003", "r00004"])])
    expected = _answers(record)
    assert len({total for *_, total, _ in expected}) > 5
    for name, value in WAYS[way].items():
        monkeypatch.setattr(planning, name, value)
    for one, other in zip(_answers(record), expected, strict=True):
        assert one == other
