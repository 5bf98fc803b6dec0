"""A row of any table to a report: the fields, checked one by one, with the path of a bad value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from math import isnan
from typing import Any

from dragoman.errors import BadDate, BadRow
from dragoman.records import Note, Report, content_id

from .decode import checked

FIELDS = ("id", "title", "published", "source", "url", "language")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$")


def report_from(row: Mapping[str, Any], *, path: str | None = None, line: int | None = None) -> Report:
    """The report in a row with the columns id, text, title, published, source, url, language; only text must be there.

    A date that cannot be read does not cost the report: it is left out and told in the report's notes.

    Raises:
        BadRow: no text, or a field that is no string.
        EmptyInput, TooLarge, BinaryInput: the text is not a report's.
    """
    text = row.get("text")
    if not isinstance(text, str):
        what = "no text" if text is None else f"text is {type(text).__name__}, not a string"
        raise BadRow(what, path=path, line=line, field="$.text", hint='Each row needs a "text" of its own')
    checked(text, path=path, line=line)
    if _has_surrogates(text):
        raise BadRow(
            "half a surrogate pair in the text", path=path, line=line, field="$.text", hint="Write valid Unicode"
        )
    values = {name: _string(row.get(name), name, path, line) for name in FIELDS}
    published, notes = _published(values["published"], path, line)
    return Report(
        id=values["id"] or content_id(text, published, values["source"]),
        text=text,
        title=values["title"],
        published=published,
        source=values["source"],
        url=values["url"],
        language=values["language"],
        notes=notes,
    )


def _published(value: str | None, path: str | None, line: int | None) -> tuple[str | None, list[Note]]:
    """A report is worth coding without its date: one that cannot be read is left out, and a note says so."""
    try:
        return iso_date(value, path=path, line=line), []
    except BadDate as error:
        return None, [Note(code=error.code, what=str(error).removeprefix(f"{error.code} "))]


def iso_date(value: str | None, *, path: str | None = None, line: int | None = None) -> str | None:
    """`value` when it is an ISO 8601 day or date-time between 1900 and 2100, a compact day (20250516) made one.

    Raises:
        BadDate: it is neither.
    """
    if value is None:
        return None
    text = _COMPACT.sub(r"\1-\2-\3", value.strip())
    try:
        day = date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2100:
        raise BadDate(
            f"published is {value!r}",
            path=path,
            line=line,
            field="$.published",
            hint="Write an ISO 8601 date such as 2025-05-16, between 1900 and 2100",
        )
    return text


def _string(value: Any, name: str, path: str | None, line: int | None) -> str | None:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool) and name == "id" and not isnan(value):
        return str(value)
    if value is None or value == "" or (isinstance(value, float) and isnan(value)):
        return None
    if not isinstance(value, str):
        raise BadRow(
            f"{name} is {type(value).__name__}, not a string", path=path, line=line, field=f"$.{name}", hint="Quote it"
        )
    if _has_surrogates(value):
        raise BadRow(
            f"half a surrogate pair in {name}", path=path, line=line, field=f"$.{name}", hint="Write valid Unicode"
        )
    return value


def _has_surrogates(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
