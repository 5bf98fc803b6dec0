"""A report as it came in."""

from __future__ import annotations

import hashlib

import msgspec

from ._base import Record


class Note(Record, frozen=True, kw_only=True):
    """Something the reader of a result must know, with an error code: why a report
    was passed through uncoded, say, or that its date could not be read."""

    code: str
    what: str


class ReportInfo(Record, frozen=True, kw_only=True):
    """What is known of a report besides its text; `published` is an ISO 8601 date or date-time."""

    id: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


class Report(ReportInfo, frozen=True, kw_only=True):
    """A report with its text, never altered: it is what all offsets refer to.

    `notes` tell what was wrong with it on the way in without making it unreadable; results carry them on.
    """

    text: str
    notes: list[Note] = msgspec.field(default_factory=list)

    @property
    def info(self) -> ReportInfo:
        """The report without its text, as results carry it."""
        return ReportInfo(
            id=self.id,
            title=self.title,
            published=self.published,
            source=self.source,
            url=self.url,
            language=self.language,
        )


def content_id(text: str, published: str | None = None, source: str | None = None) -> str:
    """A stable id of a report that came without one: 16 hex digits of a hash of its content."""
    parts = "\x1f".join((text, published or "", source or ""))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
