"""Words looked for in the reports: the best matches first, each with the place in its text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import msgspec

from .asking import COLUMNS, Page, Source, coverage, ordering, source_columns, source_of
from .backend import STILL, Backend, one
from .filters import Filter, Where, about_reports, valid
from .packing import unpack_text
from .versions import bound

RANKED = 2_000
"""The most matches that are ranked by how well they match."""
_AROUND = 90  # characters of text shown on either side of the first word found
_SORTINGS = {"best": "-found.score, -found.seq", "known": "r.known, r.seq"}
_ENDED = f"until <> '{STILL}'"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A report in which the words were found, with the words around the first of them; empty where no text is kept."""

    report: Source
    around: str


def search(backend: Backend, asked: Filter) -> Page[Found]:
    """Reports with all the words of `asked.text`, best match first.

    Of more matches than `RANKED` the ones added last are ranked; all are counted; sorting by `known` shows all.

    Raises:
        BadFilter: no words are given.
    """
    sql, values = backend.matching(asked.text or "")
    listed, among, reports = _among(backend, asked)
    count, counted = _count(backend, asked, among if listed else None)
    order = ordering(asked, _SORTINGS, "best")
    found = f"SELECT found.seq, found.score FROM ({sql}) AS found WHERE {among}"
    page = f"ORDER BY {order} LIMIT ? OFFSET ?"
    joined = "JOIN reports r ON r.seq = found.seq LEFT JOIN texts x ON x.seq = r.seq"
    if asked.sort in (None, "best"):  # sorted before texts are joined to it
        ranked = f"SELECT seq, score FROM ({found} ORDER BY found.seq DESC LIMIT {RANKED}) AS found {page}"
        source = f"({ranked}) AS found {joined} ORDER BY {order}"
    else:
        source = f"({found}) AS found {joined} {page}"
    rows = backend.rows(
        f"{listed} SELECT {source_columns(asked.as_of)}, x.body, ({count}) FROM {source}",
        (*reports, *counted, *values, asked.limit, asked.offset),
    )
    if rows:
        total = int(rows[0][COLUMNS + 1])
    else:
        total = int(one(backend, f"{listed} SELECT ({count})", (*reports, *counted))) if asked.offset else 0
    texts = (unpack_text(row[COLUMNS]) if row[COLUMNS] else "" for row in rows)
    lines = [
        Found(report=source_of(row), around=_around(text, asked.text or ""))
        for row, text in zip(rows, texts, strict=True)
    ]
    return Page(lines, total, coverage(backend, asked))


def _among(backend: Backend, asked: Filter) -> tuple[str, str, list[Any]]:
    """A list of reports, the condition on what is `found`, and the values of the list.

    The list is of those in question or of all others; "" where the whole record is searched as it is now.
    The list is worked out first, and the index of words keeps to the bound of its numbers. With a sign before it a
    number is not looked up in that index, which would be searched for each report anew.
    """
    reports = Where()
    valid(reports, asked.as_of, "r")
    about_reports(backend, replace(asked, text=None), reports, "r.seq")
    if asked.first:
        reports.add("r.known >= ?", asked.first)
    if asked.last:
        reports.add("r.known <= ?", asked.last + STILL)
    if asked.as_of is not None and len(reports.conditions) == 1 and _most_known(backend, asked.as_of):
        at = bound(asked.as_of)
        others = (
            f"SELECT seq FROM reports WHERE known > ? UNION ALL SELECT seq FROM reports WHERE until <= ? AND {_ENDED}"
        )
        return f"WITH others AS ({others})", "+found.seq NOT IN (SELECT seq FROM others)", [at, at]
    if asked.as_of is None and len(reports.conditions) == 1:
        counts = f"EXISTS (SELECT 1 FROM reports r WHERE r.seq = found.seq AND r.until = '{STILL}')"
        return "", counts, []
    among = "found.seq <= (SELECT coalesce(max(seq), 0) FROM listed) AND +found.seq IN (SELECT seq FROM listed)"
    return f"WITH listed AS (SELECT r.seq FROM reports r WHERE {reports})", among, reports.values


def _most_known(backend: Backend, as_of: str) -> bool:
    """Whether most reports were known on a day, so that it is shorter to list those that were not."""
    later = int(one(backend, "SELECT count(*) FROM reports WHERE known > ?", (bound(as_of),)))
    return 2 * later < int(one(backend, "SELECT count(*) FROM reports"))


def _count(backend: Backend, asked: Filter, among: str | None) -> tuple[str, list[Any]]:
    """How many reports match: of the whole record as it is now, all matches without those of older versions."""
    sql, values = backend.containing(asked.text or "")
    if among is not None:
        return f"{sql} AND {among}", values
    old = f"{sql} AND +found.seq IN (SELECT seq FROM reports WHERE {_ENDED})"
    return f"SELECT ({sql}) - ({old})", [*values, *values]


def _around(text: str, words: str) -> str:
    """The text around the first of the words, on one line."""
    stems = [re.escape(word[: max(4, len(word) - 3)]) for word in re.findall(r"\w+", words)]
    match = re.search(rf"\b(?:{'|'.join(stems)})", text, re.IGNORECASE) if stems else None
    at = match.start() if match else 0
    start, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"
