"""A report as it came in."""

from __future__ import annotations

import hashlib

from ._base import Record


class ReportInfo(Record, frozen=True, kw_only=True):
    """What is known of a report besides its text; `published` is an ISO 8601 date or date-time."""

    id: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


class Report(ReportInfo, frozen=True, kw_only=True):
    """A report with its text, never altered: it is what all offsets refer to."""

    text: str

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
