"""A record is a function of its reports: not of their order, batches, or of when they are linked;
and as of a day it is the record of what was known then."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.store import Filter, KeptRecord
from dragoman.store.adding import add_batch
from dragoman.store.dump import dump
from dragoman.store.preparing import Prepared, prepare

from ..contract.material import OUTLETS, Pair, Telling, day, many, meeting, plain, report, said, strike, versions

# A report as the numbers from which it is made, so that copies, happenings, versions and rounds of talks meet.
Drawn = tuple[int, int, int, tuple[tuple[int, int, int], ...]]

_PLACES = ("Kharkiv", "Odesa", "Istanbul")
_KINDS = 6


@st.composite
def drawn(draw: st.DrawFn) -> list[Drawn]:
    """Reports of six ids over a week; those of one id and date would be told apart by their coming alone."""
    sentence = st.tuples(st.integers(0, _KINDS - 1), st.integers(0, 2), st.integers(0, 2))
    about = st.tuples(
        st.integers(0, 5), st.integers(0, 6), st.integers(0, 2), st.lists(sentence, min_size=1, max_size=3).map(tuple)
    )
    return draw(st.lists(about, min_size=2, max_size=12, unique_by=lambda one: one[:2]))


@lru_cache(4096)
def made(one: Drawn) -> Prepared:
    id, known, outlet, sentences = one
    tellings = [_telling(kind, a, b) for kind, a, b in sentences]
    title = f"News of {_PLACES[outlet]}"
    pair = report(f"r{id}", *tellings, published=day(known), source=OUTLETS[outlet], title=title)
    return prepare(*pair, "hand")


def _telling(kind: int, a: int, b: int) -> Telling:
    if kind <= 1:
        return strike(day(a * 2), _PLACES[b], killed=3 + kind * 4, status="happened" if kind else "possible")
    if kind == 2:
        return meeting(day(a * 2 + 1), "Istanbul" if b else "Doha", status="happened" if b < 2 else "planned")
    if kind == 3:
        return said(f"we want {a + b} more days", ("Anna Kovalenko", "Pavel Sorokin")[b % 2])
    if kind == 4:
        return meeting(day(a), "Doha", ("Israel", "Hamas"), "agreed to hold talks", type="AGREE", cameo="036")
    return plain("The bridge stayed shut and the bakery gave out bread to those who waited")


def filled(batches: list[list[Prepared]], settle: list[bool]) -> list[dict[str, Any]]:
    with KeptRecord(":memory:") as record:
        for batch, now in zip(batches, settle, strict=True):
            add_batch(record.backend, batch)
            if now:
                record.settle()
        record.settle()
        return list(dump(record.backend))


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    made((0, 0, 0, ((0, 0, 0),)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn(), st.randoms(use_true_random=False), st.integers(1, 6), st.data())
def test_order_batches_and_times_of_linking_do_not_matter(
    reports: list[Drawn], order: random.Random, size: int, data: st.DataObject
) -> None:
    items = [made(one) for one in reports]
    expected = filled([items], [True])
    order.shuffle(items)
    batches = [items[at : at + size] for at in range(0, len(items), size)]
    settle = data.draw(st.lists(st.booleans(), min_size=len(batches), max_size=len(batches)))
    for left, right in zip(filled(batches, settle), expected, strict=True):
        assert left == right


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn(), st.randoms(use_true_random=False), st.integers(0, 6))
def test_as_of_a_day_it_is_the_record_of_what_was_known_then(
    reports: list[Drawn], order: random.Random, at: int
) -> None:
    items = [made(one) for one in reports]
    then = [item for item in items if (item.published or "") <= day(at)]
    expected = filled([then], [True])
    order.shuffle(items)
    with KeptRecord(":memory:") as record:
        add_batch(record.backend, items)
        record.settle()
        for left, right in zip(dump(record.backend, day(at)), expected, strict=True):
            assert left == right


def test_a_month_of_reports_in_three_orders() -> None:
    pairs: list[Pair] = [*many(150), *versions(["r00003", "r00030", "r00090"])]
    items = [prepare(*pair, "hand") for pair in pairs]
    expected = filled([items], [True])
    for seed, size in enumerate((25, 60, 153)):
        random.Random(seed).shuffle(items)
        batches = [items[at : at + size] for at in range(0, len(items), size)]
        for left, right in zip(filled(batches, [True] * len(batches)), expected, strict=True):
            assert left == right


def test_the_crowd_interacts() -> None:
    """The material has what the properties above are about: else they would hold of nothing."""
    with KeptRecord(":memory:") as record:
        record.add_coded([*many(150), *versions(["r00003"])], coder="hand")
        happenings = record.timeline(Filter(limit=1000)).lines
        assert any(one.independent < one.reports for one in happenings)
        assert any(one.disagree for one in happenings)
        assert any(len(process.rounds) > 1 for process in record.talks(every=True))
        assert record.stats().independent < record.stats().reports < record.stats().versions
