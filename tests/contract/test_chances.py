"""The chances of what a record tells of, on every database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.errors import BadFilter
from dragoman.store import KeptRecord

from .material import day, meeting, plain, report

Fresh = Callable[..., KeptRecord]
WORDS = {
    "a": "The wounded waited in the corridors of a hospital whose lights had failed in the night",
    "b": "Farmers on the plain brought in what was left of the barley before the first frost",
}


def talks(fresh: Fresh) -> KeptRecord:
    """A record of three rounds of talks, a month apart, that two outlets tell of."""
    held = [(name, 10 + 30 * count, late) for count in range(3) for late, name in enumerate("ab")]
    told = [
        report(f"{name}{on}", meeting(day(on)), plain(WORDS[name]), published=day(on + late), source=name)
        for name, on, late in held
    ]
    return fresh(told)


def test_each_question_has_its_chance_beside_its_base_rate(fresh: Fresh) -> None:
    found = talks(fresh).chances(as_of=day(80))
    assert [(one.template, one.horizon_days) for one in found] == [
        *(("round", 30), ("round", 90), ("ceasefire", 90), ("ceasefire", 365), ("agreement", 365)),
    ]
    for one in found:
        assert 0 < one.low <= one.p <= one.high < 1
        assert 0 < one.base < 1 and one.base_n > 0 and one.base_cases
        assert one.issued == day(80)
        assert one.adjustments and all(moved.evidence for moved in one.adjustments)


def test_one_question_at_a_horizon_of_ones_own(fresh: Fresh) -> None:
    record = talks(fresh)
    (one,) = record.chances("ceasefire", within="3 months", as_of=day(80))
    assert (one.template, one.horizon_days) == ("ceasefire", 90)
    assert one == record.chances("ceasefire", within=90, as_of=day(80))[0]


def test_before_anything_was_known_nothing_is_said(fresh: Fresh) -> None:
    assert talks(fresh).chances(as_of=day(2)) == []


def test_what_was_issued_last_stands_beside_it(fresh: Fresh) -> None:
    record = talks(fresh)
    first = record.chances("round", within=30, as_of=day(80))
    record.ledger.issue(first, at=day(80))
    (again,) = record.chances("round", within=30, as_of=day(85))
    assert again.previous == first[0].p


@pytest.mark.parametrize(("question", "within"), [("peace", None), ("round", "soon"), ("round", 0)])
def test_what_cannot_be_asked_is_refused(fresh: Fresh, question: str, within: str | int | None) -> None:
    with pytest.raises(BadFilter):
        talks(fresh).chances(question, within=within, as_of=day(80))
