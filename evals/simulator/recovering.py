"""Reports through the record: the one place that knows how the kept record is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from dragoman.records import CodedReport, Happening, Process, Report


@dataclass(frozen=True, slots=True)
class Recovered:
    """What the record made of a script's reports.

    `processes_as_of(day)` are the talks as known at the end of an ISO day; `coded` has the last version of each report.
    """

    processes_as_of: Callable[[str], list[Process]]
    happenings: list[Happening]
    coded: dict[str, CodedReport]


def recover(reports: Sequence[Mapping[str, str]], code: Callable[[Report], CodedReport] | None = None) -> Recovered:
    """Code the reports in their order of publication and keep the last version of each.

    Args:
        reports: as they come in; a later one of the same id is its correction.
        code: codes one report; the house's coder when not given.
    """
    if code is None:
        from dragoman.coding import coder

        code = coder().code
    coded: dict[str, CodedReport] = {}
    for report in sorted(reports, key=lambda one: one["published"]):
        read = code(msgspec.convert(report, Report))
        coded[read.report.id] = read
    return Recovered(lambda day: [], [], coded)
