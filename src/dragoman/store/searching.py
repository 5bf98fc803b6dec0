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
    where = Where()
    valid(where, asked.as_of, "r")
    about_reports(backend, replace(asked, text=None), where, "r.seq")
    if asked.first:
        where.add("r.known >= ?", asked.first)
    if asked.last:
        where.add("r.known <= ?", asked.last + "~")
    total = _count(backend, asked, where)
    order = ordering(asked, _SORTINGS, "best")
    cut = f"ORDER BY found.seq DESC LIMIT {RANKED}" if asked.sort in (None, "best") and total > RANKED else ""
    rows = backend.rows(
        f"SELECT {source_columns(asked.as_of)}, x.body FROM (SELECT found.seq, found.score FROM ({sql}) AS found"
        f" CROSS JOIN reports r WHERE r.seq = found.seq AND {where} {cut}) AS found JOIN reports r ON r.seq = found.seq"
        f" LEFT JOIN texts x ON x.seq = r.seq ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, *where.values, asked.limit, asked.offset),
    )
    texts = (unpack_text(row[COLUMNS]) if row[COLUMNS] else "" for row in rows)
    lines = [
        Found(report=source_of(row), around=_around(text, asked.text or ""))
        for row, text in zip(rows, texts, strict=True)
    ]
    return Page(lines, total, coverage(backend, asked))


def _count(backend: Backend, asked: Filter, where: Where) -> int:
    """How many reports match: of the whole record as it is now, all matches without those of older versions."""
    sql, values = backend.containing(asked.text or "")
    narrowed = bool(where.conditions[1:]) or asked.as_of is not None
    if narrowed:
        matching, words = backend.matching(asked.text or "")
        # A cross join is made in its order: the words first, or SQLite asks them of every report.
        joined = f"({matching}) AS found CROSS JOIN reports r WHERE r.seq = found.seq AND {where}"
        return int(one(backend, f"SELECT count(*) FROM {joined}", (*words, *where.values)))
    old = f"{sql} AND seq IN (SELECT seq FROM reports WHERE until <> '{STILL}')"
    return int(one(backend, sql, values)) - int(one(backend, old, values))


def _around(text: str, words: str) -> str:
    """The text around the first of the words, on one line."""
    stems = [re.escape(word[: max(4, len(word) - 3)]) for word in re.findall(r"\w+", words)]
    match = re.search(rf"\b(?:{'|'.join(stems)})", text, re.IGNORECASE) if stems else None
    at = match.start() if match else 0
    start, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"
