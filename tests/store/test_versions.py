"""From when to when each version of a report counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Report
from dragoman.store.backend import STILL
from dragoman.store.versions import bound, digest, known_from, moment, spans

DAYS = st.dates(min_value=datetime(1900, 1, 1).date(), max_value=datetime(2100, 1, 1).date())
TIMES = st.datetimes(
    min_value=datetime(1900, 1, 3),
    max_value=datetime(2099, 12, 29),
    timezones=st.one_of(
        st.none(), st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours, minutes=hours % 2 * 30)))
    ),
)
NOW = "2026-05-01T12:00:00Z"
MOMENTS = st.one_of(DAYS.map(str), TIMES.map(lambda time: str(moment(time.isoformat()))))


@settings(deadline=None)
@given(TIMES)
def test_a_time_is_told_in_utc_to_the_second(time: datetime) -> None:
    told = moment(time.isoformat())
    assert told is not None and len(told) == 20 and told.endswith("Z")
    utc = (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    assert datetime.fromisoformat(told) == utc.replace(microsecond=0)
    assert moment(told) == told


@settings(deadline=None)
@given(TIMES, TIMES)
def test_moments_sort_as_times_do(one: datetime, other: datetime) -> None:
    utc = [(time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC) for time in (one, other)]
    first, second = (time.replace(microsecond=0) for time in utc)
    assert (moment(one.isoformat()) < moment(other.isoformat())) == (first < second)  # type: ignore[operator]


@settings(deadline=None)
@given(DAYS, TIMES)
def test_what_is_known_on_a_day_is_all_that_came_on_it(day: object, time: datetime) -> None:
    told = str(moment(time.isoformat()))
    assert (told <= bound(str(day))) == (told[:10] <= str(day))
    assert str(day) <= bound(str(day))


@settings(deadline=None)
@given(st.lists(MOMENTS, unique=True, max_size=6))
def test_spans_follow_each_other_without_gap_or_overlap(known: list[str]) -> None:
    known.sort()
    until = spans(known)
    assert len(until) == len(known)
    assert until[-1:] == [STILL][: len(known)]
    assert until[:-1] == known[1:]
    assert all(first < last for first, last in zip(known, until, strict=True))


@settings(deadline=None)
@given(MOMENTS, st.lists(MOMENTS, unique=True, max_size=5))
def test_a_version_is_known_from_its_own_date_where_no_other_has_it(published: str, others: list[str]) -> None:
    known = known_from(published, others, NOW)
    assert known == published if published not in others else known not in others


@settings(deadline=None)
@given(st.one_of(st.none(), MOMENTS), st.lists(MOMENTS, unique=True, max_size=5))
def test_of_one_date_what_comes_later_is_known_later(published: str | None, others: list[str]) -> None:
    others = [*others, published] if published is not None and published not in others else others
    known = known_from(published, others, NOW)
    assert known >= NOW and all(known > other for other in others)


def test_three_undated_versions_of_one_second_stay_in_their_order() -> None:
    known: list[str] = []
    for _ in range(3):
        known.append(known_from(None, known, NOW))
    assert known == sorted(set(known)) and known[0] == NOW


REPORT = Report(id="a", text="One.", title="T", published="2024-03-01", source="Post", url="https://a.example")


@pytest.mark.parametrize("field", ["text", "title", "published", "source", "url"])
def test_whatever_changes_is_another_version(field: str) -> None:
    other = msgspec.structs.replace(REPORT, **{field: "2024-03-02" if field == "published" else "Other"})
    assert digest(other) != digest(REPORT)


def test_the_same_time_told_otherwise_is_the_same_version() -> None:
    one, other = (
        msgspec.structs.replace(REPORT, published=told)
        for told in ("2024-03-01T12:00:00Z", "2024-03-01T14:00:00+02:00")
    )
    assert digest(one) == digest(other)


def test_a_digest_stands_surrogates_and_does_not_mix_fields() -> None:
    assert len(digest(msgspec.structs.replace(REPORT, text="half \ud800"))) == 32
    left = msgspec.structs.replace(REPORT, title="ab", source="c", published=None)
    right = msgspec.structs.replace(REPORT, title="a", source="bc", published=None)
    assert digest(left) != digest(right)
