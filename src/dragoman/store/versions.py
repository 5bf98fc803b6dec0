"""Versions of a report: what is the same, what is a new version, and from when to when each one counts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from dragoman.records import Report

from .backend import STILL


def digest(report: Report) -> str:
    """32 hex digits over all that came in with a report, with its date in one form: equal means nothing is new."""
    parts = (report.text, report.title, moment(report.published), report.source, report.url)
    joined = "\x1f".join(part or "" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def moment(published: str | None) -> str | None:
    """A date or date-time in the one form that sorts: a day as it is, a time in UTC to the second."""
    if published is None or len(published) <= 10:
        return published
    when = datetime.fromisoformat(published)
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def bound(as_of: str) -> str:
    """The upper bound of `known` for what was known on a day (its whole length) or at a time."""
    return f"{as_of}{STILL}" if len(as_of) <= 10 else str(moment(as_of))


def known_from(published: str | None, others: Sequence[str], now: str) -> str:
    """From when a new version of a report is known.

    It is its own date, where it has one that no other version of the report has; else the moment at which it came in,
    because then only the coming tells which of two texts is the correction.

    Args:
        published: the version's date as `moment` gives it.
        others: `known` of the report's other versions.
        now: the present moment in UTC.
    """
    if published is not None and published not in others:
        return published
    return max([now, *(f"{other}+" for other in others if other >= now)])


def spans(known: Sequence[str]) -> list[str]:
    """For versions in order of `known`, until when each one counts: until the next one is known."""
    return [*known[1:], STILL][: len(known)]
