"""Reports through the record: the one place that knows how the kept record is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from dragoman.records import CodedReport, Happening, Process, Report
from dragoman.store import Filter, KeptRecord


@dataclass(frozen=True, slots=True)
class Recovered:
    """What the record made of a script's reports.

    `processes_as_of(day)` are the talks as known at the end of an ISO day; `coded` has the last version of each report.
    """

    processes_as_of: Callable[[str], list[Process]]
    happenings: list[Happening]
    coded: dict[str, CodedReport]


def recover(reports: Sequence[Mapping[str, str]], code: Callable[[Report], CodedReport] | None = None) -> Recovered:
    """Code the reports in their order of publication and keep them in a record in memory.

    Args:
        reports: as they come in; a later one of the same id is its correction.
        code: codes one report; the house's coder when not given.
    """
    if code is None:
        from dragoman.coding import coder

        code = coder().code
    pairs = []
    for one in sorted(reports, key=lambda one: one["published"]):
        report = msgspec.convert(one, Report)
        pairs.append((report, code(report)))
    record = KeptRecord(":memory:")
    record.add_coded(pairs)
    happenings = record.timeline(Filter(limit=10_000, ascending=True)).lines
    coded = {report.id: read for report, read in pairs}
    return Recovered(lambda day: record.talks(as_of=day, every=True), happenings, coded)
