"""What linking and talks are given: one coded report with what is known of it as a source."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records import CodedReport


@dataclass(frozen=True, slots=True)
class Told:
    """One version of a report in the record.

    `known` is the ISO day or date-time from which it could be known (its date of publication, or of being added where
    it has none); `origin` the id of the first report of which it is a copy, or its own: reports of one origin are one
    independent source.
    """

    coded: CodedReport
    known: str
    origin: str

    @property
    def report(self) -> str:
        """The report's id."""
        return self.coded.report.id

    @property
    def order(self) -> tuple[str, str]:
        """What the canonical order goes by: when it became known, then its id."""
        return self.known, self.report
