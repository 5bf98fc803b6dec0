"""Words looked for in the reports: the best matches first, each with the place in its text."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec

from .asking import COLUMNS, Page, Source, coverage, ordering, source_columns, source_of
from .backend import STILL, Backend, one
from .filters import Filter, Where, about_reports, valid
from .packing import unpack_text

RANKED = 2_000
"""The most matches that are ranked by how well they match."""
_AROUND = 90  # characters of text shown on either side of the first word found
_COUNTS = f"EXISTS (SELECT 1 FROM reports r WHERE r.seq = found.seq AND r.until = '{STILL}')"
_SORTINGS = {"best": "-found.score, -r.seq", "known": "r.known, r.seq"}


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
    among = _among(backend, asked)
    total = _count(backend, asked, among)
    order = ordering(asked, _SORTINGS, "best")
    cut = f"ORDER BY found.seq DESC LIMIT {RANKED}" if asked.sort in (None, "best") and total > RANKED else ""
    rows = backend.rows(
        f"SELECT {source_columns(asked.as_of)}, x.body FROM (SELECT found.seq, found.score FROM ({sql}) AS found"
        f" WHERE {among or _COUNTS} {cut}) AS found JOIN reports r ON r.seq = found.seq"
        f" LEFT JOIN texts x ON x.seq = r.seq ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, *among.values, asked.limit, asked.offset),
    )
    texts = (unpack_text(row[COLUMNS]) if row[COLUMNS] else "" for row in rows)
    lines = [
        Found(report=source_of(row), around=_around(text, asked.text or ""))
        for row, text in zip(rows, texts, strict=True)
    ]
    return Page(lines, total, coverage(backend, asked))


def _among(backend: Backend, asked: Filter) -> Where:
    """The conditions on what is `found` where not the whole record as it is now is searched; else none.

    The reports in question are a list worked out first, beside a bound of their numbers that the index of words keeps
    to. With a sign before it the number is not looked up in that index, which would be searched for each report anew.
    """
    reports = Where()
    valid(reports, asked.as_of, "r")
    about_reports(backend, replace(asked, text=None), reports, "r.seq")
    if asked.first:
        reports.add("r.known >= ?", asked.first)
    if asked.last:
        reports.add("r.known <= ?", asked.last + STILL)
    among = Where()
    if asked.as_of is not None or len(reports.conditions) > 1:
        listed = f"FROM reports r WHERE {reports}"
        among.add("found.seq <= ?", one(backend, f"SELECT coalesce(max(r.seq), 0) {listed}", reports.values))
        among.add(f"+found.seq IN (SELECT r.seq {listed})", *reports.values)
    return among


def _count(backend: Backend, asked: Filter, among: Where) -> int:
    """How many reports match: of the whole record as it is now, all matches without those of older versions."""
    sql, values = backend.containing(asked.text or "")
    if among:
        return int(one(backend, f"{sql} AND {among}", (*values, *among.values)))
    old = f"{sql} AND +found.seq IN (SELECT seq FROM reports WHERE until <> '{STILL}')"
    return int(one(backend, sql, values)) - int(one(backend, old, values))


def _around(text: str, words: str) -> str:
    """The text around the first of the words, on one line."""
    stems = [re.escape(word[: max(4, len(word) - 3)]) for word in re.findall(r"\w+", words)]
    match = re.search(rf"\b(?:{'|'.join(stems)})", text, re.IGNORECASE) if stems else None
    at = match.start() if match else 0
    start, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"
